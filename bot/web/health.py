"""`/healthz`: whether the program can do its work, for whoever watches it. No figure of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from casework.ports import Clock
from storage.errors import StorageFault
from storage.store import Store
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Health:
    """Its `answer` is a route: 200 while the database answers, 503 otherwise."""

    store: Store
    clock: Clock

    async def answer(self, request: Request) -> Response:
        """`database`, `backlog` (rows waiting in both queues), `oldest_seconds`, `dead` rows."""
        try:
            return JSONResponse({"database": "ok", **await self.store.read(self._queues)})
        except StorageFault:
            return JSONResponse({"database": "failed"}, status_code=503)

    def _queues(self, work: Work) -> dict[str, int]:
        inbox, first_in = work.inbox.waiting()
        outbox, first_out = work.outbox.waiting()
        firsts = [at for at in (first_in, first_out) if at is not None]
        return {
            "backlog": inbox + outbox,
            "oldest_seconds": self._age(min(firsts)) if firsts else 0,
            "dead": work.inbox.dead() + work.outbox.dead(),
        }

    def _age(self, at: datetime) -> int:
        # What waits for its hour (a message held back until the morning) is not late.
        return max(int((self.clock.now() - at).total_seconds()), 0)
