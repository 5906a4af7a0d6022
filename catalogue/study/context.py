"""The first part of a study: whom it serves and where, with the sources of every figure."""

from collections.abc import Iterable

from catalogue.needs import needs
from catalogue.papers.blocks import Block, Column, Heading, Items, Paragraph, Table
from catalogue.study.subject import Study

DIMENSIONS = ("economic", "social", "psychosocial")
"""The three of IOM's integrated approach to reintegration (`needs`)."""


def context(study: Study) -> Iterable[Block]:
    """The people, the regions, what they may need; nothing that is not in a source."""
    yield Heading(study.tell("study.context"))
    yield Paragraph(study.tell("study.context.brief"))
    yield Paragraph(study.tell("study.context.people"))
    yield Paragraph(study.tell("study.context.bodies"))
    yield Heading(study.tell("study.context.needs"), 2)
    yield Paragraph(study.tell("study.context.needs.how", n=len(needs())))
    yield Items(tuple(_dimension(study, each) for each in DIMENSIONS))
    yield Paragraph(study.tell("study.context.confidential"))
    yield Heading(study.tell("study.context.regions"), 2)
    yield Paragraph(_regions(study))
    yield _table(study)
    yield Heading(study.tell("study.context.follow"), 2)
    yield Paragraph(study.tell("study.context.follow.why"))
    yield Paragraph(study.tell("study.context.follow.so"))


def _dimension(study: Study, dimension: str) -> str:
    """A dimension and the needs of it that may be named."""
    named = [study.need(c) for c in study.plain_needs if needs()[c].dimension == dimension]
    hidden = sum(need.sensitive and need.dimension == dimension for need in needs().values())
    key = f"study.dimension.{dimension}"
    told = study.tell(key, needs=study.listed(named, most=20))
    return told if not hidden else f"{told} {study.tell('study.context.and_hidden', n=hidden)}"


def _regions(study: Study) -> str:
    names = study.listed(map(study.place, study.first))
    people = sum(_people(study, code) for code in study.first)
    if not study.others:
        return study.tell("study.context.one", regions=names, people=people)
    return study.tell("study.context.three", regions=names, people=people)


def _people(study: Study, code: str) -> int:
    place = study.material.places.get(code)
    return place.population if place else 0


def _table(study: Study) -> Table:
    columns = (
        Column(study.tell("study.region"), width=2.4),
        Column(study.tell("study.population"), "number"),
        Column(study.tell("study.provinces"), "number"),
        Column(study.tell("study.communes.urban"), "number"),
        Column(study.tell("study.communes.rural"), "number"),
    )
    rows = tuple(_row(study, code) for code in study.regions)
    return Table(columns, rows, study.tell("study.context.source"))


def _row(study: Study, code: str) -> tuple[str, int, int, int, int]:
    places = study.material.places
    below = [each for each in places.places() if each.level == "commune"]
    communes = [each for each in below if places.region_of(each.code) == code]
    urban = sum(bool(each.urban) for each in communes)
    whole = len(places.children(code))
    return study.place(code), _people(study, code), whole, urban, len(communes) - urban
