"""The web channel: a conversation in one tab of a browser. No HTTP stands here, and no page.

What is said to a tab waits in memory until the tab asks for it. A tab that has not asked for
`patience` seconds is forgotten, and so is one that says it closes: nothing can be sent there any
more, and what the person told is kept only as the retention rules say.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import re
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

import orjson

from bot.channels.base import Incoming, Outcome, Rendered

PATIENCE = 600.0
"""Seconds a silent tab is waited for: a phone freezes the tabs behind a locked screen."""
REMEMBERED = 24 * 3600.0
"""Seconds a closed tab stays closed: longer than a page's pass lasts (`bot/web/passes.py`)."""
MOST_TABS = 10_000
"""Tabs at once; a visitor too many is asked to try again, and nobody else is harmed."""
TIDY = 5.0
"""Seconds between two looks for tabs to forget."""
RETRY = 5.0
"""Seconds until a tab that may still come back after our restart is tried again."""
KEPT = 300
"""Events a tab keeps for a page that is loaded again; older ones are forgotten."""
LONGEST = 2000
"""Characters of one message; what follows is cut, as the dialogues cut earlier anyway."""
RID = re.compile(r"[0-9a-f]{16,32}")
TAP = re.compile(r"[\x21-\x7e]{1,64}")
COMMAND = re.compile(r"/([a-z]{1,32})(?:@\w+)?(?:\s+([\w-]{1,64}))?")

Event = Mapping[str, Any]


@dataclass(slots=True)
class Tab:
    """What one tab has been told, numbered; `heard` is when it last asked."""

    heard: float
    last: int = 0
    events: deque[Event] = field(default_factory=lambda: deque(maxlen=KEPT))
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, what: Mapping[str, Any]) -> str:
        """Number an event and wake whoever waits; returns the message's id."""
        self.last += 1
        told = {"id": str(self.last), **what, "n": self.last}
        self.events.append(told)
        self.news.set()
        self.news = asyncio.Event()
        return str(told["id"])

    def since(self, after: int) -> list[Event]:
        """The events the page has not seen."""
        return [event for event in self.events if event["n"] > after]


