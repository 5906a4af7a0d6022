"""CSV and TSV: one table of all kinds of rows, a first column `part` saying whose each is."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from catalogue.exchange.assembling import Assembly, Line, Table
from catalogue.exchange.draft import Draft, FileRefused
from catalogue.exchange.file_guard import ZIP, encoding_of, looked_at
from catalogue.exchange.guarding import bare, guarded, is_formula, literal
from catalogue.exchange.headings import ID, KINDS, MOST_COLUMNS, PART, heading, labelled_columns
from catalogue.exchange.rows import Fault, cells_of
from catalogue.exchange.template_notes import example
from catalogue.record import Record, Row
from catalogue.schema import ACTOR, PARTS, columns_of

SEPARATORS = (",", ";", "\t")
_HEADER = 64 * 1024


def read(path: Path) -> Draft:
    """What the file says; its separator and encoding are found out. Raises `FileRefused`."""
    head = looked_at(path)
    if head.startswith(ZIP):
        raise FileRefused("not_a_table", what="zip")
    encoding = encoding_of(path, head)
    assembly = Assembly()
    if encoding == "cp1252":
        assembly.notice(Fault(0, "", "read_in", {"what": "Windows-1252"}))
    assembly.take(Table(_lines(path, encoding)))
    return assembly.draft()


def _lines(path: Path, encoding: str) -> Iterator[Line]:
    with path.open(encoding=encoding, newline="") as file:
        separator = _separator(file.readline(_HEADER))
        file.seek(0)
        rows = csv.reader(file, delimiter=separator, strict=True)
        number = 0
        try:
            for number, row in enumerate(rows, 1):
                if len(row) > MOST_COLUMNS:
                    raise FileRefused("too_many_columns", most=MOST_COLUMNS, row=number)
                yield _line(number, row)
        except csv.Error:
            raise FileRefused("broken_row", row=number + 1) from None


def _line(number: int, row: Sequence[str]) -> Line:
    wrong = {at: "formula" for at, cell in enumerate(row) if cell and is_formula(cell)}
    return Line(number, [cell and bare(cell) for cell in row], wrong)


def _separator(header: str) -> str:
    """The separator that makes most known columns of the first line, else most columns."""
    return max(SEPARATORS, key=lambda separator: _fits(header, separator))


def _fits(header: str, separator: str) -> tuple[int, int]:
    cells = next(csv.reader([header], delimiter=separator), [])
    known = heading(cells, KINDS, row=1, sheet="").columns
    return sum(map(bool, known)), len(cells)


def write(records: Sequence[Record], path: Path) -> None:
    """Write records, each its own row and then those of its parts. Raises `OSError`."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file, delimiter=_written_with(path), lineterminator="\r\n")
        columns = columns_used(records)
        rows.writerow(columns)
        for record in records:
            for cells in rows_of(record):
                rows.writerow(guarded(cells.get(column, "")) for column in columns)


def template(path: Path) -> None:
    """Write the header and a worked example of each kind of rows. Raises `OSError`."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file, delimiter=_written_with(path), lineterminator="\r\n")
        names = (column for kind in KINDS for column, _ in labelled_columns(kind, "fr"))
        columns = list(dict.fromkeys((PART, ID, *names)))
        rows.writerow(columns)
        for kind in KINDS:
            cells = {**example(kind), PART: "" if kind == ACTOR else kind}
            rows.writerow(guarded(cells.get(column, "")) for column in columns)


def _written_with(path: Path) -> str:
    return "\t" if path.suffix.lower() == ".tsv" else ","


def columns_used(records: Sequence[Record]) -> list[str]:
    """The columns of the actors' own rows, and of the parts that any of them has."""
    used = [ACTOR, *(part for part in PARTS if any(record.rows(part) for record in records))]
    names = (column for kind in used for column, _, _ in columns_of(kind))
    return list(dict.fromkeys((PART, ID, *names)))


def rows_of(record: Record) -> Iterator[dict[str, str]]:
    """The rows of a record by column, as a file holds them."""
    yield {PART: "", **file_cells(ACTOR, record.values)}
    for part in PARTS:
        for row in record.rows(part):
            yield {PART: part, ID: record.id, **file_cells(part, row)}


def file_cells(kind: str, row: Row) -> dict[str, str]:
    """The cells of one row, a text that is the mark for emptying written as a text."""
    return {column: literal(cell) for column, cell in cells_of(kind, row).items()}
