"""The third part of a study: who works where; three regions at length, the others briefly."""

from collections.abc import Iterable, Sequence

from catalogue.labels import code_label
from catalogue.mapping.choice import RUNGS
from catalogue.mapping.coverage import is_part, provinces_in_order, reach_of
from catalogue.mapping.material import Entry
from catalogue.mapping.wording import rung_label
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
        yield _regions(study, study.others)
    for code in study.others:
        if study.of_region(code):
            yield from _in_short(study, code)


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
    yield Paragraph(_needs(study, every))
    yield counts.needs_met(study, every, study.tell("study.actors.needs"))
    among = {study.place(code): study.of_region(code) for code in study.regions}
    among[study.tell("study.country")] = national
    yield Paragraph(study.tell("study.actors.rungs.how"))
    yield counts.rungs(study, among, study.tell("study.actors.rungs"))


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
    yield Paragraph(_kinds(study, entries) + " " + _needs(study, entries))
    yield _categories_and_rungs(study, entries)
    yield counts.needs_met(
        study, entries, study.tell("study.actors.region.needs", region=study.place(code))
    )
    yield Paragraph(_alone(study, code))
    yield _provinces(study, code)


def _in_short(study: Study, code: str) -> Iterable[Block]:
    yield Heading(study.place(code), 3)
    yield Paragraph(f"{_portrait(study, code)} {_needs(study, study.of_region(code))}")
    yield _provinces(study, code)


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


def _categories_and_rungs(study: Study, entries: Sequence[Entry]) -> Table:
    """A row a category, a column a rung."""
    columns = (
        Column(study.tell("study.category"), width=2.4),
        *(Column(rung_label(rung, study.lang), "number") for rung in reversed(RUNGS)),
        Column(study.tell("study.total"), "number"),
    )
    rows = []
    for category in counts.by_category(entries):
        some = [entry for entry in entries if entry.actor.category == category]
        found = counts.by_rung(study, some)
        label = code_label("category", category, study.lang)
        rows.append((label, *(found[rung] for rung in reversed(RUNGS)), len(some)))
    return Table(columns, tuple(rows), study.tell("study.actors.table"))


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
    columns = (
        Column(study.tell("study.province"), width=2),
        Column(study.tell("study.population"), "number"),
        Column(study.tell("study.actors.own"), "number"),
        Column(study.tell("study.actors.without"), "number"),
    )
    rows = tuple(
        (study.place(each.code), each.population, _own(study, each), without(study, each.code))
        for each in _whole_provinces(study, code)
    )
    return Table(columns, rows, study.tell("study.actors.provinces"))


def without(study: Study, province: str) -> int:
    """How many of the needs that may be named nobody serves in a province, the country left out."""
    covers = study.evidence.gaps.covers
    return sum(covers[need, province].mark == "nobody" for need in study.plain_needs)


def _briefly(study: Study) -> str:
    counted = {code: len(study.of_region(code)) for code in study.others}
    empty = [study.place(code) for code, n in counted.items() if not n]
    told = study.tell(
        "study.actors.others.told",
        regions=study.count("regions", len(counted)),
        actors=study.count("actors", sum(counted.values())),
    )
    if not empty:
        return told
    key = "study.actors.others.none" if len(empty) == len(counted) else "study.actors.others.empty"
    return f"{told} {study.tell(key, regions=study.listed(empty, 9))}"


def _regions(study: Study, codes: Iterable[str]) -> Table:
    columns = (
        Column(study.tell("study.region"), width=2.2),
        Column(study.tell("study.population"), "number", 1.2),
        Column(study.tell("study.total"), "number", 0.8),
        *(Column(rung_label(rung, study.lang), "number", 1.2) for rung in reversed(RUNGS)),
        Column(study.tell("study.actors.provinces_alone"), "number", 1.3),
    )
    return Table(columns, tuple(_region_row(study, code) for code in codes))


def _region_row(study: Study, code: str) -> tuple[str | int | None, ...]:
    entries = study.of_region(code)
    place = study.material.places.get(code)
    found = counts.by_rung(study, entries)
    return (
        study.place(code),
        place.population if place else 0,
        len(entries),
        *(found[rung] for rung in reversed(RUNGS)),
        sum(not _own(study, each) for each in _whole_provinces(study, code)),
    )
