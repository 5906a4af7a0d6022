"""APScheduler, set up to tick and nothing more: it holds no row and forgets nothing of worth.

By default it drops a job that is a second late and runs one twice with two processes (measured);
so every job coalesces, may be as late as it likes, and never overlaps itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler.jobs import Job


async def tick(jobs: Iterable[Job]) -> None:
    """Run the jobs, each at once and then at its interval, until cancelled."""
    scheduler = AsyncIOScheduler(timezone=UTC)
    for job in jobs:
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
    scheduler.start()
    try:
        await asyncio.Event().wait()
    finally:
        scheduler.shutdown(wait=False)
