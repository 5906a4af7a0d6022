"""One row of a file as an assessor's score, with the faults of its cells.

An assessor is named by a function or an organisation ("mission OIM 2026"), never by a person's
name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalogue.assessment import HIGHEST, LOWEST, Score
from catalogue.exchange.cells import CellFault, read
from catalogue.exchange.rows import Fault
from catalogue.record import Plain
from catalogue.schema import Field

PART = "assessment"
"""The part whose rows these are, and the name of its sheet; it is no part of a record."""
COLUMNS: tuple[Field, ...] = (
    Field("actor", "actor", "capacity", PART, required=True, example="EXEMPLE-1"),
    Field("assessor", "text", "capacity", PART, required=True, longest=120,
          example="mission Exemple 2026"),
    Field("day", "date", "capacity", PART, required=True, example="2026-11-20"),
    Field("criterion", "text", "capacity", PART, required=True, longest=60,
          example="staff_qualified"),
    Field("score", "number", "capacity", PART, required=True, least=LOWEST, most=HIGHEST,
          example="3"),
    Field("note", "long", "capacity", PART, longest=1000),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScoreRead:
    """The score of a row, None where a cell is wrong, and what was wrong."""

    score: Score | None
    faults: tuple[Fault, ...]


def score_of(cells: Mapping[str, str], number: int = 0) -> ScoreRead:
    """Read a row from its cells by column; `number` is its line.

    Fault codes: those of `CellFault`, and missing.
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
    return ScoreRead(None if faults else Score(**values), tuple(faults))


def _value(field: Field, cell: str) -> Plain | None:
    """The value; a required cell that is empty is a fault."""
    value = read(field, cell)
    if value is None and field.required:
        raise CellFault("missing")
    return value
