"""`tawjih catalogue grid, fiche, swot, capacity, training`: papers drawn from the records."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from bot.cartography import material
from bot.commands.catalogue_list import known_need, place_of
from bot.commands.catalogue_objects import (
    capacity_objects,
    fiche_object,
    swot_object,
    training_object,
)
from bot.commands.paper_output import PaperLanguage, check_ending, deliver
from bot.commands.wording import worded
from bot.settings import from_environment
from casework.errors import OperatorError
from catalogue.mapping.assessed import capacity as capacity_paper
from catalogue.mapping.assessed import capacity_of
from catalogue.mapping.choice import GROUPS, RUNGS, SORTS, Choice, Grouping, Sort, chosen
from catalogue.mapping.fiche import fiche as fiche_paper
from catalogue.mapping.fiche import fiches
from catalogue.mapping.grid import columns as known_columns
from catalogue.mapping.grid import grid as grid_paper
from catalogue.mapping.grid import grid_rows
from catalogue.mapping.material import Entry, Material
from catalogue.mapping.readers import Reader, may_read
from catalogue.mapping.seen import UnknownActor, seen_one
from catalogue.mapping.swot import swot as swot_paper
from catalogue.mapping.swot import swot_together
from catalogue.mapping.training import training as training_paper
from catalogue.schema import ACTOR, field_of
from catalogue.search import Snapshot

app = typer.Typer(add_completion=False)

ActorName = Annotated[str, typer.Argument(help=worded("cli.papers.actor"))]
Need = Annotated[str, typer.Option(help=worded("cli.catalogue.need"))]
Area = Annotated[str, typer.Option(help=worded("cli.catalogue.area"))]
To = Annotated[Path | None, typer.Option(help=worded("cli.paper.to"))]
Lang = Annotated[PaperLanguage, typer.Option(help=worded("cli.paper.lang"))]
AsJson = Annotated[bool, typer.Option("--json", help=worded("cli.paper.json"))]
Public = Annotated[bool, typer.Option("--public", help=worded("cli.papers.public"))]


@app.command(help=worded("cli.papers.grid"))
def grid(  # noqa: PLR0913 - one for each option
    *,
    need: Need = "",
    area: Area = "",
    category: Annotated[str, typer.Option(help=worded("cli.papers.category"))] = "",
    rung: Annotated[str, typer.Option(help=worded("cli.papers.rung"))] = "",
    tier: Annotated[str, typer.Option(help=worded("cli.papers.tier"))] = "",
    sort: Annotated[str, typer.Option(help=worded("cli.papers.sort"))] = "name",
    group: Annotated[str, typer.Option(help=worded("cli.papers.group"))] = "category",
    columns: Annotated[str, typer.Option(help=worded("cli.papers.columns"))] = "",
    public: Public = False,
    to: To = None,
    lang: Lang = PaperLanguage.fr,
    as_json: AsJson = False,
) -> None:
    check_ending(to)
    reader: Reader = "public" if public else "staff"
    choice = Choice(
        need=known_need(need),
        area=place_of(area) if area else "",
        category=among(category, field_of(ACTOR, "category").values),
        rung=among(rung, RUNGS),
        tier=among(tier, field_of(ACTOR, "tier").values),
        sort=cast("Sort", among(sort, SORTS)),
        group=cast("Grouping", among(group, GROUPS)),
        columns=tuple(among(name, known_columns(reader)) for name in _names(columns)),
        reader=reader,
    )
    drawn_from = material(from_environment())
    if as_json:
        _print_lines(grid_rows(drawn_from, choice, lang.value))
    else:
        deliver(grid_paper(drawn_from, choice, lang.value), to)


@app.command(help=worded("cli.papers.fiche"))
def fiche(
    actor: ActorName = "",
    *,
    everyone: Annotated[bool, typer.Option("--all", help=worded("cli.papers.all"))] = False,
    need: Need = "",
    area: Area = "",
    public: Public = False,
    to: To = None,
    lang: Lang = PaperLanguage.fr,
    as_json: AsJson = False,
) -> None:
    check_ending(to)
    if bool(actor) == everyone:
        raise OperatorError("cli.papers.one_or_all")
    drawn_from = material(from_environment())
    choice = _choice(need, area, reader="public" if public else "staff")
    if everyone:
        _fiches(drawn_from, choice, to, lang=lang, as_json=as_json)
        return
    found = called(drawn_from, actor, choice.reader)
    if as_json:
        entry = seen_one(drawn_from, found, choice.reader)
        _print_lines([fiche_object(drawn_from, entry)])
    else:
        deliver(fiche_paper(drawn_from, found, lang.value, choice.reader), to)


def _fiches(
    drawn_from: Material, choice: Choice, to: Path | None, *, lang: PaperLanguage, as_json: bool
) -> None:
    if as_json:
        entries = chosen(drawn_from, choice, lang.value)
        _print_lines(fiche_object(drawn_from, entry) for entry in entries)
    else:
        deliver(fiches(drawn_from, choice, lang.value), to)


@app.command(help=worded("cli.papers.swot"))
def swot(
    actor: ActorName = "",
    *,
    need: Need = "",
    area: Area = "",
    to: To = None,
    lang: Lang = PaperLanguage.fr,
    as_json: AsJson = False,
) -> None:
    check_ending(to)
    drawn_from, choice = material(from_environment()), _choice(need, area)
    found = called(drawn_from, actor) if actor else ""
    if as_json:
        _print_lines([swot_object(drawn_from, _asked(drawn_from, found, choice), lang.value)])
    elif found:
        deliver(swot_paper(drawn_from, found, lang.value), to)
    else:
        deliver(swot_together(drawn_from, choice, lang.value), to)


@app.command(help=worded("cli.papers.capacity"))
def capacity(
    actor: ActorName = "",
    *,
    need: Need = "",
    area: Area = "",
    to: To = None,
    lang: Lang = PaperLanguage.fr,
    as_json: AsJson = False,
) -> None:
    check_ending(to)
    drawn_from, choice = material(from_environment()), _choice(need, area)
    found = called(drawn_from, actor) if actor else ""
    if as_json:
        _print_lines(capacity_objects(drawn_from, _asked(drawn_from, found, choice)))
    elif found:
        deliver(capacity_of(drawn_from, found, lang.value), to)
    else:
        deliver(capacity_paper(drawn_from, choice, lang.value), to)


@app.command(help=worded("cli.papers.training"))
def training(
    *,
    need: Need = "",
    area: Area = "",
    to: To = None,
    lang: Lang = PaperLanguage.fr,
    as_json: AsJson = False,
) -> None:
    check_ending(to)
    drawn_from, choice = material(from_environment()), _choice(need, area)
    if as_json:
        _print_lines([training_object(chosen(drawn_from, choice), lang.value)])
    else:
        deliver(training_paper(drawn_from, choice, lang.value), to)


def called(drawn_from: Material, name: str, reader: Reader = "staff") -> str:
    """The id of the actor that is meant by an id or by a name that one alone has.

    Raises `OperatorError` for none, for several, and for one this reader may not know of.
    """
    try:
        return seen_one(drawn_from, name, reader).id
    except UnknownActor:
        shown = [e.actor for e in drawn_from.entries if may_read(e.actor.visibility, reader)]
        known = Snapshot(shown, drawn_from.places)
    found = known.named(name, 2)
    if len(found) != 1:
        raise OperatorError("cli.catalogue.unknown_actor", what=name)
    return found[0].id


def among(value: str, known: Iterable[str]) -> str:
    """The value itself; empty for none. Raises `OperatorError` with those there are."""
    values = tuple(known)
    if value and value not in values:
        raise OperatorError("cli.papers.unknown_value", what=value, known=", ".join(values))
    return value


def _asked(drawn_from: Material, actor: str, choice: Choice) -> tuple[Entry, ...]:
    """The one actor that is named, else those of the choice, as far as staff may see them."""
    if actor:
        return (seen_one(drawn_from, actor, "staff"),)
    return tuple(chosen(drawn_from, choice))


def _choice(need: str, area: str, *, reader: Reader = "staff") -> Choice:
    return Choice(need=known_need(need), area=place_of(area) if area else "", reader=reader)


def _names(columns: str) -> list[str]:
    return [name.strip() for name in columns.split(",") if name.strip()]


def _print_lines(objects: Iterable[dict[str, Any]]) -> None:
    """One object a line."""
    for each in objects:
        print(json.dumps(each, ensure_ascii=False))