class WebChannel:
    """The tabs that are open, by address. Implements `Channel`; belongs to one event loop."""

    def __init__(
        self,
        name: str = "web",
        *,
        patience: float = PATIENCE,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = name
        self._patience, self._elapsed = patience, elapsed
        self._started = elapsed()
        self._tidied = self._started
        self._tabs: dict[str, Tab] = {}
        self._closed: dict[str, float] = {}
        self._stopping = False
        self.told = 0
        """How many things all tabs together were told."""

    def open(self, address: str, *, after: int = 0) -> bool:
        """A tab is there (`after`: the last event it saw); False if it was closed for good, or
        there are too many."""
        self._forget_silent()
        if address in self._tabs:
            return True
        if address in self._closed or len(self._tabs) >= MOST_TABS:
            return False
        self._tabs[address] = Tab(self._elapsed(), last=after)
        return True

    def reopen(self, address: str) -> None:
        """Forget what that address was told and go on: a new session begins at a desk."""
        last = self._tabs[address].last if address in self._tabs else 0
        self._tabs[address] = Tab(self._elapsed(), last=last)

    async def wait(self, address: str, after: int, seconds: float) -> list[Event] | None:
        """The events after `after`, as soon as there are any; None when the tab is forgotten."""
        tab = self._tabs.get(address)
        if tab is None:
            return None
        tab.heard = self._elapsed()
        if not tab.since(after) and not self._stopping:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(tab.news.wait(), seconds)
        tab.heard = self._elapsed()
        return tab.since(after)

    def close(self, address: str) -> None:
        """The tab is gone: it can neither be told anything nor be opened again."""
        self._closed[address] = self._elapsed()
        if tab := self._tabs.pop(address, None):
            tab.news.set()

    def stop(self) -> None:
        """Let every waiting request return: the program is ending."""
        self._stopping = True
        for tab in self._tabs.values():
            tab.news.set()

    async def send(self, address: str, rendered: Rendered) -> Outcome:
        """Tell the tab."""
        return self._tell(address, {"do": "say", **shown(rendered)})

    async def edit(self, address: str, message: str, rendered: Rendered) -> Outcome:
        """Replace what stands under a message's id."""
        return self._tell(address, {"do": "edit", **shown(rendered), "id": message})

    async def delete(self, address: str, messages: Sequence[str], goodbye: Rendered) -> Outcome:
        """Quick exit: the page replaces itself, and with it goes all it showed."""
        outcome = self._tell(address, {"do": "exit"})
        self._closed[address] = self._elapsed()
        return outcome

    def _tell(self, address: str, what: Mapping[str, Any]) -> Outcome:
        self._forget_silent()
        if address in self._closed:
            return Outcome("unreachable")
        if tab := self._tabs.get(address):
            self.told += 1
            return Outcome("delivered", (tab.tell(what),))
        # After our own restart an open tab is unknown until it asks again.
        if self._elapsed() - self._started < self._patience:
            return Outcome("not_before", after=RETRY)
        return Outcome("unreachable")

    def _forget_silent(self) -> None:
        now = self._elapsed()
        if now < self._tidied + TIDY:
            return
        self._tidied = now
        for address in [a for a, tab in self._tabs.items() if now - tab.heard > self._patience]:
            del self._tabs[address]
        for address in [a for a, at in self._closed.items() if now - at > REMEMBERED]:
            del self._closed[address]


def shown(rendered: Rendered) -> dict[str, Any]:
    """A rendered message as the page reads it. The picture travels inside: no second request."""
    picture = base64.b64encode(rendered.picture).decode("ascii")
    return {
        "text": rendered.text,
        "rows": [[asdict(button) for button in row] for row in rendered.rows],
        "rtl": rendered.rtl,
        "inline": rendered.inline,
        "lang": rendered.lang,
        "wants": rendered.wants,
        "wants_label": rendered.wants_label,
        "picture": f"data:image/png;base64,{picture}" if picture else "",
        "alt": rendered.picture_alt,
    }


def heard(channel: str, address: str, body: Mapping[str, Any], at: datetime) -> Incoming | None:
    """What a page posted, as an update; None when it is not in the form our pages use."""
    rid = body.get("rid")
    if not isinstance(rid, str) or not RID.fullmatch(rid):
        return None
    fields = _said(body)
    hint = str(body.get("lang", ""))[:8]
    if fields is None:
        return None
    return Incoming(channel, address, f"{address}:{rid}", at, language_hint=hint, **fields)


def _said(body: Mapping[str, Any]) -> dict[str, Any] | None:
    """The one thing that was done: a tap, a position, a command or a text."""
    match body:
        case {"tap": str(tap)} if TAP.fullmatch(tap):
            return {"kind": "choice", "tap": tap}
        case {"lat": float() | int() as lat, "lon": float() | int() as lon}:
            inside = -90 <= lat <= 90 and -180 <= lon <= 180
            return {"kind": "position", "position": (float(lat), float(lon))} if inside else None
        case {"text": str(text)} if text.strip():
            return _typed(text.strip()[:LONGEST])
    return None


def _typed(text: str) -> dict[str, Any]:
    if found := COMMAND.fullmatch(text):
        return {"kind": "command", "command": found[1], "payload": found[2] or ""}
    return {"kind": "text", "text": text}


def packed(incoming: Incoming) -> bytes:
    """An update as it is sealed in the inbox."""
    return orjson.dumps(asdict(incoming))


class WebDoor:
    """Reads what the web pages stored in the inbox. Implements `bot.workers.Door`."""

    async def open(self, raw: bytes, at: datetime) -> Incoming | None:
        """The update."""
        return unpacked(raw)


def unpacked(raw: bytes) -> Incoming:
    """The update that `packed` wrote."""
    fields = orjson.loads(raw)
    fields["at"] = datetime.fromisoformat(fields["at"])
    if fields["position"] is not None:
        fields["position"] = tuple(fields["position"])
    return Incoming(**fields)
