"""What the house needs by itself: numbers given in danger and records of actors are verified."""

from __future__ import annotations

from casework import record, tasks
from casework.morocco_time import today
from casework.numbers import overdue
from casework.ports import Surroundings, UnitOfWork
from casework.sitting import Sitting

NUMBERS = "numbers"


def look(uow: UnitOfWork, around: Surroundings) -> None:
    """Open the coordinators' task when a number was not verified for three months."""
    sitting = Sitting(uow, around, around.clock.now())
    for actor in around.snapshot(uow).actors:
        lapsed = actor.verified_on is not None and not actor.verified(today(sitting.now))
        if lapsed and actor.focal_points:
            record.lapse(sitting, actor)
    if overdue(today(sitting.now)) and uow.tasks.find_open(NUMBERS) is None:
        tasks.open_for_house(sitting, NUMBERS)
