"""Updates are confirmed to Telegram only once they are stored: polling and the webhook."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from bot.channels.telegram.api import UpdatesApi
from bot.channels.telegram.poll import Poller
from bot.channels.telegram.webhook import MOST_BYTES, SECRET_HEADER, Webhook
from bot.clock import WallClock
from bot.intake import Intake, Letter
from storage.errors import NoSpace
from storage.keys import KeyRing
from storage.store import Store
from tests.fakes.bot_api import TOKEN, BotApi
from tests.fakes.faults import Fault, Kind
from tests.fakes.waiting import until

SECRET = "a-secret-of-the-webhook"


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    opened = await Store.open("sqlite://", KeyRing.fresh())
    yield opened
    await opened.close()


class Box:
    """Where letters go; `full` makes every commit fail, `stored` tells what was committed."""

    def __init__(self, store: Store) -> None:
        self.intake = Intake(store, KeyRing.fresh().lookup, WallClock())
        self.store, self.full, self.refused = store, False, 0
        self.stored: list[str] = []
        self.changed = asyncio.Condition()

    async def accept(self, letters: Iterable[Letter]) -> int:
        kept = list(letters)
        async with self.changed:
            self.changed.notify_all()
            if self.full:
                self.refused += 1
                raise NoSpace("full")
            new = await self.intake.accept(kept)
            self.stored += [each.update_id for each in kept]
            return new

    async def holds(self, count: int) -> None:
        async with self.changed:
            await asyncio.wait_for(self.changed.wait_for(lambda: len(self.stored) >= count), 5)

    async def refuses(self, count: int) -> None:
        async with self.changed:
            await asyncio.wait_for(self.changed.wait_for(lambda: self.refused >= count), 5)


@asynccontextmanager
async def polling(api: BotApi, box: Box) -> AsyncIterator[Poller]:
    source = UpdatesApi(TOKEN, api.url, wait_seconds=1)
    poller = Poller(source, box, first_wait=0.01, longest_wait=0.05)
    task = asyncio.create_task(poller.run())
    try:
        yield poller
    finally:
        task.cancel()
        await asyncio.wait([task])
        await source.close()


def text(words: str, chat: int = 4711) -> dict[str, Any]:
    who = {"id": chat, "is_bot": False, "first_name": "N"}
    return {"message": {"message_id": 1, "date": 1, "text": words, "from": who,
                        "chat": {"id": chat, "type": "private"}}}  # fmt: skip


async def test_what_is_fetched_is_stored_and_then_confirmed(store: Store) -> None:
    async with BotApi() as api:
        box = Box(store)
        ids = [await api.push(text(f"{n}")) for n in range(250)]
        async with polling(api, box):
            await box.holds(250)
            await until(lambda: len(api.updates.confirmed) == 250)
        assert api.updates.confirmed == ids
        assert box.stored == [str(each) for each in ids]


async def test_a_commit_that_fails_confirms_nothing_and_heals(store: Store) -> None:
    async with BotApi() as api:
        box = Box(store)
        box.full = True
        await api.push(text("salam"))
        async with polling(api, box) as poller:
            await box.refuses(3)
            assert api.updates.confirmed == []
            assert poller.trouble == "store"
            box.full = False
            await until(lambda: api.updates.confirmed)
            assert poller.trouble == ""


async def test_a_new_start_sends_no_offset_and_repeats_are_absorbed(store: Store) -> None:
    async with BotApi() as api:
        box = Box(store)
        await api.push(text("salam"))
        first = UpdatesApi(TOKEN, api.url, wait_seconds=0)
        assert await box.accept([Letter("telegram", "500000", "4711", b"{}")]) == 1
        assert len(await first.fetch(None)) == 1
        await first.close()
        async with polling(api, box):
            await until(lambda: api.updates.confirmed)
        claimed = await store.write(lambda work: work.inbox.waiting())
        assert claimed[0] == 1


async def test_ids_that_restart_lower_are_taken(store: Store) -> None:
    async with BotApi() as api:
        box = Box(store)
        await api.push(text("before the quiet week"))
        async with polling(api, box):
            await box.holds(1)
            await until(lambda: api.updates.confirmed)
        api.updates.next_id = 12
        await api.push(text("after"))
        async with polling(api, box):
            await box.holds(2)
            await until(lambda: len(api.updates.confirmed) == 2)
        assert box.stored[-1] == "12"


async def test_of_two_pollers_the_older_is_told_and_nothing_is_stored_twice(store: Store) -> None:
    async with BotApi() as api:
        one, two = Box(store), Box(store)
        two.intake = one.intake
        async with polling(api, one) as older, polling(api, two) as newer:
            await until(lambda: "conflict" in (older.trouble, newer.trouble))
            for n in range(20):
                await api.push(text(f"{n}"))
            await until(lambda: len(api.updates.confirmed) == 20)
        waiting, _ = await store.write(lambda work: work.inbox.waiting())
        assert waiting == 20


@pytest.mark.parametrize(
    ("kind", "trouble"),
    [("server_error", "network"), ("html", "network"), ("flood", "network"),
     ("unauthorized", "token")],
)  # fmt: skip
async def test_polling_survives_what_the_server_answers(
    store: Store, kind: Kind, trouble: str
) -> None:
    async with BotApi() as api:
        box, seen = Box(store), set()
        api.faults.plan(Fault(kind, ("getUpdates",), times=10**6))
        await api.push(text("salam"))
        async with polling(api, box) as poller:
            await until(lambda: poller.trouble)
            seen.add(poller.trouble)
            api.faults.planned.clear()
            await box.holds(1)
        assert seen == {trouble}


async def test_an_update_without_an_id_does_not_stop_the_others(store: Store) -> None:
    box = Box(store)

    class Odd:
        async def fetch(self, offset: int | None) -> list[Any]:
            return [] if offset else ["?", {"message": {}}, {"update_id": 3, **text("salam")}]

    poller = Poller(Odd(), box)
    assert await poller._once() == ""
    assert box.stored == ["3"]


# --- the webhook ------------------------------------------------------------------------------


@pytest.fixture
async def web(store: Store) -> AsyncIterator[tuple[httpx.AsyncClient, Box]]:
    box = Box(store)

    async def telegram(request: Any) -> Any:
        return await Webhook(box, SECRET)(request)

    app = Starlette(routes=[Route("/telegram", telegram, methods=["POST"])])
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://program") as client:
        yield client, box


async def test_a_webhook_call_is_answered_after_the_commit(
    web: tuple[httpx.AsyncClient, Box], store: Store
) -> None:
    client, _ = web
    update = {"update_id": 1, **text("salam")}
    for _again in range(2):
        answer = await client.post("/telegram", json=update, headers={SECRET_HEADER: SECRET})
        assert answer.status_code == 200
    assert (await store.write(lambda work: work.inbox.waiting()))[0] == 1


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + " ", SECRET[:-1], "é"])
async def test_a_forged_webhook_call_is_refused(
    web: tuple[httpx.AsyncClient, Box], secret: str
) -> None:
    client, box = web
    headers = {SECRET_HEADER: secret.encode()}
    answer = await client.post("/telegram", json={"update_id": 1}, headers=headers)
    assert (answer.status_code, box.stored) == (403, [])


@pytest.mark.parametrize(
    ("body", "status"), [(b"{", 400), (b"[" * 200_000, 400), (b" " * (MOST_BYTES + 1), 413)]
)
async def test_a_webhook_call_that_cannot_be_read_is_refused(
    web: tuple[httpx.AsyncClient, Box], body: bytes, status: int
) -> None:
    client, box = web
    answer = await client.post("/telegram", content=body, headers={SECRET_HEADER: SECRET})
    assert (answer.status_code, box.stored) == (status, [])


async def test_while_the_database_is_down_telegram_is_asked_to_come_again(
    web: tuple[httpx.AsyncClient, Box],
) -> None:
    client, box = web
    box.full = True
    update = {"update_id": 1, **text("salam")}
    answer = await client.post("/telegram", json=update, headers={SECRET_HEADER: SECRET})
    assert answer.status_code == 503
    box.full = False
    answer = await client.post("/telegram", json=update, headers={SECRET_HEADER: SECRET})
    assert (answer.status_code, box.stored) == (200, ["1"])


async def test_a_letter_is_stored_sealed_and_its_lane_tells_no_address(store: Store) -> None:
    intake = Intake(store, KeyRing.fresh().lookup, WallClock())
    await intake.accept([Letter("telegram", "1", "4711", b"bghit khdma")])
    now = datetime.now(UTC)
    (row,) = await store.write(lambda work: work.inbox.claim(now, limit=5, lease=now - now))
    assert row.raw == b"bghit khdma"
    assert "4711" not in row.lane
