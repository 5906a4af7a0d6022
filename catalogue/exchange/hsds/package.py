"""Rows of HSDS as they were read, whichever form they came in; what they mean is `reading`.

In JSON rows stand within each other (`tables.NESTED`, `EMBEDDED`); here they point to each other,
as in a package of tables.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from catalogue.exchange.cells import cleaned
from catalogue.exchange.hsds.identity import id_of
from catalogue.exchange.hsds.tables import EMBEDDED, NESTED, NOT_DESCRIBED, tables
from catalogue.exchange.rows import Fault

MOST_ROWS = 1_000_000
LONGEST_CELL = 10_000
_SHORT = 40
_MOST_KEPT = 10_000
"""Faults that are kept in memory of a file that is wrong in every row."""


class TooManyRows(ValueError):
    """A file with more rows than are read."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its table, its number there from 1, its cells that are not empty."""

    table: str
    number: int
    cells: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Its id."""
        return self.cells["id"]

    def get(self, column: str) -> str:
        """A cell, empty where it is not there."""
        return self.cells.get(column, "")


class Package:
    """Every row of a file, by table and id, with what is wrong in single rows."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._lines: dict[str, dict[str, Line]] = {name: {} for name in tables()}
        self._pointing: dict[tuple[str, str], dict[str, list[Line]]] = {}
        self._numbers: dict[str, int] = defaultdict(int)
        self._same: dict[str, str] = {}

    def lines(self, table: str) -> Iterator[Line]:
        """The rows of a table."""
        return iter(self._lines[table].values())

    def line(self, table: str, of: str) -> Line | None:
        """A row by its id."""
        return self._lines[table].get(of)

    def pointing(self, table: str, column: str, to: str) -> list[Line]:
        """The rows of a table whose column holds that id."""
        key = (table, column)
        if key not in self._pointing:
            found: dict[str, list[Line]] = defaultdict(list)
            for line in self.lines(table):
                found[line.get(column)].append(line)
            self._pointing[key] = found
        return self._pointing[key].get(to, []) if to else []

    def wrong(self, table: str, number: int, column: str, code: str, **values: str | int) -> None:
        """Note what is wrong in a row."""
        if len(self.faults) < _MOST_KEPT:
            self.faults.append(Fault(number, column, code, values, table))

    def coming(self, table: str) -> int:
        """The number that the next row of a table will have."""
        return self._numbers[table] + 1

    def add(self, table: str, cells: Mapping[str, object]) -> str:
        """Take a row in; its id. Cells that are no text, number or yes and no are faults.

        A row that was there keeps its cells, and gets those it lacked. Raises `TooManyRows`.
        """
        self._numbers[table] += 1
        if sum(self._numbers.values()) > MOST_ROWS:
            raise TooManyRows
        number = self._numbers[table]
        kept = {column: text for column, text in self._texts(table, number, cells) if text}
        of = kept.get("id") or id_of("unnamed", table, str(number))
        kept["id"] = of
        line = self._lines[table].setdefault(of, Line(table, number, {}))
        line.cells.update({**kept, **line.cells})
        return of

    def _texts(
        self, table: str, number: int, cells: Mapping[str, object]
    ) -> Iterator[tuple[str, str]]:
        for column in tables()[table].columns:
            cell = cells.get(column.name)
            if isinstance(cell, bool) or not isinstance(cell, str | int | float | None):
                self.wrong(table, number, column.name, "hsds_wrong_type")
            elif cell is not None:
                text = self._cleaned(cell)
                if len(text) > LONGEST_CELL:
                    self.wrong(table, number, column.name, "cell_too_long", most=LONGEST_CELL)
                else:
                    yield column.name, text

    def _cleaned(self, cell: str | float) -> str:
        """The text of a cell; ids and codes stand in many rows, and are one string in all."""
        text = _plain(cell)
        if len(text) > _SHORT:
            return cleaned(text)
        found = self._same.get(text)
        if found is None:
            found = self._same[text] = cleaned(text)
        return found


def _plain(cell: str | float) -> str:
    whole = isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**15
    return str(int(cell)) if whole else str(cell)


def unfold(package: Package, table: str, data: object, **pointing: str) -> str | None:
    """Take in an object of JSON and all that stands within it; its id, None for no object."""
    number = package.coming(table)
    if not isinstance(data, dict):
        package.wrong(table, number, "", "hsds_not_an_object")
        return None
    embedded: dict[str, str] = {}
    for name, (of, column) in EMBEDDED.get(table, {}).items():
        if data.get(name) is not None and (found := unfold(package, of, data[name])):
            embedded[column] = found
    own = package.add(table, {**data, **embedded, **pointing})
    for name, of in NESTED.get(table, {}).items():
        for each in _listed(package, (table, number), name, data):
            unfold(package, of, each, **{f"{table}_id": own})
    if table not in NOT_DESCRIBED:
        for each in _listed(package, (table, number), "attributes", data):
            unfold(package, "attribute", each, link_id=own)
    return own


def _listed(
    package: Package, row: tuple[str, int], name: str, data: Mapping[str, object]
) -> list[object]:
    found = data.get(name)
    if found is not None and not isinstance(found, list):
        package.wrong(*row, name, "hsds_not_a_list")
        return []
    return found or []
