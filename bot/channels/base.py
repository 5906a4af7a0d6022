"""What a channel is: a door through which updates come in and rendered messages go out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update in the project's own words.

    `kind` and the fields are those of `conversations.view.Input`, before anything is understood;
    `tap` is the signed payload of a button. `sender_name` is what the messenger proposes.
    """

    channel: str
    address: str
    update_id: str
    at: datetime
    kind: str
    text: str = ""
    tap: str = ""
    command: str = ""
    payload: str = ""
    position: tuple[float, float] | None = None
    phone: str = ""
    message: str = ""
    sender_name: str = ""
    language_hint: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A rendered button: what it says, and the signed payload it sends (or the page it opens)."""

    label: str
    tap: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message as a channel shows it: text in the reader's language, rows of buttons.

    `inline`: the buttons belong to this message (cards, things that come by themselves); otherwise
    they are the keyboard of the chat, and `footer` rows close it. Rows stand in reading order: a
    channel that lays buttons from left to right turns them when `rtl`. `wants_label` is the label
    of the channel's own button. `protect` asks that the message cannot be passed on. `lang` is the
    language of the text, for what reads it aloud.
    """

    text: str
    rows: tuple[tuple[Button, ...], ...]
    rtl: bool
    inline: bool
    wants: str = ""
    wants_label: str = ""
    picture: bytes = b""
    picture_alt: str = ""
    copy_of: tuple[str, str] | None = None
    silent: bool = False
    protect: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a sending ended (architecture.md, station 8).

    `messages` are the channel's ids of what was sent; `after` the seconds to wait. An edit may
    also find its message `gone`: then it is for the caller to send it anew.
    """

    kind: Literal[
        "delivered", "not_before", "unreachable", "rejected", "unknown", "unchanged", "gone"
    ]
    messages: tuple[str, ...] = ()
    after: float = 0.0


class Channel(Protocol):
    """Everything the delivery asks of a channel. Each call ends in an Outcome."""

    name: str

    async def send(self, address: str, rendered: Rendered) -> Outcome: ...

    async def edit(self, address: str, message: str, rendered: Rendered) -> Outcome: ...

    async def delete(self, address: str, messages: Sequence[str], goodbye: Rendered) -> Outcome:
        """Quick exit: delete those messages, remove the keyboard, leave one banal line."""
