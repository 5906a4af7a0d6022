"""`tawjih catalogue import|export|template`: files into the catalogue and out of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.cartography import material
from bot.clock import clock_for
from bot.commands import import_report
from bot.commands.catalogue_list import chosen, place_of
from bot.commands.opening import opened
from bot.commands.steps import steps
from bot.commands.wording import worded
from bot.ids import SecureIds
from bot.settings import Settings, from_environment, operator_language
from casework.errors import OperatorError
from casework.importing import Imported, apply, check_kind, plan
from casework.ports import UnitOfWork
from catalogue.exchange.assured import Assured
from catalogue.exchange.draft import Draft, FileRefused
from catalogue.exchange.formats import (
    OF_SITES,
    PUBLISHED,
    format_of,
    speaking_format_of,
    template_format_of,
)
from catalogue.exchange.geojson import on_the_map
from catalogue.exchange.leaving import leaving
from catalogue.exchange.neutral import with_needs_of_services
from catalogue.exchange.plan import Plan
from catalogue.exchange.seen_by import seen_by
from catalogue.labels import DOMAIN
from catalogue.mapping.material import Entry
from catalogue.needs import needs
from catalogue.record import Record
from catalogue.schema import PARTS, SPOKEN
from catalogue.search import Snapshot
from catalogue.starter import starter_records
from locales.texts import text
from storage.store import Store, database_exists

Same = dict[str, str]
STEPS = ("reading", "comparing", "writing")

app = typer.Typer(add_completion=False)


@app.command("import", help=worded("cli.exchange.import"))
def import_file(
    path: Annotated[Path, typer.Argument(help=worded("cli.exchange.path"))],
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=worded("cli.exchange.dry_run"))
    ] = False,
    same: Annotated[
        list[str] | None, typer.Option(metavar="NEW=OLD", help=worded("cli.exchange.same"))
    ] = None,
    report: Annotated[Path | None, typer.Option(help=worded("cli.exchange.report"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=worded("cli.exchange.json"))] = False,
) -> None:
    import_report.check_report(report)
    ids, settings = same_ids(same or ()), from_environment()
    with steps([worded(f"cli.exchange.step.{step}") for step in STEPS]) as go_on:
        draft = read(path)
        go_on()
        found = asyncio.run(looked(settings, draft, ids))
        go_on()
        done = None
        if not dry_run and not found.faults:
            done = asyncio.run(written(settings, draft, ids, path.name))
    tell(found, path, done=done, as_json=as_json)
    if report is not None:
        import_report.keep(found, report)
    if found.faults:
        raise OperatorError("cli.exchange.nothing_written", n=len(found.faults))


@app.command(help=worded("cli.exchange.export"))
def export(
    path: Annotated[Path, typer.Argument(help=worded("cli.exchange.path"))],
    *,
    need: Annotated[str, typer.Option(help=worded("cli.catalogue.need"))] = "",
    area: Annotated[str, typer.Option(help=worded("cli.catalogue.area"))] = "",
    part: Annotated[list[str] | None, typer.Option(help=worded("cli.exchange.part"))] = None,
    lang: Annotated[str, typer.Option(help=worded("cli.exchange.hsds_lang"))] = "fr",
) -> None:
    if need and need not in needs():
        raise OperatorError("cli.catalogue.unknown_need", what=need)
    wanted = part or PARTS
    if unknown := [each for each in wanted if each not in PARTS]:
        raise OperatorError("cli.exchange.unknown_part", what=unknown[0], values=", ".join(PARTS))
    if lang not in SPOKEN:
        raise OperatorError("cli.exchange.hsds_no_such_lang", what=lang, values=", ".join(SPOKEN))
    entries = of(from_environment(), need=need, area=area)
    public = path.suffix.lower() in PUBLISHED
    whole = [entry.record for entry in entries]
    if public and "service" not in wanted:
        whole = list(map(with_needs_of_services, whole))
    records = leaving(whole, wanted)
    with writable(path):
        write(records, path, lang, assured(entries))
    print(exported(records, path))


@app.command(help=worded("cli.exchange.template"))
def template(
    path: Annotated[Path, typer.Argument(help=worded("cli.exchange.path"))],
) -> None:
    with writable(path):
        template_format_of(path).template(path)
    print(worded("cli.exchange.template_written", path=str(path)))


def exported(records: Sequence[Record], path: Path) -> str:
    """What was written: actors, or of a file of points their sites."""
    ending = path.suffix.lower()
    if ending in OF_SITES:
        sites = sum(len(record.rows("site")) for record in on_the_map(records))
        return worded("cli.exchange.exported_sites", n=sites, path=str(path))
    told = seen_by("public", records) if ending in PUBLISHED else records
    return worded("cli.exchange.exported", n=len(told), path=str(path))


def write(
    records: Sequence[Record], path: Path, lang: str, confirmed: Mapping[str, Assured]
) -> None:
    """Write records in the format that the file's name asks for, with what it may tell of them."""
    speaking = speaking_format_of(path)
    if speaking is None:
        format_of(path).write(records, path)
    else:
        speaking.write(records, path, lang=lang, assured=confirmed)


