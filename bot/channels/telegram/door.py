"""Opens stored updates, with the courtesies Telegram asks for. None of them is a turn.

A tap is answered at once, outside the outbox (a late one is worthless); a group hears one neutral
line and is left: cases are never spoken of there (domain.md).
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import datetime
from typing import Any

import structlog
from telegram import Bot, Update
from telegram.error import TelegramError

from bot.channels.base import Incoming
from bot.channels.telegram.outcomes import outcome_of
from bot.channels.telegram.parse import incoming, is_private, update_of

log = structlog.get_logger(__name__)


class TelegramDoor:
    """Implements `bot.workers.Door`; `group_line` is said where more than one could read."""

    def __init__(self, bot: Bot, group_line: str) -> None:
        self._bot, self._group_line = bot, group_line
        self._courtesies: set[asyncio.Task[None]] = set()

    async def open(self, raw: bytes, at: datetime) -> Incoming | None:
        """The update; None when it wants no answer. Raises `parse.Unreadable`."""
        update = update_of(raw)
        if update.callback_query is not None:
            self._be_polite(self._bot.answer_callback_query(update.callback_query.id))
        if not is_private(update):
            self._be_polite(self._leave(update))
            return None
        return incoming(update, at)

    async def close(self) -> None:
        """Let what is being said end."""
        if self._courtesies:
            await asyncio.wait([*self._courtesies])

    async def _leave(self, update: Update) -> None:
        """Once: in the group it has left, the bot hears nothing more."""
        chat = update.effective_chat
        if chat is None or not _is_in(update):
            return
        if chat.type != chat.CHANNEL:
            await self._bot.send_message(chat.id, self._group_line)
        await self._bot.leave_chat(chat.id)

    def _be_polite(self, doing: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.create_task(_attempt(doing))
        self._courtesies.add(task)
        task.add_done_callback(self._courtesies.discard)


def _is_in(update: Update) -> bool:
    """Whether the bot is in the chat now (its own leaving is an update too)."""
    change = update.my_chat_member
    return change is None or change.new_chat_member.status not in ("left", "kicked")


async def _attempt(doing: Coroutine[Any, Any, Any]) -> None:
    """Try once: "query is too old" is no error, and nobody waits for the rest."""
    try:
        await doing
    except TelegramError as error:
        log.debug("courtesy_not_done", outcome=outcome_of(error).kind)
