"""`tawjih staff`: invite, accredit, list and remove those who answer and those who coordinate."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, TypeVar

import segno
import typer
from rich.console import Console
from rich.table import Table

from bot.app import parts_of
from bot.clock import clock_for
from bot.commands.opening import existing, opened
from bot.commands.wording import worded
from bot.ids import SecureIds
from bot.names import in_language
from bot.program import line_of, link_of
from bot.settings import Settings, from_environment, operator_language
from casework import staffing
from casework.errors import OperatorError
from casework.person import StaffMember
from casework.ports import Ids
from casework.sitting import Sitting
from catalogue.actor import Actor
from catalogue.places import gazetteer
from locales.texts import date as written_date
from storage.keys import KeyRing
from storage.store import Store
from storage.work import Work

T = TypeVar("T")
ROLES = ("focal", "coordinator")
PICTURES = (".png", ".svg")
QR_SCALE = 8

app = typer.Typer(add_completion=False, help=worded("cli.staff.help"), no_args_is_help=True)


@app.command(help=worded("cli.staff.invite"))
def invite(
    *,
    role: Annotated[str, typer.Option(help=worded("cli.staff.role"))],
    actor: Annotated[str, typer.Option(help=worded("cli.staff.actor"))] = "",
    region: Annotated[str, typer.Option(help=worded("cli.staff.region"))] = "",
    protection: Annotated[
        bool, typer.Option("--protection", help=worded("cli.staff.protection"))
    ] = False,
    days: Annotated[int, typer.Option(help=worded("cli.staff.days"))] = 7,
    qr: Annotated[Path | None, typer.Option(help=worded("cli.staff.qr"))] = None,
) -> None:
    check_picture(qr)
    wanted = wanted_of(role, actor=actor, region=region, protection=protection, days=days)
    staffing.check(wanted)
    settings = from_environment()
    link = asyncio.run(invited(settings, wanted))
    print(link)
    print(worded("cli.staff.invited", n=days), file=sys.stderr)
    code = segno.make(link, micro=False)
    if qr is not None:
        save(code, qr)
    elif sys.stdout.isatty():
        code.terminal(compact=True)


@app.command(help=worded("cli.staff.accredit"))
def accredit(
    actor: Annotated[str, typer.Option(help=worded("cli.staff.actor"))],
    need: Annotated[str, typer.Option(help=worded("cli.staff.need"))],
) -> None:
    during(lambda work, now: staffing.accredit(work, actor, need, now))
    print(worded("cli.staff.accredited", actor=actor, need=need))


@app.command("list", help=worded("cli.staff.list"))
def list_staff() -> None:
    members, names = during(lambda work, now: everybody(work))
    Console().print(table(members, names))


@app.command(help=worded("cli.staff.remove"))
def remove(
    member: Annotated[str, typer.Argument(metavar="ID", help=worded("cli.staff.id"))],
) -> None:
    gone = asyncio.run(removed(from_environment(), member))
    print(worded("cli.staff.removed", id=gone.id))


def wanted_of(
    role: str, *, actor: str, region: str, protection: bool, days: int
) -> staffing.Wanted:
    """The invite asked for. Raises `OperatorError` for an unknown role."""
    if role not in ROLES:
        raise OperatorError("cli.staff.unknown_role", what=role)
    return staffing.Wanted(
        "focal" if role == "focal" else "coordinator", actor, region, protection, days
    )


async def invited(settings: Settings, wanted: staffing.Wanted) -> str:
    """The whole link, where the invited will open it: Telegram, or the web chat."""
    clock = clock_for(settings.clock_file)
    async with opened(settings) as store:
        start = await link(settings)
        return await run(store, wanted, link=start, ids=SecureIds(), now=clock.now())


async def run(store: Store, wanted: staffing.Wanted, *, link: str, ids: Ids, now: datetime) -> str:
    """Make the invite and its link. Raises `OperatorError`."""
    payload = await store.write(lambda work: staffing.invite(work, wanted, ids, now))
    return f"{link}?start={payload}"


async def link(settings: Settings) -> str:
    """Where people reach the assistant. Raises `OperatorError` when the bot's name is unknown."""
    address = f"http://{settings.host}:{settings.port}"
    async with line_of(settings) as line:
        found = await link_of(settings, line, address)
    if settings.telegram_token is not None and "://t.me/" not in found:
        raise OperatorError("cli.staff.no_bot_name")
    return found


async def removed(settings: Settings, member: str) -> StaffMember:
    """Take a member's access away, and empty what stands in their chat. Raises `OperatorError`."""
    async with existing(settings) as store:
        around = parts_of(settings, store, KeyRing.load(settings.key_file)).around
        return await store.write(
            lambda work: staffing.remove(Sitting(work, around, around.clock.now()), member)
        )


def during(job: Callable[[Work, datetime], T]) -> T:
    """Run one transaction on the operator's database."""
    return asyncio.run(_during(from_environment(), job))


async def _during(settings: Settings, job: Callable[[Work, datetime], T]) -> T:
    now = clock_for(settings.clock_file).now()
    async with existing(settings) as store:
        return await store.write(lambda work: job(work, now))


def everybody(work: Work) -> tuple[Sequence[StaffMember], dict[str, Actor]]:
    """All members, and the records of their actors."""
    members = work.staff.all()
    wanted = {member.actor for member in members}
    return members, {actor.id: actor for actor in work.actors.all() if actor.id in wanted}


def table(members: Sequence[StaffMember], actors: dict[str, Actor]) -> Table:
    """One line a member: what for, since when. No name and no account: none is known here."""
    columns = ("id", "role", "whose", "joined", "state")
    drawn = Table(*(worded(f"cli.staff.column.{column}") for column in columns))
    for member in members:
        drawn.add_row(
            member.id[: staffing.SHORTEST_ID * 2],
            worded(f"cli.staff.role.{member.role}"),
            whose(member, actors),
            written_date(member.joined_at, operator_language()),
            worded("cli.staff.active" if member.active else "cli.staff.left"),
        )
    return drawn


def whose(member: StaffMember, actors: dict[str, Actor]) -> str:
    """The actor's name, or the region's, or the whole country."""
    if member.role == "focal":
        actor = actors.get(member.actor)
        return in_language(actor.names, operator_language()) if actor else member.actor
    region = gazetteer().get(member.region) if member.region else None
    return region.name_fr if region else worded("cli.staff.everywhere")


def check_picture(path: Path | None) -> None:
    """Raises `OperatorError` before anything is made, for a file that could not be."""
    if path is not None and (path.suffix.lower() not in PICTURES or not path.parent.is_dir()):
        raise OperatorError("cli.staff.bad_picture", what=str(path))


def save(code: segno.QRCode, path: Path) -> None:
    """The picture of the link. Raises `OperatorError` where it cannot be written."""
    try:
        code.save(str(path), scale=QR_SCALE)
    except OSError:
        raise OperatorError("cli.staff.bad_picture", what=str(path)) from None
