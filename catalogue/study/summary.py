"""One page that says it all in figures; every one of them is computed elsewhere in the study."""

from collections.abc import Iterable

from catalogue.mapping.gaps import CONFIDENTIAL, Cover
from catalogue.mapping.network import isolated
from catalogue.mapping.recommendations import recommendations
from catalogue.mapping.swot import filled
from catalogue.papers.blocks import Block, Facts, Heading, Items, Paragraph, Picture
from catalogue.study import counts
from catalogue.study.subject import Study

FIRST = 5
"""Recommendations told on the page."""


def summary(study: Study) -> Iterable[Block]:
    """What the study is, its figures, and what it recommends first."""
    yield Heading(study.tell("study.summary"))
    yield Paragraph(_what(study))
    yield Facts(tuple(_figures(study)))
    yield _chart(study)
    found = recommendations(study.material)
    first = sorted(found, key=lambda each: each.rule.priority)[:FIRST]
    if first:
        yield Heading(study.tell("study.summary.first"), 3)
        told = (f"{e.act(study.material, study.lang)} ({e.rule.code})" for e in first)
        yield Items(tuple(told))
    mark, draft = study.tell("paper.staff_only"), study.tell("study.summary.draft")
    yield Paragraph(f"{mark}. {draft}", "note")


def _what(study: Study) -> str:
    names = study.listed(map(study.place, study.first))
    return study.tell("study.summary.what", regions=names)


def _figures(study: Study) -> Iterable[tuple[str, str]]:
    """Label and sentence, one after the other."""
    for name, told in (
        ("actors", _actors(study)),
        ("rungs", _rungs(study)),
        ("needs", _needs(study)),
        ("capacity", _capacity(study)),
        ("swot", _swot(study)),
        ("network", _network(study)),
        ("demand", _demand(study)),
    ):
        yield study.tell(f"study.summary.{name}"), told


def _actors(study: Study) -> str:
    regions = [
        study.tell("study.summary.in_region", region=study.place(c), n=len(study.of_region(c)))
        for c in study.first
    ]
    return study.tell(
        "study.summary.actors.told",
        actors=study.count("actors", len(study.entries)),
        national=len(study.national),
        regions=study.listed(regions),
    )


def _rungs(study: Study) -> str:
    return study.tell("study.summary.rungs.told", **counts.by_rung(study, study.entries))


def _needs(study: Study) -> str:
    """Needs of nobody at all, and crossings of need and province without an actor."""
    cells = [cover for region in study.regions for cover in _cells(study, region)]
    alone = sum(cover.mark == "nobody" for cover in cells)
    nobody = study.evidence.needs_of_nobody
    told = study.tell("study.summary.needs.told", alone=study.share(alone, len(cells)))
    if not nobody:
        return told
    names = study.listed(map(study.need, nobody))
    return f"{told} {study.tell('study.summary.needs.nobody', needs=names)}"


def _cells(study: Study, region: str) -> list[Cover]:
    """Every crossing of a need (the confidential ones together) and a province of a region."""
    gaps, region_of = study.evidence.gaps, study.material.places.region_of
    inside = [place.code for place in gaps.provinces if region_of(place.code) == region]
    return [
        gaps.covers[need, code] for need in (*study.plain_needs, CONFIDENTIAL) for code in inside
    ]


def _chart(study: Study) -> Picture:
    """How far each region is covered."""
    told = {}
    for region in study.regions:
        cells = _cells(study, region)
        met = sum(cover.serving > 0 for cover in cells)
        told[study.place(region)] = float(round(100 * met / (len(cells) or 1)))
    return counts.bars(study, told, study.tell("study.summary.chart"))


def _capacity(study: Study) -> str:
    n = len(study.evidence.assessed)
    return study.tell("study.capacity.known", n=n, of=len(study.entries))


def _swot(study: Study) -> str:
    n = sum(filled(entry.record) for entry in study.entries)
    return study.tell("study.swot.known", n=n, of=len(study.entries))


def _network(study: Study) -> str:
    found = study.evidence.network
    return study.tell(
        "study.summary.network.told", ties=study.count("ties", len(found.ties)),
        isolated=study.count("actors", len(isolated(found))), of=len(found.actors),
    )  # fmt: skip


def _demand(study: Study) -> str:
    if not study.material.demand:
        return study.tell("study.gaps.no_demand")
    asked = sum(each.asked or 0 for each in study.material.demand.values())
    nobody = sum(each.nobody or 0 for each in study.material.demand.values())
    return study.tell("study.summary.demand.told", asked=asked, nobody=nobody)
