"""What a DOCX has around its blocks: page, head and foot, contents, the direction of writing."""

from __future__ import annotations

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from catalogue.papers import palette
from catalogue.papers.blocks import Paper
from catalogue.papers.ooxml import element, ground, put
from catalogue.papers.told import frame, headings, synthetic
from locales import texts

LONG, SHORT = Cm(29.7), Cm(21)
"""A4."""


def lay_out(opened: Document, paper: Paper) -> None:
    """Sets the page and what stands on every page: made-up words above, its number below."""
    section = opened.sections[0]
    section.page_width, section.page_height = (LONG, SHORT) if paper.landscape else (SHORT, LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if paper.landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.bottom_margin = Cm(2)
    section.top_margin = Cm(2.3)
    if texts.is_rtl(paper.language):
        put(section._sectPr, "bidi")
    _head(section.header.paragraphs[0], paper)
    _foot(section.footer.paragraphs[0], paper)


def write(said: Paragraph, text: str, *, rtl: bool, bold: bool = False) -> None:
    """Adds a run to a paragraph, both turned to the right where the language is."""
    run = said.add_run(text)
    if bold:
        run.bold = True
        put(run._r.get_or_add_rPr(), "bCs")
    if rtl:
        put(run._r.get_or_add_rPr(), "rtl")
        put(said._p.get_or_add_pPr(), "bidi")


def contents(opened: Document, paper: Paper) -> None:
    """A table of contents as a field: titles at once, page numbers when Word fills it in."""
    rtl = texts.is_rtl(paper.language)
    write(opened.add_paragraph(style="Contents"), frame("staff.paper.contents", paper), rtl=rtl)
    listed = [(f"toc {each.level}", each.text) for each in headings(paper)] or [("toc 1", "")]
    lines = [opened.add_paragraph(style=style) for style, _ in listed]
    _opened_field(lines[0], 'TOC \\o "1-3" \\h \\z \\u')
    for said, (_, text) in zip(lines, listed, strict=True):
        write(said, text, rtl=rtl)
    lines[-1].add_run()._r.append(element("fldChar", fldCharType="end"))
    new_page(opened)


def new_page(opened: Document) -> None:
    """What follows begins on a page of its own."""
    opened.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def text_width(opened: Document) -> int:
    """The width between the margins, in EMU."""
    section = opened.sections[0]
    wide, left, right = section.page_width, section.left_margin, section.right_margin
    return (wide or 0) - (left or 0) - (right or 0)


def _head(said: Paragraph, paper: Paper) -> None:
    words = synthetic(paper)
    if words:
        said.alignment = WD_ALIGN_PARAGRAPH.CENTER
        write(said, words, rtl=texts.is_rtl(paper.language))
        ground(said._p.get_or_add_pPr(), palette.GOLD_TINT)


def _foot(said: Paragraph, paper: Paper) -> None:
    rtl = texts.is_rtl(paper.language)
    said.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write(said, frame("staff.paper.page", paper) + " ", rtl=rtl)
    said._p.append(_counted("PAGE"))
    write(said, " / ", rtl=rtl)
    said._p.append(_counted("NUMPAGES"))


def _counted(code: str) -> BaseOxmlElement:
    field, run, shown = element("fldSimple", instr=code), element("r"), element("t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    return field


def _opened_field(said: Paragraph, code: str) -> None:
    """Begins a field: what follows up to its end is its last known result."""
    said.add_run()._r.append(element("fldChar", fldCharType="begin", dirty="true"))
    instruction = element("instrText")
    instruction.text = code
    said.add_run()._r.append(instruction)
    said.add_run()._r.append(element("fldChar", fldCharType="separate"))
