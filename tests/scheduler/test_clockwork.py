"""The clockwork ticks, never overlaps, and survives a clock that is set back."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler.clockwork import plan, set_right, tick
from scheduler.jobs import Job


class Bell:
    def __init__(self, times: int = 1) -> None:
        self.rung, self._left = asyncio.Event(), times

    async def ring(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self.rung.set()


async def test_every_job_runs_at_once_and_the_end_is_clean() -> None:
    first, second = Bell(), Bell()
    ticking = asyncio.create_task(tick([Job("a", 3600, first.ring), Job("b", 3600, second.ring)]))
    await asyncio.wait_for(asyncio.gather(first.rung.wait(), second.rung.wait()), 10)
    ticking.cancel()
    await asyncio.wait([ticking])
    assert ticking.cancelled()


async def test_a_job_ticks_again_at_its_interval() -> None:
    bell = Bell(times=2)
    ticking = asyncio.create_task(tick([Job("a", 1, bell.ring)]))
    await asyncio.wait_for(bell.rung.wait(), 20)
    ticking.cancel()
    await asyncio.wait([ticking])


async def test_a_clock_set_back_by_a_day_stops_nothing() -> None:
    scheduler = AsyncIOScheduler(timezone=UTC)
    bell = Bell()
    plan(scheduler, Job("a", 5, bell.ring))
    scheduler.start(paused=True)
    now = datetime.now(UTC)
    scheduler.get_job("a").modify(next_run_time=now + timedelta(days=1))
    set_right(scheduler, now)
    assert scheduler.get_job("a").next_run_time <= now
    scheduler.resume()
    await asyncio.wait_for(bell.rung.wait(), 10)
    scheduler.shutdown(wait=False)
