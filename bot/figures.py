"""The figures an operator may set as JSON: deadlines by urgency, weights of the check's questions.

What is left out keeps its own value; what they are for stands in `casework`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_settings import NoDecode

from casework.referral import DEADLINES, Limits
from casework.reintegration import WEIGHTS

YEAR = 366 * 24
Hours = Annotated[float, Field(gt=0, le=YEAR)]
Weight = Annotated[float, Field(gt=0, le=100)]
Urgency = Literal["normal", "urgent", "emergency"]
URGENCIES: tuple[Urgency, ...] = get_args(Urgency)
Code = Literal["E1", "E2", "E3", "S1", "S2", "S3", "P1", "P2", "P3"]


class Deadline(BaseModel):
    """Hours from sending to each of the three deadlines, and from a missed decision to expiry."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    acknowledge: Hours | None = None
    decide: Hours | None = None
    contact: Hours | None = None
    expire: Hours | None = None

    def over(self, usual: Limits) -> Limits:
        """These hours, and the usual ones where none is given."""
        told = self.model_dump(exclude_none=True)
        return replace(usual, **{name: timedelta(hours=each) for name, each in told.items()})


def parsed(written: Any) -> Any:
    """What was written as JSON. Raises `ValueError` in words of ours: its own repeats the value."""
    if not isinstance(written, str):
        return written
    try:
        return json.loads(written or "{}")
    except ValueError:
        raise ValueError("expected JSON") from None


def limits_of(told: Mapping[Urgency, Deadline]) -> Mapping[str, Limits]:
    """The deadlines in force, by urgency."""
    none = Deadline()
    return {urgency: told.get(urgency, none).over(DEADLINES[urgency]) for urgency in URGENCIES}


def in_order(told: dict[Urgency, Deadline]) -> dict[Urgency, Deadline]:
    """Nobody has to decide before they have to open. Raises `ValueError`."""
    if any(each.decide < each.acknowledge for each in limits_of(told).values()):
        raise ValueError("decide must not come before acknowledge")
    return told


def weights_of(told: Mapping[Code, float]) -> Mapping[str, float]:
    """The weight of each question of the check."""
    return dict(WEIGHTS) | {str(code): weight for code, weight in told.items()}


Deadlines = Annotated[
    dict[Urgency, Deadline], NoDecode, BeforeValidator(parsed), AfterValidator(in_order)
]
Weights = Annotated[dict[Code, Weight], NoDecode, BeforeValidator(parsed)]
