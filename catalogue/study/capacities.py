"""The fifth part of a study: what assessors found, by dimension and region, and if they agree."""

from collections.abc import Iterable, Mapping
from statistics import fmean

from catalogue.agreement import Agreement, agreement
from catalogue.assessment import HIGHEST
from catalogue.capacity import GRID, criteria, dimension_label
from catalogue.mapping.wording import decimal
from catalogue.marks import Assessed
from catalogue.papers.blocks import Block, Cell, Column, Heading, Paragraph, Shaded, Table
from catalogue.study import counts
from catalogue.study.subject import Study

STRONG, WEAK = 5, 5
"""Actors named with the highest and the lowest marks."""


def capacities(study: Study) -> Iterable[Block]:
    """Marks where there are some; else how many are missing, and what would be looked at."""
    found = study.evidence.assessed
    yield Heading(study.tell("study.capacity"))
    yield Paragraph(
        study.tell("study.capacity.known", n=len(found), of=len(study.entries)), "strong"
    )
    yield Paragraph(study.tell("study.capacity.how", most=HIGHEST))
    yield _grid(study)
    if not found:
        yield Paragraph(study.tell("study.capacity.none"))
        return
    yield from _together(study, found)
    yield from _regions(study, found)
    yield from _agreeing(study)


def _grid(study: Study) -> Table:
    """What is looked at, dimension by dimension."""
    columns = (
        Column(study.tell("study.capacity.dimension")),
        Column(study.tell("study.capacity.criteria"), width=4),
    )
    rows = tuple(
        (
            dimension_label(name, study.lang),
            study.listed([c.label(study.lang) for c in criteria() if c.dimension == name], 9),
        )
        for name in GRID
    )
    return Table(columns, rows)


def means(found: Iterable[Assessed]) -> Mapping[str, float]:
    """The mean of each dimension over actors, where any has a mark."""
    every = [each.together.dimensions for each in found]
    by = {name: [marks[name] for marks in every if name in marks] for name in GRID}
    return {name: fmean(some) for name, some in by.items() if some}


def _together(study: Study, found: Mapping[str, Assessed]) -> Iterable[Block]:
    mean = means(found.values())
    order = sorted(mean, key=lambda name: mean[name])
    yield Heading(study.tell("study.capacity.together"), 2)
    yield Paragraph(
        study.tell(
            "study.capacity.told",
            low=dimension_label(order[0], study.lang),
            lowest=decimal(mean[order[0]], 1),
            high=dimension_label(order[-1], study.lang),
            highest=decimal(mean[order[-1]], 1),
        )
    )
    told = {dimension_label(name, study.lang): round(value, 1) for name, value in mean.items()}
    yield counts.bars(study, told, study.tell("study.capacity.caption", most=HIGHEST))
    marked = {a: each.together.overall for a, each in found.items() if each.together.overall}
    ranked = sorted(marked, key=lambda actor: (-(marked[actor] or 0), actor))
    if len(ranked) >= STRONG + WEAK:
        first = study.listed([study.name(actor) for actor in ranked[:STRONG]], STRONG)
        yield Paragraph(study.tell("study.capacity.first", n=len(ranked), names=first))


def _regions(study: Study, found: Mapping[str, Assessed]) -> Iterable[Block]:
    """A row a region: how many are assessed, and their means."""
    yield Heading(study.tell("study.capacity.regions"), 2)
    columns = (
        Column(study.tell("study.region"), width=2),
        Column(study.tell("study.capacity.assessed"), "mark"),
        *(Column(dimension_label(name, study.lang), "mark") for name in GRID),
    )
    yield Table(columns, tuple(_row(study, code, found) for code in study.regions))
    yield Paragraph(study.tell("study.capacity.regions.how"), "note")


def _row(study: Study, code: str, found: Mapping[str, Assessed]) -> tuple[Cell, ...]:
    entries = study.of_region(code)
    known = [found[entry.id] for entry in entries if entry.id in found]
    mean = means(known)
    told = (_shade(mean[name]) if name in mean else None for name in GRID)
    return study.place(code), f"{len(known)}/{len(entries)}", *told


def _shade(mean: float) -> Shaded:
    return Shaded(decimal(mean, 1), mean / HIGHEST)


def _agreeing(study: Study) -> Iterable[Block]:
    yield Heading(study.tell("study.capacity.agreement"), 2)
    yield Paragraph(_agreement(study, agreement(study.material.scores)))
    yield Paragraph(study.tell("study.capacity.agreement.how"), "note")


def _agreement(study: Study, found: Agreement) -> str:
    if found.within_one is None:
        return study.tell("study.capacity.alone")
    told = study.tell(
        "study.capacity.agree",
        assessors=study.count("assessors", found.assessors),
        n=found.shared,
        share=f"{round(100 * found.within_one)} %",
    )
    if found.alpha is None:
        return told
    return f"{told} {study.tell('study.capacity.alpha', alpha=decimal(found.alpha))}"
