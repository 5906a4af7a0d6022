"""A paper as a workbook: a sheet of its words, then a sheet for each table, to sort and filter.

Nothing in it is a formula or a link, whatever a text begins with: texts are written as texts.
"""

from __future__ import annotations

import io
import math
from datetime import UTC, datetime, time
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from catalogue.papers import palette
from catalogue.papers.blocks import Cell, Column, Heading, Paper, Shaded, Table
from catalogue.papers.sheet_names import sheet_names
from catalogue.papers.sheet_text import write_words
from catalogue.papers.told import frame, shade, synthetic
from locales import texts

LONGEST = 32_767
"""Letters in a cell; what is longer ends in an ellipsis."""
SETTINGS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
}
NARROWEST, WIDEST, LETTERS = 9.0, 60.0, 16.0
"""Widths of columns in letters: the bounds, and that of a column of share 1."""
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
Look = dict[str, Any]


class Formats:
    """The looks of one workbook, each made once: Excel opens a file with few of them faster."""

    def __init__(self, book: Workbook, *, rtl: bool) -> None:
        self._book, self._made = book, dict[tuple[tuple[str, Any], ...], Format]()
        self._base: Look = {"valign": "top", "text_wrap": True, "reading_order": 2 if rtl else 1}

    def of(self, **look: Any) -> Format:
        """A format with these properties of XlsxWriter, beside those that all cells have."""
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**self._base, **look})
        return self._made[key]


def workbook(paper: Paper) -> bytes:
    """The XLSX; right-to-left sheets in Arabic."""
    to = io.BytesIO()
    book = Workbook(to, SETTINGS)
    day = datetime.combine(paper.made_on, time()) if paper.made_on else EPOCH.replace(tzinfo=None)
    book.set_properties({"title": paper.title[:255], "created": day})
    formats = Formats(book, rtl=texts.is_rtl(paper.language))
    tables = _titled(paper)
    names = sheet_names([frame("staff.paper.sheet", paper), *(title for title, _ in tables)])
    write_words(_sheet(book, names[0], paper, formats), paper, formats.of)
    for name, (_, table) in zip(names[1:], tables, strict=True):
        _write(_sheet(book, name, paper, formats), table, formats, top=int(paper.synthetic))
    book.close()
    return to.getvalue()


def _titled(paper: Paper) -> list[tuple[str, Table]]:
    """Every table with its caption, or the heading it stands under."""
    under, found = paper.title, []
    for block in paper.blocks:
        if isinstance(block, Heading):
            under = block.text
        elif isinstance(block, Table):
            found.append((under or block.caption, block))
    return found


def _sheet(book: Workbook, name: str, paper: Paper, formats: Formats) -> Worksheet:
    """An empty sheet whose first row says, where it is so, that all is made up."""
    sheet = book.add_worksheet(name)
    if texts.is_rtl(paper.language):
        sheet.right_to_left()
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    if paper.landscape:
        sheet.set_landscape()
    words = synthetic(paper)
    if words:
        look = {"bold": True, "font_color": palette.GOLD_INK, "bg_color": palette.GOLD_TINT}
        sheet.write_string(0, 0, words, formats.of(**look, text_wrap=False))
        sheet.set_header("&C" + words.replace("&", "&&"))
    return sheet


def _write(sheet: Worksheet, table: Table, formats: Formats, *, top: int) -> None:
    head = {"bold": True, "font_color": palette.MAIN_DEEP, "bg_color": palette.TINT, "bottom": 2}
    for at, column in enumerate(table.columns):
        sheet.write_string(top, at, _cut(column.title), formats.of(**head, **_aligned(column)))
        sheet.set_column(at, at, _width(column))
    for row, cells in enumerate(table.rows):
        below = head if row < table.header_rows else {"bottom": 4, "bottom_color": palette.LINE}
        for at, cell in enumerate(cells):
            look = {**below, **_aligned(table.columns[at]), **_shaded(cell)}
            _cell(sheet, (top + 1 + row, at), cell, formats.of(**look))
    _headed(sheet, table, top=top)


def _headed(sheet: Worksheet, table: Table, *, top: int) -> None:
    """The head stays in sight, is repeated in print, and filters what is below."""
    last = top + table.header_rows
    sheet.freeze_panes(last + 1, 1)
    sheet.repeat_rows(top, last)
    sheet.autofilter(last, 0, top + len(table.rows), len(table.columns) - 1)


def _cell(sheet: Worksheet, at: tuple[int, int], cell: Cell, look: Format) -> None:
    value = cell.value if isinstance(cell, Shaded) else cell
    if isinstance(value, int | float) and math.isfinite(value):
        sheet.write_number(*at, value, look)
    elif isinstance(value, str) and value:
        sheet.write_string(*at, _cut(value), look)
    else:
        sheet.write_blank(*at, None, look)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _aligned(column: Column) -> Look:
    return {"align": "center"} if column.kind == "mark" else {}


def _shaded(cell: Cell) -> Look:
    return {"bg_color": shade(cell)} if shade(cell) else {}


def _width(column: Column) -> float:
    wanted = max(LETTERS * column.width, min(len(column.title), LETTERS) + 3)
    return min(max(wanted, NARROWEST), WIDEST)
