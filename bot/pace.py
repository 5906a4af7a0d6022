"""How fast a channel may be written to: overall and per chat. It waits; it drops nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

FORGET_ABOVE = 10_000


class Bucket:
    """Turns at `rate` a second, after a burst of `burst` (the generic cell rate algorithm)."""

    def __init__(self, rate: float, burst: int) -> None:
        self._interval = 1 / rate
        self._credit = (burst - 1) * self._interval
        self.next = 0.0

    def take(self, now: float) -> float:
        """Reserve the next turn; the seconds until it comes."""
        self.next = max(self.next, now)
        wait = self.next - self._credit - now
        self.next += self._interval
        return max(0.0, wait)


class Pace:
    """Telegram bears about 30 messages a second in all, and one a second in a chat, in short bursts
    more (telegram.md): a small burst lets one answer of two or three messages come at once."""

    def __init__(
        self,
        overall: float,
        per_chat: float,
        *,
        burst: int = 3,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._overall = Bucket(overall, max(1, int(overall)))
        self._per_chat, self._burst = per_chat, burst
        self._elapsed = elapsed
        self._chats: dict[str, Bucket] = {}

    async def turn(self, address: str) -> None:
        """Wait for this chat's turn, then for everybody's."""
        await asyncio.sleep(self._chat(address).take(self._elapsed()))
        await asyncio.sleep(self._overall.take(self._elapsed()))

    def _chat(self, address: str) -> Bucket:
        if len(self._chats) > FORGET_ABOVE:
            now = self._elapsed()
            self._chats = {a: each for a, each in self._chats.items() if each.next > now}
        return self._chats.setdefault(address, Bucket(self._per_chat, self._burst))
