"""The fourth part of a study: SWOT by region, what actors say apart from what records show."""

from collections.abc import Iterable, Sequence

from catalogue.mapping.material import Entry
from catalogue.mapping.sayings import label_of, sayings
from catalogue.mapping.swot import QUADRANTS, filled
from catalogue.mapping.wording import shortened
from catalogue.papers.blocks import Block, Box, Column, Heading, Paragraph, Quadrants, Table
from catalogue.study import counts
from catalogue.study.actors import least_covered, tied
from catalogue.study.subject import Study

IN_BOX = 5
LONGEST = 130
"""Characters of one saying in a box."""


def strengths(study: Study) -> Iterable[Block]:
    """The regions told at length in boxes, the others in a table of what is said most."""
    yield Heading(study.tell("study.swot"))
    yield Paragraph(study.tell("study.swot.how"))
    said = _said(study.entries)
    yield Paragraph(_known(study, len(said), len(study.entries)), "strong")
    for code in study.first:
        yield from _region(study, code)
    others = [code for code in study.others if _said(study.of_region(code))]
    if others:
        yield Heading(study.tell("study.swot.others"), 2)
        yield Paragraph(study.tell("study.swot.others.how"))
        yield _table(study, others)


def _said(entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if filled(entry.record)]


def _known(study: Study, n: int, of: int) -> str:
    return study.tell("study.swot.known", n=n, of=of)


def _region(study: Study, code: str) -> Iterable[Block]:
    entries = study.of_region(code)
    yield Heading(f"{study.place(code)} – {study.tell('study.swot.seen')}", 3)
    if not entries:
        yield Paragraph(study.tell("study.swot.nobody"))
        return
    yield _seen(study, code)
    said = _said(entries)
    yield Paragraph(
        f"{study.tell('study.swot.told')} – {_known(study, len(said), len(entries))}", "note"
    )
    if said:
        yield _boxes([_most(study, said, name) for name in QUADRANTS], study)


def _most(study: Study, entries: Sequence[Entry], name: str) -> tuple[str, ...]:
    """What is said most in a box, with how many say it."""
    found = sayings(entries, name, study.lang)[:IN_BOX]
    return tuple(f"{shortened(each.text, LONGEST)} ({len(each.actors)})" for each in found)


def _boxes(items: Sequence[tuple[str, ...]], study: Study) -> Quadrants:
    one, two, three, four = (
        Box(label_of(name, study.lang), some) for name, some in zip(QUADRANTS, items, strict=True)
    )
    return Quadrants((one, two, three, four))


def _seen(study: Study, code: str) -> Quadrants:
    """What the records of a region show by themselves, sorted into the four boxes."""
    boxes = (_assets(study, code), _lacks(study, code), _chances(study, code), _risks(study, code))
    return _boxes([tuple(filter(None, box)) for box in boxes], study)


def _assets(study: Study, code: str) -> Iterable[str]:
    entries = study.of_region(code)
    found = counts.by_need(entries)
    met = sum(bool(n) for n in found.values())
    kinds = len(counts.by_category(entries))
    yield study.tell("study.swot.kinds", actors=study.count("actors", len(entries)), n=kinds)
    yield study.tell("study.swot.met", met=met, all=len(found))
    ready = sum(entry.actor.referable(study.material.today) for entry in entries)
    yield study.tell("study.swot.ready", n=ready) if ready else ""


def _lacks(study: Study, code: str) -> Iterable[str]:
    entries = study.of_region(code)
    worst, lacking = least_covered(study, code)
    if lacking:
        yield study.tell("study.swot.worst", province=tied(study, worst), n=lacking)
    ready = sum(entry.actor.referable(study.material.today) for entry in entries)
    yield study.tell("study.swot.unready", n=len(entries) - ready, all=len(entries))
    yield study.tell("study.swot.people", n=counts.filled(entries, "people"), all=len(entries))


def _chances(study: Study, code: str) -> Iterable[str]:
    entries = study.of_region(code)
    rows = [row for entry in entries for row in entry.record.rows("programme")]
    running = sum(row.get("status") == "running" for row in rows)
    yield study.tell("study.swot.programmes", n=running) if running else ""
    yield study.tell("study.swot.national", n=len(study.national)) if study.national else ""
    wishing = counts.filled(entries, "training_needs")
    yield study.tell("study.swot.wishing", n=wishing) if wishing else ""


def _risks(study: Study, code: str) -> Iterable[str]:
    entries = study.of_region(code)
    ids = {entry.id for entry in entries}
    alone = sum(not entry.record.rows("link") for entry in entries)
    yield study.tell("study.swot.alone", n=alone, all=len(entries))
    weak = [each for each in study.evidence.weak_points if each.actor in ids]
    yield study.tell("study.swot.weak", n=len(weak)) if weak else ""
    doubtful = sum(entry.actor.certainty == "C" for entry in entries)
    yield study.tell("study.swot.doubtful", n=doubtful, all=len(entries)) if doubtful else ""


def _table(study: Study, codes: Sequence[str]) -> Table:
    columns = (
        Column(study.tell("study.region"), width=1.3),
        Column(study.tell("study.swot.say"), "mark", 0.7),
        *(Column(label_of(name, study.lang), width=2) for name in QUADRANTS),
    )
    return Table(columns, tuple(_row(study, code) for code in codes))


def _row(study: Study, code: str) -> tuple[str | None, ...]:
    entries = study.of_region(code)
    said = _said(entries)
    first = (_most(study, said, name)[:1] for name in QUADRANTS)
    return (
        study.place(code),
        f"{len(said)}/{len(entries)}",
        *(each[0] if each else None for each in first),
    )
