"""Capacity on paper: the marks of many actors, or one actor's grid with every assessor beside."""

from collections.abc import Container, Iterator, Mapping, Sequence
from math import ceil

from catalogue.agreement import Agreement, agreement
from catalogue.assessment import HIGHEST, Score
from catalogue.capacity import GRID, criteria, dimension_label
from catalogue.labels import place_label
from catalogue.mapping.choice import Choice, chosen, told
from catalogue.mapping.material import Entry, Material
from catalogue.mapping.seen import seen_one
from catalogue.mapping.wording import decimal, name_of, paper_text
from catalogue.marks import COORDINATOR, Assessed, Marks, assessed, by_criterion, is_own, latest
from catalogue.papers.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Language,
    Paper,
    Paragraph,
    Shaded,
    Table,
)


def capacity(material: Material, choice: Choice, lang: Language = "fr") -> Paper:
    """The marks of the actors that are meant, those without any counted and left out."""
    entries = chosen(material, choice, lang)
    known = _known(material, entries)
    blocks: list[Block] = [_counted(len(known), len(entries), lang)]
    if known:
        blocks += [_marks(known, entries, lang), Paragraph(_rule(lang), "note")]
        blocks.append(_agreement(agreement(_of(material.scores, known)), lang))
    return _paper(material.only(entries), blocks, lang, subtitle=told(choice, lang), landscape=True)


def capacity_of(material: Material, actor: str, lang: Language = "fr") -> Paper:
    """One actor: every criterion with each assessor's score, its own apart. Raises `UnknownActor`.

    For staff.
    """
    entry = seen_one(material, actor, "staff")
    scores = latest(_of(material.scores, (entry.id,)))
    known = assessed(scores).get(entry.id)
    blocks: list[Block] = [_counted(1 if known else 0, 1, lang)]
    if known:
        blocks += _grid(scores, known, lang)
    about = name_of(entry.record, lang)
    return _paper(material.only([entry]), blocks, lang, subtitle=about, landscape=False)


def assessor_label(assessor: str, lang: str) -> str:
    """An assessor as it is read: an actor's own, a coordinator of a region, or as a file says."""
    if is_own(assessor):
        return paper_text("paper.capacity.own", lang)
    region, apart, tag = assessor.removeprefix(COORDINATOR).partition(":")
    if not assessor.startswith(COORDINATOR) or not apart:
        return assessor
    where = place_label(region, lang) if region else paper_text("paper.grid.national", lang)
    return paper_text("paper.capacity.coordinator", lang, where=where, tag=tag)


def _known(material: Material, entries: Sequence[Entry]) -> Mapping[str, Assessed]:
    """The actors that are meant and have a score, by id."""
    ids = frozenset(entry.id for entry in entries)
    return assessed(_of(material.scores, ids))


def _of(scores: Sequence[Score], actors: Container[str]) -> list[Score]:
    return [score for score in scores if score.actor in actors]


def _counted(known: int, of: int, lang: str) -> Paragraph:
    """How many are assessed, of how many: the only line where none is."""
    return Paragraph(paper_text("paper.capacity.known", lang, n=known, of=of), "strong")


def _rule(lang: str) -> str:
    return paper_text("paper.capacity.rule", lang)


def _marks(known: Mapping[str, Assessed], entries: Sequence[Entry], lang: str) -> Table:
    """A row an actor: its dimensions, its mark, by how much, and how it marks itself."""
    columns = (
        Column(paper_text("paper.capacity.actor", lang), width=2.6),
        *(Column(dimension_label(each, lang), "mark") for each in GRID),
        Column(paper_text("paper.capacity.overall", lang), "mark"),
        Column(paper_text("paper.capacity.scored", lang), "mark", 0.8),
        Column(paper_text("paper.capacity.assessors", lang), "number", 0.8),
        Column(paper_text("paper.capacity.own", lang), "mark"),
    )
    rows = (
        (name_of(entry.record, lang), *_row(known[entry.id]))
        for entry in entries
        if entry.id in known
    )
    return Table(columns, tuple(rows))


