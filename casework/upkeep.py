"""What the house needs by itself: numbers given in danger and records of actors are verified."""

from __future__ import annotations

from datetime import date

from casework import reverify, tasks
from casework.morocco_time import today
from casework.numbers import overdue
from casework.ports import Surroundings, UnitOfWork
from casework.sitting import Sitting

NUMBERS = "numbers"


def look(uow: UnitOfWork, around: Surroundings) -> None:
    """Open the coordinators' task when a number was not verified for three months.

    Records verified before there were rows that ask again get theirs.
    """
    sitting = Sitting(uow, around, around.clock.now())
    for actor in around.snapshot(uow).actors:
        if actor.focal_points and actor.verified_on is not None:
            _watched(sitting, actor.id, actor.verified_on)
    if overdue(today(sitting.now)) and uow.tasks.find_open(NUMBERS) is None:
        tasks.open_for_house(sitting, NUMBERS)


def _watched(sitting: Sitting, actor: str, verified_on: date) -> None:
    if not sitting.uow.audit.noted(reverify.WATCHED, actor):
        reverify.watch(sitting, actor, verified_on)
