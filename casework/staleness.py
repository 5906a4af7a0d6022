"""Which records nobody has verified for long, or soon nobody will have: for whoever asks again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from casework.morocco_time import today as day_of
from casework.ports import UnitOfWork
from casework.record import ASKED
from casework.reverify import STEPS, ends
from catalogue.actor import Actor

ENDS_WITHIN = -STEPS[0]
"""A verification that ends so soon is listed: its focal points are being asked."""
How = Literal["over", "ending", "never"]
ORDER: tuple[How, ...] = ("over", "ending", "never")


@dataclass(frozen=True, slots=True)
class Stale:
    """One stale record. `left` counts days until the verification ends, negative since it has.

    `by` is the id of who verified it last, `asked_on` when its focal points were last asked.
    """

    actor: Actor
    how: How
    left: int | None = None
    by: str = ""
    asked_on: date | None = None


def stale(uow: UnitOfWork, today: date) -> list[Stale]:
    """Records over six months, those that end within 30 days, and those nobody stands by.

    In this order; within it those with somebody to ask come first, then the longest over.
    """
    by, asked = uow.actors.verified_by(), uow.audit.last(ASKED)
    found = []
    for actor in uow.actors.all():
        how = _how(actor, today)
        if how is not None and actor.visibility != "hidden":
            on = asked.get(actor.id)
            left = (ends(actor.verified_on) - today).days if actor.verified_on else None
            told = by.get(actor.id, "")
            found.append(Stale(actor, how, left, told, day_of(on) if on else None))
    return sorted(found, key=_urgency)


def _how(actor: Actor, today: date) -> How | None:
    if actor.verified_on is None:
        return "never"
    if not actor.verified(today):
        return "over"
    return "ending" if ends(actor.verified_on) - today <= ENDS_WITHIN else None


def _urgency(each: Stale) -> tuple[int, bool, int, str]:
    return ORDER.index(each.how), not each.actor.focal_points, each.left or 0, each.actor.id
