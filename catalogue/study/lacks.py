"""The sixth part of a study: where nobody serves a need, region by region, in pictures."""

from collections import Counter
from collections.abc import Iterable

from catalogue.mapping.coverage import is_part
from catalogue.mapping.gaps import MARKS, Gaps, gaps
from catalogue.mapping.gaps_paper import Told, general, matrix_picture, rules
from catalogue.papers.blocks import Block, Column, Heading, Paragraph, Picture, Table
from catalogue.papers.charts.data import Matrix
from catalogue.papers.charts.draw import draw
from catalogue.study.subject import Study

WORST = 12
"""Needs in the table of the worst."""
WIDTH = 0.7


def lacks(study: Study) -> Iterable[Block]:
    """The country, the regions at length, what people asked for, and who can at least inform."""
    yield Heading(study.tell("study.gaps"))
    yield Paragraph(study.tell("study.gaps.how"))
    told = Told(gaps(study.material, area=study.area or None, reader="staff"), study.lang)
    yield Paragraph(_marks(study, told), "strong")
    yield from _worst(study, told)
    if study.others:
        yield _country(study, told)
    yield Heading(study.listed(map(study.place, study.first)), 2)
    yield _matrix(study, told)
    for region, provinces in told.regions():
        if region in study.first:
            yield from general(told, provinces)
    yield from _asked(study, told)


def marks(study: Study) -> Iterable[Block]:
    """The rules by which a crossing is marked: for the annexes."""
    found = gaps(study.material, area=study.area or None, reader="staff")
    return rules(Told(found, study.lang))


def _marks(study: Study, told: Told) -> str:
    """How many of all crossings of need and province bear each mark."""
    counted = Counter(
        told.found.covers[need, place.code].mark
        for need in told.rows
        for place in told.found.provinces
    )
    every = sum(counted.values())
    shares = {f"{mark}_share": study.share(counted[mark], every) for mark in MARKS}
    numbers = {str(mark): counted[mark] for mark in MARKS}
    return study.tell("study.gaps.marks", all=every, **numbers, **shares)


def _worst(study: Study, told: Told) -> Iterable[Block]:
    """The needs with most people living where nobody serves them."""
    found = told.found
    order = [code for code in found.worst() if code in told.rows and found.without(code)][:WORST]
    if not order:
        return
    yield Heading(study.tell("study.gaps.worst"), 2)
    columns = (
        Column(study.tell("study.need"), width=3),
        Column(study.tell("study.gaps.provinces"), "number"),
        Column(study.tell("study.gaps.people"), "number", 1.2),
        Column(study.tell("study.gaps.national"), "number"),
    )
    rows = (
        (
            told.need(code),
            len(found.without(code)),
            found.people_without(code),
            max(cover.national for cover in found.of(code)),
        )
        for code in order
    )
    yield Table(columns, tuple(rows))


def _country(study: Study, told: Told) -> Picture:
    """Need by region: in how many of its provinces nobody serves it."""
    data: Matrix = {
        "rows": [told.need(code) for code in told.rows],
        "columns": [study.place(code) for code in study.regions],
        "values": [[_served(study, told.found, (code, region)) for region in study.regions]
                   for code in told.rows],
        "nobody": study.tell("study.gaps.nobody"),
    }  # fmt: skip
    drawn = draw("matrix", data, rtl=study.lang == "ar")
    caption = study.tell("study.gaps.caption")
    return Picture(drawn, alt=caption, caption=caption, width=WIDTH)


def _matrix(study: Study, told: Told) -> Picture:
    """Need by province in the regions told at length, the parts of Casablanca left out."""
    places = study.material.places
    whole = tuple(
        each
        for region, provinces in told.regions()
        if region in study.first
        for each in provinces
        if not is_part(each, places)
    )
    return matrix_picture(told, whole)


def _served(study: Study, found: Gaps, at: tuple[str, str]) -> float | None:
    """In how many provinces of a region a need has an actor; None: in none."""
    need, region = at
    region_of = study.material.places.region_of
    provinces = [each.code for each in found.provinces if region_of(each.code) == region]
    served = sum(found.covers[need, code].serving > 0 for code in provinces)
    return served or None


def _asked(study: Study, told: Told) -> Iterable[Block]:
    """What people asked for, as far as it may be shown."""
    yield Heading(study.tell("study.gaps.asked"), 2)
    demand = study.material.demand
    if not demand:
        yield Paragraph(study.tell("study.gaps.no_demand"), "strong")
        return
    shown = Counter[str]()
    alone = Counter[str]()
    for (need, _), each in demand.items():
        if need in told.rows:
            shown[need] += each.asked or 0
            alone[need] += each.nobody or 0
    yield Paragraph(
        study.tell("study.gaps.demand", hidden=sum(d.asked is None for d in demand.values()))
    )
    columns = (
        Column(study.tell("study.need"), width=3),
        Column(study.tell("study.gaps.asked.column"), "number"),
        Column(study.tell("study.gaps.nobody.column"), "number"),
    )
    rows = tuple((told.need(need), n, alone[need]) for need, n in shown.most_common() if n)
    if rows:
        yield Table(columns, rows)
