"""One row of a file as an assessor's score, and back, with the faults of its cells.

An assessor is named by a function or an organisation ("mission OIM 2026"); no person's name is
asked for. Coordinators and actors assess where it is known who they are (`/assess`); a file cannot
speak in their name.
"""

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from catalogue.assessment import HIGHEST, LOWEST, Score
from catalogue.capacity import criteria
from catalogue.exchange.cells import CellFault, read, written
from catalogue.exchange.rows import Fault
from catalogue.mapping.material import is_synthetic
from catalogue.marks import COORDINATOR, SELF
from catalogue.record import Plain
from catalogue.schema import Field

PART = "assessment"
"""The part whose rows these are, and the name of its sheet; it is no part of a record."""
COLUMNS: tuple[Field, ...] = (
    Field("actor", "actor", "capacity", PART, required=True, example="EXEMPLE-1"),
    Field("assessor", "text", "capacity", PART, required=True, longest=120,
          example="mission Exemple 2026"),
    Field("day", "date", "capacity", PART, required=True, example="2026-11-20"),
    Field("criterion", "one", "capacity", PART, required=True,
          values=tuple(each.code for each in criteria()), example="staff_qualified"),
    Field("score", "number", "capacity", PART, required=True, least=LOWEST, most=HIGHEST,
          example="3"),
    Field("note", "long", "capacity", PART, longest=1000),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What a row is checked against: the actors there are and the day; None is not checked."""

    actors: Collection[str] | None = None
    today: date | None = None


UNCHECKED = Known()


@dataclass(frozen=True, slots=True)
class ScoreRead:
    """The score of a row, None where a cell is wrong, and what was wrong."""

    score: Score | None
    faults: tuple[Fault, ...]


def score_of(cells: Mapping[str, str], number: int = 0, known: Known = UNCHECKED) -> ScoreRead:
    """Read a row from its cells by column; `number` is its line.

    Fault codes: those of `CellFault`, missing, unknown_actor, in_future, and not_by_file for
    an assessor who poses as a coordinator or as an actor itself.
    """
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for field in COLUMNS:
        try:
            value = _value(field, cells.get(field.name, ""))
        except CellFault as fault:
            faults.append(Fault(number, field.name, fault.code, fault.values))
        else:
            values |= {} if value is None else {field.name: value}
    faults += (Fault(number, column, code, told) for column, code, told in _wrong(values, known))
    return ScoreRead(None if faults else Score(**values), tuple(faults))


def _value(field: Field, cell: str) -> Plain | None:
    """The value; a required cell that is empty is a fault."""
    value = read(field, cell)
    if value is None and field.required:
        raise CellFault("missing")
    return value


def _wrong(
    values: Mapping[str, Any], known: Known
) -> Iterator[tuple[str, str, Mapping[str, str | int]]]:
    """What only shows beside the other cells, the catalogue and the calendar."""
    actor, assessor, day = (values.get(name) for name in ("actor", "assessor", "day"))
    if actor is not None and known.actors is not None and actor not in known.actors:
        yield "actor", "unknown_actor", {"what": actor}
    if day is not None and known.today is not None and day > known.today:
        yield "day", "in_future", {"what": day.isoformat()}
    if assessor is not None and _poses(assessor) and not _invented(actor, assessor):
        yield "assessor", "not_by_file", {"what": assessor[:80]}


def _invented(actor: str | None, assessor: str) -> bool:
    """Whether an invented actor assesses itself: the invented catalogue is read back from files."""
    return actor is not None and is_synthetic(actor) and assessor == f"{SELF}{actor}"


def _poses(assessor: str) -> bool:
    """Whether a name reads as one that the house gives, in whatever letters or spaces."""
    plain = unicodedata.normalize("NFKC", assessor).casefold()
    bare = "".join(letter for letter in plain if letter.isprintable() and not letter.isspace())
    return bare.startswith((SELF, COORDINATOR))


def cells_of(score: Score) -> dict[str, str]:
    """The cells of a score by column; an empty note is left out."""
    values = asdict(score)
    return {f.name: written(f, values[f.name]) for f in COLUMNS if values[f.name] != ""}
