"""One Telegram update in the project's own words. Nothing is understood or answered here."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from telegram import CallbackQuery, ChatMember, Message, Update

from bot.channels.base import Incoming

COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u061c\u2066-\u2069\u202a-\u202e\ufeff]")
"""Control characters and bidi marks: they change what is seen, never what is said."""
VOICES = ("voice", "audio", "video_note")
PICTURES = ("photo", "document", "video", "animation", "paid_media", "live_photo")
STICKERS = ("sticker", "dice")
WRONG = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)
"""What python-telegram-bot raises when a part of an update is missing or of another kind."""
GONE = (ChatMember.BANNED, ChatMember.LEFT)


class Unreadable(ValueError):
    """The stored update is no update: it will never be read. Carries nothing of it."""


def update_of(raw: bytes) -> Update:
    """The update as python-telegram-bot's value. Raises `Unreadable`."""
    try:
        stored = json.loads(raw)
        update = Update.de_json(stored, None)
    except WRONG as error:
        raise Unreadable(type(error).__name__) from None
    return update


def incoming(update: Update, at: datetime) -> Incoming | None:
    """What came in, or None for what wants no answer (a live position that moves, a reaction).

    Raises `Unreadable` where a part is missing that Telegram always sends.
    """
    try:
        return _incoming(update, at)
    except WRONG as error:
        raise Unreadable(type(error).__name__) from None


def is_private(update: Update) -> bool:
    """Whether it comes from one person's own chat with the bot."""
    chat = update.effective_chat
    return chat is None or chat.type == chat.PRIVATE


def clean(text: str) -> str:
    """A text as it can be stored and compared: no marks, no controls, no halves of characters."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return UNSEEN.sub("", whole).strip()


def _incoming(update: Update, at: datetime) -> Incoming | None:
    if update.callback_query is not None:
        return _tapped(update, update.callback_query, at)
    if update.my_chat_member is not None:
        gone = update.my_chat_member.new_chat_member.status in GONE
        return _made(update, at, "blocked" if gone else "unblocked")
    if update.message is not None:
        return _written(update, update.message, at)
    if update.edited_message is not None and update.edited_message.text is not None:
        text = clean(update.edited_message.text)
        return _made(update, at, "edited", text=text, message=_id(update.edited_message))
    return None


def _written(update: Update, message: Message, at: datetime) -> Incoming:
    if message.text is not None:
        return _typed(update, message, at)
    kind = _kind(message)
    place = message.venue.location if message.venue else message.location
    position = (place.latitude, place.longitude) if place and kind == "position" else None
    own = message.contact is not None and kind == "phone"
    return _made(
        update,
        at,
        kind,
        # A caption is what was said: danger words in it are heard.
        text=clean(message.caption or ""),
        position=position,
        phone=message.contact.phone_number if own and message.contact else "",
        message=_id(message),
    )


def _typed(update: Update, message: Message, at: datetime) -> Incoming:
    text = clean(message.text or "")
    command = COMMAND.fullmatch(text)
    if command is None:
        return _made(update, at, "text", text=text, message=_id(message))
    return _made(
        update,
        at,
        "command",
        command=command[1].lower(),
        payload=(command[2] or "").strip(),
        message=_id(message),
    )


def _tapped(update: Update, query: CallbackQuery, at: datetime) -> Incoming:
    message = str(query.message.message_id) if query.message else ""
    return _made(update, at, "choice", tap=query.data or "", message=message)


def _kind(message: Message) -> str:
    if message.location is not None or message.venue is not None:
        return "position"
    if message.contact is not None:
        own = message.from_user is not None and message.contact.user_id == message.from_user.id
        return "phone" if own else "other_contact"
    kinds = (("voice", VOICES), ("picture", PICTURES), ("sticker", STICKERS))
    return next(
        (kind for kind, names in kinds for name in names if getattr(message, name, None)), "other"
    )


def _made(update: Update, at: datetime, kind: str, **said: Any) -> Incoming:
    chat, user = update.effective_chat, update.effective_user
    address = chat.id if chat is not None else (user.id if user is not None else 0)
    return Incoming(
        channel="telegram",
        address=str(address),
        update_id=str(update.update_id),
        at=at.astimezone(UTC),
        kind=kind,
        sender_name=clean(user.full_name)[:64] if user is not None else "",
        language_hint=(user.language_code or "") if user is not None else "",
        **said,
    )


def _id(message: Message) -> str:
    return str(message.message_id)
