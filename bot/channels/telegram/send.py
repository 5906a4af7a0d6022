"""Sends, edits and deletes in Telegram. Each call ends in an Outcome; nothing is retried here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram import Bot, LinkPreviewOptions
from telegram.error import TelegramError

from bot.channels.base import Outcome, Rendered
from bot.channels.telegram.api import Refused
from bot.channels.telegram.keyboards import inline, markup
from bot.channels.telegram.limits import (
    BATCH_OF_DELETIONS,
    CAPTION_UNITS,
    TEXT_UNITS,
    pieces,
    units,
)
from bot.channels.telegram.outcomes import nothing_to_edit, outcome_of

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class TelegramChannel:
    """The Telegram side of `bot.channels.base.Channel`; addresses are chat ids in decimal."""

    name = "telegram"

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, address: str, rendered: Rendered) -> Outcome:
        """A new message (several when the text is long; the last one carries the buttons)."""
        sent: list[str] = []
        try:
            for call in self._calls(address, rendered):
                message = await call()
                sent.append(str(message.message_id))
        except TelegramError as error:
            return _with(outcome_of(error), sent)
        return Outcome("delivered", tuple(sent))

    async def edit(self, address: str, message: str, rendered: Rendered) -> Outcome:
        """Put the content in place of a message's; `gone` when that message is no more."""
        first, *rest = pieces(rendered.text)
        try:
            await self._bot.edit_message_text(
                first,
                chat_id=int(address),
                message_id=int(message),
                reply_markup=None if rest else inline(rendered),
                link_preview_options=NO_PREVIEW,
            )
        except TelegramError as error:
            if nothing_to_edit(error):
                return Outcome("gone")
            if (outcome := outcome_of(error)).kind != "unchanged":
                return outcome
        return await self._rest(address, message, rendered, rest)

    async def delete(self, address: str, messages: Sequence[str], goodbye: Rendered) -> Outcome:
        """Delete what is young enough, remove the keyboard, leave one banal line."""
        ids = [int(each) for each in messages if each.isdigit()]
        try:
            for start in range(0, len(ids), BATCH_OF_DELETIONS):
                await self._delete(address, ids[start : start + BATCH_OF_DELETIONS])
        except TelegramError as error:
            return outcome_of(error)
        return await self.send(address, goodbye)

    async def _rest(
        self, address: str, message: str, rendered: Rendered, rest: Sequence[str]
    ) -> Outcome:
        """What did not fit into the edited message follows it."""
        sent = [message]
        try:
            for place, text in enumerate(rest, start=1):
                last = place == len(rest)
                sent.append(str((await self._text(address, rendered, text, last)()).message_id))
        except TelegramError as error:
            return _with(outcome_of(error), sent)
        return Outcome("delivered", tuple(sent))

    async def _delete(self, address: str, ids: Sequence[int]) -> None:
        """One call; where the server refuses the batch (a message too old), one by one."""
        try:
            await self._bot.delete_messages(int(address), ids)
        except Refused as error:
            if outcome_of(error).kind != "rejected":
                raise
            for each in ids:
                await self._delete_one(address, each)

    async def _delete_one(self, address: str, message: int) -> None:
        try:
            await self._bot.delete_message(int(address), message)
        except Refused as error:
            # Too old, or gone already: nothing more can be done about this one.
            if outcome_of(error).kind != "rejected":
                raise

    def _calls(self, address: str, rendered: Rendered) -> list[Callable[[], Awaitable[Any]]]:
        """The calls a message needs, in order."""
        if rendered.copy_of is not None:
            return [
                self._copy(address, rendered.copy_of, rendered),
                *self._texts(address, rendered),
            ]
        if not rendered.picture:
            return self._texts(address, rendered)
        if units(rendered.text) <= CAPTION_UNITS:
            return [self._photo(address, rendered, rendered.text, last=True)]
        picture = self._photo(address, rendered, rendered.picture_alt, last=False)
        return [picture, *self._texts(address, rendered)]

    def _texts(self, address: str, rendered: Rendered) -> list[Callable[[], Awaitable[Any]]]:
        texts = pieces(rendered.text, TEXT_UNITS) if rendered.text else []
        return [
            self._text(address, rendered, text, place == len(texts))
            for place, text in enumerate(texts, start=1)
        ]

    def _text(
        self, address: str, rendered: Rendered, text: str, last: bool
    ) -> Callable[[], Awaitable[Any]]:
        return lambda: self._bot.send_message(
            int(address),
            text,
            reply_markup=markup(rendered) if last else None,
            link_preview_options=NO_PREVIEW,
            disable_notification=rendered.silent or None,
            protect_content=rendered.protect or None,
        )

    def _photo(
        self, address: str, rendered: Rendered, caption: str, *, last: bool
    ) -> Callable[[], Awaitable[Any]]:
        return lambda: self._bot.send_photo(
            int(address),
            rendered.picture,
            caption=pieces(caption, CAPTION_UNITS)[0] if caption else None,
            reply_markup=markup(rendered) if last else None,
            disable_notification=rendered.silent or None,
            protect_content=rendered.protect or None,
        )

    def _copy(
        self, address: str, original: tuple[str, str], rendered: Rendered
    ) -> Callable[[], Awaitable[Any]]:
        chat, message = original
        return lambda: self._bot.copy_message(
            int(address),
            int(chat),
            int(message),
            disable_notification=rendered.silent or None,
            protect_content=rendered.protect or None,
        )


def _with(outcome: Outcome, sent: Sequence[str]) -> Outcome:
    """The outcome, with what was shown before it went wrong."""
    return Outcome(outcome.kind, tuple(sent), outcome.after)
