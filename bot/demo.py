"""The demonstration: the real program on a scratch database, with invented actors and a clock.

Everything that is not the clock or the invented people is the program itself.
"""

from __future__ import annotations

import asyncio
import socket
import tempfile
import time as stopwatch
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path

from bot.app import Machine, Parts, opened, parts_of
from bot.channels.web import WebDoor
from bot.delivery import Route
from bot.examples import SEATS, add_examples
from bot.program import until_left
from bot.settings import Settings
from bot.web import shifts
from bot.web.panes import Panes
from bot.web.security import Guard
from bot.web.serving import Server, address_of, bound
from bot.web.site import Site, built
from casework.morocco_time import instant, local
from casework.person import StaffMember
from scheduler.clockwork import tick
from scheduler.jobs import do_due, jobs
from storage.work import Work

HOST = "127.0.0.1"
NAMES = ("127.0.0.1", "localhost")
OPENS = time(10)
"""The demonstration begins in the morning of a working day: staff are on, nobody is asleep."""
FOREVER = timedelta(days=3650)
"""Tabs and desks outlast any jump of the clock."""
MOST_DUE = 200
"""So many due rows are looked at before a jump gives up: nothing would be told any more."""
SETTLE_SECONDS = 3.0
LOOK_SECONDS = 0.02


class DemoClock:
    """Starts at an instant and runs on; it can be moved, the machine's clock never is."""

    def __init__(self, start: datetime) -> None:
        self.move(start)

    def now(self) -> datetime:
        """This instant of the demonstration, aware, UTC."""
        return self._start + timedelta(seconds=stopwatch.monotonic() - self._since)

    def move(self, to: datetime) -> None:
        """Go on from another instant."""
        self._start, self._since = to, stopwatch.monotonic()


def next_morning(now: datetime) -> datetime:
    """Ten o'clock in Morocco of this day, or of the next one that is Monday to Thursday."""
    day = local(now).date()
    while day.weekday() > 3:
        day += timedelta(days=1)
    return instant(datetime.combine(day, OPENS))


@dataclass(frozen=True, slots=True)
class Control:
    """Moves the clock through what is due, each row at its own hour."""

    parts: Parts
    site: Site
    machine: Machine
    clock: DemoClock

    def now(self) -> datetime:
        """The demonstration's time."""
        return self.clock.now()

    async def upcoming(self) -> datetime | None:
        """When something falls due, or a message that waits for its hour goes out."""
        return await self.parts.store.read(partial(next_event, self.now()))

    async def jump(self) -> None:
        """Go on until somebody is told something."""
        told = self._told()
        for _ in range(MOST_DUE):
            at = await self.upcoming()
            if at is None or self._told() != told:
                return
            await self._be_at(at)

    async def pass_day(self) -> None:
        """Until the same hour of the next day."""
        end = self.now() + timedelta(days=1)
        for _ in range(MOST_DUE):
            at = await self.upcoming()
            if at is None or at > end:
                break
            await self._be_at(at)
        await self._be_at(end)

    def _told(self) -> int:
        return self.site.people.told + self.site.desks.told

    async def _be_at(self, at: datetime) -> None:
        self.clock.move(max(at, self.now()))
        await do_due(self.parts.store, self.parts.around)
        await self._settle()

    async def _settle(self) -> None:
        """Let the delivery say all that can be said now."""
        self.machine.delivery.bell.ring()
        until = stopwatch.monotonic() + SETTLE_SECONDS
        while stopwatch.monotonic() < until:
            at = await self.parts.store.read(lambda work: work.outbox.waiting()[1])
            if at is None or at > self.now():
                return
            await asyncio.sleep(LOOK_SECONDS)


def next_event(now: datetime, work: Work) -> datetime | None:
    """The earliest of what is due and of what waits to be said."""
    held = work.outbox.waiting()[1]
    events = [work.schedule.next_at(), held if held and held > now else None]
    return min((at for at in events if at is not None), default=None)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The parts of the program, and what is served."""

    parts: Parts
    site: Site
    machine: Machine
    app: Guard


@asynccontextmanager
async def demonstration(folder: Path, address: str) -> AsyncIterator[Demonstration]:
    """The program over a new database in `folder`, as it is served at `address`."""
    settings = Settings(
        database_url=f"sqlite:///{folder / 'demo.db'}",
        key_file=folder / "demo.key",
        keys_url=None,
        base_url=address,
        telegram_token=None,
        clock_file=None,
        starter_catalogue=True,
    )
    clock = DemoClock(next_morning(datetime.now(UTC)))
    async with opened(settings, clock) as (store, ring):
        parts = parts_of(settings, store, ring, clock=clock)
        site = Site(
            store,
            parts.around,
            parts.renderer,
            intake=parts.intake,
            tap_key=ring.tap_key,
            visit=FOREVER,
            life=FOREVER,
        )
        routes = {each.name: Route(each) for each in (site.people, site.desks)}
        machine = Machine(parts, routes, dict.fromkeys(routes, WebDoor()))
        seats = await store.write(partial(seated, parts))
        await store.read(parts.snapshots.of)
        control = Control(parts, site, machine, clock)
        panes = Panes(site, store, parts.around, control, seats)
        app = Guard(built(panes.routes()), framed=True, hosts=NAMES)
        yield Demonstration(parts, site, machine, app)


def seated(parts: Parts, work: Work) -> dict[str, StaffMember]:
    """Add the invented actors and sit their people down; who sits where."""
    add_examples(work, parts.around, shifts.CHANNEL)
    chats = {seat.address: work.chats.find(shifts.CHANNEL, seat.address) for seat in SEATS}
    found = {seat: work.staff.get(chat.owner) for seat, chat in chats.items() if chat}
    return {seat: member for seat, member in found.items() if member}


async def demonstrate(port: int, ready: Callable[[str], None]) -> None:
    """Serve the demonstration until it is told to end; `ready` is given its address.

    Raises `OperatorError` when the port is taken.
    """
    listening = bound(HOST, port)
    with tempfile.TemporaryDirectory(prefix="tawjih-demo-") as folder:
        await _serve(Path(folder), listening, ready)


async def _serve(folder: Path, listening: socket.socket, ready: Callable[[str], None]) -> None:
    address = address_of(listening)
    async with demonstration(folder, address) as demo:
        server = Server(demo.app, demo.site.stop)
        ready(address)
        ticking = tick(jobs(demo.parts.store, demo.parts.around))
        await until_left(server, listening, demo.machine.run(), ticking)
