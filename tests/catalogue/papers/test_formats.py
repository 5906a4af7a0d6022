"""What each kind of file owes its readers: direction, heads that repeat, pages, words on each."""

from __future__ import annotations

import io
import itertools
import struct
from dataclasses import replace

import numpy as np
import openpyxl
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from matplotlib.image import imread

from catalogue.papers import pdf
from catalogue.papers.blocks import Column, Heading, PageBreak, Paper, Picture, Shaded, Table
from catalogue.papers.palette import INK, ground, parts
from catalogue.papers.writing import made
from locales import texts
from tests.catalogue.papers.examples import ARABIC, BOTH, FRENCH, long, made_up
from tests.catalogue.papers.pdf_reader import pdf_pages
from tests.catalogue.papers.readers import Page, opened_docx, xlsx_cells

SYNTHETIC = texts.text("staff", "staff.paper.synthetic", "fr")
TALL_DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="900">'
    b'<rect width="400" height="900" fill="#0d5b57"/></svg>'
)
TALL = Table((Column("Acteur"), Column("Note", "number")), (("Relais", 1),) * 120)


def sizes(pages: list[bytes]) -> set[bool]:
    """Whether the pages are wide, as all of them are or none."""
    return {wide > high for wide, high in (struct.unpack(">II", page[16:24]) for page in pages)}


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    shares = [part / 255 for part in parts(colour)]
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_ink_is_readable_on_every_shade() -> None:
    for step in range(101):
        contrast = (luminance(ground(step / 100)) + 0.05) / (luminance(INK) + 0.05)
        assert contrast >= 4.5


def test_a_shade_grows_darker_with_its_share() -> None:
    lights = [luminance(ground(step / 10)) for step in range(11)]
    assert all(one > next_one for one, next_one in itertools.pairwise(lights))


@pytest.mark.parametrize(("paper", "direction"), [(FRENCH, "ltr"), (ARABIC, "rtl")])
def test_a_page_says_its_language_and_direction(paper: Paper, direction: str) -> None:
    page = Page(made(paper, ".html"))
    assert page.all("html") == [{"lang": paper.language, "dir": direction}]


def test_a_page_needs_no_other_file_and_runs_nothing() -> None:
    page = Page(made(made_up(FRENCH), ".html"))
    assert page.all("script") + page.all("link") + page.all("iframe") == []
    assert all((each["src"] or "").startswith("data:image/") for each in page.all("img"))
    assert [each for each in page.all("a") if not (each["href"] or "").startswith("#part-")] == []


def test_the_heads_of_a_table_on_a_page_name_rows_and_columns() -> None:
    page = Page(made(FRENCH, ".html"))
    scopes = [each["scope"] for each in page.all("th")]
    assert (scopes.count("col"), scopes.count("row")) == (6, 4)
    assert len(page.all("caption")) == 1


def test_every_page_of_a_made_up_pdf_says_so() -> None:
    pages = pdf_pages(made(replace(long(FRENCH, 3), synthetic=True), ".pdf"))
    assert len(pages) > 8
    assert all(page.startswith("".join(SYNTHETIC.split())) for page in pages)


def test_every_page_of_a_made_up_arabic_pdf_begins_with_the_same_words() -> None:
    pages = pdf_pages(made(made_up(ARABIC), ".pdf"))
    words = len("".join(texts.text("staff", "staff.paper.synthetic", "ar").split()))
    assert len({page[:words] for page in pages}) == 1
    assert len({page[:words] for page in pdf_pages(made(ARABIC, ".pdf"))}) > 1


def test_a_table_that_breaks_across_pages_repeats_its_head() -> None:
    pages = pdf_pages(made(Paper("Grille", "fr", (TALL,)), ".pdf"))
    assert len(pages) > 2
    assert all("ActeurNote" in page for page in pages)


def test_the_pages_of_a_pdf_are_counted_and_listed() -> None:
    pages = pdf_pages(made(made_up(FRENCH), ".pdf"))
    assert [page[-7:] for page in pages] == [f"Page{at}/4" for at in (1, 2, 3, 4)]
    assert "Sommaire" in pages[1]
    assert "Résumé" in pages[1]


@pytest.mark.parametrize("paper", BOTH, ids=["fr", "ar"])
def test_pages_lie_as_asked(paper: Paper) -> None:
    assert sizes(pdf.pages(paper)) == {False}
    assert sizes(pdf.pages(replace(paper, landscape=True))) == {True}
    assert opened_docx(made(paper, ".docx")).sections[0].orientation == WD_ORIENT.PORTRAIT
    wide = opened_docx(made(replace(paper, landscape=True), ".docx")).sections[0]
    assert wide.orientation == WD_ORIENT.LANDSCAPE
    assert (wide.page_width or 0) > (wide.page_height or 0)


def test_headings_of_a_document_are_words_own() -> None:
    opened = opened_docx(made(FRENCH, ".docx"))
    titles = [
        (p.style.name, p.text)
        for p in opened.paragraphs
        if p.style and "Heading" in str(p.style.name)
    ]
    assert titles == [
        (f"Heading {each.level}", each.text) for each in FRENCH.blocks if isinstance(each, Heading)
    ]


def test_a_document_has_a_table_of_contents_where_asked() -> None:
    asked = opened_docx(made(made_up(FRENCH), ".docx")).element.xml
    assert 'TOC \\o "1-3"' in asked
    assert "TOC" not in opened_docx(made(FRENCH, ".docx")).element.xml


def test_heads_of_tables_in_a_document_repeat_and_rows_hold_together() -> None:
    table = opened_docx(made(Paper("Grille", "fr", (TALL,)), ".docx")).tables[0]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, *[False] * 120]


