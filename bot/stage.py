"""A conversation played in one place: several people on console screens, one thing at a time.

It uses the same inbox, workers, desk, outbox and delivery as every channel; only the clock stands
still until it is moved. Nothing is printed here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from bot.app import Machine, Parts
from bot.channels.base import Button, Incoming
from bot.channels.console import ConsoleChannel, Shown
from bot.channels.web import WebDoor, packed
from bot.delivery import Route
from bot.examples import SEATS, add_examples
from bot.intake import Letter
from bot.script import Line, later, position
from casework import desk
from casework.errors import OperatorError
from casework.ports import Due, Surroundings
from storage.work import Work

START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday morning, outside Ramadan: where a scratch conversation begins."""
LEASE_SECONDS = 60
MOST_DUE = 500


class StillClock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = START) -> None:
        self._now = now

    def now(self) -> datetime:
        """The instant it stands at."""
        return self._now

    def move(self, to: datetime) -> None:
        """Stand at another instant."""
        self._now = to


@dataclass(frozen=True, slots=True)
class Cue:
    """What a directive sends in: the kind of update, and the field its argument goes to."""

    kind: str
    field: str = ""


CUES: Mapping[str, Cue] = {
    "text": Cue("text", "text"),
    "phone": Cue("phone", "phone"),
    "voice": Cue("voice"),
    "picture": Cue("picture"),
    "sticker": Cue("sticker"),
    "contact": Cue("other_contact"),
    "edited": Cue("edited", "text"),
    "other": Cue("other"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that appeared: when, on whose screen, the message as it was then.

    `newest`: nothing stood under it; `cleared`: all that stood above it is gone.
    """

    at: datetime
    address: str
    shown: Shown
    newest: bool
    cleared: bool


class Stage:
    """Plays lines. `clock` must be the one the parts were made with."""

    def __init__(self, parts: Parts, clock: StillClock) -> None:
        self._parts, self._clock = parts, clock
        self.channel = ConsoleChannel()
        name = self.channel.name
        self._machine = Machine(parts, {name: Route(self.channel)}, {name: WebDoor()})
        self._said = 0
        self._seated: frozenset[str] = frozenset()

    async def seat_examples(self) -> None:
        """The invented actors join, with their focal points and a coordinator; once."""
        if self._seated:
            return
        around, channel = self._parts.around, self.channel.name
        await self._parts.store.write(lambda work: add_examples(work, around, channel))
        await self._parts.store.read(self._parts.snapshots.of)
        self._seated = frozenset(seat.address for seat in SEATS)

    def tapped(self, line: Line) -> Button | None:
        """The button a line taps, if its words are one's, or its number."""
        return None if line.directive else self.channel.screens[line.who].button(line.text)

    async def play(self, line: Line) -> list[Seen]:
        """Do what a line says, and all that follows from it. Raises `OperatorError`."""
        if line.directive == "clock":
            return await self._move(line)
        if line.directive == "examples":
            await self.seat_examples()
            return []
        if not line.who.startswith("person") and line.who not in self._seated:
            raise OperatorError("cli.chat.no_such_who", n=line.n, who=line.who)
        incoming = self._incoming(line)
        letter = Letter(self.channel.name, incoming.update_id, incoming.address, packed(incoming))
        await self._parts.intake.accept([letter])
        # Whoever acted looks at their own screen first.
        return sorted(await self._settle(), key=lambda seen: seen.address != line.who)

    async def _move(self, line: Line) -> list[Seen]:
        """Move the clock; what falls due on the way happens at its own hour."""
        end, seen = later(self._clock.now(), line.text), []
        if end < self._clock.now():
            raise line.wrong
        for _ in range(MOST_DUE):
            at = await self._parts.store.read(self._next)
            if at is None or at > end:
                break
            self._clock.move(max(at, self._clock.now()))
            seen += await self._due()
        self._clock.move(end)
        return seen + await self._settle()

    def _next(self, work: Work) -> datetime | None:
        """When something falls due, or may be sent at last."""
        put_off = work.outbox.waiting()[1]
        sendable = put_off if put_off and put_off > self._clock.now() else None
        return min((at for at in (work.schedule.next_at(), sendable) if at), default=None)

    async def _due(self) -> list[Seen]:
        now, around = self._clock.now(), self._parts.around
        rows = await self._parts.store.write(
            lambda work: work.schedule.claim(now, MOST_DUE, LEASE_SECONDS)
        )
        for row in rows:
            await self._parts.store.write(partial(_due, row, around))
        return await self._settle()

    async def _settle(self) -> list[Seen]:
        """Let everything happen that can happen now, and tell what appeared."""
        while await self._machine.workers.drain() + await self._machine.delivery.drain():
            pass
        return list(self._fresh())

    def _fresh(self) -> Iterator[Seen]:
        # By address: which of two screens was written first is chance.
        for address, screen in sorted(self.channel.screens.items()):
            cleared, screen.cleared = screen.cleared, False
            for shown in [each for each in screen.messages if each.fresh]:
                shown.fresh = False
                newest = shown is screen.messages[-1]
                yield Seen(self._clock.now(), address, replace(shown), newest, cleared)

    def _incoming(self, line: Line) -> Incoming:
        self._said += 1
        common: dict[str, Any] = {
            "channel": self.channel.name,
            "address": line.who,
            "update_id": str(self._said),
            "at": self._clock.now(),
            "message": f"in-{self._said}",
        }
        return Incoming(**common, **self._meant(line))

    def _meant(self, line: Line) -> dict[str, Any]:
        if line.directive == "position":
            return {"kind": "position", "position": position(line.text)}
        if line.directive:
            cue = CUES[line.directive]
            return {"kind": cue.kind} | ({cue.field: line.text} if cue.field else {})
        if line.text.startswith("/"):
            command, _, payload = line.text[1:].partition(" ")
            return {"kind": "command", "command": command, "payload": payload.strip()}
        button = self.tapped(line)
        if button is not None and button.tap:
            return {"kind": "choice", "tap": button.tap}
        return {"kind": "text", "text": line.text}


def _due(row: Due, around: Surroundings, work: Work) -> None:
    desk.due(work, row, around)
