"""The ninth part of a study: what actors want to learn, where, and what they expect."""

from collections.abc import Iterable

from catalogue.labels import code_label
from catalogue.mapping.sayings import sayings
from catalogue.mapping.training import EXPECTED, NEEDS, wanted
from catalogue.papers.blocks import Block, Column, Heading, Items, Paragraph, Table
from catalogue.study import counts
from catalogue.study.subject import Study

EXPECTATIONS = 5
"""Expectations told, those of most actors first."""


def learning(study: Study) -> Iterable[Block]:
    """Training needs in a picture and by region, then expectations."""
    yield Heading(study.tell("study.training"))
    said = [entry for entry in study.entries if entry.record.items(NEEDS)]
    yield Paragraph(
        study.tell("study.training.known", n=len(said), of=len(study.entries)), "strong"
    )
    yield Paragraph(study.tell("study.training.how"))
    if said:
        found = wanted(said)
        yield Paragraph(_most(study, found, len(said)))
        told = {_label(study, code): float(len(ids)) for code, ids in found.items()}
        yield counts.bars(study, told, study.tell("study.training.caption"), width=0.5)
        yield Heading(study.tell("study.training.regions"), 2)
        yield _regions(study)
    else:
        yield Paragraph(study.tell("study.training.none"))
    yield from _expectations(study)


def _label(study: Study, code: str) -> str:
    return code_label(NEEDS, code, study.lang)


def _most(study: Study, found: dict[str, tuple[str, ...]], of: int) -> str:
    first = [
        study.tell(
            "study.training.one", training=_label(study, code), share=study.share(len(ids), of)
        )
        for code, ids in list(found.items())[:3]
    ]
    return study.tell("study.training.most", trainings=study.listed(first))


def _regions(study: Study) -> Table:
    """A row a region: how many have told, and what they ask for most."""
    columns = (
        Column(study.tell("study.region"), width=1.6),
        Column(study.tell("study.training.said"), "mark", 0.8),
        Column(study.tell("study.training.first"), width=4),
    )
    return Table(columns, tuple(_row(study, code) for code in study.regions))


def _row(study: Study, code: str) -> tuple[str | None, ...]:
    entries = study.of_region(code)
    said = [entry for entry in entries if entry.record.items(NEEDS)]
    most = [f"{_label(study, training)} ({len(ids)})" for training, ids in wanted(said).items()][:3]
    return study.place(code), f"{len(said)}/{len(entries)}", study.listed(most) or None


def _expectations(study: Study) -> Iterable[Block]:
    said = [entry for entry in study.entries if entry.record.items(EXPECTED)]
    yield Heading(study.tell("study.expectations"), 2)
    yield Paragraph(study.tell("study.expectations.known", n=len(said), of=len(study.entries)))
    found = sayings(said, EXPECTED, study.lang)[:EXPECTATIONS]
    if found:
        yield Items(tuple(f"{each.text} ({len(each.actors)})" for each in found))
