"""What was stored is served: one chat in order, many chats at once, a poisoned update alone."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.app import parts_of
from bot.channels.base import Incoming
from bot.channels.web import packed, unpacked
from bot.intake import Intake, Letter
from bot.settings import Settings
from bot.taps import sign
from bot.workers import FORGED, MOST_TRIES, Workers, arrival_of
from casework.desk import Arrival
from casework.errors import StaleReferral
from casework.person import Chat
from casework.ports import Surroundings
from storage.keys import KeyRing
from storage.store import Store
from storage.work import Work
from tests.fakes.hands import NOON, Hands
from tests.fakes.waiting import until

RING = KeyRing.fresh()


class PlainDoor:
    """A channel whose stored form is the update itself."""

    async def open(self, raw: bytes, at: datetime) -> Incoming | None:
        return unpacked(raw) if raw != b"nothing" else None


class Office:
    """Workers over a store; `said` is what the desk heard, per chat, in order."""

    def __init__(self, store: Store, clock: Hands, receive: Any = None, *, count: int = 1) -> None:
        self.store, self.clock = store, clock
        self.said: dict[str, list[str]] = defaultdict(list)
        around = parts_of(Settings(), store, RING, clock=clock).around
        self.intake = Intake(store, RING.lookup, clock)
        self.workers = [
            Workers(store, {"web": PlainDoor()}, around, tap_key=RING.tap_key,
                    receive=receive or self.hear)
            for _ in range(count)
        ]  # fmt: skip
        self.numbers = iter(range(10**6))

    def start(self) -> None:
        self.running = [asyncio.create_task(each.run()) for each in self.workers]

    async def stop(self) -> None:
        for task in self.running:
            task.cancel()
        await asyncio.wait(self.running)

    def hear(self, work: Work, arrival: Arrival, around: Surroundings) -> None:
        self.said[arrival.address].append(arrival.text)

    async def letters(self, *said: tuple[str, str], **fields: Any) -> None:
        incoming = [
            Incoming(
                "web",
                address,
                str(next(self.numbers)),
                NOON,
                **{"kind": "text", "text": text} | fields,
            )
            for address, text in said
        ]
        await self.store_all(incoming)

    async def store_all(self, incoming: list[Incoming]) -> None:
        letters = [Letter("web", each.update_id, each.address, packed(each)) for each in incoming]
        await self.intake.accept(letters)
        self.ring()

    def ring(self) -> None:
        for each in self.workers:
            each.bell.ring()

    async def waiting(self) -> int:
        return (await self.store.write(lambda work: work.inbox.waiting()))[0]

    async def served(self) -> None:
        """Let time pass until nothing waits."""
        async with asyncio.timeout(20):
            while await self.waiting():
                self.clock.move(seconds=1)
                self.ring()
                await asyncio.sleep(0.005)


@asynccontextmanager
async def office(url: str = "sqlite://", **more: Any) -> AsyncIterator[Office]:
    clock = Hands()
    store = await Store.open(url, RING, clock=clock)
    opened = Office(store, clock, **more)
    opened.start()
    yield opened
    await opened.stop()
    await store.close()


async def test_one_chat_is_served_in_order_and_many_are_served_at_once() -> None:
    chats, updates = [f"c{n}" for n in range(100)], range(20)
    async with office() as opened:
        await opened.letters(*((chat, str(n)) for n in updates for chat in chats))
        await opened.served()
        assert opened.said == {chat: [str(n) for n in updates] for chat in chats}


async def test_a_flood_from_one_chat_keeps_nobody_waiting() -> None:
    heard: list[str] = []

    def desk(work: Work, arrival: Arrival, around: Surroundings) -> None:
        heard.append(arrival.address)

    async with office(receive=desk) as opened:
        await opened.letters(*(("flood", str(n)) for n in range(400)))
        await opened.letters(*((f"c{n}", "salam") for n in range(50)))
        await opened.served()
    last_of_the_others = max(at for at, chat in enumerate(heard) if chat != "flood")
    assert heard[:last_of_the_others].count("flood") < 100
    assert heard.count("flood") == 400


async def test_several_workers_on_one_database_serve_each_update_once(tmp_path: Path) -> None:
    chats = [f"c{n}" for n in range(20)]
    async with office(f"sqlite:///{tmp_path / 'one.db'}", count=4) as opened:
        await opened.letters(*((chat, str(n)) for n in range(10) for chat in chats))
        await opened.served()
        assert opened.said == {chat: [str(n) for n in range(10)] for chat in chats}


async def test_a_repeated_update_is_served_once() -> None:
    async with office() as opened:
        incoming = Incoming("web", "c", "77", NOON, "text", text="once")
        for _ in range(3):
            await opened.store_all([incoming])
        await opened.served()
        await opened.store_all([incoming])
        assert opened.said["c"] == ["once"]
        assert await opened.waiting() == 0


async def test_a_poisoned_update_dies_and_harms_nobody() -> None:
    heard: list[str] = []

    def desk(work: Work, arrival: Arrival, around: Surroundings) -> None:
        heard.append(arrival.text)
        if arrival.text == "poison":
            raise ZeroDivisionError

    async with office(receive=desk) as opened:
        await opened.letters(("c", "poison"), ("c", "after"), ("d", "salam"))
        await until(lambda: "salam" in heard)
        assert "after" not in heard
        await opened.served()
        assert heard.count("poison") == MOST_TRIES
        assert heard[-1] == "after"
        assert await opened.store.write(lambda work: work.inbox.dead()) == 1


async def test_an_update_that_cannot_be_read_is_poisoned_too() -> None:
    async with office() as opened:
        await opened.intake.accept([Letter("web", "1", "c", b"\xff{")])
        await opened.letters(("c", "after"))
        await opened.served()
        assert opened.said["c"] == ["after"]
        assert await opened.store.write(lambda work: work.inbox.dead()) == 1


async def test_what_two_changed_at_once_is_tried_again_until_it_goes_through() -> None:
    tries: list[str] = []

    def desk(work: Work, arrival: Arrival, around: Surroundings) -> None:
        tries.append(arrival.text)
        if len(tries) <= MOST_TRIES + 2:
            raise StaleReferral

    async with office(receive=desk) as opened:
        await opened.letters(("c", "salam"))
        await opened.served()
        assert len(tries) == MOST_TRIES + 3
        assert await opened.store.write(lambda work: work.inbox.dead()) == 0


async def test_of_a_turn_that_fails_nothing_remains() -> None:
    def desk(work: Work, arrival: Arrival, around: Surroundings) -> None:
        work.chats.add(Chat("half", "web", arrival.address, "owner", False, "fr", None))
        raise ZeroDivisionError

    async with office(receive=desk) as opened:
        await opened.letters(("c", "salam"))
        await opened.served()
        assert await opened.store.write(lambda work: work.chats.find("web", "c")) is None


async def test_what_needs_no_answer_is_done_without_the_desk() -> None:
    async with office() as opened:
        await opened.intake.accept([Letter("web", "1", "c", b"nothing")])
        opened.ring()
        await opened.served()
        assert opened.said == {}


async def test_their_message_is_remembered_for_a_quick_exit() -> None:
    def desk(work: Work, arrival: Arrival, around: Surroundings) -> None:
        work.chats.add(Chat("chat", "web", arrival.address, "owner", False, "fr", None))

    async with office(receive=desk) as opened:
        await opened.letters(("c", "salam"), message="41")
        await opened.served()
        recent = await opened.store.write(lambda work: work.outbox.recent("chat", NOON))
        assert recent == ["41"]


async def test_who_stops_the_bot_is_not_written_to_until_they_come_back() -> None:
    def desk(work: Work, arrival: Arrival, around: Surroundings) -> None:
        work.chats.add(Chat("chat", "web", arrival.address, "owner", False, "fr", None))

    async def blocked() -> datetime | None:
        chat = await opened.store.write(lambda work: work.chats.get("chat"))
        assert chat is not None
        return chat.blocked_at

    async with office(receive=desk) as opened:
        await opened.letters(("c", "salam"))
        await opened.served()
        await opened.letters(("c", ""), kind="blocked")
        await opened.served()
        assert await blocked() is not None
        await opened.letters(("c", ""), kind="unblocked")
        await opened.served()
        assert await blocked() is None


def tapped(tap: str) -> Arrival:
    return arrival_of(Incoming("web", "c", "1", NOON, "choice", tap=tap), RING.tap_key)


@pytest.mark.parametrize(
    ("tap", "value", "version"),
    [
        (sign(RING.tap_key, "c", "yes", version=7), "yes", 7),
        (sign(RING.tap_key, "another", "yes", version=7), "", FORGED),
        ("yes", "", FORGED),
        ("", "", FORGED),
    ],
)
def test_a_tap_counts_only_when_it_was_signed_for_this_chat(
    tap: str, value: str, version: int
) -> None:
    arrival = tapped(tap)
    assert (arrival.tap_value, arrival.tap_version) == (value, version)


async def test_stopping_lets_what_runs_end() -> None:
    async with office() as opened:
        await opened.letters(*((f"c{n}", "salam") for n in range(200)))
        await until(lambda: len(opened.said) > 10)
        await opened.stop()
        assert await opened.waiting() == 200 - len(opened.said)


async def test_a_row_that_another_has_finished_is_not_served_again() -> None:
    async with office() as opened:
        await opened.stop()
        await opened.letters(("c", "salam"))
        rows = await opened.workers[0]._claim(5)
        for _ in range(2):
            await opened.workers[0]._serve(rows[0])
        assert opened.said["c"] == ["salam"]