def test_an_arabic_document_runs_from_the_right() -> None:
    opened = opened_docx(made(made_up(ARABIC), ".docx"))
    written = [p for p in opened.paragraphs if p.text.strip()]
    assert all(p._p.pPr is not None and p._p.pPr.find(qn("w:bidi")) is not None for p in written)
    runs = [run for p in written for run in p.runs if run.text.strip()]
    assert all(run._r.rPr is not None and run._r.rPr.find(qn("w:rtl")) is not None for run in runs)
    assert all(t._tbl.tblPr.find(qn("w:bidiVisual")) is not None for t in opened.tables)
    assert "<w:bidi/>" not in opened_docx(made(FRENCH, ".docx")).element.xml


def test_the_head_of_every_page_of_a_made_up_document_says_so() -> None:
    section = opened_docx(made(made_up(FRENCH), ".docx")).sections[0]
    assert section.header.paragraphs[0].text == SYNTHETIC
    assert not section.different_first_page_header_footer


def test_a_workbook_has_a_sheet_for_each_table_named_from_its_heading() -> None:
    cells = xlsx_cells(made(FRENCH, ".xlsx"))
    assert list(cells) == ["Texte", "Besoins et régions", "Association fictive"]
    assert cells["Besoins et régions"][0] == ["Région", "Logement", "Santé"]
    assert cells["Besoins et régions"][1] == ["Oriental", 1204, 3]


def test_headings_alike_or_too_long_give_sheets_of_names_apart() -> None:
    heading = Heading("Besoins / régions : une très longue comparaison ?")
    names = list(xlsx_cells(made(Paper("x", "fr", (heading, TALL, heading, TALL)), ".xlsx")))
    assert len(set(names)) == 3
    assert all(len(name) <= 31 for name in names)


@pytest.mark.parametrize("paper", BOTH, ids=["fr", "ar"])
def test_every_sheet_of_a_made_up_workbook_says_so_first(paper: Paper) -> None:
    words = texts.text("staff", "staff.paper.synthetic", paper.language)
    assert {rows[0][0] for rows in xlsx_cells(made(made_up(paper), ".xlsx")).values()} == {words}


def test_sheets_stay_headed_filter_and_run_as_the_language_does() -> None:
    for paper, rtl in ((FRENCH, False), (ARABIC, True)):
        book = openpyxl.load_workbook(io.BytesIO(made(paper, ".xlsx")))
        assert {bool(sheet.sheet_view.rightToLeft) for sheet in book} == {rtl}
        assert book.worksheets[1].freeze_panes == "B2"
        assert book.worksheets[1].auto_filter.ref == "A1:C3"


def test_a_shaded_cell_of_a_workbook_has_its_colour_and_its_number() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(FRENCH, ".xlsx")))
    cell = book.worksheets[1]["B2"]
    assert (cell.value, cell.fill.fgColor.rgb) == (1204, "FF" + ground(1.0)[1:].upper())


def test_rows_that_belong_to_the_head_are_repeated_with_it() -> None:
    rows = (("Total", 120), *TALL.rows)
    headed = Paper("Grille", "fr", (replace(TALL, rows=rows, header_rows=1),))
    assert all("Total120" in page for page in pdf_pages(made(headed, ".pdf")))
    heads = [
        row._tr.trPr.find(qn("w:tblHeader")) is not None
        for row in opened_docx(made(headed, ".docx")).tables[0].rows
    ]
    assert heads.count(True) == 2
    book = openpyxl.load_workbook(io.BytesIO(made(headed, ".xlsx")))
    assert book.worksheets[1].freeze_panes == "B3"


def test_a_wide_matrix_fits_its_page() -> None:
    columns = (Column("Besoin", width=2), *(Column(f"Région {at}", "number") for at in range(16)))
    rows = tuple((f"Besoin {at}", *(Shaded(at, at / 20),) * 16) for at in range(20))
    paper = Paper("Matrice", "fr", (Table(columns, rows),), landscape=True)
    assert len(pdf_pages(made(paper, ".pdf"))) == 1


@pytest.mark.parametrize("landscape", [False, True])
def test_a_tall_picture_ends_above_the_foot_of_its_page(landscape: bool) -> None:
    block = Picture(TALL_DRAWING, "Une colonne", "Sous la colonne")
    (page,) = pdf.pages(Paper("t", "fr", (PageBreak(), block), landscape=landscape, cover=True))[1:]
    dark = np.isclose(imread(io.BytesIO(page))[:, :, :3], [13 / 255, 91 / 255, 87 / 255], atol=0.02)
    rows = np.flatnonzero(dark.all(axis=2).any(axis=1)) / dark.shape[0]
    assert 0.6 < rows.max() < 0.9


def test_a_document_has_no_page_of_nothing() -> None:
    gap = PageBreak()
    paper = Paper("t", "fr", (gap, Heading("a"), gap, gap, Heading("b"), gap), cover=True)
    assert opened_docx(made(paper, ".docx")).element.xml.count('w:type="page"') == 2


def test_arabic_letters_of_a_document_have_a_font_that_offices_have() -> None:
    for style in opened_docx(made(ARABIC, ".docx")).styles.element.iter(qn("w:style")):
        fonts = style.find(qn("w:rPr") + "/" + qn("w:rFonts"))
        if fonts is not None and style.get(qn("w:styleId")) in {"Normal", "Heading1", "Title"}:
            assert fonts.get(qn("w:cs")) == "Arial"
            assert fonts.get(qn("w:cstheme")) is None