def _row(found: Assessed) -> tuple[Cell, ...]:
    together, own = found.together, found.own
    return (
        *_dimensions(together),
        _mark(together.overall),
        f"{together.scored}/{len(criteria())}",
        len(found.by_assessor),
        _mark(own.overall) if own else None,
    )


def _dimensions(marks: Marks) -> Iterator[Cell]:
    return (_mark(marks.dimensions.get(name)) for name in GRID)


def _mark(mean: float | None) -> Cell:
    """A mean on a ground as dark as it is high; empty where there is none."""
    return None if mean is None else Shaded(decimal(mean, 1), mean / HIGHEST)


def _grid(scores: Sequence[Score], known: Assessed, lang: str) -> Iterator[Block]:
    """The marks of each assessor, how far they agree, and every criterion."""
    yield _by_assessor(known, lang)
    yield Paragraph(_rule(lang), "note")
    yield _agreement(agreement(scores), lang)
    yield Heading(paper_text("paper.capacity.criteria", lang), 2)
    yield _criteria(scores, lang)


def _by_assessor(known: Assessed, lang: str) -> Table:
    columns = (
        Column(paper_text("paper.capacity.assessor", lang), width=2),
        *(Column(dimension_label(each, lang), "mark") for each in GRID),
        Column(paper_text("paper.capacity.overall", lang), "mark"),
        Column(paper_text("paper.capacity.scored", lang), "mark", 0.8),
    )
    lines = [(assessor_label(name, lang), marks) for name, marks in known.by_assessor.items()]
    if len(lines) > 1:
        lines.append((paper_text("paper.capacity.together", lang), known.together))
    if known.own:
        lines.append((paper_text("paper.capacity.own", lang), known.own))
    rows = (
        (name, *_dimensions(m), _mark(m.overall), f"{m.scored}/{len(criteria())}")
        for name, m in lines
    )
    return Table(columns, tuple(rows))


def _criteria(scores: Sequence[Score], lang: str) -> Table:
    """Every criterion with each assessor's score; the words are those of the rounded mean."""
    assessors = sorted({each.assessor for each in scores}, key=lambda name: (is_own(name), name))
    given = {(each.assessor, each.criterion): each.score for each in scores}
    means = by_criterion(each for each in scores if not is_own(each.assessor))
    columns = (
        Column(paper_text("paper.capacity.criterion", lang), width=2.4),
        *(Column(assessor_label(name, lang), "mark") for name in assessors),
        Column(paper_text("paper.capacity.meaning", lang), width=3),
    )
    rows = (
        (
            one.label(lang),
            *(_mark_whole(given.get((name, one.code))) for name in assessors),
            one.level(_nearest(means[one.code]), lang) if one.code in means else None,
        )
        for one in criteria()
    )
    return Table(columns, tuple(rows))


def _nearest(mean: float) -> int:
    """The score nearest to a mean; of two as near the lower one."""
    return ceil(mean - 0.5)


def _mark_whole(score: int | None) -> Cell:
    return None if score is None else Shaded(score, score / HIGHEST)


def _agreement(found: Agreement, lang: str) -> Paragraph:
    """How far the assessors agree, or that nobody scored the same."""
    if found.within_one is None:
        return Paragraph(paper_text("paper.capacity.alone", lang))
    share = f"{round(100 * found.within_one)} %"
    told_share = paper_text(
        "paper.capacity.agree", lang, assessors=found.assessors, n=found.shared, share=share
    )
    return Paragraph(f"{told_share} {_alpha(found.alpha, lang)}")


def _alpha(alpha: float | None, lang: str) -> str:
    if alpha is None:
        return paper_text("paper.capacity.no_alpha", lang)
    return paper_text("paper.capacity.alpha", lang, alpha=decimal(alpha))


def _paper(
    material: Material, blocks: Sequence[Block], lang: Language, *, subtitle: str, landscape: bool
) -> Paper:
    return Paper(
        paper_text("paper.capacity.title", lang),
        lang,
        tuple(blocks),
        subtitle=subtitle,
        landscape=landscape,
        synthetic=material.synthetic,
        made_on=material.today,
    )
