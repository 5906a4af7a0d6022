"""`tawjih doctor`: looks at everything an operator can mend, changes nothing, says it in lines."""

from __future__ import annotations

import asyncio
import stat
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

from bot.app import opened
from bot.channels.telegram.line import connected
from bot.clock import clock_for
from bot.commands.wording import worded
from bot.settings import Settings, from_environment
from casework.errors import OperatorError, TawjihError
from casework.morocco_time import check_zone, today
from casework.numbers import overdue
from storage.store import Store, database_exists


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, whether it is well, what is to be said of it."""

    what: str
    well: bool
    told: str


def doctor() -> None:
    findings = asyncio.run(examined(from_environment()))
    for each in findings:
        print(f"{'✓' if each.well else '✗'} {worded(f'cli.doctor.{each.what}')} — {each.told}")
    if not all(each.well for each in findings):
        raise typer.Exit(1)


doctor.__doc__ = worded("cli.doctor.help")


async def examined(settings: Settings) -> list[Finding]:
    """Everything, in the order in which it would have to be mended."""
    now = clock_for(settings.clock_file).now()
    findings = [good("settings"), zone(), key(settings.key_file)]
    findings += [each async for each in database(settings)]
    return [*findings, numbers(today(now)), await telegram(settings)]


def good(what: str, key: str = "ok", **values: str | int) -> Finding:
    """In order."""
    return Finding(what, True, worded(f"cli.doctor.{key}", **values))


def bad(what: str, key: str, **values: str | int) -> Finding:
    """To be mended; the line says how."""
    return Finding(what, False, worded(key, **values))


def zone() -> Finding:
    """Morocco's time, against known instants."""
    try:
        check_zone()
    except OperatorError as error:
        return bad("zone", error.key, **error.values)
    return good("zone")


def key(path: Path) -> Finding:
    """The key file: there, and nobody else's to read."""
    if not path.exists():
        return good("key", "new")
    shared = stat.S_IMODE(path.stat().st_mode) & 0o077
    return bad("key", "cli.doctor.mode", path=str(path)) if shared else good("key")


async def database(settings: Settings) -> AsyncIterator[Finding]:
    """The database opens with its key; who has joined. One that is not there yet is not made."""
    try:
        if not await database_exists(settings.database_url):
            yield good("database", "new")
            return
        async with opened(settings, clock_for(settings.clock_file)) as (store, _):
            yield good("database")
            yield await staff(store)
    except OperatorError as error:
        yield bad("database", error.key, **error.values)
    except TawjihError:
        yield bad("database", "cli.no_database")


async def staff(store: Store) -> Finding:
    """Without a coordinator nobody sees what is stuck."""
    roles = [each.role for each in await store.read(lambda work: work.staff.all()) if each.active]
    counts = {"focal": roles.count("focal"), "coordinators": roles.count("coordinator")}
    if not counts["coordinators"]:
        return bad("staff", "cli.doctor.staff_none")
    return good("staff", "staff_some", **counts)


def numbers(day: date) -> Finding:
    """Emergency numbers are verified again every three months; an old one is still given."""
    late = overdue(day)
    if not late:
        return good("numbers")
    which = ", ".join(each.number for each in late)
    return bad("numbers", "cli.doctor.overdue", n=len(late), which=which)


async def telegram(settings: Settings) -> Finding:
    """Whether Telegram knows the bot; nothing is said of the token."""
    if settings.telegram_token is None:
        return good("telegram", "off")
    token = settings.telegram_token.get_secret_value()
    async with connected(token, settings.telegram_api_url) as line:
        name = await line.username()
    return (
        good("telegram", "telegram_yes", name=name)
        if name
        else bad("telegram", "cli.doctor.telegram_no")
    )
