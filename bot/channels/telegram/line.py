"""The line to Telegram, opened and closed as one: what to send by, what to read by, what to poll.

Nothing here waits for Telegram to be reachable: a program starts without it, and its pages work.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from telegram.error import TelegramError

from bot.channels.telegram.api import KINDS_OF_UPDATE, UpdatesApi, bot_for, close
from bot.channels.telegram.door import TelegramDoor
from bot.channels.telegram.outcomes import outcome_of
from bot.channels.telegram.poll import FIRST_WAIT, LONGEST_WAIT, Letterbox, Poller
from bot.channels.telegram.profile import present
from bot.channels.telegram.send import TelegramChannel
from locales.texts import text

log = structlog.get_logger(__name__)


class Line:
    """One bot at one Bot API server."""

    def __init__(self, token: str, api_url: str) -> None:
        self._bot = bot_for(token, api_url)
        self._updates = UpdatesApi(token, api_url)
        self._poller: Poller | None = None
        self.channel = TelegramChannel(self._bot)
        self.door = TelegramDoor(self._bot, group_line())

    @property
    def trouble(self) -> str:
        """What is wrong with the polling, for `/healthz`; empty while all is well."""
        return self._poller.trouble if self._poller else ""

    async def username(self) -> str:
        """The bot's name, for links; empty when Telegram does not tell it now."""
        try:
            return (await self._bot.get_me()).username or ""
        except TelegramError as error:
            log.warning("bot_name_unknown", outcome=outcome_of(error).kind)
            return ""

    async def introduce(self) -> None:
        """Bring name, description and commands up to date."""
        await present(self._bot)

    async def poll(self, intake: Letterbox) -> None:
        """Fetch updates for ever. A webhook set earlier would keep them from us, so it goes."""
        try:
            await self._bot.delete_webhook()
        except TelegramError as error:
            log.warning("webhook_not_taken_off", outcome=outcome_of(error).kind)
        self._poller = Poller(self._updates, intake)
        await self._poller.run()

    async def await_calls(self, url: str, secret: str) -> None:
        """Ask Telegram to bring updates to our webhook, again and again until it has heard."""
        wait = FIRST_WAIT
        while True:
            try:
                await self._bot.set_webhook(
                    url, secret_token=secret, allowed_updates=KINDS_OF_UPDATE
                )
            except TelegramError as error:
                log.error("webhook_not_set", outcome=outcome_of(error).kind)
                await asyncio.sleep(wait)
                wait = min(2 * wait, LONGEST_WAIT)
            else:
                return

    async def close(self) -> None:
        """Hang up, once what is being said is said."""
        await self.door.close()
        await self._updates.close()
        await close(self._bot)


@asynccontextmanager
async def connected(token: str, api_url: str) -> AsyncIterator[Line]:
    """A line that is closed at the end."""
    line = Line(token, api_url)
    try:
        yield line
    finally:
        await line.close()


def group_line() -> str:
    """One neutral line in the two languages most people read."""
    return "\n".join(text("person", "channel.group", language) for language in ("fr", "ar"))
