"""Fetches updates and confirms them only once they are stored. What they say is read later.

The next `getUpdates` confirms what came before its offset; so it is sent only after the commit.
The offset lives in memory alone: on a fresh start none is sent, Telegram gives again what was not
confirmed, and the inbox knows what it has. (After an idle week ids restart lower: telegram.md.)
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

import structlog
from telegram.error import TelegramError

from bot.channels.telegram.api import Refused
from bot.channels.telegram.letters import letters
from bot.intake import Letter

FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
log = structlog.get_logger(__name__)


class Source(Protocol):
    """Where updates come from."""

    async def fetch(self, offset: int | None) -> Sequence[Any]: ...


class Letterbox(Protocol):
    """Where they are stored; returns only after the commit."""

    async def accept(self, letters: Iterable[Letter]) -> int: ...


class Poller:
    """One long poll after another, until cancelled. `trouble` is empty while all is well.

    `trouble` is `conflict` (another program polls with this token), `token`, `network` or `store`:
    an alarm is logged when it begins, and again when it ends.
    """

    def __init__(
        self,
        source: Source,
        intake: Letterbox,
        *,
        first_wait: float = FIRST_WAIT,
        longest_wait: float = LONGEST_WAIT,
    ) -> None:
        self._source, self._intake = source, intake
        self._first, self._longest = first_wait, longest_wait
        self._wait = first_wait
        self._offset: int | None = None
        self.trouble = ""

    async def run(self) -> None:
        """Poll for ever; a failure waits 1…30 s and is tried again."""
        while True:
            trouble = await self._once()
            self._report(trouble)
            if trouble:
                await asyncio.sleep(self._wait)
                self._wait = min(2 * self._wait, self._longest)
            else:
                self._wait = self._first

    async def _once(self) -> str:
        """One poll: fetched, stored, and only then the offset moves."""
        try:
            updates = await self._source.fetch(self._offset)
        except TelegramError as error:
            return _kind(error)
        if not updates:
            return ""
        try:
            await self._intake.accept(letters(updates))
        # Whatever kept the store from committing: the updates stay with Telegram meanwhile.
        except Exception as error:  # noqa: BLE001
            log.error("updates_not_stored", error=type(error).__name__)
            return "store"
        ids = [each["update_id"] for each in updates if _numbered(each)]
        self._offset = max(ids) + 1 if ids else self._offset
        return ""

    def _report(self, trouble: str) -> None:
        if trouble != self.trouble:
            what = trouble or self.trouble
            (log.error if trouble else log.info)(
                "telegram_polling", trouble=what, ended=not trouble
            )
        self.trouble = trouble


def _kind(error: TelegramError) -> str:
    if isinstance(error, Refused) and error.code == 409:
        return "conflict"
    return "token" if isinstance(error, Refused) and error.code in (401, 404) else "network"


def _numbered(update: Any) -> bool:
    return isinstance(update, dict) and isinstance(update.get("update_id"), int)
