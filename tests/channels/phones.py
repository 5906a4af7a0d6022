"""The same pretend user on every channel: writes, taps by label, sends any kind, reads the screen.

What differs between a messenger, a page and a terminal is in here; the stories know none of it.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import httpx

from bot.channels.base import Button, Incoming
from bot.channels.console import ConsoleChannel, plain
from bot.ids import SeededIds
from bot.stage import StillClock
from tests.fakes import members
from tests.fakes.members import Member

Settle = Callable[[], Awaitable[None]]
EVERY_KIND = (
    "voice",
    "picture",
    "sticker",
    "other_contact",
    "other",
    "position",
    "phone",
    "edited",
)


class Phone(Protocol):
    """A chat on some channel. `kinds` are those of its updates that are no text and no tap."""

    kinds: tuple[str, ...]
    returns: bool
    """Whether somebody who left quickly can come back to the same chat."""

    async def writes(self, text: str) -> None: ...

    async def taps(self, label: str) -> None: ...

    async def sends(self, kind: str) -> None: ...

    async def looks(self) -> None:
        """A page asks what is new; a messenger is told."""

    def texts(self) -> list[str]:
        """The messages of the bot that stand, oldest first, without bidi marks."""

    def labels(self) -> list[str]:
        """What can be tapped, without pictures."""


def one(label: str, found: Iterator[Any]) -> Any:
    """The newest button of that label."""
    button = next(found, None)
    assert button is not None, f"no button {label!r}"
    return button


@dataclass
class ConsolePhone:
    """A screen of the console channel."""

    address: str
    channel: ConsoleChannel
    accept: Callable[[Incoming], Awaitable[None]]
    settle: Settle
    clock: StillClock
    ids: SeededIds
    kinds: tuple[str, ...] = EVERY_KIND
    returns: bool = True

    async def writes(self, text: str) -> None:
        if text.startswith("/"):
            command, _, payload = text[1:].partition(" ")
            await self._does(kind="command", command=command, payload=payload)
        else:
            await self._does(kind="text", text=text)

    async def taps(self, label: str) -> None:
        buttons = (each for each in self._buttons() if plain(each.label) == plain(label))
        await self._does(kind="choice", tap=one(label, buttons).tap)

    async def sends(self, kind: str) -> None:
        given: dict[str, dict[str, Any]] = {
            "position": {"position": (32.3373, -6.3498)},
            "phone": {"phone": "+212600000001"},
            "edited": {"text": "autre chose"},
        }
        await self._does(kind=kind, **given.get(kind, {}))

    async def looks(self) -> None:
        """Everything stands on the screen already."""

    def texts(self) -> list[str]:
        shown = self.channel.screens[self.address].messages
        return [members.plain(each.rendered.text) for each in shown]

    def labels(self) -> list[str]:
        return [plain(each.label) for each in self._buttons()]

    def _buttons(self) -> Iterator[Button]:
        return iter(self.channel.screens[self.address].buttons())

    async def _does(self, **said: Any) -> None:
        number = self.ids.new()
        now = self.clock.now()
        await self.accept(
            Incoming("console", self.address, number, now, message=f"in-{number}", **said)
        )
        await self.settle()


@dataclass
class TelegramPhone:
    """An account of Telegram, at the fake Bot API."""

    member: Member
    settle: Settle
    kinds: tuple[str, ...] = EVERY_KIND
    returns: bool = True

    async def writes(self, text: str) -> None:
        await self.member.types(text)
        await self.settle()

    async def taps(self, label: str) -> None:
        button = one(label, (each for each in self.member.labels() if plain(each) == plain(label)))
        await self.member.taps(button)
        await self.settle()

    async def sends(self, kind: str) -> None:
        file = {"file_id": "f", "file_unique_id": "f"}
        content: dict[str, dict[str, Any]] = {
            "voice": {"voice": {**file, "duration": 3}},
            "picture": {"photo": [{**file, "width": 9, "height": 9}]},
            "sticker": {
                "sticker": {
                    **file, "width": 9, "height": 9, "type": "regular",
                    "is_animated": False, "is_video": False,
                },
            },
            "other_contact": {"contact": {"phone_number": "+212611", "first_name": "X"}},
            "other": {
                "invoice": {
                    "title": "?", "description": "?", "start_parameter": "",
                    "currency": "MAD", "total_amount": 1,
                },
            },
        }  # fmt: skip
        if kind == "position":
            await self.member.stands_at(32.3373, -6.3498)
        elif kind == "phone":
            await self.member.gives_number("+212600000001")
        elif kind == "edited":
            await self.member.edits("autre chose", message=1)
        else:
            await self.member.shares(**content[kind])
        await self.settle()

    async def looks(self) -> None:
        """Everything stands on the screen already."""

    def texts(self) -> list[str]:
        return [members.plain(each.text) for each in self.member.screen.said()]

    def labels(self) -> list[str]:
        return [plain(each) for each in self.member.labels()]


@dataclass
class WebPhone:
    """A tab of the person's page, over HTTP."""

    client: httpx.AsyncClient
    settle: Settle
    ids: SeededIds
    shown: dict[str, dict[str, Any]] = field(default_factory=dict)
    left: bool = False
    given: str = ""
    after: int = 0
    kinds: tuple[str, ...] = ("position",)
    returns: bool = False

    async def writes(self, text: str) -> None:
        await self._posts(text=text)

    async def taps(self, label: str) -> None:
        buttons = (each for each in self._buttons() if plain(each["label"]) == plain(label))
        await self._posts(tap=one(label, buttons)["tap"])

    async def sends(self, kind: str) -> None:
        assert kind == "position"
        await self._posts(lat=32.3373, lon=-6.3498)

    async def looks(self) -> None:
        """Ask what is new, as the page does all the time."""
        answer = await self.client.post(
            "/chat/wait", json={"pass": self.given, "after": self.after}
        )
        for event in answer.json()["events"]:
            self.after = event["n"]
            self.left |= event["do"] == "exit"
            self.shown[event["id"]] = event

    def texts(self) -> list[str]:
        return [] if self.left else [members.plain(each["text"]) for each in self.shown.values()]

    def labels(self) -> list[str]:
        return [] if self.left else [plain(each["label"]) for each in self._buttons()]

    def _buttons(self) -> Iterator[dict[str, Any]]:
        said = list(self.shown.values())
        keyboards = [each for each in said if not each["inline"]][-1:]
        for message in [*reversed([each for each in said if each["inline"]]), *keyboards]:
            for row in message["rows"]:
                yield from row

    async def _posts(self, **said: Any) -> None:
        if not self.given:
            self.given = (await self.client.post("/chat/open", json={})).json()["pass"]
        body = {"pass": self.given, "rid": self.ids.new(), "lang": "fr", **said}
        assert (await self.client.post("/chat/say", json=body)).status_code == 204
        await self.settle()
        await self.looks()
