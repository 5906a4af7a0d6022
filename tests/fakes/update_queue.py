"""Updates waiting for a bot, as Telegram keeps them: until confirmed, for 24 hours, in order."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

LIFE_SECONDS = 24 * 3600.0


class ConflictError(Exception):
    """Another poll has begun: this older one is ended (Telegram answers 409)."""


class UpdateQueue:
    """One bot's updates. `confirmed` are the ids the bot has acknowledged; `expired` were lost."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.now = now
        self.waiting: list[tuple[float, dict[str, Any]]] = []
        self.confirmed: list[int] = []
        self.expired: list[int] = []
        self.delivered: dict[int, int] = {}
        self.next_id = 500_000
        self.polls = 0
        self._arrived = asyncio.Event()

    def push(self, body: dict[str, Any]) -> int:
        """Add one update; its id is returned."""
        update = {"update_id": self.next_id, **body}
        self.next_id += 1
        self.waiting.append((self.now() + LIFE_SECONDS, update))
        self._wake()
        return int(update["update_id"])

    async def poll(self, offset: int | None, limit: int, wait: float) -> list[dict[str, Any]]:
        """What waits, after confirming all before `offset`. Raises `ConflictError`."""
        self.polls += 1
        mine, ends = self.polls, self.now() + wait
        self._wake()
        self._confirm(offset)
        while not self.waiting and (left := ends - self.now()) > 0:
            await self._arrival(left)
            if mine != self.polls:
                raise ConflictError
        found = [update for _, update in self.waiting][:limit]
        for update in found:
            self.delivered[update["update_id"]] = self.delivered.get(update["update_id"], 0) + 1
        return found

    def confirm_one(self, update_id: int) -> None:
        """Acknowledged through a webhook."""
        self.confirmed.append(update_id)
        self.waiting = [each for each in self.waiting if each[1]["update_id"] != update_id]

    def _confirm(self, offset: int | None) -> None:
        now = self.now()
        self.expired += [u["update_id"] for ends, u in self.waiting if ends <= now]
        self.waiting = [each for each in self.waiting if each[0] > now]
        if offset is not None:
            self.confirmed += [u["update_id"] for _, u in self.waiting if u["update_id"] < offset]
            self.waiting = [each for each in self.waiting if each[1]["update_id"] >= offset]

    async def _arrival(self, left: float) -> None:
        try:
            async with asyncio.timeout(left):
                await self._arrived.wait()
        except TimeoutError:
            return

    def _wake(self) -> None:
        self._arrived.set()
        self._arrived = asyncio.Event()
