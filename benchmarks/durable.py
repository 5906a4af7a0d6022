"""Turns a second with everything stored before it is acknowledged, against a stock bot in memory.

Ours: raw updates into the inbox in batches as a poll brings them, then the real desk, one
transaction a turn, SQLite with synchronous=FULL. The peers: python-telegram-bot with a
`ConversationHandler` of as many steps that answers with one constant line; in memory, as it comes,
and with one aiosqlite commit for each update, as one would add to lose less. Nothing is sent.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import aiosqlite
from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest, RequestData

from bot.app import parts_of
from bot.channels.telegram.api import UPDATES_A_POLL, bot_for, close
from bot.channels.telegram.door import TelegramDoor
from bot.channels.telegram.letters import letters
from bot.clock import WallClock
from bot.settings import Settings
from bot.workers import Workers
from storage.keys import KeyRing
from storage.store import Store

CHATS = 150
SAID = ("/start", "Français", "oui", "bghit khdma f bni mlal")
TOKEN = "1:benchmark"
Stock = Application[Any, Any, Any, Any, Any, Any]
Stored = Callable[[Update], Awaitable[None]]


def lines() -> Iterator[dict[str, Any]]:
    """Ours beside both peers, measured in one run."""
    ours = asyncio.run(durable())
    committed, in_memory = asyncio.run(stock(commits=True)), asyncio.run(stock(commits=False))
    told = {"unit": "1/s", "note": f"{CHATS} chats, {len(SAID)} turns each, FULL"}
    for name, peer in (("one aiosqlite commit each", committed), ("in memory only", in_memory)):
        yield told | {
            "bench": "durable.turns" if peer is committed else "durable.turns_to_memory",
            "value": round(ours),
            "peer": f"python-telegram-bot, {name}: {round(peer)}",
            "ratio": round(ours / peer, 2),
        }


def updates() -> list[dict[str, Any]]:
    """What the chats say, one word of each in turn."""
    said = [(chat, text) for text in SAID for chat in range(1, CHATS + 1)]
    return [
        {
            "update_id": number,
            "message": {
                "message_id": number,
                "date": 1,
                "text": text,
                "chat": {"id": chat, "type": "private"},
                "from": {"id": chat, "is_bot": False, "first_name": "N", "language_code": "fr"},
            },
        }
        for number, (chat, text) in enumerate(said, start=1)
    ]


async def durable() -> float:
    """Turns a second of the real workers and desk on a file, from raw update to commit."""
    bot = bot_for(TOKEN, "http://127.0.0.1:9")
    with tempfile.TemporaryDirectory(prefix="tawjih-bench-") as folder:
        ring = KeyRing.fresh()
        store = await Store.open(f"sqlite:///{Path(folder) / 'bench.db'}", ring)
        parts = parts_of(Settings(), store, ring, clock=WallClock())
        doors = {"telegram": TelegramDoor(bot, "")}
        workers = Workers(store, doors, parts.around, tap_key=ring.tap_key)
        running = asyncio.create_task(workers.run())
        all_updates, begun = updates(), time.perf_counter()
        for start in range(0, len(all_updates), UPDATES_A_POLL):
            await parts.intake.accept(letters(all_updates[start : start + UPDATES_A_POLL]))
            workers.bell.ring()
        while await waiting(store):  # noqa: ASYNC110 - nobody tells when all is done
            await asyncio.sleep(0.002)
        rate = len(all_updates) / (time.perf_counter() - begun)
        running.cancel()
        await asyncio.wait([running])
        await store.close()
    await close(bot)
    return rate


async def waiting(store: Store) -> int:
    """How many updates are not served yet."""
    return await store.read(lambda work: work.inbox.waiting()[0])


class Silence(BaseRequest):
    """A transport that sends nothing and answers what a sent message answers."""

    ANSWER = json.dumps(
        {
            "ok": True,
            "result": {
                "message_id": 1,
                "date": 1,
                "chat": {"id": 1, "type": "private"},
                "text": "x",
            },
        }
    ).encode()

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> tuple[int, bytes]:
        return 200, self.ANSWER


async def stock(*, commits: bool) -> float:
    """Updates a second of a stock bot whose sends cost nothing."""
    application = stock_bot(len(SAID))
    parsed = [Update.de_json(each, application.bot) for each in updates()]
    with tempfile.TemporaryDirectory(prefix="tawjih-bench-") as folder:
        async with aiosqlite.connect(Path(folder) / "peer.db") as database:
            await database.execute("PRAGMA journal_mode=WAL")
            await database.execute("PRAGMA synchronous=FULL")
            await database.execute("CREATE TABLE state (chat INTEGER PRIMARY KEY, said TEXT)")
            store = committing(database) if commits else forgetting
            return await pace_of(application, parsed, store)


async def pace_of(application: Stock, said: Sequence[Update], store: Stored) -> float:
    """Handle them one after another, as its updater does."""
    application._initialized = True
    begun = time.perf_counter()
    for update in said:
        await store(update)
        await application.process_update(update)
    return len(said) / (time.perf_counter() - begun)


def stock_bot(steps: int) -> Stock:
    """A conversation of so many steps, each answered with one line."""

    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        assert update.effective_chat is not None
        assert context.chat_data is not None
        step = context.chat_data["step"] = context.chat_data.get("step", 0) + 1
        await context.bot.send_message(update.effective_chat.id, "x")
        return int(step)

    anything: list[Any] = [MessageHandler(filters.TEXT, answer)]
    conversation = ConversationHandler(
        entry_points=list(anything),
        states=dict.fromkeys(range(1, steps + 1), anything),
        fallbacks=[],
    )
    silence = Silence()
    builder = ApplicationBuilder().token(TOKEN).request(silence).get_updates_request(silence)
    application = builder.updater(None).build()
    application.add_handler(conversation)
    return application


async def forgetting(update: Update) -> None:
    """Keep nothing."""


def committing(database: aiosqlite.Connection) -> Stored:
    """One commit for each update, before it is handled."""
    keep = "INSERT INTO state VALUES (?, ?) ON CONFLICT (chat) DO UPDATE SET said = excluded.said"

    async def store(update: Update) -> None:
        assert update.effective_message is not None
        told = update.effective_message
        await database.execute(keep, (told.chat_id, told.text))
        await database.commit()

    return store
