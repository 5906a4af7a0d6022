"""What a file says of actors before anything is decided: by actor, with its faults and notices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from catalogue.assessment import Score
from catalogue.exchange.rows import Fault
from catalogue.record import Record, Row
from catalogue.schema import ACTOR, SPOKEN, fields_of

MOST_FAULTS = 1_000
"""So many faults are told of a file, then how many more there are."""


Where = tuple[int, str]
"""A line, from 1, and its sheet."""


class FileRefused(ValueError):
    """A file that is not read at all: `code` says why, `values` what its sentence needs.

    The sentence is `catalogue.fault.CODE`. One line, whatever the file holds.
    """

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Told:
    """What a file says of one actor.

    `row` is where (a line, from 1), `sheet` in which sheet. `values` holds only what is said;
    `cleared` names the fields to be emptied, each with the language of a spoken one. `parts` are
    the parts of which the file has rows, `lines` where each of these stands, if known.
    `listed` is false where it has only such rows.

    `spoken` are the languages that the file speaks: texts of rows in the other ones stay. With
    `adding` its rows are laid over the known ones, and no row goes. A `neutral` one does not say
    which sensitive needs are meant: what is known of them stays.
    """

    id: str
    row: int = 0
    values: Row = field(default_factory=dict)
    parts: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    cleared: tuple[tuple[str, str], ...] = ()
    listed: bool = True
    sheet: str = ""
    spoken: tuple[str, ...] = SPOKEN
    adding: bool = False
    lines: Mapping[str, tuple[Where, ...]] = field(default_factory=dict)
    neutral: bool = False

    def where(self, part: str, n: int) -> Where:
        """Where the nth row of a part stands, from 0; else where the actor does."""
        lines = self.lines.get(part, ())
        return lines[n] if n < len(lines) else (self.row, self.sheet)

    @classmethod
    def of(cls, record: Record, row: int = 0) -> "Told":
        """A whole record as a file tells it."""
        parts = {part: rows for part, rows in record.parts.items() if rows}
        return cls(record.id, row, record.values, parts)

    def lacking(self) -> tuple[Fault, ...]:
        """The faults it has where the actor is new: required fields that it does not say."""
        needed = (each for each in fields_of(ACTOR) if each.required)
        return tuple(
            Fault(self.row, each.columns[0], "missing", sheet=self.sheet)
            for each in needed
            if each.name not in self.values
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """A file read. With any fault nothing of it may be written; notices only tell."""

    told: tuple[Told, ...] = ()
    scores: tuple[Score, ...] = ()
    faults: tuple[Fault, ...] = ()
    notices: tuple[Fault, ...] = ()


def told_first(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """The first faults or notices of a file, and how many more there are."""
    more = len(faults) - MOST_FAULTS
    last = (Fault(0, "", "more_faults", {"n": more}),) if more > 0 else ()
    return (*faults[:MOST_FAULTS], *last)


def renamed(draft: Draft, ids: Mapping[str, str]) -> Draft:
    """The draft with some actors under other ids: rows that are meant for actors already known.

    What links to them follows. `ids` is by the id in the file.
    """
    told = tuple(_renamed(each, ids) for each in draft.told)
    scores = tuple(replace(each, actor=ids.get(each.actor, each.actor)) for each in draft.scores)
    return replace(draft, told=told, scores=scores)


def _renamed(told: Told, ids: Mapping[str, str]) -> Told:
    new = ids.get(told.id, told.id)
    values = {**told.values, "id": new} if told.values else told.values
    parts = {**told.parts}
    if "link" in parts:
        parts["link"] = tuple({**row, "to": _target(row, ids)} for row in parts["link"])
    return replace(told, id=new, values=values, parts=parts)


def _target(link: Row, ids: Mapping[str, str]) -> str:
    return ids.get(str(link["to"]), str(link["to"]))
