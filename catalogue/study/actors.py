"""The third part of a study: who works where; three regions at length, the others briefly."""

from collections.abc import Iterable, Sequence

from catalogue.labels import code_label
from catalogue.mapping.coverage import is_part, provinces_in_order, reach_of
from catalogue.mapping.material import Entry
from catalogue.papers.blocks import Block, Column, Heading, Paragraph, Table
from catalogue.places import Place
from catalogue.study import counts
from catalogue.study.subject import Study
from catalogue.towns import towns_of

NAMED = 5
"""Actors named in a sentence."""


def actors(study: Study) -> Iterable[Block]:
    """The whole, then region by region."""
    yield Heading(study.tell("study.actors"))
    yield from _whole(study)
    for code in study.first:
        yield from _at_length(study, code)
    if study.others:
        yield Heading(study.tell("study.actors.others"), 2)
        yield Paragraph(_briefly(study))
        yield from _others(study, [code for code in study.others if study.of_region(code)])


def _whole(study: Study) -> Iterable[Block]:
    every, national = study.entries, study.national
    yield Paragraph(
        study.tell(
            "study.actors.whole",
            actors=study.count("actors", len(every)),
            national=study.count("actors", len(national)),
            rest=study.count("actors", len(every) - len(national)),
        )
    )
    if not every:
        return
    yield Paragraph(_kinds(study, every))
    yield counts.categories(study, every, study.tell("study.actors.categories"))
    among = {study.place(code): study.of_region(code) for code in study.regions}
    among[study.tell("study.country")] = national
    yield Paragraph(study.tell("study.actors.rungs.how"))
    yield counts.rungs(study, among, study.tell("study.actors.rungs"))
    yield Paragraph(_needs(study, every))
    columns = {study.place(code): study.of_region(code) for code in study.first}
    columns |= {study.tell("study.country"): national, study.tell("study.total"): every}
    yield counts.needs_met(study, columns, study.tell("study.actors.needs"))


def _kinds(study: Study, entries: Sequence[Entry]) -> str:
    """The two largest categories in a sentence."""
    largest = list(counts.by_category(entries).items())[:2]
    told = [
        study.tell(
            "study.actors.kind",
            kind=code_label("category", code, study.lang),
            n=n,
            share=study.share(n, len(entries)),
        )
        for code, n in largest
    ]
    return study.tell("study.actors.kinds", kinds=study.listed(told))


def _needs(study: Study, entries: Sequence[Entry]) -> str:
    found = counts.by_need(entries)
    order = sorted(found, key=lambda code: -found[code])
    most = study.listed(counts.need_name(study, code) for code in order[:3])
    nobody = [counts.need_name(study, code) for code, n in found.items() if not n]
    told = study.tell("study.actors.most", needs=most)
    if not nobody:
        return f"{told} {study.tell('study.actors.all_met')}"
    return (
        f"{told} {study.tell('study.actors.unmet', needs=study.listed(nobody, 8), n=len(nobody))}"
    )


def _at_length(study: Study, code: str) -> Iterable[Block]:
    entries = study.of_region(code)
    yield Heading(study.place(code), 2)
    yield Paragraph(_portrait(study, code))
    if not entries:
        return
    yield Paragraph(f"{_kinds(study, entries)} {_needs(study, entries)}")
    yield counts.rungs(
        study, _categories(study, entries), study.tell("study.actors.table"), width=0.6
    )
    yield Paragraph(_alone(study, code))
    yield _provinces(study, code)


def _categories(study: Study, entries: Sequence[Entry]) -> dict[str, Sequence[Entry]]:
    """The actors by category, the largest first."""
    return {
        code_label("category", code, study.lang): [e for e in entries if e.actor.category == code]
        for code in counts.by_category(entries)
    }


def _others(study: Study, codes: Sequence[str]) -> Iterable[Block]:
    """A paragraph for each region that has actors, and a row of one table."""
    for code in codes:
        yield Paragraph(_portrait(study, code))
    if codes:
        yield _regions(study, codes)


