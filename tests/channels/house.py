"""One program in this process on a still clock, with a person and the invented actors on a channel.

Nothing is polled and nothing waits: what was done is settled before the next thing is.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import httpx
from pydantic import SecretStr
from starlette.applications import Starlette

from bot.app import Machine, Parts, parts_of
from bot.channels.base import Incoming
from bot.channels.console import ConsoleChannel
from bot.channels.telegram.line import connected
from bot.channels.web import WebDoor, packed
from bot.delivery import Route
from bot.examples import SEATS, Seat, add_examples
from bot.ids import SeededIds
from bot.intake import Letter
from bot.program import WEBHOOK_PATH, webhook_of
from bot.settings import Settings
from bot.stage import StillClock
from bot.web.site import Site
from casework import desk
from casework.ports import Due
from storage.keys import KeyRing
from storage.store import Store
from storage.work import Work
from tests.channels.phones import ConsolePhone, Phone, TelegramPhone, WebPhone
from tests.fakes.bot_api import TOKEN, BotApi
from tests.fakes.members import Member
from tests.web.conftest import browsing

CHANNELS = ("console", "telegram", "web")
SECRET = "a-secret-of-the-webhook"
ACCOUNTS = {seat.address: 9001 + n for n, seat in enumerate(SEATS)}


@dataclass
class House:
    """The program, and who sits at it: `person`, and staff by the name of their seat."""

    parts: Parts
    clock: StillClock
    machine: Machine
    person: Phone
    staff: dict[str, Phone]

    async def settle(self) -> None:
        """Let everything that was stored be answered and told."""
        while await self.machine.workers.drain() + await self.machine.delivery.drain():
            pass

    async def passes(self, **span: float) -> None:
        """Time goes by, and what fell due on the way is done at its own hour."""
        end = self.clock.now() + timedelta(**span)
        while (
            at := await self.parts.store.read(lambda work: work.schedule.next_at())
        ) and at <= end:
            self.clock.move(max(at, self.clock.now()))
            claim = partial(_claimed, self.clock)
            for row in await self.parts.store.write(claim):
                await self.parts.store.write(partial(_done, row, self.parts))
            await self.settle()
        self.clock.move(end)
        await self.settle()


def _claimed(clock: StillClock, work: Work) -> Any:
    return work.schedule.claim(clock.now(), 100, 60)


def _done(row: Due, parts: Parts, work: Work) -> None:
    desk.due(work, row, parts.around)


@asynccontextmanager
async def house(channel: str) -> AsyncIterator[House]:
    """A house of that channel, opened and closed."""
    async with AsyncExitStack() as stack:
        clock, ring, ids = StillClock(), KeyRing.fresh(), SeededIds()
        store = await Store.open("sqlite://", ring, clock=clock)
        stack.push_async_callback(store.close)
        parts = parts_of(Settings(), store, ring, clock=clock, ids=ids)
        yield await OPENED[channel](parts, clock, stack)


async def on_console(parts: Parts, clock: StillClock, stack: AsyncExitStack) -> House:
    """Everybody at a terminal."""
    screens = ConsoleChannel()
    machine = Machine(parts, {"console": Route(screens)}, {"console": WebDoor()})
    await seated(parts, "console", SEATS)
    sits = partial(at_console, parts, clock, screens, machine)
    staff: dict[str, Phone] = {seat.address: sits(seat.address) for seat in SEATS}
    return House(parts, clock, machine, sits("person"), staff)


async def on_telegram(parts: Parts, clock: StillClock, stack: AsyncExitStack) -> House:
    """Everybody on Telegram: updates by the webhook, answers to the fake Bot API over HTTP."""
    settings = Settings(telegram_token=SecretStr(TOKEN), telegram_webhook_secret=SecretStr(SECRET))
    route = webhook_of(settings, parts)
    assert route is not None
    client = await stack.enter_async_context(browsing(Starlette(routes=[route])))
    api = await stack.enter_async_context(Calling(client))
    line = await stack.enter_async_context(connected(TOKEN, api.url))
    machine = Machine(parts, {"telegram": Route(line.channel)}, {"telegram": line.door})
    seats = [Seat(str(ACCOUNTS[each.address]), each.actor, each.region) for each in SEATS]
    await seated(parts, "telegram", seats)
    settle = partial(_settled, machine)
    staff: dict[str, Phone] = {
        name: TelegramPhone(Member(api, account, name=name), settle)
        for name, account in ACCOUNTS.items()
    }
    return House(parts, clock, machine, TelegramPhone(Member(api, 4711), settle), staff)


async def on_web(parts: Parts, clock: StillClock, stack: AsyncExitStack) -> House:
    """The person in a tab of the page, over HTTP; staff at their messenger, here the console."""
    screens = ConsoleChannel()
    site = Site(
        parts.store,
        parts.around,
        parts.renderer,
        intake=parts.intake,
        tap_key=parts.ring.tap_key,
        visit=timedelta(days=60),
    )
    routes = {"console": Route(screens), "web": Route(site.people)}
    machine = Machine(parts, routes, dict.fromkeys(routes, WebDoor()))
    client = await stack.enter_async_context(browsing(site.app()))
    await seated(parts, "console", SEATS)
    staff: dict[str, Phone] = {
        seat.address: at_console(parts, clock, screens, machine, seat.address) for seat in SEATS
    }
    person = WebPhone(client, partial(_settled, machine), SeededIds(7))
    return House(parts, clock, machine, person, staff)


OPENED = {"console": on_console, "telegram": on_telegram, "web": on_web}


class Calling(BotApi):
    """The fake Bot API, which brings each update to the webhook at once."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        super().__init__()
        self._client = client

    async def push(self, body: dict[str, Any]) -> int:
        number = await super().push(body)
        (update,) = [each for _, each in self.updates.waiting]
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        answer = await self._client.post(WEBHOOK_PATH, json=update, headers=headers)
        assert answer.status_code == 200
        self.updates.confirm_one(number)
        return number


async def seated(parts: Parts, channel: str, seats: Any) -> None:
    """The invented actors join on that channel."""
    await parts.store.write(lambda work: add_examples(work, parts.around, channel, seats))


def at_console(
    parts: Parts, clock: StillClock, screens: ConsoleChannel, machine: Machine, address: str
) -> ConsolePhone:
    """Somebody at a terminal."""
    ids = SeededIds(sum(address.encode()))
    accept = partial(_accepted, parts)
    return ConsolePhone(address, screens, accept, partial(_settled, machine), clock, ids)


async def _accepted(parts: Parts, incoming: Incoming) -> None:
    letter = Letter(incoming.channel, incoming.update_id, incoming.address, packed(incoming))
    await parts.intake.accept([letter])


async def _settled(machine: Machine) -> None:
    while await machine.workers.drain() + await machine.delivery.drain():
        pass
