"""A pretend user of Telegram: types, taps buttons by their label, reads what stands on screen."""

import asyncio
import itertools
import time
from collections.abc import Callable
from typing import Any, Protocol

from tests.fakes.screens import Screen, Screens, Shown

BIDI = dict.fromkeys(
    map(ord, "\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e")
)
query_ids = itertools.count(1)


class Server(Protocol):
    """What a pretend user needs of a Bot API server, ours or the independent one."""

    screens: Screens

    def new_message_id(self) -> int: ...

    async def push(self, body: dict[str, Any]) -> int: ...


class Unseen(AssertionError):
    """What the user waited for did not come; says what stood on the screen instead."""


class Member:
    """One Telegram account in a private chat with the bot. `sent` are the ids of its updates."""

    def __init__(
        self, server: Server, chat: int, *, name: str = "Nadia", language: str = "fr"
    ) -> None:
        self.server, self.chat = server, chat
        self.account = {
            "id": chat,
            "is_bot": False,
            "first_name": name,
            "language_code": language,
        }
        self.sent: list[int] = []

    @property
    def screen(self) -> Screen:
        return self.server.screens.of(self.chat)

    # --- what a user does -----------------------------------------------------------------

    async def types(self, text: str) -> int:
        """A text message; a slash command is one too."""
        message = self._message(text=text)
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return await self._send({"message": message}, text)

    async def shares(self, **content: Any) -> int:
        """A message of another kind: location, contact, voice, photo, sticker…"""
        return await self._send({"message": self._message(**content)}, "")

    async def stands_at(self, lat: float, lon: float) -> int:
        return await self.shares(location={"latitude": lat, "longitude": lon})

    async def gives_number(self, phone: str) -> int:
        contact = {"phone_number": phone, "first_name": "Nadia", "user_id": self.chat}
        return await self.shares(contact=contact)

    async def edits(self, text: str, message: int) -> int:
        return await self._send(
            {"edited_message": {**self._message(text=text), "message_id": message}}
        )

    async def taps(self, label: str, within: float = 10.0) -> int:
        """The newest button of that label: under a message, or on the keyboard below."""
        found = await self.until(lambda _: self._button(label), within=within, wanted=f"[{label}]")
        shown, button = found
        if shown is None and button.get("request_location"):
            return await self.stands_at(32.3373, -6.3498)
        if shown is None and button.get("request_contact"):
            return await self.gives_number("+212600000001")
        if shown is None:
            return await self.types(button["text"])
        return await self.presses(shown, button["callback_data"])

    async def presses(self, shown: Shown, data: str) -> int:
        """Send back what a button under a message holds (or something else, as a forger would)."""
        query = {
            "id": str(next(query_ids)),
            "from": self.account,
            "chat_instance": "1",
            "data": data,
            "message": {**self._message(text=shown.text), "message_id": shown.id},
        }
        return await self._send({"callback_query": query})

    async def blocks(self) -> int:
        """Stops the bot, as a user does in the chat's menu."""
        return await self._membership("kicked")

    async def unblocks(self) -> int:
        return await self._membership("member")

    # --- what a user sees -----------------------------------------------------------------

    def reads(self) -> str:
        """All the bot's messages that stand, oldest first, bidi marks removed."""
        return "\n".join(plain(each.text) for each in self.screen.said())

    def last(self) -> str:
        """The newest of them."""
        return plain(self.screen.said()[-1].text) if self.screen.said() else ""

    def labels(self) -> list[str]:
        """The labels that can be tapped now: the keyboard's, and those under messages."""
        inline = [button for each in self.screen.said() for row in each.inline for button in row]
        below = [button for row in self.screen.keyboard for button in row]
        return [plain(each["text"]) for each in (*inline, *below)]

    async def sees(self, text: str, within: float = 10.0) -> None:
        """Wait until a standing message holds the text."""
        await self.until(lambda _: text in self.reads(), within=within, wanted=repr(text))

    async def answered(self, before: int, within: float = 10.0) -> None:
        """Wait until the bot has said more than `before` messages."""
        await self.until(
            lambda screen: len(screen.said()) > before, within=within, wanted="an answer"
        )

    async def until(
        self, look: Callable[[Screen], Any], *, within: float = 10.0, wanted: str = "a change"
    ) -> Any:
        """Wait until `look` finds something on the screen, and return it."""
        ends = time.monotonic() + within
        while not (found := look(self.screen)):
            try:
                await asyncio.wait_for(self.server.screens.change(), ends - time.monotonic())
            except TimeoutError:
                seen = f"{self.reads()!r} with {self.labels()}"
                raise Unseen(
                    f"{self.account['first_name']} waited for {wanted}, saw {seen}"
                ) from None
        return found

    # --- the wire -------------------------------------------------------------------------

    def _button(self, label: str) -> tuple[Shown | None, dict[str, Any]] | None:
        for shown in reversed(self.screen.said()):
            for button in (button for row in shown.inline for button in row):
                if label in plain(button["text"]):
                    return shown, button
        for button in (button for row in self.screen.keyboard for button in row):
            if label in plain(button["text"]):
                return None, button
        return None

    def _message(self, **content: Any) -> dict[str, Any]:
        return {
            "message_id": self.server.new_message_id(),
            "date": 1_700_000_000,
            "chat": {"id": self.chat, "type": "private", "first_name": self.account["first_name"]},
            "from": self.account,
            **content,
        }

    async def _send(self, body: dict[str, Any], text: str = "") -> int:
        if "message" in body:
            message = body["message"]["message_id"]
            self.server.screens.wrote(self.chat, message, text, time.monotonic())
        update = await self.server.push(body)
        self.sent.append(update)
        return update

    async def _membership(self, status: str) -> int:
        old, new = ("member", "kicked") if status == "kicked" else ("kicked", "member")
        bot = {"id": 700001, "is_bot": True, "first_name": "Tawjih"}
        change = {
            "chat": {"id": self.chat, "type": "private", "first_name": "Nadia"},
            "from": self.account,
            "date": 1_700_000_000,
            "old_chat_member": {"user": bot, "status": old, "until_date": 0},
            "new_chat_member": {"user": bot, "status": new, "until_date": 0},
        }
        return await self._send({"my_chat_member": change})


def plain(text: str) -> str:
    """A text without its bidi marks."""
    return text.translate(BIDI)
