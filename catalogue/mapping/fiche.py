"""The fiche: one actor on one page, every group of the schema that says something.

What a reader may not see is left out before (`seen`); what does not fit is shortened, and the fiche
says so (`fitting`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from catalogue.labels import code_label, group_label
from catalogue.mapping.choice import Choice, chosen, grouped, told
from catalogue.mapping.fiche_lines import LINES, Told, told_in
from catalogue.mapping.fitting import STEPS, WHOLE, Limits, fits
from catalogue.mapping.material import Entry, Material
from catalogue.mapping.seen import Reader, seen_one
from catalogue.mapping.status import status
from catalogue.mapping.swot import boxes_of, filled
from catalogue.mapping.wording import and_more, joined, name_of, paper_text, shortened
from catalogue.papers.blocks import (
    Block,
    Box,
    Facts,
    Heading,
    Language,
    PageBreak,
    Paper,
    Paragraph,
    Quadrants,
)
from catalogue.record import Record

CHAPTER = 70
"""Points that the heading of a category takes from the page of its first fiche."""


def fiche(material: Material, actor: str, lang: Language = "fr", reader: Reader = "staff") -> Paper:
    """One actor on one page.

    Raises `UnknownActor` for one that the reader may not know of.
    """
    return _fitted(material, seen_one(material, actor, reader), lang, STEPS)


def fiches(material: Material, choice: Choice, lang: Language = "fr") -> Paper:
    """The fiches of the actors that are meant, grouped, each on its page, with contents."""
    entries = chosen(material, choice, lang)
    blocks: list[Block] = []
    for heading, some in grouped(material, entries, choice.group, lang):
        blocks += _chapter(material, heading, some, lang)
    return Paper(
        paper_text("paper.fiche.all", lang),
        lang,
        tuple(blocks) or (Paragraph(paper_text("paper.grid.nobody", lang)),),
        subtitle=told(choice, lang),
        synthetic=material.synthetic,
        made_on=material.today,
        cover=True,
        contents=True,
    )


def _chapter(
    material: Material, heading: str, entries: Iterable[Entry], lang: Language
) -> Iterator[Block]:
    """A page for each actor; the first one carries the heading. Groups have no titles of their
    own: the contents list actors."""
    steps = tuple(replace(step, headings=False) for step in STEPS)
    for n, entry in enumerate(entries):
        one = _fitted(material, entry, lang, steps)
        yield PageBreak()
        if heading and not n:
            yield Heading(heading)
        yield Heading(one.title, 2)
        yield Paragraph(one.subtitle, "note")
        yield from one.blocks


def _fitted(material: Material, entry: Entry, lang: Language, steps: Iterable[Limits]) -> Paper:
    """The fiche that tells the most of those that fit; else the shortest."""
    papers = [_paper(material, entry, lang, limits) for limits in steps]
    return next((paper for paper in papers if fits(paper)), papers[-1])


def _paper(material: Material, entry: Entry, lang: Language, limits: Limits) -> Paper:
    blocks = tuple(_groups(material, entry.record, lang, limits))
    whole = tuple(_groups(material, entry.record, lang, replace(WHOLE, headings=limits.headings)))
    key = "paper.fiche.whole" if blocks == whole else "paper.fiche.shortened"
    return Paper(
        name_of(entry.record, lang),
        lang,
        (
            Paragraph(status(material, entry, lang), "strong"),
            *blocks,
            Paragraph(paper_text(key, lang, id=entry.id), "note"),
        ),
        subtitle=_subtitle(entry.record, lang),
        synthetic=material.synthetic,
        made_on=material.today,
    )


def _subtitle(record: Record, lang: str) -> str:
    """Category, acronym, year: what tells at a glance who it is."""
    category, founded = record.text("category"), record.number("founded")
    told_of = (
        code_label("category", category, lang) if category else "",
        record.text("acronym"),
        paper_text("paper.fiche.founded", lang, year=str(founded)) if founded else "",
    )
    return " · ".join(each for each in told_of if each)


def _groups(material: Material, record: Record, lang: str, limits: Limits) -> Iterator[Block]:
    for group in LINES:
        blocks = tuple(_group(material, record, group, (lang, limits)))
        if blocks and limits.headings:
            yield Heading(group_label(group, lang), 3)
        yield from blocks


def _group(
    material: Material, record: Record, group: str, how: tuple[str, Limits]
) -> Iterator[Block]:
    """The boxes of SWOT and the facts of one group."""
    lang, limits = how
    if group == "swot" and filled(record):
        yield _boxes(boxes_of(record, lang), limits, lang)
    lines = (told_in(material, record, line, lang) for line in LINES[group])
    pairs = tuple(_pair(line, limits, lang) for line in lines if line)
    if pairs:
        yield Facts(pairs)


def _pair(line: list[Told], limits: Limits, lang: str) -> tuple[str, str]:
    """The first field gives the label; those that follow name themselves."""
    (label, first), *others = line
    texts = [_cut(first, limits, lang)]
    texts += [f"{name} : {_cut(items, limits, lang)}" for name, items in others]
    return label, " · ".join(texts)


def _cut(items: tuple[str, ...], limits: Limits, lang: str) -> str:
    """The items in one text that is not longer than the limit."""
    return shortened(joined(and_more(items, limits.rows, lang), lang), limits.longest)


def _boxes(quadrants: Quadrants, limits: Limits, lang: str) -> Quadrants:
    one, two, three, four = (_box(box, limits, lang) for box in quadrants.boxes)
    return Quadrants((one, two, three, four))


def _box(box: Box, limits: Limits, lang: str) -> Box:
    most = limits.longest // limits.items
    items = (shortened(item, most) for item in box.items)
    return Box(box.title, and_more(items, limits.items, lang))
