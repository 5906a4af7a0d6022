"""The fiche: one actor on one page, every group of the schema that says something.

What a reader may not see is left out before (`seen`); what does not fit is shortened, and the fiche
says so (`fitting`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from catalogue.labels import code_label
from catalogue.mapping.choice import Choice, chosen, grouped, told
from catalogue.mapping.fiche_blocks import blocks_of, body_of
from catalogue.mapping.fitting import ALL, STEPS, Limits, fits
from catalogue.mapping.material import Entry, Material
from catalogue.mapping.readers import Reader
from catalogue.mapping.seen import seen_one
from catalogue.mapping.status import status
from catalogue.mapping.wording import for_staff, name_of, paper_text, shortened
from catalogue.papers.blocks import Block, Heading, Language, PageBreak, Paper, Paragraph
from catalogue.record import Record

LONGEST_TITLE = 110
"""Characters of a name in the title: three lines."""
MARK = 21
"""Points that the mark of a paper for staff takes from the page of a fiche."""
CHAPTER = 40
"""Points that the heading of a group takes from the page of its first fiche."""


def fiche(material: Material, actor: str, lang: Language = "fr", reader: Reader = "staff") -> Paper:
    """One actor on one page.

    Raises `UnknownActor` for one that the reader may not know of.
    """
    entry = seen_one(material, actor, reader)
    synthetic = material.only([entry]).synthetic
    if reader == "public":
        return replace(_fitted(material, entry, lang, STEPS), synthetic=synthetic)
    paper = _fitted(material, entry, lang, STEPS, beside=MARK)
    mark = Paragraph(paper_text("paper.staff_only", lang), "note")
    return replace(paper, blocks=(mark, *paper.blocks), synthetic=synthetic)


def fiches(material: Material, choice: Choice, lang: Language = "fr") -> Paper:
    """The fiches of the actors that are meant, grouped, each on its page, with contents."""
    entries = chosen(material, choice, lang)
    of, blocks = told(choice, lang), list[Block]()
    for heading, some in grouped(material, entries, choice.group, lang):
        blocks += _chapter(material, heading, some, lang)
    return Paper(
        paper_text("paper.fiche.all", lang),
        lang,
        tuple(blocks) or (Paragraph(paper_text("paper.grid.nobody", lang)),),
        subtitle=of if choice.reader == "public" else for_staff(of, lang),
        synthetic=material.only(entries).synthetic,
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
        one = _fitted(material, entry, lang, steps, beside=0 if n else CHAPTER)
        yield PageBreak()
        if heading and not n:
            yield Heading(heading)
        yield Heading(one.title, 2)
        yield Paragraph(one.subtitle, "note")
        yield from one.blocks


def _fitted(
    material: Material, entry: Entry, lang: Language, steps: Sequence[Limits], *, beside: float = 0
) -> Paper:
    """The fiche that tells the most of those that fit; else the shortest."""
    empty, body = _head(material, entry, lang), body_of(material, entry.record, lang)
    for limits in steps:
        paper = _with(empty, blocks_of(body, limits), "paper.fiche.shortened", entry)
        if fits(paper, beside):
            break
    whole = blocks_of(body, replace(limits, longest=ALL, items=ALL, item=ALL))
    uncut = _with(empty, whole, "paper.fiche.shortened", entry) == paper
    return _with(empty, whole, "paper.fiche.whole", entry) if uncut else paper


def _head(material: Material, entry: Entry, lang: Language) -> Paper:
    """The fiche down to its status line."""
    return Paper(
        shortened(name_of(entry.record, lang), LONGEST_TITLE),
        lang,
        (Paragraph(status(material, entry, lang), "strong"),),
        subtitle=_subtitle(entry.record, lang),
        synthetic=material.synthetic,
        made_on=material.today,
    )


def _with(paper: Paper, blocks: tuple[Block, ...], key: str, entry: Entry) -> Paper:
    """The paper with its body and a last line: whose fiche it is, and whether it is whole."""
    note = Paragraph(paper_text(key, paper.language, id=entry.id), "note")
    return replace(paper, blocks=(*paper.blocks, *blocks, note))


def _subtitle(record: Record, lang: str) -> str:
    """Category, acronym, year: what tells at a glance who it is."""
    category, founded = record.text("category"), record.number("founded")
    told_of = (
        code_label("category", category, lang) if category else "",
        record.text("acronym"),
        paper_text("paper.fiche.founded", lang, year=str(founded)) if founded else "",
    )
    return " · ".join(each for each in told_of if each)
