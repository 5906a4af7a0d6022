"""The clockwork only ticks: what is due is in the database, and is done once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler.clockwork import plan, set_right, tick
from scheduler.jobs import Job, do_due, jobs, keep_house, sweep
from tests.casework.memory import MemoryUnitOfWork
from tests.casework.test_whole import Whole
from tests.casework.world import Stage, stage_with_case

T = TypeVar("T")


class Unit(MemoryUnitOfWork):
    """Also throws out what has aged, as the storage's does."""

    swept: list[datetime]

    def sweep(self, now: datetime) -> None:
        self.swept.append(now)


@dataclass
class Store:
    """The stage's store, as the scheduler sees it."""

    stage: Stage
    swept: list[datetime] = field(default_factory=list)

    async def write(self, fn: Callable[[Unit], T]) -> T:
        def work(_: MemoryUnitOfWork) -> T:
            unit = Unit(self.stage.store.tables)
            unit.swept = self.swept
            return fn(unit)

        return self.stage.write(work)


async def test_every_row_that_is_due_is_done_once_and_the_next_tick_finds_none() -> None:
    stage = Whole()
    stage.tell(needs="employment")
    stage.clock.jump(days=8)
    store = Store(stage)

    await do_due(store, stage.around)
    audit = len(stage.store.tables.audit)
    await do_due(store, stage.around)

    assert stage.store.tables.dues == {}
    assert "person_forgotten" in stage.audit()
    assert len(stage.store.tables.audit) == audit


async def test_a_failing_row_stays_for_later_and_others_go_on() -> None:
    stage = stage_with_case()
    stage.refer()
    broken = next(due for due in stage.store.tables.dues.values() if due.purpose == "note")
    stage.store.tables.dues[broken.id] = type(broken)(
        broken.id, "no such purpose", broken.person, broken.subject, broken.local, broken.at
    )
    stage.clock.jump(days=31)

    await do_due(Store(stage), stage.around)

    assert broken.id in stage.store.tables.dues
    assert "referral.expired" in stage.audit()


async def test_sweeping_and_keeping_house_use_the_clock_of_the_hour() -> None:
    stage = Stage()
    store = Store(stage)

    await sweep(store, stage.around)
    stage.clock.jump(days=365)
    await sweep(store, stage.around)
    await keep_house(store, stage.around)

    assert [moment.year for moment in store.swept] == [2026, 2027]
    assert stage.tasks() == ["numbers"]


def test_the_jobs_are_few_and_the_clock_is_read_at_least_every_ten_seconds() -> None:
    stage = Stage()

    known = {job.name: job.seconds for job in jobs(Store(stage), stage.around)}

    assert set(known) == {"due", "sweep", "house"}
    assert known["due"] <= 10


async def test_a_tick_comes_at_once_and_ends_with_its_caller() -> None:
    done = asyncio.Event()

    async def run() -> None:
        done.set()

    task = asyncio.create_task(tick([Job("one", 3600, run)]))
    async with asyncio.timeout(5):
        await done.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_no_job_can_be_dropped_for_being_late_or_overlap_itself() -> None:
    scheduler = planned()

    job = scheduler.get_job("one")

    assert job.misfire_grace_time is None
    assert (job.coalesce, job.max_instances) == (True, 1)
    scheduler.shutdown(wait=False)


async def test_a_clock_that_is_set_back_leaves_no_tick_in_yesterdays_future() -> None:
    scheduler = planned()
    back = datetime.now(UTC) - timedelta(days=1)

    set_right(scheduler, back)

    assert scheduler.get_job("one").next_run_time <= back + timedelta(hours=1)
    scheduler.shutdown(wait=False)


def planned() -> AsyncIOScheduler:
    """A scheduler with one job that does not run."""

    async def run() -> None:
        return None

    scheduler = AsyncIOScheduler(timezone=UTC)
    plan(scheduler, Job("one", 3600, run))
    scheduler.start(paused=True)
    return scheduler
