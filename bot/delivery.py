"""Sends what was committed, in order per chat, and records what came of it.

At least once: nothing better is possible, for the Bot API knows no idempotency key. So content
that must not appear twice is edited into a neutral line: to edit again changes nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from bot.channels.base import Channel, Outcome, Rendered
from bot.pace import Pace
from bot.pump import AT_ONCE, Pump
from bot.render import Renderer
from casework.absence import unreachable
from casework.morocco_time import local
from casework.ports import Surroundings
from storage.outbox import DELETABLE, Ready
from storage.store import Store
from storage.work import Work

LEASE = timedelta(seconds=60)
"""Longer than a sending can last: a connection, a long answer, and the wait for a turn."""
LONGEST_WAIT = 300.0
NIGHT_FROM, NIGHT_UNTIL = 20, 9
NOTICED, ALL_STAGES = 1, 2
SHOWN = ("delivered", "unchanged")
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Route:
    """A channel and how fast it may be written to (None: as fast as it takes)."""

    channel: Channel
    pace: Pace | None = None


class Delivery:
    """Drains the outbox. `run` until cancelled; ring `bell` when something was put there."""

    def __init__(
        self,
        store: Store,
        routes: Mapping[str, Route],
        renderer: Renderer,
        around: Surroundings,
        *,
        at_once: int = AT_ONCE,
    ) -> None:
        self._store, self._routes, self._renderer = store, routes, renderer
        self._around, self._clock = around, around.clock
        self._pump: Pump[Ready] = Pump(self._claim, self._serve, at_once=at_once)
        self.bell = self._pump.bell

    async def run(self) -> None:
        """Serve for ever. Cancelled, it lets what runs end."""
        await self._pump.run()

    async def drain(self) -> int:
        """Serve what waits now and return how many rows that was."""
        return await self._pump.drain()

    async def _claim(self, room: int) -> Sequence[Ready]:
        now = self._clock.now()
        return await self._store.write(lambda work: work.outbox.claim(now, limit=room, lease=LEASE))

    async def _serve(self, row: Ready) -> None:
        """One row: its neutral line first, where it has one, then what it says."""
        if row.channel not in self._routes:
            await self._settle(row, Outcome("not_before", after=LONGEST_WAIT))
            return
        try:
            # A chart takes a second to draw; the other chats do not wait for it.
            drawing = row.message.chart is not None
            content, notice = (
                await asyncio.to_thread(self._rendered, row) if drawing else self._rendered(row)
            )
        # A message that cannot be rendered is a fault of ours; it must not hold up the chat.
        except Exception as error:  # noqa: BLE001
            log.error("message_not_rendered", error=type(error).__name__, row=row.id)
            await self._settle(row, Outcome("rejected"))
            return
        if notice is not None and row.stage < NOTICED:
            outcome = await self._notify(row, notice)
            await self._settle(row, outcome, stage=NOTICED)
            if outcome.kind not in SHOWN:
                return
            row = replace(row, stage=NOTICED, sent=(*row.sent, *outcome.messages))
        outcome = await self._content(row, content)
        await self._settle(row, outcome, stage=ALL_STAGES)

    def _rendered(self, row: Ready) -> tuple[Rendered, Rendered | None]:
        """What it says, and the neutral line that goes before it."""
        content = self._renderer.render(
            row.message, row.language, version=row.version, address=row.address, staff=row.staff
        )
        silent = row.silent or (self._night() and not row.staff)
        content = replace(content, silent=silent)
        if row.message.neutral is None:
            return content, None
        notice = self._renderer.notice(
            row.message.neutral, row.language, repeated=row.staff and row.tries > 1
        )
        return content, replace(notice, silent=silent)

    async def _notify(self, row: Ready, notice: Rendered) -> Outcome:
        """The neutral line, alone. An older card of the same name keeps only such a line."""
        route = await self._turn(row)
        outcome = await route.channel.send(row.address, notice)
        if outcome.kind in SHOWN and row.edit:
            await route.channel.edit(row.address, row.edit, notice)
        return outcome

    async def _content(self, row: Ready, content: Rendered) -> Outcome:
        """What it says: edited in where something stands for it, else sent."""
        route = await self._turn(row)
        if row.kind == "exit":
            since = self._clock.now() - DELETABLE
            recent = await self._store.read(lambda work: work.outbox.recent(row.chat, since))
            return await route.channel.delete(row.address, recent, content)
        stands = row.sent[-1] if row.message.neutral and row.sent else row.edit
        if stands and not content.picture:
            outcome = await route.channel.edit(row.address, stands, content)
            if outcome.kind != "gone":
                return outcome
        return await route.channel.send(row.address, await self._addressed(content))

    async def _addressed(self, content: Rendered) -> Rendered:
        """A copy names a chat of ours; the channel wants its address."""
        if content.copy_of is None:
            return content
        chat, message = content.copy_of
        found = await self._store.read(lambda work: work.chats.get(chat))
        return replace(content, copy_of=(found.address, message) if found else None)

    async def _turn(self, row: Ready) -> Route:
        """The row's channel, once it is its chat's turn there."""
        route = self._routes[row.channel]
        if route.pace is not None:
            await route.pace.turn(row.address)
        return route

    async def _settle(self, row: Ready, outcome: Outcome, *, stage: int = NOTICED) -> None:
        if outcome.kind in ("rejected", "unreachable"):
            log.warning("message_not_sent", outcome=outcome.kind, row=row.id, channel=row.channel)
        retry_at = None
        if outcome.kind in ("not_before", "unknown"):
            retry_at = self._clock.now() + timedelta(seconds=wait_of(outcome, row.tries))

        def settled(work: Work) -> None:
            work.outbox.settle(
                row.id,
                outcome=outcome.kind,
                messages=outcome.messages,
                stage=stage,
                retry_at=retry_at,
            )
            if outcome.kind == "unreachable":
                unreachable(work, row.chat, self._around)

        await self._store.write(settled)

    def _night(self) -> bool:
        hour = local(self._clock.now()).hour
        return hour >= NIGHT_FROM or hour < NIGHT_UNTIL


def wait_of(outcome: Outcome, tries: int) -> float:
    """Seconds until the next try: what the server asks for, else longer each time."""
    if outcome.kind == "not_before":
        return outcome.after
    return min(outcome.after * 2.0 ** (tries - 1), LONGEST_WAIT)
