"""The header of a table: which column is which field, by its code or its label in either language.

What stands in the columns is `assembling`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from catalogue.exchange import assessments
from catalogue.exchange.rows import Fault
from catalogue.labels import DOMAIN, field_label, part_label
from catalogue.schema import ACTOR, DECIDED, PARTS, SPOKEN, columns_of
from catalogue.text import fold
from locales.texts import text

ID, PART = "id", "part"
"""The column that names the actor in every table, and the one that says whose row it is."""
KINDS = (ACTOR, *PARTS, assessments.PART)
"""What a row can be."""
MOST_COLUMNS = 300
_NEAR = 0.8


@dataclass(frozen=True, slots=True)
class Heading:
    """The columns of a table by their codes, empty for one that is not read."""

    columns: tuple[str, ...]
    faults: tuple[Fault, ...]
    notices: tuple[Fault, ...]


def heading(cells: Sequence[str], kinds: tuple[str, ...], *, row: int, sheet: str) -> Heading:
    """Read a header of a table whose rows are of these kinds."""
    known = _columns(kinds)
    columns = tuple(known.get(fold(cell), "") for cell in cells)
    found = list(_told(cells, columns, known, row=row, sheet=sheet))
    faults = tuple(fault for fault, stops in found if stops)
    return Heading(columns, faults, tuple(fault for fault, stops in found if not stops))


def kind_of(said: str) -> str | None:
    """The kind of row that a sheet's name or a cell of the column `part` speaks of."""
    return _kinds().get(fold(said))


def kind_label(kind: str, lang: str) -> str:
    """What the rows of a kind are called; the name of their sheet."""
    if kind == assessments.PART:
        return text(DOMAIN, "catalogue.template.assessments", lang)
    return part_label(kind, lang)


def labelled_columns(kind: str, lang: str) -> Iterator[tuple[str, str]]:
    """The columns of a kind with their labels, the actor's id first."""
    id_label = text(DOMAIN, "catalogue.field.id", lang)
    if kind == assessments.PART:
        # Its first column, the actor, is the id as in every sheet.
        yield ID, id_label
        for field in assessments.COLUMNS[1:]:
            yield field.name, text(DOMAIN, f"catalogue.template.column.{field.name}", lang)
        return
    if kind != ACTOR:
        yield ID, id_label
    for column, known, spoken in columns_of(kind):
        yield column, field_label(known, lang, spoken)


def _told(
    cells: Sequence[str], columns: Sequence[str], known: Mapping[str, str], *, row: int, sheet: str
) -> Iterator[tuple[Fault, bool]]:
    """What is to be said of a header, and whether it keeps the file from being written."""
    decided = [cell for cell in cells if fold(cell) in DECIDED]
    for at, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        if column and column in columns[:at]:
            yield Fault(row, cell.strip(), "duplicate_column", sheet=sheet), True
        elif not column and cell.strip() and cell not in decided:
            yield _unknown(cell.strip()[:60], known, row=row, sheet=sheet)
    if decided:
        what = {"what": ", ".join(dict.fromkeys(each.strip() for each in decided))}
        yield Fault(row, "", "decided_columns", what, sheet), False
    if ID not in columns:
        yield Fault(row, ID, "no_id_column", sheet=sheet), True


def _unknown(cell: str, known: Mapping[str, str], *, row: int, sheet: str) -> tuple[Fault, bool]:
    near = get_close_matches(fold(cell), known, 1, _NEAR)
    if near:
        return Fault(row, cell, "column_near", {"near": known[near[0]]}, sheet), True
    return Fault(row, cell, "unknown_column", sheet=sheet), False


@cache
def _columns(kinds: tuple[str, ...]) -> Mapping[str, str]:
    found = {PART: PART, **{fold(_part_label(lang)): PART for lang in SPOKEN}}
    for kind in kinds:
        for lang in SPOKEN:
            for column, label in labelled_columns(kind, lang):
                found.setdefault(column, column)
                found.setdefault(fold(label), column)
    return found


def _part_label(lang: str) -> str:
    return text(DOMAIN, "catalogue.template.part", lang)


@cache
def _kinds() -> Mapping[str, str]:
    labels = {fold(kind_label(kind, lang)): kind for kind in KINDS for lang in SPOKEN}
    return {"": ACTOR, **{kind: kind for kind in KINDS}, **labels}
