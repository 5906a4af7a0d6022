"""Tables, row by row, into what they say of each actor; how a file holds them is the formats'.

Both CSV and workbook are read through here, so that they mean the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from catalogue.assessment import Score
from catalogue.exchange import assessments
from catalogue.exchange.cells import CellFault, cleaned, read
from catalogue.exchange.draft import MOST_FAULTS, Draft, FileRefused, Told, Where
from catalogue.exchange.guarding import ERASED, unmarked
from catalogue.exchange.headings import ID, KINDS, PART, Heading, heading, kind_of
from catalogue.exchange.rows import Fault, row_of
from catalogue.exchange.spoken_codes import CODED, coded, label_of, nearest
from catalogue.record import Row, named
from catalogue.schema import ACTOR, Field, columns_of, field_of

MOST_ROWS = 250_000
LONGEST_CELL = 10_000
EXAMPLE = "EXEMPLE"
"""How the ids of a template's worked examples begin: such rows are not read."""
_WITH_NEAREST = {"unknown_need": "near_need", "unknown_place": "near_place"}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its number from 1, its cells, and why some of them cannot be read."""

    number: int
    cells: Sequence[str]
    wrong: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a file, its header the first line that is not empty.

    `kind` says whose rows it has; empty: each row says so itself in the column `part`.
    """

    lines: Iterable[Line]
    kind: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class _At:
    """Where a row stands, and the columns whose cells could not be read."""

    row: int
    sheet: str
    unread: frozenset[str] = frozenset()

    def fault(self, column: str, code: str, **values: str | int) -> Fault:
        """A fault of this row."""
        return Fault(self.row, column, code, values, self.sheet)

    def own(self, faults: Iterable[Fault]) -> list[Fault]:
        """The faults as this sheet's; a cell that could not be read is not missing as well."""
        told = (each for each in faults if each.code != "missing" or each.column not in self.unread)
        return [replace(each, sheet=self.sheet) for each in told]


@dataclass(slots=True)
class _Actor:
    """What has been read of one actor so far; each row of a part with where it stands."""

    row: int
    sheet: str
    values: Row = field(default_factory=dict)
    cleared: tuple[tuple[str, str], ...] = ()
    listed: bool = False
    parts: dict[str, dict[str, tuple[Row, Where]]] = field(default_factory=dict)


