"""A paper as a DOCX that is edited like any other: Word's own styles, fields and repeated heads."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Emu
from docx.text.paragraph import Paragraph as WordParagraph

from catalogue.papers import word_tables
from catalogue.papers.blocks import (
    Block,
    Facts,
    Heading,
    Items,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Quadrants,
    Table,
)
from catalogue.papers.ooxml import without_clock
from catalogue.papers.pictures import as_png, size
from catalogue.papers.told import made_on
from catalogue.papers.word_frame import contents, lay_out, new_page, text_width, write
from catalogue.papers.word_styles import set_styles
from locales import texts

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""What the file says of its making where the paper tells no day: never the clock's."""
COVER_SPACE = Cm(8)
TALLEST = {False: 1.3, True: 0.55}
"""Of the width of the text, by whether the page is landscape: a picture fits on one page."""
STYLES = {"plain": "Normal", "note": "Note", "strong": "Strong box"}


def document(paper: Paper) -> bytes:
    """The DOCX. Word makes the page numbers of the contents when the reader asks for it."""
    opened = docx.Document()
    set_styles(opened, rtl=texts.is_rtl(paper.language))
    lay_out(opened, paper)
    _name(opened, paper)
    _front(opened, paper)
    for block in _without_empty_pages(paper):
        _add(opened, block, paper)
    to = io.BytesIO()
    opened.save(to)
    return without_clock(to.getvalue())


def _without_empty_pages(paper: Paper) -> list[Block]:
    """The blocks without a break where a page is new already, or where none follows."""
    kept: list[Block] = [PageBreak() if paper.cover or paper.contents else Paragraph("")]
    for block in paper.blocks:
        if not (isinstance(block, PageBreak) and isinstance(kept[-1], PageBreak)):
            kept.append(block)
    return kept[1:-1] if isinstance(kept[-1], PageBreak) else kept[1:]


def _name(opened: Document, paper: Paper) -> None:
    facts = opened.core_properties
    day = datetime.combine(paper.made_on, time(), UTC) if paper.made_on else EPOCH
    facts.title, facts.author, facts.comments = paper.title[:255], "", ""
    facts.language, facts.created, facts.modified = paper.language, day, day


def _front(opened: Document, paper: Paper) -> None:
    _say(opened, paper, paper.title, "Title")
    for words in (paper.subtitle, made_on(paper)):
        if words:
            _say(opened, paper, words, "Subtitle")
    if paper.cover:
        opened.paragraphs[0].paragraph_format.space_before = COVER_SPACE
        new_page(opened)
    if paper.contents:
        contents(opened, paper)


def _add(opened: Document, block: Block, paper: Paper) -> None:
    rtl = texts.is_rtl(paper.language)
    match block:
        case Heading(text, level):
            _say(opened, paper, text, f"Heading {level}")
        case Paragraph(text, style):
            _say(opened, paper, text, STYLES[style])
        case Items(points):
            for point in points:
                _say(opened, paper, point, "List Bullet")
        case Table():
            _table(opened, block, paper)
        case Facts(pairs):
            word_tables.facts(opened, pairs, rtl=rtl)
        case Quadrants():
            word_tables.quadrants(opened, block, rtl=rtl)
        case Picture():
            _picture(opened, block, paper)
        case PageBreak():
            new_page(opened)


def _say(opened: Document, paper: Paper, text: str, style: str) -> WordParagraph:
    said = opened.add_paragraph(style=style)
    write(said, text, rtl=texts.is_rtl(paper.language))
    return said


def _table(opened: Document, table: Table, paper: Paper) -> None:
    if table.caption:
        _say(opened, paper, table.caption, "Caption").paragraph_format.keep_with_next = True
    word_tables.table(opened, table, paper.language)


def _picture(opened: Document, picture: Picture, paper: Paper) -> None:
    png = as_png(picture.image)
    wide, high = size(png)
    most = text_width(opened)
    width = min(picture.width * most, TALLEST[paper.landscape] * most * wide / high)
    said = opened.add_paragraph()
    said.alignment = WD_ALIGN_PARAGRAPH.CENTER
    shown = said.add_run().add_picture(io.BytesIO(png), width=Emu(int(width)))
    shown._inline.docPr.set("descr", picture.alt)
    if picture.caption:
        said.paragraph_format.keep_with_next = True
        _say(opened, paper, picture.caption, "Caption").alignment = WD_ALIGN_PARAGRAPH.CENTER
