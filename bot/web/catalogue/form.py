"""A form made from the table of fields, and what was typed in it read back. No rule, no HTTP.

Every box carries the name of its column; of a part's rows, `ROW.COLUMN`. What a list holds stands
one item a line; places and actors are written by name or by code.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.web.catalogue.showing import plain_need
from casework.form_edit import Section
from catalogue.exchange.cells import CellFault
from catalogue.exchange.rows import Fault, cells_of, row_of
from catalogue.labels import code_label, field_label, place_label
from catalogue.needs import needs
from catalogue.opening_hours import read as read_hours
from catalogue.places import gazetteer
from catalogue.record import Record, Row, as_json, from_json, named
from catalogue.schema import LISTS, Field, columns_of

EMPTY_ROWS = 2
"""Rows to be filled below those there are: no script is needed to add one."""
MOST_ROWS = 200
LONGEST_CELL = 40_000
"""Characters of one box: more than any list of the table holds."""
CONTROLS = {
    "one": "one", "need": "one", "many": "many", "needs": "many", "long": "lines",
    "items": "lines", "words": "lines", "places": "lines", "date": "date", "number": "number",
    "amount": "number", "link": "url",
}  # fmt: skip
"""Which control each kind of field has; a line of text without an entry."""
Find = Callable[[str], str]
"""The code of what was written by name; empty when nobody knows it."""


@dataclass(frozen=True, slots=True)
class Box:
    """One control: its name, label and value. `chosen` are the codes among `choices`.

    `hint` and `fault` are codes of sentences; `values` what the fault's needs.
    """

    name: str
    label: str
    control: str
    value: str = ""
    lang: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    chosen: frozenset[str] = frozenset()
    required: bool = False
    longest: int = 300
    hint: str = ""
    fault: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """The boxes of a field: one, or one for each language side by side."""

    label: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the form. `number` is None for the actor's own; `new` for one to be filled."""

    number: int | None
    groups: tuple[Group, ...]
    new: bool = False
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: the cells of each row, the section as a record, and what cannot be read."""

    cells: tuple[dict[str, str], ...]
    record: Record
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """What a form is written on: the section, the language, how actors and places are found."""

    section: Section
    lang: str
    place: Find
    actor: Find

    def columns(self) -> Iterator[tuple[str, Field, str]]:
        """The columns of the section."""
        fields = set(self.section.fields)
        return (each for each in columns_of(self.section.part) if each[1] in fields)


def filled(paper: Paper, record: Record) -> tuple[dict[str, str], ...]:
    """The cells of the rows of a section as a record has them."""
    part = paper.section.part
    rows = [record.values] if paper.section.own else record.rows(part)
    return tuple(cells_of(part, row) for row in rows)


def lines(
    paper: Paper, cells: tuple[dict[str, str], ...], faults: tuple[Fault, ...] = ()
) -> tuple[Line, ...]:
    """The rows of the form over these cells, then empty ones of a part."""
    if paper.section.own:
        return (Line(None, tuple(_groups(paper, "", cells[0] if cells else {}, faults))),)
    many = (*cells, *({} for _ in range(EMPTY_ROWS)))[:MOST_ROWS]
    return tuple(
        Line(
            number,
            tuple(_groups(paper, f"{number}.", row, _of_row(faults, number))),
            new=number >= len(cells),
        )
        for number, row in enumerate(many)
    )


def _of_row(faults: tuple[Fault, ...], number: int) -> tuple[Fault, ...]:
    return tuple(each for each in faults if each.row == number)


def _groups(
    paper: Paper, prefix: str, cells: Mapping[str, str], faults: tuple[Fault, ...]
) -> Iterator[Group]:
    wrong = {each.column: each for each in faults}
    boxes: dict[Field, list[Box]] = {}
    for column, known, lang in paper.columns():
        box = _box(paper, known, cells.get(column, ""), wrong.get(column))
        boxes.setdefault(known, []).append(_placed(box, prefix + column, known, lang))
    for known, some in boxes.items():
        yield Group(field_label(known, paper.lang), tuple(some))


def _placed(box: Box, name: str, known: Field, lang: str) -> Box:
    wanted = known.required and lang in ("", "fr")
    return replace(box, name=name, lang=lang, required=wanted, longest=known.longest)


def _box(paper: Paper, known: Field, cell: str, wrong: Fault | None) -> Box:
    control = CONTROLS.get(known.kind, "line")
    coded = known.kind in ("one", "many", "need", "needs")
    return Box(
        name="",
        label=field_label(known, paper.lang),
        control=control,
        value=cell if coded else shown(known, cell, paper.lang),
        choices=tuple(_choices(known, paper.lang)) if coded else (),
        chosen=frozenset(cell.split(";")) if coded and cell else frozenset(),
        hint=known.kind if known.kind in ("items", "words", "place", "places", "hours") else "",
        fault=wrong.code if wrong else "",
        values=wrong.values if wrong else {},
    )


def _choices(known: Field, lang: str) -> Iterator[tuple[str, str]]:
    if known.values:
        yield from ((each, code_label(known.name, each, lang)) for each in known.values)
    else:
        yield from ((code, plain_need(code, lang)) for code in needs())


def shown(known: Field, cell: str, lang: str) -> str:
    """A cell as it stands in its box: one item a line, a place by its name with its code."""
    if known.kind == "items":
        return cell.replace(" | ", "\n")
    if known.kind in ("words", "places", "place"):
        parts = (part.strip() for part in cell.split(";"))
        return "\n".join(_place(each, lang) if known.kind != "words" else each for each in parts)
    return cell


def _place(code: str, lang: str) -> str:
    return f"{place_label(code, lang)} ({code})" if gazetteer().get(code) else code


def typed(paper: Paper, posted: Mapping[str, list[str]]) -> Typed:
    """What was typed, read as cells of a file are read; an empty row is none."""
    if paper.section.own:
        read = _read(paper, posted, "", 0)
        return Typed((read.cells,), Record(read.values), read.faults)
    rows = [_read(paper, posted, f"{n}.", n) for n in _numbers(posted) if _stays(posted, n)]
    kept = [each for each in rows if each.cells]
    part, values = paper.section.part, tuple(each.values for each in kept)
    faults = (replace(f, row=n) for n, each in enumerate(kept) for f in each.faults)
    return Typed(
        tuple(each.cells for each in kept),
        Record({}, {part: values} if values else {}),
        tuple(faults) or tuple(_twice(part, values)),
    )


@dataclass(frozen=True, slots=True)
class _Row:
    cells: dict[str, str]
    values: Row
    faults: tuple[Fault, ...]


def _numbers(posted: Mapping[str, list[str]]) -> list[int]:
    """The rows that were sent, in order."""
    found = {name.partition(".")[0] for name in posted if "." in name}
    return sorted(int(each) for each in found if each.isascii() and each.isdigit())[:MOST_ROWS]


def _stays(posted: Mapping[str, list[str]], number: int) -> bool:
    return not posted.get(f"{number}.remove")


def _twice(part: str, rows: tuple[Row, ...]) -> Iterator[Fault]:
    """Two rows of one name would be one."""
    seen: set[str] = set()
    for number, row in enumerate(rows):
        if (name := named(part, row)) in seen:
            yield Fault(number, next(columns_of(part))[0], "twice")
        seen.add(name)


def _read(paper: Paper, posted: Mapping[str, list[str]], prefix: str, number: int) -> _Row:
    cells: dict[str, str] = {}
    wrong: dict[str, Fault] = {}
    for column, known, _ in paper.columns():
        given = posted.get(prefix + column, [])
        try:
            cell = _cell(paper, known, given)
        except CellFault as fault:
            cell = given[0][:LONGEST_CELL]
            wrong[column] = Fault(number, column, fault.code, fault.values)
        if cell:
            cells[column] = cell
    right = {column: cell for column, cell in cells.items() if column not in wrong}
    read = row_of(paper.section.part, right, number)
    ours = {column for column, _, _ in paper.columns()} - wrong.keys()
    others = (each for each in read.faults if each.column in ours)
    return _Row(cells, read.values, (*wrong.values(), *others))


def _cell(paper: Paper, known: Field, given: list[str]) -> str:
    if known.kind in ("many", "needs"):
        return ";".join(dict.fromkeys(given))
    text = (given[0] if given else "").strip()[:LONGEST_CELL]
    if known.kind in ("place", "places"):
        return ";".join(_found(paper.place, each, "unknown_place") for each in _items(text))
    if known.kind == "actor" and text:
        return _found(paper.actor, text, "unknown_actor")
    if known.kind == "hours" and text:
        return read_hours(text) or text
    return text if known.kind in LISTS | {"long"} else " ".join(text.split())


def _items(text: str) -> list[str]:
    return [each.strip() for each in text.replace(";", "\n").splitlines() if each.strip()]


def _found(find: Find, text: str, fault: str) -> str:
    if not (code := find(text)):
        raise CellFault(fault, what=text[:80])
    return code


def kept(record: Record) -> str:
    """What a form was filled from, as it carries it."""
    return json.dumps(as_json(record), ensure_ascii=False, sort_keys=True)


def read_back(text: str) -> Record | None:
    """The same, sent back; None for what our form did not write."""
    try:
        told = json.loads(text)
        return from_json({"values": told["values"], "parts": told["parts"]})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