class Assembly:
    """Takes tables in and gives the draft. One is used for one file."""

    def __init__(self) -> None:
        self._actors: dict[str, _Actor] = {}
        self._scores: list[Score] = []
        self._faults: list[Fault] = []
        self._unsaid = 0
        self._notices: dict[object, Fault] = {}
        self._rows = 0

    def take(self, table: Table) -> None:
        """Read a table to its end. Raises `FileRefused` for one with too many rows."""
        lines = iter(table.lines)
        first = next((line for line in lines if any(map(str.strip, line.cells))), None)
        if first is None:
            return
        kinds = (table.kind,) if table.kind else KINDS
        found = heading(first.cells, kinds, row=first.number, sheet=table.sheet)
        self._faulty(found.faults)
        for notice in found.notices:
            self.notice(notice)
        if ID in found.columns:
            for line in lines:
                self._line(table, found, line)

    def notice(self, notice: Fault) -> None:
        """Something to be told that keeps nothing from being written; each is told once."""
        key = (notice.code, notice.column, notice.sheet, *notice.values.items())
        self._notices.setdefault(key, notice)

    def draft(self) -> Draft:
        """All that was read. Raises `FileRefused` for a file without a row."""
        if not self._rows and not self._faults:
            raise FileRefused("nothing_in_it")
        told = tuple(_told(actor, read) for actor, read in self._actors.items())
        more = (Fault(0, "", "more_faults", {"n": self._unsaid}),) if self._unsaid else ()
        faults = (*self._faults, *more)
        return Draft(told, tuple(self._scores), faults, tuple(self._notices.values()))

    def _faulty(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            if len(self._faults) < MOST_FAULTS:
                self._faults.append(fault)
            else:
                self._unsaid += 1

    def _line(self, table: Table, columns: Heading, line: Line) -> None:
        cells = _cells(columns.columns, line.cells)
        wrong = list(_wrong(columns.columns, line))
        if not cells and not wrong:
            return
        self._rows += 1
        if self._rows > MOST_ROWS:
            raise FileRefused("too_many_rows", most=MOST_ROWS)
        if cells.get(ID, "").upper().startswith(EXAMPLE):
            self.notice(Fault(0, "", "example_skipped"))
            return
        at = _At(line.number, table.sheet, frozenset(each.column for each in wrong))
        self._faulty(at.own(wrong))
        if not at.unread & {ID, PART}:
            readable = {name: cell for name, cell in cells.items() if name not in at.unread}
            self._cells(table.kind, readable, at)

    def _cells(self, kind_told: str, cells: dict[str, str], at: _At) -> None:
        kind = kind_told or kind_of(cells.pop(PART, ""))
        try:
            actor = read(field_of(ACTOR, "id"), cells.get(ID, ""))
        except CellFault as fault:
            return self._faulty([at.fault(ID, fault.code, **fault.values)])
        if kind is None or actor is None:
            column, code = (PART, "unknown_part") if kind is None else (ID, "missing")
            return self._faulty([at.fault(column, code)])
        if kind == assessments.PART:
            return self._score(str(actor), cells, at)
        return self._row(kind, str(actor), cells, at)

    def _score(self, actor: str, cells: Mapping[str, str], at: _At) -> None:
        found = assessments.score_of({**_said(cells), "actor": actor}, at.row)
        self._faulty(at.own(found.faults))
        if found.score is not None:
            self._scores.append(found.score)

    def _row(self, kind: str, actor: str, cells: dict[str, str], at: _At) -> None:
        emptied = [column for column, cell in cells.items() if cell == ERASED]
        read_row = row_of(kind, self._with_codes(kind, _said(cells), at), at.row)
        faults = at.own(read_row.faults)
        if kind == ACTOR:
            # What a new actor must have, a known one has already (`Told.lacking`).
            faults = [each for each in faults if each.code != "missing" or each.column == ID]
        self._faulty(_with_nearest(kind, each) for each in faults)
        known = self._actors.setdefault(actor, _Actor(at.row, at.sheet))
        if kind == ACTOR:
            self._own(known, read_row.values, emptied, at)
        elif not faults and not at.unread:
            self._part(known, kind, read_row.values, at)

    def _own(self, known: _Actor, values: Row, emptied: Sequence[str], at: _At) -> None:
        if known.listed:
            self._faulty([at.fault(ID, "duplicate_id", row=known.row)])
            return
        known.listed, known.row, known.sheet, known.values = True, at.row, at.sheet, values
        known.cleared = tuple(_named_by(column) for column in emptied if column != ID)

    def _part(self, known: _Actor, kind: str, values: Row, at: _At) -> None:
        rows, name = known.parts.setdefault(kind, {}), named(kind, values)
        if name in rows:
            self._faulty([at.fault("", "duplicate_row", what=name[:80])])
        rows[name] = values, (at.row, at.sheet)

    def _with_codes(self, kind: str, cells: Mapping[str, str], at: _At) -> Mapping[str, str]:
        """The cells with codes for the names that stand in them; which ones is a notice."""
        found = {**cells}
        for column, known in _coded_columns(kind):
            if column in cells:
                spoken = coded(known, cleaned(cells[column]))
                found[column] = spoken.cell
                for name, code in spoken.read:
                    near = label_of(code, known)
                    self.notice(at.fault(column, "read_as", what=name[:80], near=near))
        return found


@cache
def _coded_columns(kind: str) -> tuple[tuple[str, Field], ...]:
    """The columns in which names may stand for codes."""
    return tuple((column, known) for column, known, _ in columns_of(kind) if known.kind in CODED)


@cache
def _named_by(column: str) -> tuple[str, str]:
    """The field and the language that a column of an actor's own row is about."""
    told = ((each, field.name, lang) for each, field, lang in columns_of(ACTOR))
    return next(((name, lang) for each, name, lang in told if each == column), ("", ""))


def _cells(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """The cells that are read and not empty, by column."""
    named = zip(columns, cells, strict=False)
    return {column: text for column, cell in named if cell and column and (text := cell.strip())}


def _said(cells: Mapping[str, str]) -> dict[str, str]:
    """The cells that say something; the mark that empties a field does not."""
    return {column: unmarked(cell) for column, cell in cells.items() if cell != ERASED}


def _wrong(columns: Sequence[str], line: Line) -> Iterator[Fault]:
    for at, cell in enumerate(line.cells):
        if not cell and at not in line.wrong:
            continue
        column = columns[at] if at < len(columns) else ""
        if at in line.wrong:
            yield Fault(line.number, column, line.wrong[at])
        elif len(cell) > LONGEST_CELL:
            yield Fault(line.number, column, "cell_too_long", {"most": LONGEST_CELL})
        elif at >= len(columns) and cell.strip():
            yield Fault(line.number, "", "beyond_header")
            return


def _with_nearest(kind: str, fault: Fault) -> Fault:
    """A fault about an unknown name with those that may be meant."""
    if fault.code not in _WITH_NEAREST:
        return fault
    known = {column: field for column, field, _ in columns_of(kind)}[fault.column]
    near = nearest(known, str(fault.values["what"]))
    if not near:
        return fault
    return replace(fault, code=_WITH_NEAREST[fault.code], values={**fault.values, "near": near})


def _told(actor: str, found: _Actor) -> Told:
    values = found.values if found.listed else {}
    return Told(
        actor,
        found.row,
        values,
        {part: tuple(row for row, _ in rows.values()) for part, rows in found.parts.items()},
        found.cleared,
        listed=found.listed,
        sheet=found.sheet,
        lines={part: tuple(at for _, at in rows.values()) for part, rows in found.parts.items()},
    )
