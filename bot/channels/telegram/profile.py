"""What Telegram shows of the bot before anything is said: name, description, commands.

Set per language, and only where it differs: Telegram allows few such changes a day. Darija has no
code of its own at Telegram; who reads Arabic there sees the Arabic texts, all others the French.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog
from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.channels.telegram.outcomes import outcome_of
from locales.texts import text

COMMANDS = (
    "start", "help", "human", "language", "mydata", "withdraw", "privacy", "delete", "exit",
)  # fmt: skip
"""In the order of the menu; each has a text `command.<name>`."""
LANGUAGES = {"": "fr", "ar": "ar"}
"""Telegram's language code (empty: every other) → ours."""
log = structlog.get_logger(__name__)


async def present(bot: Bot) -> None:
    """Bring the profile up to date, as far as the server lets us; a refusal waits for next time."""
    for code, language in LANGUAGES.items():
        for step in _steps(bot, code, language):
            try:
                await step()
            except TelegramError as error:
                log.warning("profile_not_set", outcome=outcome_of(error).kind, language=language)
                return


def commands(language: str) -> list[BotCommand]:
    """The menu in one language."""
    return [BotCommand(name, text("person", f"command.{name}", language)) for name in COMMANDS]


def _steps(bot: Bot, code: str, language: str) -> Sequence[Callable[[], Awaitable[None]]]:
    def said(key: str) -> str:
        return text("person", f"profile.{key}", language)

    async def name() -> None:
        if (await bot.get_my_name(code)).name != said("name"):
            await bot.set_my_name(said("name"), code)

    async def short() -> None:
        if (await bot.get_my_short_description(code)).short_description != said("short"):
            await bot.set_my_short_description(said("short"), code)

    async def description() -> None:
        if (await bot.get_my_description(code)).description != said("description"):
            await bot.set_my_description(said("description"), code)

    async def menu() -> None:
        wanted: Any = tuple(commands(language))
        if await bot.get_my_commands(language_code=code) != wanted:
            await bot.set_my_commands(wanted, language_code=code)

    return (menu, name, short, description)
