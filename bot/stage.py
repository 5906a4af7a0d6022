"""A conversation played in one place: several people on console screens, one thing at a time.

It uses the same inbox, workers, desk, outbox and delivery as every channel; only the clock stands
still until it is moved. Nothing is printed here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from bot.app import Machine, Parts
from bot.channels.base import Incoming
from bot.channels.console import ConsoleChannel, Screen, Shown
from bot.channels.web import WebDoor, packed
from bot.clock import instant
from bot.delivery import Route
from bot.intake import Letter
from bot.script import Line
from casework import desk
from casework.errors import OperatorError
from casework.ports import Due, Surroundings
from storage.work import Work

START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday morning, outside Ramadan: where a scratch conversation begins."""
SPANS = {"m": "minutes", "h": "hours", "d": "days"}
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
    """What a directive sends in: the kind of update and its fields."""

    kind: str
    field: str = ""


CUES: Mapping[str, Cue] = {
    "phone": Cue("phone", "phone"),
    "voice": Cue("voice"),
    "picture": Cue("picture"),
    "sticker": Cue("sticker"),
    "contact": Cue("other_contact"),
    "edited": Cue("edited", "text"),
}


class Stage:
    """Plays lines. `clock` must be the one the parts were made with."""

    def __init__(self, parts: Parts, clock: StillClock) -> None:
        self._parts, self._clock = parts, clock
        self.channel = ConsoleChannel()
        name = self.channel.name
        self._machine = Machine(parts, {name: Route(self.channel)}, {name: WebDoor()})
        self._said = 0

    async def play(self, line: Line) -> None:
        """Do what a line says, and all that follows from it. Raises `OperatorError`."""
        if line.directive == "clock":
            await self.move(line.text)
        else:
            await self.hear(self._incoming(line))

    async def hear(self, incoming: Incoming) -> None:
        """One update through the inbox to every screen it reaches."""
        letter = Letter(self.channel.name, incoming.update_id, incoming.address, packed(incoming))
        await self._parts.intake.accept([letter])
        await self._settle()

    async def move(self, by: str) -> None:
        """Move the clock; what falls due on the way happens at its own hour."""
        end = moved(self._clock.now(), by)
        for _ in range(MOST_DUE):
            at = await self._parts.store.read(lambda work: work.schedule.next_at())
            if at is None or at > end:
                break
            self._clock.move(max(at, self._clock.now()))
            await self._due()
        self._clock.move(end)
        await self._settle()

    def fresh(self) -> Iterator[tuple[str, Shown, Screen]]:
        """What has appeared since it was last asked: whose screen, the message, the screen."""
        for address, screen in self.channel.screens.items():
            for shown in [each for each in screen.messages if each.fresh]:
                shown.fresh = False
                yield address, shown, screen

    async def _due(self) -> None:
        now, around = self._clock.now(), self._parts.around
        rows = await self._parts.store.write(
            lambda work: work.schedule.claim(now, MOST_DUE, LEASE_SECONDS)
        )
        for row in rows:
            await self._parts.store.write(partial(_due, row, around))
        await self._settle()

    async def _settle(self) -> None:
        while await self._machine.workers.drain() + await self._machine.delivery.drain():
            pass

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
            return {"kind": "position", "position": position(line)}
        if line.directive:
            cue = CUES[line.directive]
            return {"kind": cue.kind} | ({cue.field: line.text} if cue.field else {})
        if line.text.startswith("/"):
            command, _, payload = line.text[1:].partition(" ")
            return {"kind": "command", "command": command, "payload": payload.strip()}
        button = self.channel.screens[line.who].button(line.text)
        if button is not None and button.tap:
            return {"kind": "choice", "tap": button.tap}
        return {"kind": "text", "text": line.text}


def _due(row: Due, around: Surroundings, work: Work) -> None:
    desk.due(work, row, around)


def moved(now: datetime, by: str) -> datetime:
    """`+3d`, `+2h`, `+30m` from now, or an ISO instant. Raises `OperatorError`."""
    try:
        if by.startswith("+"):
            return now + timedelta(**{SPANS[by[-1]]: int(by[1:-1])})
        return instant(by)
    except (ValueError, KeyError, IndexError):
        raise OperatorError("cli.chat.bad_directive", line=f"!clock {by}") from None


def position(line: Line) -> tuple[float, float]:
    """`latitude,longitude` in degrees. Raises `OperatorError`."""
    try:
        latitude, longitude = (float(part) for part in line.text.split(","))
    except ValueError:
        raise OperatorError("cli.chat.bad_directive", line=f"!position {line.text}") from None
    return latitude, longitude
