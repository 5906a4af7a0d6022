"""One row of a file as the row of a part of a record, and back, with the faults of its cells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from catalogue.exchange.cells import CellFault, read, written
from catalogue.record import Plain, Row, Value
from catalogue.schema import Field, columns_of, fields_of

IN_ORDER: Mapping[str, tuple[tuple[str, str, str], ...]] = MappingProxyType(
    {
        "service": (("minimum_age", "maximum_age", "ages_crossed"),),
        "programme": (("begins", "ends", "ends_before"),),
    }
)
"""Of a part: two fields of which the first is never beyond the second, and the fault if it is."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a file and where. `row` counts lines from 1; 0 is the file itself.

    `code` and `values` make the sentence (`catalogue.fault.CODE`); `column` may be empty, `sheet`
    is that of a workbook.
    """

    row: int
    column: str
    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class RowRead:
    """The values of a row, and what was wrong in it."""

    values: Row
    faults: tuple[Fault, ...]


def row_of(part: str, cells: Mapping[str, str], number: int = 0) -> RowRead:
    """Read a row of a part from its cells by column; columns of no field are not looked at."""
    values: dict[str, Value] = {}
    faults: list[Fault] = []
    for column, known, lang in _columns(part):
        if column not in cells:
            continue
        try:
            value = read(known, cells[column])
        except CellFault as fault:
            faults.append(Fault(number, column, fault.code, fault.values))
        else:
            _put(values, known, lang, value)
    faults += (Fault(number, each.columns[0], "missing") for each in _missing(part, values))
    faults += _crossed(part, values, number)
    return RowRead(values, tuple(each for each in _first_per_column(faults)))


def _put(values: dict[str, Value], known: Field, lang: str, value: Plain | None) -> None:
    if value is None:
        return
    before = values.get(known.name, {})
    told = {**before, lang: value} if isinstance(before, Mapping) else {lang: value}
    values[known.name] = told if known.spoken else value


def _missing(part: str, values: Row) -> list[Field]:
    return [known for known in _required(part) if known.name not in values]


def _crossed(part: str, values: Mapping[str, Any], number: int) -> Iterator[Fault]:
    for low, high, code in IN_ORDER.get(part, ()):
        if low in values and high in values and values[low] > values[high]:
            told = {"least": str(values[low]), "most": str(values[high])}
            yield Fault(number, high, code, told)


@cache
def _columns(part: str) -> tuple[tuple[str, Field, str], ...]:
    return tuple(columns_of(part))


@cache
def _required(part: str) -> tuple[Field, ...]:
    return tuple(known for known in fields_of(part) if known.required)


def _first_per_column(faults: list[Fault]) -> list[Fault]:
    """A cell that could not be read is not said to be missing as well."""
    return list({each.column: each for each in reversed(faults)}.values())[::-1]


def cells_of(part: str, row: Row) -> dict[str, str]:
    """The cells of a row by column; columns without a value are left out."""
    found: dict[str, str] = {}
    for column, known, lang in _columns(part):
        value = row.get(known.name)
        plain = value.get(lang) if isinstance(value, Mapping) else value
        if plain is not None and plain != ():
            found[column] = written(known, plain)
    return found
