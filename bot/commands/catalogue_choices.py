"""`tawjih catalogue shortlist` and `gaps`: whom to work with, and where nobody is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.cartography import material
from bot.commands.catalogue_list import known_need, place_of
from bot.commands.paper_output import PaperLanguage, check_ending, deliver
from bot.commands.wording import worded
from bot.settings import from_environment
from casework.errors import OperatorError
from catalogue.mapping import gaps as gap
from catalogue.mapping import sensitivity as moved
from catalogue.mapping import shortlist as short
from catalogue.mapping.gaps_paper import gaps_paper
from catalogue.mapping.material import Material
from catalogue.mapping.ranking import CRITERIA, BadWeight
from catalogue.mapping.readers import Reader
from catalogue.mapping.shortlist import Shortlist
from catalogue.mapping.shortlist_paper import shortlist_paper

app = typer.Typer(add_completion=False)

Need = Annotated[str, typer.Option(help=worded("cli.choices.need"))]
Area = Annotated[str, typer.Option(help=worded("cli.catalogue.area"))]
To = Annotated[Path | None, typer.Option(help=worded("cli.paper.to"))]
Lang = Annotated[PaperLanguage, typer.Option(help=worded("cli.paper.lang"))]
Staff = Annotated[bool, typer.Option("--staff", help=worded("cli.choices.staff"))]
AsJson = Annotated[bool, typer.Option("--json", help=worded("cli.paper.json"))]


@app.command(help=worded("cli.choices.shortlist"))
def shortlist(
    *,
    need: Need,
    area: Area = "",
    weight: Annotated[list[str], typer.Option(help=worded("cli.choices.weight"))] = [],  # noqa: B006
    many: Annotated[int, typer.Option(help=worded("cli.choices.many"), min=1, max=50)] = 3,
    to: To = None,
    lang: Lang = PaperLanguage.fr,
    staff: Staff = False,
    as_json: AsJson = False,
) -> None:
    check_ending(to)
    wanted = known_need(short.need_of(need)), place_of(area) if area else None
    factors = dict(map(factor, weight))
    read = material(from_environment())
    found = weighed(read, wanted, factors, many=many, reader=reader_of(staff))
    if as_json:
        firm = moved.as_object(moved.sensitivity(found))
        print(json.dumps({**short.as_object(found), "sensitivity": firm}, ensure_ascii=False))
    else:  # The terminal shows no picture: none is drawn for it.
        deliver(shortlist_paper(read, found, lang.value, pictures=to is not None), to)


@app.command(help=worded("cli.choices.gaps"))
def gaps(
    *,
    need: Need = "",
    area: Area = "",
    to: To = None,
    lang: Lang = PaperLanguage.fr,
    staff: Staff = False,
    as_json: AsJson = False,
) -> None:
    check_ending(to)
    code, place = known_need(short.need_of(need)), place_of(area) if area else None
    found = gap.gaps(material(from_environment()), code, place, reader=reader_of(staff))
    if as_json:
        for line in gap.as_objects(found):
            print(json.dumps(line, ensure_ascii=False))
    else:
        deliver(gaps_paper(found, lang.value, area=place, pictures=to is not None), to)


def reader_of(staff: bool) -> Reader:
    """Whom a paper is for."""
    return "staff" if staff else "public"


def factor(told: str) -> tuple[str, float]:
    """A criterion and what its weight is multiplied by, of `NAME=X`. Raises `OperatorError`."""
    name, _, value = told.partition("=")
    try:
        return name.strip(), float(value.replace(",", "."))
    except ValueError:
        raise bad_weight(told) from None


def weighed(
    read: Material,
    wanted: tuple[str, str | None],
    factors: dict[str, float],
    *,
    many: int,
    reader: Reader,
) -> Shortlist:
    """The shortlist for a need and an area. Raises `OperatorError` for a weight of no use."""
    try:
        return short.shortlist(read, *wanted, factors, many=many, reader=reader)
    except BadWeight as bad:
        raise bad_weight(str(bad)) from None


def bad_weight(told: str) -> OperatorError:
    """What to say of a weight that cannot be used: the names there are."""
    names = " ".join(each.name for each in CRITERIA)
    return OperatorError("cli.choices.bad_weight", what=told, known=names)
