"""Reads what is stored in the inbox and plays one turn for each, one chat at a time.

Everything a turn leads to, and that the row is done, commit together. What a turn does is
`casework.desk`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

import structlog

from bot.channels.base import Incoming
from bot.pump import AT_ONCE, Pump
from bot.taps import verify
from casework import absence, desk
from casework.desk import Arrival
from casework.errors import StaleReferral
from casework.ports import Surroundings
from casework.sitting import Sitting
from storage.errors import Overtaken, Passing
from storage.inbox import Arrived
from storage.store import Store
from storage.work import Work

LEASE = timedelta(seconds=15)
"""A turn takes milliseconds: after a crash nobody waits longer than this."""
MOST_TRIES = 5
FORGED = -1
"""The version of a tap that was not signed here: older than any prompt, so nothing is done."""
log = structlog.get_logger(__name__)


class Door(Protocol):
    """A channel's own reading of what it stored."""

    async def open(self, raw: bytes, at: datetime) -> Incoming | None:
        """The update; None when it needs no answer. Raises for what cannot be read."""


Receive = Callable[[Work, Arrival, Surroundings], object]
"""The use case of the desk; tests put another in its place."""


class Workers:
    """Serves the inbox. `run` until cancelled; ring `bell` when something was stored."""

    def __init__(
        self,
        store: Store,
        doors: Mapping[str, Door],
        around: Surroundings,
        *,
        tap_key: bytes,
        receive: Receive = desk.receive,
        at_once: int = AT_ONCE,
    ) -> None:
        self._store, self._doors, self._around = store, doors, around
        self._tap_key, self._receive = tap_key, receive
        self._pump: Pump[Arrived] = Pump(self._claim, self._serve, at_once=at_once)
        self.bell = self._pump.bell

    async def run(self) -> None:
        """Serve for ever. Cancelled, it lets what runs end."""
        await self._pump.run()

    async def drain(self) -> int:
        """Serve what waits now and return how many rows that was."""
        return await self._pump.drain()

    async def _claim(self, room: int) -> Sequence[Arrived]:
        now = self._around.clock.now()
        return await self._store.write(lambda work: work.inbox.claim(now, limit=room, lease=LEASE))

    async def _serve(self, row: Arrived) -> None:
        """One row, to its end or to its next try."""
        try:
            incoming = await self._doors[row.channel].open(row.raw, row.at)
            await self._store.write(self._turn_of(row, incoming))
        except (StaleReferral, Passing, Overtaken) as error:
            await self._again(row, error, dead=False)
        # A poisoned update must harm nobody else, whatever it does.
        except Exception as error:  # noqa: BLE001
            await self._again(row, error, dead=row.tries >= MOST_TRIES)

    def _turn_of(self, row: Arrived, incoming: Incoming | None) -> Callable[[Work], None]:
        if incoming is None:
            return lambda work: work.inbox.done(row.id)
        if incoming.kind in ("blocked", "unblocked"):
            return partial(self._membership, row, incoming)
        arrival = arrival_of(incoming, self._tap_key)
        read = desk.read(arrival.text, self._around) if arrival.text else None
        return partial(self._turn, row, replace(arrival, reading=read))

    def _turn(self, row: Arrived, arrival: Arrival, work: Work) -> None:
        if not work.inbox.hold(row.id):
            return
        self._receive(work, arrival, self._around)
        chat = work.chats.find(arrival.channel, arrival.address) if arrival.message else None
        if chat is not None:
            work.outbox.noted(chat.id, arrival.message, row.at, ours=False)
        work.inbox.done(row.id)

    def _membership(self, row: Arrived, incoming: Incoming, work: Work) -> None:
        """The person stopped the bot, or let it in again."""
        chat = work.chats.find(incoming.channel, incoming.address)
        if chat is not None:
            now, gone = self._around.clock.now(), incoming.kind == "blocked"
            work.chats.save(replace(chat, blocked_at=now if gone else None))
            if gone:
                absence.unreachable(work, chat.id, self._around)
            else:
                absence.back(Sitting(work, self._around, now), chat)
        work.inbox.done(row.id)

    async def _again(self, row: Arrived, error: Exception, *, dead: bool) -> None:
        """Put a failed row off, longer each time; a dead one is an alarm."""
        retry_at = self._around.clock.now() + timedelta(seconds=2 ** min(row.tries, 6))
        what = "update_dead" if dead else "update_put_off"
        log.error(what, error=type(error).__name__, row=row.id, tries=row.tries)
        await self._store.write(
            lambda work: work.inbox.failed(row.id, retry_at=retry_at, dead=dead)
        )


def arrival_of(incoming: Incoming, tap_key: bytes) -> Arrival:
    """What came in, for the desk: the tap verified, or marked as one that does nothing."""
    tap = verify(tap_key, incoming.address, incoming.tap) if incoming.tap else None
    forged = incoming.kind == "choice" and tap is None
    return Arrival(
        channel=incoming.channel,
        address=incoming.address,
        update_id=incoming.update_id,
        at=incoming.at,
        kind=incoming.kind,  # type: ignore[arg-type]
        text=incoming.text,
        tap_value=tap.value if tap else "",
        tap_version=FORGED if forged else (tap.version if tap else None),
        command=incoming.command,
        payload=incoming.payload,
        position=incoming.position,
        phone=incoming.phone,
        message=incoming.message,
        sender_name=incoming.sender_name,
        language_hint=incoming.language_hint,
    )
