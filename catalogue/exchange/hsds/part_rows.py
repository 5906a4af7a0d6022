"""Rows of one part as they are read out of HSDS, with what is wrong in them and what is told."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from catalogue.exchange.hsds.marks import Marks, without_empty
from catalogue.exchange.hsds.package import Line
from catalogue.exchange.rows import Fault, row_of
from catalogue.needs import CONFIDENTIAL
from catalogue.record import Row, named
from catalogue.schema import columns_of, fields_of


@dataclass(slots=True)
class Found:
    """What was read of a part: its rows, faults, notices; `neutral` where a need has no name."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notices: list[Fault] = field(default_factory=list)
    neutral: bool = False

    def wrong(self, line: Line, column: str, code: str, **values: str | int) -> None:
        """Note what keeps the file from being written."""
        self.faults.append(Fault(line.number, column, code, values, line.table))

    def tell(self, line: Line, column: str, code: str, **values: str | int) -> None:
        """Note what whoever brings the file in should know."""
        self.notices.append(Fault(line.number, column, code, values, line.table))

    def take(self, other: "Found") -> None:
        """Add what was read elsewhere."""
        self.rows += other.rows
        self.faults += other.faults
        self.notices += other.notices

    def read(self, part: str, cells: Mapping[str, str], line: Line) -> Row | None:
        """Read a row of a part from its cells; None, and faults, where it cannot be read."""
        named_needs = {column: self._named(part, column, cell) for column, cell in cells.items()}
        read = row_of(part, without_empty(named_needs), line.number)
        self.faults += (replace(each, sheet=line.table) for each in read.faults)
        return None if read.faults else read.values

    def _named(self, part: str, column: str, cell: str) -> str:
        """The cell without the neutral code, which is no need that we could write down."""
        if column not in _need_columns(part) or CONFIDENTIAL not in cell.split(";"):
            return cell
        self.neutral = True
        return ";".join(code for code in cell.split(";") if code != CONFIDENTIAL)

    def add(self, part: str, cells: Mapping[str, str], line: Line) -> None:
        """The same, and keep the row."""
        row = self.read(part, cells, line)
        if row is not None:
            self.rows.append(row)


@cache
def _need_columns(part: str) -> frozenset[str]:
    return frozenset(each.name for each in fields_of(part) if each.kind in ("need", "needs"))


def whole_rows(part: str, marks: Marks, line: Line) -> Found:
    """The rows of a part that attributes hold as JSON."""
    found = Found()
    columns = {column for column, _, _ in columns_of(part)}
    for text in marks.all(part, "row"):
        cells = _cells(text)
        if cells is None:
            found.wrong(line, "attributes", "hsds_row_not_json", what=part)
        else:
            found.add(part, {name: cells[name] for name in cells if name in columns}, line)
    return found


def _cells(text: str) -> dict[str, str] | None:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not all(isinstance(each, str) for each in data.values()):
        return None
    return data


def once(part: str, rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows, of those with one name the first."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(named(part, row), row)
    return tuple(found.values())
