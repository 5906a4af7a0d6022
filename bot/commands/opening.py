"""Opens the operator's database for a command that does one thing and ends."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.app import opened as opened_with_ring
from bot.clock import clock_for
from bot.commands.wording import worded
from bot.settings import Settings
from casework.errors import OperatorError
from storage.store import Store, database_exists


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Store]:
    """The store; made, and said so in one line, where neither database nor key exists.

    Raises `casework.errors.OperatorError`.
    """
    async with opened_with_ring(settings, clock_for(settings.clock_file)) as (store, _):
        if store.made:
            say_made(settings)
        yield store


@asynccontextmanager
async def existing(settings: Settings) -> AsyncIterator[Store]:
    """The store, for a command that would find nothing in a new one. Raises `OperatorError`."""
    if not await database_exists(settings.database_url):
        raise OperatorError("cli.no_database_yet")
    async with opened(settings) as store:
        yield store


def say_made(settings: Settings) -> None:
    """One line on standard error: where the key is, and that it must be kept."""
    print(worded("cli.made", path=str(settings.key_file)), file=sys.stderr)
