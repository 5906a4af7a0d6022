"""XLSX: a sheet per kind of rows, read in pieces; writing is `workbook_writing`."""

import warnings
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from catalogue.exchange import workbook_writing
from catalogue.exchange.assembling import MOST_ROWS, Assembly, Line, Table
from catalogue.exchange.draft import Draft, FileRefused
from catalogue.exchange.file_guard import ZIP, looked_at
from catalogue.exchange.headings import MOST_COLUMNS, kind_of
from catalogue.exchange.rows import Fault
from catalogue.exchange.zip_guard import checked
from catalogue.record import Record

_WRONG = {"f": "formula", "e": "error_value"}
MOST_SHEETS = 60
BEYOND = 20
"""So many columns behind the header are looked at for cells that belong to no column."""


def read(path: Path) -> Draft:
    """What the workbook says; formulas are faults, notes and colours are not looked at.

    Raises `FileRefused` for what is not a workbook, or not one to be opened.
    """
    if not looked_at(path).startswith(ZIP):
        raise FileRefused("not_a_table", what="?")
    checked(path)
    # The library warns of what it leaves out: rules of validation, drawings.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _read(path)


def _read(path: Path) -> Draft:
    try:
        return _assembled(load_workbook(path, read_only=True, data_only=False, keep_links=False))
    except FileRefused:
        raise
    except Exception:  # noqa: BLE001 - a broken workbook fails in as many ways as it has parts
        raise FileRefused("broken_workbook") from None


def _assembled(book: Any) -> Draft:
    assembly = Assembly()
    try:
        sheets = book.worksheets
        if len(sheets) > MOST_SHEETS:
            raise FileRefused("too_many_sheets", most=MOST_SHEETS)
        for sheet in sheets:
            kind = kind_of(sheet.title)
            if kind is not None or len(sheets) == 1:
                assembly.take(Table(_lines(sheet), kind or "", sheet.title))
            elif sheet.title not in workbook_writing.own_sheets():
                assembly.notice(Fault(0, "", "sheet_not_read", {"what": sheet.title[:60]}))
    finally:
        book.close()
    return assembly.draft()


def _lines(sheet: Any) -> Iterator[Line]:
    # What the file says of its own size may be wrong, or a trap.
    sheet.reset_dimensions()
    widest = _header_width(sheet) + BEYOND
    rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=widest)
    return (_line(number, cells) for number, cells in enumerate(rows, 1))


def _header_width(sheet: Any) -> int:
    """How many columns the first line that is not empty has: the library fills up every row."""
    rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1)
    lines = (_line(number, cells) for number, cells in enumerate(rows, 1))
    header = next((line for line in lines if line.cells), None)
    width = len(header.cells) if header else 0
    if header and width > MOST_COLUMNS:
        raise FileRefused("too_many_columns", most=MOST_COLUMNS, row=header.number)
    return width


def _line(number: int, cells: Sequence[Any]) -> Line:
    filled = [(at, cell) for at, cell in enumerate(cells) if cell.value is not None]
    if not filled:
        return Line(number, ())
    texts = [""] * (filled[-1][0] + 1)
    for at, cell in filled:
        texts[at] = _text(cell.value)
    wrong = {at: _WRONG[cell.data_type] for at, cell in filled if cell.data_type in _WRONG}
    return Line(number, texts, wrong)


def _text(value: object) -> str:
    """A cell's value as it would be typed: days as YYYY-MM-DD, whole numbers without a point."""
    if isinstance(value, datetime):
        return value.isoformat() if value.time() != datetime.min.time() else _text(value.date())
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return str(value)


def write(records: Sequence[Record], path: Path) -> None:
    """Write records, a sheet per kind of rows. Raises `OSError`."""
    workbook_writing.export(records, path, datetime.now(UTC).date())


def template(path: Path) -> None:
    """Write a workbook to be filled in. Raises `OSError`."""
    workbook_writing.template(path)
