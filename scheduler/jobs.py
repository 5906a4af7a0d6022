"""The fixed list of jobs: a name, an interval, what is called. What is due is in the database."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol, TypeVar

import structlog

from casework import desk
from casework.ports import Due, Surroundings, UnitOfWork
from casework.upkeep import look

T = TypeVar("T")
DUE_SECONDS, SWEEP_SECONDS, HOUSE_SECONDS = 5, 600, 3600
"""The wall clock is read afresh at each tick: at least every ten seconds."""
AT_ONCE, LEASE_SECONDS = 100, 60
log = structlog.get_logger(__name__)


class Sweeping(UnitOfWork, Protocol):
    """A unit of work that can also throw out what has aged."""

    def sweep(self, now: datetime) -> None: ...


class Store(Protocol):
    """Runs a whole function in one transaction."""

    async def write(self, fn: Callable[[Sweeping], T]) -> T: ...


@dataclass(frozen=True, slots=True)
class Job:
    """One job: `run` is called every `seconds`, never twice at once."""

    name: str
    seconds: int
    run: Callable[[], Awaitable[None]]


def jobs(store: Store, around: Surroundings) -> tuple[Job, ...]:
    """All there is to do by the clock."""
    return (
        Job("due", DUE_SECONDS, partial(do_due, store, around)),
        Job("sweep", SWEEP_SECONDS, partial(sweep, store, around)),
        Job("house", HOUSE_SECONDS, partial(keep_house, store, around)),
    )


async def do_due(store: Store, around: Surroundings) -> None:
    """Claim what is due and do each row in a transaction of its own, until nothing is left."""
    while rows := await store.write(partial(claim, around.clock.now())):
        for row in rows:
            await do_one(store, around, row)


async def do_one(store: Store, around: Surroundings, row: Due) -> None:
    """One row. A failing one is tried again when its lease has run out; others go on."""
    try:
        await store.write(partial(fulfil, row, around))
    except Exception as error:  # noqa: BLE001
        log.error("due_row_failed", error=type(error).__name__, purpose=row.purpose, row=row.id)


def claim(now: datetime, uow: UnitOfWork) -> Sequence[Due]:
    """The rows that are due now, leased to us."""
    return uow.schedule.claim(now, AT_ONCE, LEASE_SECONDS)


def fulfil(row: Due, around: Surroundings, uow: UnitOfWork) -> None:
    """Ask again whether it still holds, and do it."""
    desk.due(uow, row, around)


async def sweep(store: Store, around: Surroundings) -> None:
    """Throw out what has aged: stored updates, keys without rows, links, the audit."""
    await store.write(partial(throw_out, around.clock.now()))


def throw_out(now: datetime, uow: Sweeping) -> None:
    """One sweep."""
    uow.sweep(now)


async def keep_house(store: Store, around: Surroundings) -> None:
    """See to what nobody writes about: numbers that were not verified for too long."""
    await store.write(partial(look, around=around))
