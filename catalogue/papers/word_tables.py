"""Tables of a DOCX: their heads repeat on every page, their columns run right-to-left in Arabic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row

from catalogue.papers import palette
from catalogue.papers.blocks import Box, Quadrants, Table
from catalogue.papers.ooxml import element, ground, put
from catalogue.papers.told import shade, shown
from catalogue.papers.word_frame import text_width, write
from locales import texts

ENDS = {"number": WD_ALIGN_PARAGRAPH.RIGHT, "mark": WD_ALIGN_PARAGRAPH.CENTER}
"""In a right-to-left paragraph Word reads *right* as the end of the line, which is on the left."""
CROWDED, SMALL, USUAL = 8, Pt(7.5), Pt(9)
LABELS, VALUES = 3.0, 7.0
"""Shares of the width of a fiche."""


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in a cell, and how."""

    text: str
    kind: str = "text"
    ground: str = ""
    bold: bool = False


def table(opened: Document, made: Table, language: str) -> None:
    """Adds a table with a repeated head; shaded cells keep their number and get a ground."""
    kinds = [each.kind for each in made.columns]
    heads = [tuple(each.title for each in made.columns), *made.rows[: made.header_rows]]
    rows = [
        [
            Said(shown(cell, language), kind, palette.TINT, bold=True)
            for cell, kind in zip(row, kinds, strict=True)
        ]
        for row in heads
    ]
    rows += [
        [Said(shown(c, language), kind, shade(c)) for c, kind in zip(row, kinds, strict=True)]
        for row in made.rows[made.header_rows :]
    ]
    widths = [each.width for each in made.columns]
    grid = _grid(opened, rows, widths, rtl=texts.is_rtl(language))
    for row in grid.rows[: len(heads)]:
        put(row._tr.get_or_add_trPr(), "tblHeader")
    _after(opened)


def facts(opened: Document, pairs: Sequence[tuple[str, str]], *, rtl: bool) -> None:
    """Adds labels and values, two columns without a head."""
    rows = [[Said(label, bold=True), Said(value)] for label, value in pairs]
    if rows:
        _grid(opened, rows, [LABELS, VALUES], rtl=rtl)
        _after(opened)


def quadrants(opened: Document, made: Quadrants, *, rtl: bool) -> None:
    """Adds four boxes, two by two, each with its title and points."""
    tones = [Said("", ground=tone) for tone in palette.QUADRANTS]
    grid = _grid(opened, [tones[:2], tones[2:]], [1.0, 1.0], rtl=rtl)
    cells = [cell for row in grid.rows for cell in row.cells]
    for cell, box in zip(cells, made.boxes, strict=True):
        _boxed(cell, box, rtl=rtl)
    _after(opened)


def _boxed(cell: _Cell, box: Box, *, rtl: bool) -> None:
    write(cell.paragraphs[0], box.title, rtl=rtl, bold=True)
    for point in box.items:
        write(cell.add_paragraph(style="List Bullet"), point, rtl=rtl)


def _grid(
    opened: Document, rows: Sequence[Sequence[Said]], widths: Sequence[float], *, rtl: bool
) -> WordTable:
    grid: WordTable = opened.add_table(rows=len(rows), cols=len(widths))
    grid.autofit = False
    properties = grid._tbl.tblPr
    if rtl:
        put(properties, "bidiVisual")
    _ruled(grid)
    unit = text_width(opened) / sum(widths)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Emu(int(unit * width))
    for row, said in zip(grid.rows, rows, strict=True):
        _filled(row, said, [Emu(int(unit * width)) for width in widths], rtl=rtl)
    return grid


def _filled(row: _Row, said: Sequence[Said], widths: Sequence[Emu], *, rtl: bool) -> None:
    put(row._tr.get_or_add_trPr(), "cantSplit")
    for cell, each, width in zip(row.cells, said, widths, strict=True):
        cell.width = width
        if each.ground:
            ground(cell._tc.get_or_add_tcPr(), each.ground)
        if each.text:
            _written(cell, each, crowded=len(said) > CROWDED, rtl=rtl)


def _written(cell: _Cell, said: Said, *, crowded: bool, rtl: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    write(paragraph, said.text, rtl=rtl, bold=said.bold)
    font = paragraph.runs[0].font
    font.size = SMALL if crowded else USUAL
    put(paragraph.runs[0]._r.get_or_add_rPr(), "szCs", val=str(int(font.size.pt * 2)))
    paragraph.alignment = ENDS.get(said.kind)


def _ruled(grid: WordTable) -> None:
    """Lines between rows only: thin, and nothing at the sides."""
    borders = put(grid._tbl.tblPr, "tblBorders")
    line = {"val": "single", "sz": "4", "space": "0", "color": palette.LINE.lstrip("#")}
    for side in ("top", "bottom", "insideH"):
        borders.append(element(side, **line))


def _after(opened: Document) -> None:
    """Without a paragraph between them, Word joins two tables."""
    opened.add_paragraph().paragraph_format.space_after = Pt(2)
