"""Writing an XLSX: sheets of records for an export, sheets to be filled in for a template.

Every text is written as a string: nothing here is a formula, a link or an outside picture.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from catalogue.exchange import template_notes
from catalogue.exchange.guarding import literal
from catalogue.exchange.headings import ID, KINDS, kind_label, labelled_columns
from catalogue.exchange.rows import cells_of
from catalogue.labels import DOMAIN, code_label
from catalogue.needs import needs
from catalogue.places import gazetteer
from catalogue.record import Record, Row
from catalogue.schema import ACTOR, PARTS, SPOKEN, columns_of
from locales.texts import number, text

LANG = "fr"
"""Sheets and headers are in French; both languages are read."""
LICENCE = "CC BY 4.0"
FILLED_IN = 2_000
"""Rows of a template that have drop-downs."""
LONGEST_LIST = 255
"""Characters of a list of values that may stand in the cell's own rule."""
WIDTHS = {"long": 40, "items": 40, "text": 24, "needs": 28, "places": 18}
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def export(records: Sequence[Record], path: Path, on: date | None = None) -> None:
    """Write records, a sheet for each kind of rows that any has. Raises `OSError`."""
    with _book(path) as book:
        _first_sheet(book, [_counted(records, on)])
        used = [ACTOR, *(part for part in PARTS if any(record.rows(part) for record in records))]
        for kind in used:
            sheet = _sheet(book, kind)
            for at, cells in enumerate(_rows(kind, records), 1):
                _write_row(sheet, kind, cells, at)


def template(path: Path) -> None:
    """Write a workbook to be filled in: notes, drop-downs, one worked example. Raises `OSError`."""
    with _book(path) as book:
        lines = (text(DOMAIN, f"catalogue.template.read_me.{n}", LANG) for n in READ_ME)
        arabic = (text(DOMAIN, f"catalogue.template.read_me.{n}", "ar") for n in READ_ME)
        _first_sheet(book, [*lines, "", *arabic])
        for kind in KINDS:
            sheet = _sheet(book, kind)
            _notes(sheet, kind)
            _write_row(sheet, kind, template_notes.example(kind), 1, marked=_marked(book))
        _lists(book)
        _drop_downs(book)


READ_ME = range(1, 13)
"""The lines of the first sheet."""


@cache
def own_sheets() -> frozenset[str]:
    """The names of the sheets that hold no rows of actors."""
    names = ("read_me", "lists", "values")
    return frozenset(text(DOMAIN, f"catalogue.template.{each}", LANG) for each in names)


@contextmanager
def _book(path: Path) -> Iterator[Any]:
    # The file is opened here, so that one that cannot be written is a plain `OSError`.
    with path.open("wb") as file:
        book = Workbook(file, _OPTIONS)
        yield book
        book.close()


def _first_sheet(book: Any, lines: Iterable[str]) -> None:
    sheet = book.add_worksheet(text(DOMAIN, "catalogue.template.read_me", LANG))
    sheet.set_column(0, 0, 110, book.add_format({"text_wrap": True}))
    for at, line in enumerate(lines):
        sheet.write_string(at, 0, line)


def _counted(records: Sequence[Record], on: date | None) -> str:
    count, day = number(len(records), LANG), on.isoformat() if on else ""
    key = "catalogue.template.exported"
    return text(DOMAIN, key, LANG, day=day, count=count, licence=LICENCE)


def _sheet(book: Any, kind: str) -> Any:
    sheet = book.add_worksheet(kind_label(kind, LANG))
    bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#e8eef4"})
    kinds = template_notes.kinds_of(kind)
    for at, (column, label) in enumerate(labelled_columns(kind, LANG)):
        sheet.set_column(at, at, WIDTHS.get(kinds[column], 16))
        sheet.write_string(0, at, label, bold)
    sheet.freeze_panes(1, 1)
    return sheet


def _rows(kind: str, records: Sequence[Record]) -> Iterator[Mapping[str, str]]:
    for record in records:
        if kind == ACTOR:
            yield _cells(kind, record.values)
        else:
            for row in record.rows(kind):
                yield {ID: record.id, **_cells(kind, row)}


def _cells(kind: str, row: Row) -> dict[str, str]:
    """The cells of a row; one closed value by its label, as the drop-downs have it."""
    cells = {column: literal(cell) for column, cell in cells_of(kind, row).items()}
    for column, known, _ in columns_of(kind):
        if known.kind == "one" and column in cells:
            cells[column] = code_label(known.name, cells[column], LANG)
    return cells


def _write_row(
    sheet: Any, kind: str, cells: Mapping[str, str], at: int, *, marked: Any = None
) -> None:
    for place, (column, _) in enumerate(labelled_columns(kind, LANG)):
        if column in cells:
            sheet.write_string(at, place, cells[column], marked)


def _marked(book: Any) -> Any:
    return book.add_format({"italic": True, "font_color": "#777777"})


def _notes(sheet: Any, kind: str) -> None:
    for at, (column, _) in enumerate(labelled_columns(kind, LANG)):
        sheet.write_comment(
            0, at, template_notes.note(kind, column), {"x_scale": 2, "y_scale": 1.5}
        )


def _lists(book: Any) -> None:
    """Needs and places with their codes, on a sheet of their own."""
    sheet = book.add_worksheet(text(DOMAIN, "catalogue.template.lists", LANG))
    sheet.set_column(0, 6, 26)
    wanted = [(need.code, *(need.labels[lang] for lang in SPOKEN)) for need in needs().values()]
    places = [(place.code, place.name_fr, place.name_ar) for place in gazetteer().places()]
    for at in range(max(len(wanted), len(places))):
        for first, table in ((0, wanted), (4, places)):
            for place, cell in enumerate(table[at] if at < len(table) else ()):
                sheet.write_string(at, first + place, cell)


def _drop_downs(book: Any) -> None:
    """Closed values to choose from; a list too long for a rule stands on a hidden sheet."""
    hidden = book.add_worksheet(text(DOMAIN, "catalogue.template.values", LANG))
    hidden.hide()
    for kind in KINDS:
        sheet = book.get_worksheet_by_name(kind_label(kind, LANG))
        for at, (column, _) in enumerate(labelled_columns(kind, LANG)):
            choices = template_notes.choices(kind, column)
            if choices:
                rule = {"validate": "list", "error_type": "warning"}
                source = _source(hidden, choices, row=KINDS.index(kind) * 100 + at)
                sheet.data_validation(1, at, FILLED_IN, at, {**rule, "source": source})


def _source(hidden: Any, choices: Sequence[str], *, row: int) -> list[str] | str:
    if len(",".join(choices)) <= LONGEST_LIST and not any("," in each for each in choices):
        return list(choices)
    for at, choice in enumerate(choices):
        hidden.write_string(row, at, choice)
    name = hidden.get_name().replace("'", "''")
    last = xl_col_to_name(len(choices) - 1, col_abs=True)
    return f"='{name}'!$A${row + 1}:{last}${row + 1}"


def plain_table(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write one sheet of texts under a header. Raises `OSError`."""
    with _book(path) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for at, cells in enumerate((header, *rows)):
            for place, cell in enumerate(cells):
                sheet.write_string(at, place, cell)
