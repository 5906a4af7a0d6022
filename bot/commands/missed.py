"""`tawjih lexicon missed`: what was not understood, counted, for whoever keeps the lexicon."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.clock import clock_for
from bot.commands.opening import existing
from bot.commands.wording import worded
from bot.settings import Settings, from_environment
from casework.errors import OperatorError
from casework.misreadings import NOTHING, OPEN, Missed, gather
from casework.morocco_time import today
from casework.readings import KEPT
from casework.statistics import SENSITIVE, shown
from casework.suppression import INSIDE, Cell, Sheet
from storage.store import Store

COLUMNS = ("form", "asked", "read_as", "meant", "number")


def answer(since: str, *, as_json: bool) -> None:
    """Read the operator's database and tell. Raises `OperatorError`."""
    settings = from_environment()
    day = parsed(since) if since else today(clock_for(settings.clock_file).now() - KEPT)
    found = asyncio.run(of_settings(settings, day))
    if as_json:
        print(json.dumps(as_object(found), ensure_ascii=False))
    else:
        show(found, Console())


def parsed(written: str) -> date:
    """A day. Raises `OperatorError` for what is none."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise OperatorError("cli.lexicon.bad_date", what=written) from None


async def of_settings(settings: Settings, day: date) -> Missed:
    """The figures of the operator's database. Raises `OperatorError`."""
    async with existing(settings) as store:
        return await run(store, day)


async def run(store: Store, day: date) -> Missed:
    """What was counted from that day on, small numbers taken out."""
    rows = await store.read(lambda work: work.readings.since(day))
    return gather(rows, day)


def as_object(found: Missed) -> dict[str, Any]:
    """What `--json` promises: a number, `"< 5"` or `"—"`; `null` for what is withheld.

    `missed` is told only where no kind is hidden: beside hidden ones it would give them away.
    """
    return {
        "since": found.since.isoformat(),
        "threshold": INSIDE,
        "asked": _number(found.asked),
        "missed": _number(found.missed) if whole(found.by_person) else None,
        "by_person": _kinds(found.by_person),
        "by_staff": _kinds(found.by_staff),
    }


def whole(sheet: Sheet) -> bool:
    """Whether every cell is shown."""
    return not sheet.withheld and all(cell.kind == "shown" for cell in sheet.cells)


def _number(cell: Cell) -> int | str:
    return cell.n if cell.kind == "shown" else shown(cell, INSIDE)


def _kinds(sheet: Sheet) -> list[dict[str, Any]] | None:
    if sheet.withheld:
        return None
    names = ("form", "asked", "read", "meant")
    return [
        dict(zip(names, cell.name.split("|"), strict=True)) | {"n": _number(cell)}
        for cell in sheet.cells
    ]


def show(found: Missed, console: Console) -> None:
    """The tables, for a person."""
    asked = shown(found.asked, INSIDE)
    console.print(worded("cli.lexicon.asked_all", n=asked, day=found.since.isoformat()))
    if not found.by_person.cells and not found.by_staff.cells and not found.by_person.withheld:
        console.print(worded("cli.lexicon.missed_none"))
        return
    if whole(found.by_person):
        console.print(worded("cli.lexicon.missed_total", n=shown(found.missed, INSIDE)))
    for title, sheet in (("by_person", found.by_person), ("by_staff", found.by_staff)):
        if sheet.withheld:
            console.print(worded("cli.lexicon.withheld"))
        elif sheet.cells:
            console.print(table(title, sheet))
    console.print(worded("cli.stats.marks", least=INSIDE))


def table(title: str, sheet: Sheet) -> Table:
    """Each kind: how it was written, what was asked, what was read for what was meant."""
    drawn = Table(*(worded(f"cli.lexicon.{name}") for name in COLUMNS))
    drawn.title = worded(f"cli.lexicon.{title}")
    for cell in sheet.cells:
        form, asked, read, meant = cell.name.split("|")
        kind = worded(f"cli.lexicon.asked_{asked}")
        drawn.add_row(form, kind, _word(read), _word(meant), shown(cell, INSIDE))
    return drawn


def _word(value: str) -> str:
    """Codes as the lexicon writes them; what is no code in words."""
    if value in (NOTHING, OPEN, SENSITIVE):
        return worded(f"cli.lexicon.{value}")
    return value
