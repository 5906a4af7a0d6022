"""Telegram's limits, and how a text is made to fit. They count UTF-16 units, not characters."""

from __future__ import annotations

from collections.abc import Iterator

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
LABEL_UNITS = 64
BATCH_OF_DELETIONS = 100
BORDERS = ("\n\n", "\n", ". ", " ")
"""Where a long text may be cut, best first: paragraph, line, sentence, word."""


def units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def pieces(text: str, limit: int = TEXT_UNITS) -> list[str]:
    """The text in as few messages as its borders allow, none over the limit, none empty."""
    return list(_cut(text.strip(), limit)) or [text]


def _cut(text: str, limit: int) -> Iterator[str]:
    while units(text) > limit:
        room = _room(text, limit)
        end = next((at for border in BORDERS if (at := room.rfind(border)) > 0), len(room))
        yield text[:end].rstrip()
        text = text[end:].lstrip(" .\n")
    if text:
        yield text


def _room(text: str, limit: int) -> str:
    """The longest beginning that fits; a character beyond the basic plane is never halved."""
    return text.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore")
