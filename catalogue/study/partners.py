"""The seventh part of a study: the three best partners for each service of the brief, explained."""

from collections.abc import Iterable

from catalogue.mapping.ranking import Part, Ranked, criterion
from catalogue.mapping.sensitivity import sensitivity
from catalogue.mapping.shortlist import SERVICES, USUAL_LENGTH, Shortlist, shortlist
from catalogue.mapping.shortlist_paper import Told, hundred, percent, rules
from catalogue.mapping.wording import rung_label
from catalogue.papers.blocks import Block, Column, Heading, Items, Paragraph, Table
from catalogue.study.subject import Study

STRONGEST = 2
"""Criteria that are named for each of the first."""


def partners(study: Study) -> Iterable[Block]:
    """Four services in each region told at length: a table, then a paragraph for each service."""
    yield Heading(study.tell("study.partners"))
    yield Paragraph(study.tell("study.partners.how"))
    yield Paragraph(study.tell("study.partners.reading"))
    for code in study.first:
        yield Heading(study.place(code), 2)
        yield from _region(study, code)


def _region(study: Study, code: str) -> Iterable[Block]:
    found = [shortlist(study.material, need, code, reader="staff") for need in SERVICES.values()]
    every = [Told(one, sensitivity(one), study.material, study.lang) for one in found]
    rows = tuple(_row(study, told, each) for told in every for each in told.found.first)
    if rows:
        yield Table(_columns(study), rows)
    yield Items(tuple(_service(study, told) for told in every))


def _service(study: Study, told: Told) -> str:
    """What gives the first their scores, how firm the choice is, and what is not known."""
    found = told.found
    if not found.ranked:
        said = [_nobody(study, found)]
    else:
        said = [*(_why(study, each) for each in found.first), _firm(study, told)]
        said.append(_unknown(study, found))
    return f"{study.need(found.need)} : {' '.join(filter(None, said))}"


def weights(study: Study) -> Iterable[Block]:
    """The criteria of the lists, what each means and how much it weighs: for the annexes."""
    found = shortlist(study.material, SERVICES["medical"], study.first[0], reader="staff")
    return rules(Told(found, sensitivity(found), study.material, study.lang))


def _nobody(study: Study, found: Shortlist) -> str:
    """Nobody could be ranked: of how many too little is known."""
    others = found.little_known
    if not others:
        return study.tell("study.partners.nobody")
    names = study.listed(study.short(each.actor) for each in others)
    return study.tell("study.partners.little", n=len(others), names=names)


def _columns(study: Study) -> tuple[Column, ...]:
    return (
        Column(study.tell("study.partners.service"), width=1.7),
        Column(study.tell("study.partners.rank"), "mark", 0.7),
        Column(study.tell("study.actor"), width=3.4),
        Column(study.tell("study.rung"), width=1.3),
        Column(study.tell("study.partners.score"), "number", 0.8),
        Column(study.tell("study.partners.known"), "number", 0.9),
        Column(study.tell("study.partners.span"), "mark", 0.9),
        Column(study.tell("study.partners.kept", n=USUAL_LENGTH), "mark", 1.1),
    )


def _row(study: Study, told: Told, each: Ranked) -> tuple[str | int | float, ...]:
    low, high = told.firm.ranks[each.actor]
    rank = told.found.ranked.index(each) + 1
    return (
        study.need(told.found.need),
        str(rank),
        study.name(each.actor),
        _rung(study, each.actor),
        hundred(each.score),
        f"{percent(each.known)} %",
        str(low) if low == high else f"{low}–{high}",
        f"{told.firm.kept[each.actor]}/{told.firm.moves}",
    )


def _why(study: Study, each: Ranked) -> str:
    """What gives an actor its score."""
    given = sorted(each.parts, key=lambda part: -part.points)[:STRONGEST]
    points = study.listed(_points(study, part) for part in given if part.points)
    return study.tell("study.partners.why", actor=study.short(each.actor), points=points)


def _unknown(study: Study, found: Shortlist) -> str:
    """What is known of none of the first; empty where something is known by every criterion."""
    first = [{part.criterion for part in each.parts if part.worth is None} for each in found.first]
    missing = [name for name in found.weights if all(name in each for each in first)]
    if not missing:
        return ""
    names = study.listed([criterion(name).label(study.lang).lower() for name in missing], 9)
    return study.tell("study.partners.unknown", criteria=names)


def _rung(study: Study, actor: str) -> str:
    entry = study.material.entry(actor)
    return rung_label(entry.actor.rung(study.material.today), study.lang) if entry else ""


def _points(study: Study, part: Part) -> str:
    label = criterion(part.criterion).label(study.lang).lower()
    points = study.number(hundred(part.points))
    return study.tell("study.partners.points", criterion=label, points=points)


def _firm(study: Study, told: Told) -> str:
    """Whether the first stay the first when weights move."""
    firm, found = told.firm, told.found
    few = len(found.ranked)
    if few <= found.many:
        return study.tell("study.partners.few", n=few)
    key = "study.partners.firm" if firm.firm else "study.partners.soft"
    return study.tell(key, moves=firm.moves, n=few, changed=len(firm.changes))
