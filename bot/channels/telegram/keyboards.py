"""Rendered buttons as Telegram's keyboards: the chat's own, or inline under one message."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.channels.base import Button, Rendered

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


def markup(rendered: Rendered) -> Markup | None:
    """The keyboard to send with a message; None leaves what the chat shows as it is."""
    if rendered.inline:
        return inline(rendered)
    rows = [*_wanted(rendered), *_rows(rendered)]
    if not rows:
        return ReplyKeyboardRemove()
    return ReplyKeyboardMarkup(rows, resize_keyboard=True, is_persistent=True)


def inline(rendered: Rendered) -> InlineKeyboardMarkup | None:
    """The buttons under a message; the only kind that an edit may carry."""
    if not rendered.rows:
        return None
    rows = [[_inline_button(each) for each in row] for row in facing(rendered)]
    return InlineKeyboardMarkup(rows)


def facing(rendered: Rendered) -> Sequence[Sequence[Button]]:
    """The rows as they are read: Telegram lays buttons from left to right in every language."""
    return [row[::-1] for row in rendered.rows] if rendered.rtl else rendered.rows


def _rows(rendered: Rendered) -> list[list[KeyboardButton]]:
    return [[KeyboardButton(each.label) for each in row] for row in facing(rendered)]


def _wanted(rendered: Rendered) -> list[list[KeyboardButton]]:
    if rendered.wants == "position":
        return [[KeyboardButton(rendered.wants_label, request_location=True)]]
    if rendered.wants == "phone":
        return [[KeyboardButton(rendered.wants_label, request_contact=True)]]
    return []


def _inline_button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    return InlineKeyboardButton(button.label, callback_data=button.tap)
