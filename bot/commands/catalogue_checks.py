"""`tawjih catalogue check|duplicates`: what is wrong, lacking or twice in the catalogue."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cartography import material
from bot.commands.import_report import PAIR_COLUMNS as PAIR
from bot.commands.import_report import SHOWN, column_label, pair_cells, pair_object
from bot.commands.wording import known, worded
from bot.settings import from_environment, operator_language
from catalogue.exchange.checking import Finding, findings
from catalogue.exchange.duplicates import pairs
from catalogue.exchange.leaving import hidden_actors
from catalogue.exchange.unshown import told_pair
from catalogue.labels import DOMAIN, part_label
from catalogue.record import Record
from catalogue.schema import ACTOR
from locales.texts import text

COLUMNS = ("actor", "part", "column", "wrong")

app = typer.Typer(add_completion=False)


@app.command(help=worded("cli.exchange.check"))
def check(
    every: Annotated[bool, typer.Option("--all", help=worded("cli.exchange.all"))] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help=worded("cli.exchange.json_lines"))
    ] = False,
) -> None:
    found = list(findings(records()))
    if as_json:
        for each in found:
            print(json.dumps({**asdict(each), "wrong": sentence(each)}, ensure_ascii=False))
    else:
        show(found, Console(), most=len(found) if every else SHOWN)
    if any(each.grave for each in found):
        raise typer.Exit(1)


@app.command(help=worded("cli.exchange.duplicates"))
def duplicates(
    as_json: Annotated[
        bool, typer.Option("--json", help=worded("cli.exchange.json_lines"))
    ] = False,
) -> None:
    known = records()
    hidden = hidden_actors(known)
    found = [told_pair(pair, hidden) for pair in pairs(known)]
    if as_json:
        for pair in found:
            print(json.dumps(pair_object(pair), ensure_ascii=False))
        return
    console = Console()
    console.print(worded("cli.exchange.pairs_found", n=len(found)), markup=False)
    if found:
        shown = Table(*(worded(f"cli.exchange.column.{column}") for column in PAIR))
        for pair in found:
            shown.add_row(*pair_cells(pair))
        console.print(shown)


def records() -> list[Record]:
    """The records of the database, without one those of the starter catalogue."""
    return [entry.record for entry in material(from_environment()).entries]


def show(found: Sequence[Finding], console: Console, *, most: int) -> None:
    """How many of each, then the grave ones first, up to `most`."""
    if not found:
        console.print(worded("cli.exchange.check_fine"), markup=False)
        return
    for code, n in Counter(each.code for each in found).most_common():
        line = worded("cli.exchange.check_count", what=named(code), count=str(n))
        console.print(line, markup=False)
    shown = Table(*(worded(f"cli.exchange.column.{column}") for column in COLUMNS))
    ordered = sorted(found, key=lambda each: not each.grave)
    for each in ordered[:most]:
        shown.add_row(each.actor, where(each), column_label(each.column), sentence(each))
    console.print(shown)
    if len(found) > most:
        console.print(worded("cli.exchange.more_all", n=len(found) - most), markup=False)


def named(code: str) -> str:
    """A kind of finding in a few words; one of the schema's by its code."""
    key = f"cli.exchange.finding.{code}"
    return worded(key) if known(key) else code


def where(finding: Finding) -> str:
    """The part of the record and its row, or nothing for the actor's own."""
    own = finding.part in ("", ACTOR)
    return "" if own else f"{part_label(finding.part, 'fr')} · {finding.row}"


def sentence(finding: Finding) -> str:
    """What is found, in the operator's language."""
    return text(DOMAIN, f"catalogue.fault.{finding.code}", operator_language(), **finding.values)
