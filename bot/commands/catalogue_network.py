"""`tawjih catalogue network` and `recommendations`: who is linked to whom, and what to do first."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cartography import material
from bot.commands.catalogue_list import known_need, place_of
from bot.commands.paper_output import PaperLanguage, check_ending, deliver
from bot.commands.wording import worded
from bot.settings import from_environment
from catalogue.mapping.network import (
    Among,
    Network,
    groups,
    isolated,
    network_of,
    one_way,
    weak_points,
)
from catalogue.mapping.network_paper import network_paper
from catalogue.mapping.recommendations import Recommendation, recommendations_paper
from catalogue.mapping.recommendations import recommendations as drafted

app = typer.Typer(add_completion=False)


@app.command(help=worded("cli.network.help"))
def network(
    *,
    need: Annotated[str, typer.Option(help=worded("cli.catalogue.need"))] = "",
    area: Annotated[str, typer.Option(help=worded("cli.catalogue.area"))] = "",
    to: Annotated[Path | None, typer.Option(help=worded("cli.paper.to"))] = None,
    lang: Annotated[PaperLanguage, typer.Option(help=worded("cli.paper.lang"))] = PaperLanguage.fr,
    as_json: Annotated[bool, typer.Option("--json", help=worded("cli.paper.json"))] = False,
) -> None:
    check_ending(to)
    among = Among(known_need(need), place_of(area) if area else None)
    drawn_from = material(from_environment())
    if as_json:
        print(json.dumps(as_object(network_of(drawn_from, among)), ensure_ascii=False))
    else:
        deliver(network_paper(drawn_from, among, lang.value), to)


def as_object(found: Network) -> dict[str, Any]:
    """The network as `--json` gives it."""
    return {
        **asdict(found),
        "groups": groups(found),
        "isolated": isolated(found),
        "weak_points": [asdict(point) for point in weak_points(found)],
        "one_way": [asdict(tie) for tie in one_way(found)],
    }


@app.command(help=worded("cli.network.recommendations"))
def recommendations(
    to: Annotated[Path | None, typer.Option(help=worded("cli.paper.to"))] = None,
    lang: Annotated[PaperLanguage, typer.Option(help=worded("cli.paper.lang"))] = PaperLanguage.fr,
    as_json: Annotated[bool, typer.Option("--json", help=worded("cli.paper.json"))] = False,
) -> None:
    check_ending(to)
    drawn_from = material(from_environment())
    if as_json:
        for each in drafted(drawn_from):
            print(json.dumps(traced(each), ensure_ascii=False))
    else:
        deliver(recommendations_paper(drawn_from, lang.value), to)


def traced(each: Recommendation) -> dict[str, Any]:
    """A recommendation as `--json` gives it: the rule, and the data its sentence stands on."""
    rule = {"rule": each.rule.code, "priority": each.rule.priority, "horizon": each.rule.horizon}
    return {**rule, "who": each.rule.who, **asdict(each.found)}
