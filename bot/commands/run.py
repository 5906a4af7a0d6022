"""`tawjih run`: start the program."""

from __future__ import annotations

import asyncio
import sys

from bot import logs
from bot.commands.opening import say_made
from bot.commands.wording import worded
from bot.program import Said, serve
from bot.settings import Settings, from_environment


def run() -> None:
    settings = from_environment()
    logs.set_up(settings.log_level)
    asyncio.run(serve(settings, Said(lambda: say_made(settings), lambda url: ready(settings, url))))


run.__doc__ = worded("cli.run.help")


def ready(settings: Settings, url: str) -> None:
    """Where it listens, and that Telegram is off where it is."""
    print(worded("cli.run.ready", address=url), file=sys.stderr, flush=True)
    if settings.telegram_token is None:
        print(worded("cli.run.no_telegram"), file=sys.stderr, flush=True)
