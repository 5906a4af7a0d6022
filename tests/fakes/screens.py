"""What each chat shows: the messages that stand, their buttons, the keyboard below. No server.

Shared by our own Bot API and by the independent one, so that one pretend user reads both.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Shown:
    """One message on a screen. `versions` holds every text it ever had, the newest last."""

    id: int
    versions: list[str]
    by_bot: bool
    at: float = 0.0
    inline: list[list[dict[str, Any]]] = field(default_factory=list)
    picture: bool = False
    protected: bool = False
    silent: bool = False
    editable: bool = True

    @property
    def text(self) -> str:
        return self.versions[-1]


@dataclass
class Screen:
    """One chat: what stands, by id and in order, and the keyboard (rows of buttons)."""

    messages: dict[int, Shown] = field(default_factory=dict)
    keyboard: list[list[dict[str, Any]]] = field(default_factory=list)

    def said(self) -> list[Shown]:
        """The bot's messages that stand, oldest first."""
        return [each for each in self.messages.values() if each.by_bot]


class Screens:
    """All chats, and a bell that rings at every change."""

    def __init__(self) -> None:
        self.chats: dict[int, Screen] = defaultdict(Screen)
        self._bell = asyncio.Event()

    def of(self, chat: int) -> Screen:
        return self.chats[chat]

    async def change(self) -> None:
        """Wait for the next change of any chat."""
        await self._bell.wait()

    def ring(self) -> None:
        """Wake all who wait."""
        self._bell.set()
        self._bell = asyncio.Event()

    def wrote(self, chat: int, message: int, text: str, at: float) -> None:
        """The user's own message stands in the chat too."""
        self.of(chat).messages[message] = Shown(message, [text], by_bot=False, at=at)

    def apply(self, method: str, fields: Mapping[str, Any], message: int, at: float) -> None:
        """What an accepted call changes on the screen of its chat."""
        if method in ("sendMessage", "sendPhoto", "copyMessage"):
            self._show(method, fields, message, at)
        elif method == "editMessageText":
            self._edit(fields)
        elif method == "deleteMessage":
            self.of(int(fields["chat_id"])).messages.pop(int(fields["message_id"]), None)
        elif method == "deleteMessages":
            for each in decoded(fields["message_ids"]):
                self.of(int(fields["chat_id"])).messages.pop(int(each), None)
        else:
            return
        self.ring()

    def _show(self, method: str, fields: Mapping[str, Any], message: int, at: float) -> None:
        screen, markup = self.of(int(fields["chat_id"])), decoded(fields.get("reply_markup")) or {}
        screen.messages[message] = Shown(
            message,
            [str(fields.get("text") or fields.get("caption") or "")],
            by_bot=True,
            at=at,
            inline=markup.get("inline_keyboard", []),
            picture=method == "sendPhoto",
            protected=truth(fields.get("protect_content")),
            silent=truth(fields.get("disable_notification")),
            editable="keyboard" not in markup and "remove_keyboard" not in markup,
        )
        if "keyboard" in markup:
            screen.keyboard = markup["keyboard"]
        elif "remove_keyboard" in markup:
            screen.keyboard = []

    def _edit(self, fields: Mapping[str, Any]) -> None:
        screen, markup = self.of(int(fields["chat_id"])), decoded(fields.get("reply_markup")) or {}
        message = int(fields["message_id"])
        shown = screen.messages.setdefault(message, Shown(message, [], by_bot=True))
        shown.versions.append(str(fields["text"]))
        shown.inline = markup.get("inline_keyboard", [])


def decoded(value: Any) -> Any:
    """A field that may come as JSON in a string, as forms send it."""
    return json.loads(value) if isinstance(value, str) else value


def truth(value: Any) -> bool:
    """A flag as forms and JSON write it."""
    return value in (True, "true", "True", "1", 1)
