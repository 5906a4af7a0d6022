"""When an actor's focal points are asked again whether their record is right: rows that fall due.

Thirty days before six months are over, on the first day that nobody stands by the record any more,
and fourteen days later. Verified again, the rows are made anew; what they do is `record`'s.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from casework.morocco_time import instant, local
from casework.ports import Due
from casework.sitting import Sitting
from catalogue.actor import VERIFIED_FOR

VERIFY = "verify"
"""The purpose of the rows; their subject is the actor's id and they are about no person."""
WATCHED = "record_watched"
"""The line of audit that tells that the rows were planned."""
STEPS = (timedelta(days=-30), timedelta(0), timedelta(days=14))
"""Counted from the first day the verification no longer holds; a row's attempt is its place."""
SOON, OVER, STILL = range(len(STEPS))
HOUR = time(10)
"""By day, as staff are reminded; a row that is done late waits for the next morning."""


def ends(verified_on: date) -> date:
    """The first day on which a verification no longer holds."""
    return verified_on + VERIFIED_FOR + timedelta(days=1)


def watch(sitting: Sitting, actor: str, verified_on: date) -> None:
    """Plan the askings; those whose hour has passed are left out, the end is then told at once."""
    unwatch(sitting, actor)
    now = local(sitting.now)
    for attempt, after in enumerate(STEPS):
        wall = datetime.combine(ends(verified_on) + after, HOUR)
        if wall > now or attempt == OVER:
            sitting.uow.schedule.add(_row(actor, max(wall, now), attempt))
    sitting.note("clock", WATCHED, subject=actor)


def _row(actor: str, wall: datetime, attempt: int) -> Due:
    """Named by what it is about: planned twice it is still one row."""
    name = f"{VERIFY}:{actor}:{wall:%Y-%m-%d}"
    return Due(name, VERIFY, "", actor, wall, instant(wall), attempt)


def unwatch(sitting: Sitting, actor: str) -> None:
    """Nobody is asked: nobody answers for the record, or nobody stands by it."""
    sitting.uow.schedule.cancel("", actor, (VERIFY,))
