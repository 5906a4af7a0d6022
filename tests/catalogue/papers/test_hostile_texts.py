"""A text is a text in every file: no markup, formula or control of it does anything."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from catalogue.papers.blocks import (
    Box,
    Column,
    Facts,
    Heading,
    Items,
    Paper,
    Paragraph,
    Picture,
    Quadrants,
    Table,
)
from catalogue.papers.cleaning import cleaned
from catalogue.papers.writing import made
from tests.catalogue.papers.examples import DRAWING
from tests.catalogue.papers.pdf_reader import pdf_pages
from tests.catalogue.papers.readers import Page, docx_words, html_words, opened_docx, xlsx_cells

BITS = (
    "#panic()", "#eval",
    "$", "*", "_", "\\", '"', "'", "//", "/*", "*/", "`", "```", "@ref", "<label>",
    "[", "]", "{", "}", "]]>", "<script>alert(1)</script>", "<!--", "-->", "&amp;", "&", "=1+1",
    '=HYPERLINK("http://x.example")', "+1", "-1",
    "@SUM(1)", "\t", "\n", "\r", "\x00", "\x0b", "\x1b",
    "\x85", "\u2028", "\u202e", "\u2066", "\ufeff", "\ufffe", "\ud800", "|", "~", "- ", "1. ", "# ",
    "> ", "{{ 7*7 }}", "{% raw %}", "%PDF", "/Title", ")", "(", "é", "سلام", "😀",
    "m" * 400, "", " ",
)  # fmt: skip
HOSTILE = st.lists(st.sampled_from(BITS) | st.text(max_size=6), max_size=5).map("".join)
OFTEN = settings(max_examples=60, deadline=None)


def holding(text: str) -> Paper:
    """A paper that has the text wherever a text may be."""
    return Paper(
        title=text,
        language="fr",
        subtitle=text,
        contents=True,
        blocks=(
            Heading(text),
            Paragraph(text),
            Paragraph(text, "strong"),
            Items((text,)),
            Facts(((text, text),)),
            Quadrants((Box(text, (text,)), Box(text), Box(text), Box(text))),
            Table((Column(text), Column(text, "mark")), ((text, 1), (text, text)), caption=text),
            Picture(DRAWING, f"x {text}", text),
        ),
    )


def letters(text: str) -> str:
    """A text without what a reader of files may take for space."""
    return "".join(text.replace("\ufeff", "").split())


@OFTEN
@given(HOSTILE)
@example("#panic()")
@example("\\" * 3 + '"#eval("1")')
def test_no_text_runs_in_a_pdf(text: str) -> None:
    assert made(holding(text), ".pdf").startswith(b"%PDF")


@pytest.mark.parametrize(
    "text",
    ["#panic()", "$x^2$", "*a*_b_", "a//b/*c*/", '"\\n\\"', "<label>@ref", "= titre", "`#x`"],
)
def test_signs_of_the_typesetter_are_printed_as_they_are(text: str) -> None:
    said = "".join(pdf_pages(made(Paper("t", "fr", (Paragraph(text),)), ".pdf")))
    assert letters(text) in said


@OFTEN
@given(HOSTILE)
def test_no_text_is_markup_on_a_page(text: str) -> None:
    page = made(holding(text), ".html")
    plain = {tag for tag, _ in Page(made(holding("x"), ".html")).elements}
    assert {tag for tag, _ in Page(page).elements} <= plain
    assert letters(cleaned(text)) in letters(html_words(page))


@OFTEN
@given(HOSTILE)
def test_no_text_is_a_formula_or_a_link_in_a_workbook(text: str) -> None:
    file = made(holding(text), ".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(file))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    assert not any(sheet._hyperlinks for sheet in book)
    parts = zipfile.ZipFile(io.BytesIO(file))
    assert not any(b"<f>" in parts.read(each) for each in parts.namelist() if "sheet" in each)


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@x", "007", "1e5", "http://x.example"])
def test_a_text_like_a_number_or_formula_stays_a_text(text: str) -> None:
    table = Table((Column("a"), Column("b")), ((text, 7),))
    rows = list(xlsx_cells(made(Paper("t", "fr", (table,)), ".xlsx")).values())[1]
    assert rows[1] == [text, 7]


@OFTEN
@given(HOSTILE)
def test_a_document_is_well_formed_and_holds_any_text(text: str) -> None:
    file = made(holding(text), ".docx")
    parts = zipfile.ZipFile(io.BytesIO(file))
    for name in parts.namelist():
        if name.endswith(".xml"):
            fromstring(parts.read(name))
    assert opened_docx(file).paragraphs
    assert letters(cleaned(text)) in letters(docx_words(file))


@OFTEN
@given(HOSTILE)
def test_no_text_is_markup_in_markdown(text: str) -> None:
    parsed = MarkdownIt("commonmark").enable("table").parse(made(holding(text), ".md").decode())
    kinds = {each.type for each in parsed}
    inner = {child.type for each in parsed for child in each.children or ()}
    assert kinds.isdisjoint({"html_block", "fence", "code_block", "hr", "lheading_open"})
    assert inner.isdisjoint({"link_open", "image", "code_inline"})


def test_a_very_long_word_stays_inside_its_page() -> None:
    paper = Paper("t", "fr", (Paragraph("m" * 3000),))
    said = "".join(pdf_pages(made(paper, ".pdf")))
    assert said.count("m") == 3000


def test_a_text_longer_than_a_cell_may_be_is_whole_on_the_first_sheet() -> None:
    rows = xlsx_cells(made(Paper("t", "fr", (Paragraph("m" * 40_000),)), ".xlsx"))["Texte"]
    assert sum(str(cell or "").count("m") for row in rows for cell in row) == 40_000


def test_overrides_of_direction_and_controls_are_taken_out() -> None:
    paper = cleaned(Paper("a\u202eb\x00c\ud800", "fr", (Facts((("x\x1b", "y\r\nz"),)),)))
    assert (paper.title, paper.blocks) == ("abc", (Facts((("x", "y\nz"),)),))
