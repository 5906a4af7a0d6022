"""A raw update as a letter for the inbox: its id and whose lane it is, nothing else is read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from bot.intake import Letter

NOBODY = "0"


def letters(updates: Iterable[Any]) -> Iterator[Letter]:
    """One letter for each update. What has no id is no update: it cannot be confirmed either."""
    for update in updates:
        if isinstance(update, dict) and isinstance(update.get("update_id"), int):
            # Written in ASCII: half a character pair survives storage and fails, if it must, alone.
            raw = json.dumps(update, separators=(",", ":")).encode("ascii")
            yield Letter("telegram", str(update["update_id"]), chat_of(update), raw)


def chat_of(update: dict[str, Any]) -> str:
    """The chat an update belongs to, so that one chat is served in order."""
    for body in update.values():
        if isinstance(body, dict):
            message = body.get("message", body)
            chat = message.get("chat") if isinstance(message, dict) else None
            found = _id(chat) or _id(body.get("from"))
            if found:
                return found
    return NOBODY


def _id(party: Any) -> str:
    number = party.get("id") if isinstance(party, dict) else None
    return str(number) if isinstance(number, int) else ""