def _regions(study: Study, codes: Sequence[str]) -> Table:
    columns = (
        Column(study.tell("study.region"), width=2),
        Column(study.tell("study.actors.column"), "number"),
        Column(study.tell("study.actors.empty_provinces"), "number"),
        Column(study.tell("study.actors.worst"), width=1.6),
        Column(study.tell("study.actors.without"), "number", 1.2),
    )
    rows = (_region_row(study, code) for code in codes)
    return Table(columns, tuple(rows), study.tell("study.actors.provinces"))


def _region_row(study: Study, code: str) -> tuple[str | int, ...]:
    """A region, and the province of it where most needs have nobody."""
    empty = sum(not _own(study, each) for each in _whole_provinces(study, code))
    worst, lacking = least_covered(study, code)
    return study.place(code), len(study.of_region(code)), empty, tied(study, worst), lacking


def least_covered(study: Study, code: str) -> tuple[Sequence[str], int]:
    """The provinces of a region where most needs have nobody, as many as tie, and that number."""
    lacking = {each.code: without(study, each.code) for each in _whole_provinces(study, code)}
    most = max(lacking.values(), default=0)
    return [each for each, n in lacking.items() if n == most], most


def tied(study: Study, provinces: Sequence[str]) -> str:
    """The first of these provinces, and with how many others it ties."""
    first, others = study.place(provinces[0]), len(provinces) - 1
    return study.tell("study.actors.tied", province=first, n=others) if others else first


def _portrait(study: Study, code: str) -> str:
    places = study.material.places
    place, entries = places.get(code), study.of_region(code)
    towns = dict.fromkeys(town for entry in entries for town in towns_of(entry.actor, places))
    told = study.tell(
        "study.actors.region",
        region=study.place(code),
        people=place.population if place else 0,
        provinces=study.count("provinces", len(places.children(code))),
        actors=study.count("actors", len(entries)),
    )
    if not towns:
        return told
    seats = study.listed(map(study.place, towns), NAMED)
    return f"{told} {study.tell('study.actors.seats', towns=seats)}"


def _alone(study: Study, code: str) -> str:
    """The provinces of a region that have no actor of their own."""
    own = {place.code: _own(study, place) for place in _whole_provinces(study, code)}
    empty = [study.place(each) for each, n in own.items() if not n]
    if not empty:
        return study.tell("study.actors.every_province")
    named = study.listed(empty, 8)
    return study.tell("study.actors.empty", provinces=named, n=len(empty))


def _whole_provinces(study: Study, code: str) -> list[Place]:
    """The provinces of a region; the parts of Casablanca are not counted beside it."""
    places = study.material.places
    return [each for each in provinces_in_order(places, code) if not is_part(each, places)]


def _own(study: Study, province: Place) -> int:
    """How many actors of a region work in a province from a place of their own."""
    region = study.material.places.region_of(province.code)
    places = study.material.places
    return sum(province.code in reach_of(e, places).local for e in study.of_region(region))


def _provinces(study: Study, code: str) -> Table:
    """A row a province."""
    columns = (
        Column(study.tell("study.province"), width=2),
        Column(study.tell("study.population"), "number"),
        Column(study.tell("study.actors.own"), "number"),
        Column(study.tell("study.actors.without"), "number", 1.2),
    )
    rows = (_province(study, each) for each in _whole_provinces(study, code))
    return Table(columns, tuple(rows), study.tell("study.actors.provinces"))


def _province(study: Study, place: Place) -> tuple[str, int, int, int]:
    own, alone = _own(study, place), without(study, place.code)
    return study.place(place.code), place.population, own, alone


def without(study: Study, province: str) -> int:
    """How many of the needs that may be named nobody serves in a province, the country left out."""
    covers = study.evidence.gaps.covers
    return sum(covers[need, province].mark == "nobody" for need in study.plain_needs)


def _briefly(study: Study) -> str:
    counted = {code: len(study.of_region(code)) for code in study.others}
    among = {entry.id for code in study.others for entry in study.of_region(code)}
    empty = [study.place(code) for code, n in counted.items() if not n]
    told = study.tell(
        "study.actors.others.told",
        regions=study.count("regions", len(counted)),
        actors=study.count("actors", len(among)),
    )
    if not empty:
        return told
    key = "study.actors.others.none" if len(empty) == len(counted) else "study.actors.others.empty"
    return f"{told} {study.tell(key, regions=study.listed(empty, 9))}"
