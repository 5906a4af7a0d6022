"""`tawjih stats`: figures by state and by need, without a number that names somebody."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bot.commands.opening import existing
from bot.commands.wording import worded
from bot.settings import Settings, from_environment, operator_language
from casework.errors import OperatorError
from casework.staffing import known_region
from casework.statistics import SENSITIVE, STATES, Figures, gather, shown
from casework.suppression import INSIDE, PUBLIC, Sheet
from catalogue.needs import needs
from locales.texts import text
from storage.store import Store

FRENCH = "fr"


def stats(
    region: Annotated[str, typer.Option(help=worded("cli.stats.region"))] = "",
    public: Annotated[bool, typer.Option("--public", help=worded("cli.stats.public"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=worded("cli.stats.json"))] = False,
) -> None:
    if public and region:
        # Regions beside each other and beside the country are one larger table.
        raise OperatorError("cli.stats.public_region")
    where = {"region": known_region(region)} if region else {}
    found = asyncio.run(figures(from_environment(), where, PUBLIC if public else INSIDE))
    if as_json:
        print(json.dumps({"region": region or None, **as_object(found)}, ensure_ascii=False))
    else:
        show(found, Console())


stats.__doc__ = worded("cli.stats.help")


async def figures(settings: Settings, where: dict[str, str], threshold: int) -> Figures:
    """The figures of the operator's database."""
    async with existing(settings) as store:
        return await run(store, where, threshold)


async def run(store: Store, where: dict[str, str], threshold: int = INSIDE) -> Figures:
    """Count within `where` (counted columns), and take out what would name somebody."""
    return await store.read(lambda work: gather(work, where, threshold))


def as_object(found: Figures) -> dict[str, Any]:
    """What `--json` promises: a number, `"< 5"`, or `"—"`; `null` for what is withheld."""
    return {
        "threshold": found.threshold,
        "total": found.total,
        "states": _cells(found.by_state, found.threshold),
        "needs": _cells(found.by_need, found.threshold),
    }


def show(found: Figures, console: Console) -> None:
    """The two tables, for a person."""
    if not found.by_state.cells:
        console.print(worded("cli.stats.none"))
        return
    if found.total is not None:
        console.print(worded("cli.stats.total", n=found.total))
    console.print(_table("state", found.by_state, found.threshold))
    if found.by_need.withheld:
        console.print(worded("cli.stats.needs_withheld"))
    else:
        console.print(_table("need", found.by_need, found.threshold))
    console.print(worded("cli.stats.marks", least=found.threshold))


def _cells(sheet: Sheet, threshold: int) -> dict[str, int | str] | None:
    if sheet.withheld:
        return None
    return {
        cell.name: cell.n if cell.kind == "shown" else shown(cell, threshold)
        for cell in sheet.cells
    }


def _table(column: str, sheet: Sheet, threshold: int) -> Table:
    drawn = Table(worded(f"cli.stats.{column}"))
    drawn.add_column(worded("cli.stats.n"), justify="right")
    for cell in sheet.cells:
        drawn.add_row(_name(cell.name), shown(cell, threshold))
    return drawn


def _name(name: str) -> str:
    """In French its name, in English its code: staff texts know no English."""
    if operator_language() != FRENCH:
        return name
    if name in STATES:
        return text("staff", f"staff.state.{name}", FRENCH)
    if name == SENSITIVE:
        return text("staff", "staff.stats.sensitive", FRENCH)
    return needs()[name].staff_labels[FRENCH]