def assured(entries: Sequence[Entry]) -> dict[str, Assured]:
    """When people confirmed the records, by actor."""
    days = ((entry.id, entry.actor.verified_on) for entry in entries)
    return {actor: Assured(day) for actor, day in days if day is not None}


def same_ids(told: Sequence[str]) -> Same:
    """Which ids of a file are meant for which known ones. Raises `OperatorError`."""
    pairs = [each.partition("=") for each in told]
    if any(not new or not old for new, _, old in pairs):
        raise OperatorError("cli.exchange.bad_same")
    return {new: old for new, _, old in pairs}


def read(path: Path) -> Draft:
    """What a file says. Raises `OperatorError` for one that is refused."""
    with refused_plainly(path):
        return format_of(path).read(path)


@contextmanager
def refused_plainly(path: Path) -> Iterator[None]:
    """Turns the refusal of a file into the operator's one line."""
    try:
        yield
    except FileRefused as why:
        told = text(DOMAIN, f"catalogue.fault.{why.code}", operator_language(), **why.values)
        raise OperatorError("cli.exchange.refused", path=path.name, why=told) from None


@contextmanager
def writable(path: Path) -> Iterator[None]:
    """Turns what keeps a file from being written into the operator's one line."""
    with refused_plainly(path):
        try:
            yield
        except OSError:
            raise OperatorError("cli.exchange.not_writable", path=str(path)) from None


async def looked(settings: Settings, draft: Draft, same: Same) -> Plan:
    """What the import would do, beside the database as it is, or the starter without one."""
    if not await database_exists(settings.database_url):
        return plan(starter_records() if settings.starter_catalogue else (), draft, same=same)
    store = await Store.at(settings.database_url, settings.key_file, keys_url=settings.keys_url)
    try:
        return plan(await store.read(partial(known, draft=draft)), draft, same=same)
    finally:
        await store.close()


def known(uow: UnitOfWork, draft: Draft) -> Sequence[Record]:
    """The records there are. Raises `OperatorError` where the draft does not belong to them."""
    check_kind(uow, draft)
    return uow.records.all()


async def written(settings: Settings, draft: Draft, same: Same, name: str) -> Imported:
    """Write all of it, compared anew in the transaction that writes. Raises `OperatorError`."""
    now = clock_for(settings.clock_file).now()

    def whole(work: UnitOfWork) -> Imported:
        found = plan(known(work, draft), draft, same=same, duplicates=False)
        return apply(work, found, name=name, ids=SecureIds(), now=now)

    async with opened(settings) as store:
        return await store.write(whole)


def tell(found: Plan, path: Path, *, done: Imported | None, as_json: bool) -> None:
    """What was found, and whether it was written."""
    if as_json:
        told = import_report.as_object(found, path, written=done is not None)
        print(json.dumps(told, ensure_ascii=False))
        return
    console = Console()
    import_report.show(found, console)
    if done is not None:
        told = {"n": done.lines, "proposals": done.proposals, "waiting": done.waiting}
        console.print(worded("cli.exchange.written", **told), markup=False, soft_wrap=True)
    elif not found.faults:
        console.print(worded("cli.exchange.only_looked"), markup=False, soft_wrap=True)


def of(settings: Settings, *, need: str, area: str) -> list[Entry]:
    """The actors of the catalogue that help with a need and reach a place."""
    found = material(settings)
    known_actors = Snapshot([entry.actor for entry in found.entries], found.places)
    place = place_of(area) if area else None
    ids = {each.id for each in chosen(known_actors, known_actors.actors, need=need, place=place)}
    return [entry for entry in found.entries if entry.id in ids]
