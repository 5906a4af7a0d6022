"""`tawjih catalogue list` and `show`: reading the actors. Changing them is not done here."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bot.clock import clock_for
from bot.commands.catalogue_source import snapshot
from bot.commands.wording import worded
from bot.names import in_language
from bot.settings import from_environment, operator_language
from casework.errors import OperatorError
from catalogue.actor import Actor
from catalogue.browsing import open_needs
from catalogue.mapping.readers import may_read
from catalogue.needs import needs
from catalogue.places import gazetteer
from catalogue.search import Snapshot
from catalogue.understand import reader

MOST_NAMED = 10
"""Actors shown for a name."""

app = typer.Typer(add_completion=False)


@app.command("list", help=worded("cli.catalogue.list"))
def list_actors(
    need: Annotated[str, typer.Option(help=worded("cli.catalogue.need"))] = "",
    area: Annotated[str, typer.Option(help=worded("cli.catalogue.area"))] = "",
    name: Annotated[str, typer.Option(help=worded("cli.catalogue.called"))] = "",
    as_json: Annotated[bool, typer.Option("--json", help=worded("cli.catalogue.json"))] = False,
) -> None:
    known, today = opened()
    known_need(need)
    among = known.named(name, MOST_NAMED) if name else known.actors
    actors = chosen(known, among, need=need, place=place_of(area) if area else None)
    if as_json:
        for actor in actors:
            print(json.dumps(as_object(actor, today), ensure_ascii=False))
    else:
        Console().print(table(actors, today))


@app.command(help=worded("cli.catalogue.show"))
def show(
    actor: Annotated[str, typer.Argument(help=worded("cli.catalogue.actor"))],
    as_json: Annotated[bool, typer.Option("--json", help=worded("cli.catalogue.json"))] = False,
) -> None:
    known, today = opened()
    found = known.actor(actor) or known.actor(actor.upper())
    if found is None or not may_read(found.visibility, "staff"):
        raise OperatorError("cli.catalogue.unknown_actor", what=actor)
    record = as_object(found, today)
    if as_json:
        print(json.dumps(record, ensure_ascii=False))
    else:
        Console().print(fields(record))


def opened() -> tuple[Snapshot, date]:
    """The catalogue as it stands, and the day it is read."""
    settings = from_environment()
    return snapshot(settings), clock_for(settings.clock_file).now().date()


def known_need(need: str) -> str:
    """The code itself; empty for none. Raises `OperatorError` for an unknown one."""
    if need and need not in needs():
        raise OperatorError("cli.catalogue.unknown_need", what=need)
    return need


def place_of(area: str) -> str:
    """The HCP code a code or a name stands for. Raises `OperatorError` for an unknown one."""
    if gazetteer().get(area):
        return area
    found = reader().read(area).place
    if found is None:
        raise OperatorError("cli.catalogue.unknown_area", what=area)
    return found.code


def chosen(known: Snapshot, among: Iterable[Actor], *, need: str, place: str | None) -> list[Actor]:
    """The actors among these that help with a need and reach a place, in their order.

    Hidden ones are not among them, nor are those that help with it out of sight.
    """
    return [
        actor
        for actor in among
        if (not need or need in open_needs(actor))
        and may_read(actor.visibility, "staff")
        and known.reaches(actor, place)
    ]


def as_object(actor: Actor, today: date) -> dict[str, Any]:
    """A record as `--json` gives it."""
    return {
        "id": actor.id,
        "name_fr": actor.names.get("fr", ""),
        "name_ar": actor.names.get("ar", ""),
        "acronym": actor.acronym,
        "category": actor.category,
        "scope": actor.scope,
        "perimeter": list(actor.perimeter),
        "city": actor.city,
        "needs": list(open_needs(actor)),
        "audience": list(actor.audience),
        "website": actor.website,
        "tier": actor.tier,
        "visibility": actor.visibility,
        "rung": actor.rung(today),
        "accredited": sorted(actor.accredited.difference(actor.hidden_services)),
        "certainty": actor.certainty,
        "source": actor.source,
        "verified_on": actor.verified_on.isoformat() if actor.verified_on else None,
    }


def table(actors: Iterable[Actor], today: date) -> Table:
    """The actors, one a line."""
    columns = ("id", "name", "rung", "perimeter", "needs")
    shown = Table(*(worded(f"cli.catalogue.{column}") for column in columns))
    for actor in actors:
        shown.add_row(
            actor.id,
            in_language(actor.names, operator_language()),
            worded(f"cli.catalogue.{actor.rung(today)}"),
            perimeter(actor),
            ", ".join(open_needs(actor)),
        )
    return shown


def perimeter(actor: Actor) -> str:
    """The names of the places an actor serves."""
    if not actor.perimeter:
        return worded("cli.catalogue.everywhere")
    named = (gazetteer().get(code) for code in actor.perimeter)
    return ", ".join(place.name_fr for place in named if place)


def fields(record: dict[str, Any]) -> Table:
    """One record, a field a line; empty ones are left out."""
    shown = Table(worded("cli.catalogue.field"), worded("cli.catalogue.value"))
    for name, value in record.items():
        if value:
            shown.add_row(name, ", ".join(value) if isinstance(value, list) else str(value))
    return shown
