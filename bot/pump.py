"""Takes leased rows and serves many at once, bounded. What a row is belongs to its queue."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, Protocol, TypeVar

import structlog

AT_ONCE = 32
IDLE_SECONDS = 1.0
"""How long a queue is left alone when nobody rings: rows that wait for their hour need a look."""
DRAIN_SECONDS = 8.0
log = structlog.get_logger(__name__)


class Numbered(Protocol):
    """A row that was claimed."""

    @property
    def id(self) -> str | int: ...


Row = TypeVar("Row", bound=Numbered)


class Bell:
    """Wakes the one who waits; rung while nobody waits, it is heard by the next who does."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """There may be work."""
        self._event.set()

    async def wait(self, seconds: float) -> None:
        """Until it rings, at most so long."""
        # Not `wait_for`: before Python 3.12 it can swallow a cancellation, and the program would
        # not end.
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            return
        self._event.clear()


class Pump(Generic[Row]):
    """Claims rows and serves each in a task of its own, never more than `at_once`.

    `claim` gets how many there is room for; `serve` must settle its row or leave its lease to run
    out. A row whose lease ran out while it is still served here is not begun a second time.
    """

    def __init__(
        self,
        claim: Callable[[int], Awaitable[Sequence[Row]]],
        serve: Callable[[Row], Awaitable[None]],
        *,
        at_once: int = AT_ONCE,
        idle: float = IDLE_SECONDS,
    ) -> None:
        self._claim, self._serve = claim, serve
        self._at_once, self._idle = at_once, idle
        self._running: dict[str | int, asyncio.Task[None]] = {}
        self.bell = Bell()

    async def run(self) -> None:
        """Serve for ever. Cancelled, it begins nothing more and lets what runs end."""
        try:
            while True:
                if not await self._begin():
                    await self.bell.wait(self._idle)
        finally:
            if self._running:
                await asyncio.wait([*self._running.values()], timeout=DRAIN_SECONDS)

    async def drain(self) -> int:
        """Serve what waits, one row after the other, until nothing does: for a console."""
        served = 0
        while rows := await self._claim(1):
            for row in rows:
                await self._serve(row)
            served += len(rows)
        return served

    async def _begin(self) -> int:
        """Claim what there is room for and begin it; how many rows that was."""
        room = self._at_once - len(self._running)
        if room <= 0:
            return 0
        try:
            rows = await self._claim(room)
        # A store that fails must not end the program: it is asked again.
        except Exception as error:  # noqa: BLE001
            log.error("queue_not_read", error=type(error).__name__)
            return 0
        for row in rows:
            if row.id not in self._running:
                self._running[row.id] = asyncio.create_task(self._guarded(row))
        return len(rows)

    async def _guarded(self, row: Row) -> None:
        try:
            await self._serve(row)
        # Its lease runs out and it is served again; the others go on meanwhile.
        except Exception as error:  # noqa: BLE001
            log.error("row_not_served", error=type(error).__name__, row=str(row.id))
        finally:
            del self._running[row.id]
            self.bell.ring()


async def ring_at(wake: asyncio.Event, *bells: Bell) -> None:
    """Ring all bells whenever the store has rows for somebody; for ever."""
    while True:
        await wake.wait()
        wake.clear()
        for bell in bells:
            bell.ring()
