"""APScheduler, set up to tick and nothing more: it holds no row and forgets nothing of worth.

By default it drops a job that is a second late and runs one twice with two processes (measured);
so every job coalesces, may be as late as it likes, and never overlaps itself. It reckons by the
wall clock: one that is set back would leave it waiting, so that is looked at too.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from apscheduler.job import Job as Planned
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler.jobs import Job

WATCH_SECONDS = 5.0
"""How often the next ticks are looked at, by a clock that nobody sets (the event loop's)."""


async def tick(jobs: Iterable[Job], *, watch_seconds: float = WATCH_SECONDS) -> None:
    """Run the jobs, each at once and then at its interval, until cancelled."""
    scheduler = AsyncIOScheduler(timezone=UTC)
    for job in jobs:
        plan(scheduler, job)
    scheduler.start()
    try:
        while True:
            await asyncio.sleep(watch_seconds)
            set_right(scheduler, datetime.now(UTC))
    finally:
        scheduler.shutdown(wait=False)


def plan(scheduler: AsyncIOScheduler, job: Job) -> None:
    """Put a job on the list; its first tick is now."""
    scheduler.add_job(
        job.run,
        "interval",
        seconds=job.seconds,
        id=job.name,
        coalesce=True,
        misfire_grace_time=None,
        max_instances=1,
        next_run_time=datetime.now(UTC),
    )


def set_right(scheduler: AsyncIOScheduler, now: datetime) -> None:
    """A tick further away than its interval was planned by a clock that has been set back."""
    for planned in scheduler.get_jobs():
        if planned.next_run_time > now + interval_of(planned):
            planned.modify(next_run_time=now)


def interval_of(planned: Planned) -> timedelta:
    """The interval a job was planned with."""
    interval: timedelta = planned.trigger.interval
    return interval
