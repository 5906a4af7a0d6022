"""The console channel: what was said stands on a screen per address. It prints nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.channels.base import Button, Outcome, Rendered

INVISIBLE = re.compile("[\u200e\u200f\u061c\u2066-\u2069\u202a-\u202e\ufe0f]")
PICTURE = re.compile(r"^[^\w(]+", re.UNICODE)


@dataclass(slots=True)
class Shown:
    """One message on a screen; `fresh` until it has been printed.

    `notice` is the line that was edited away before anybody printed it: all that a push showed.
    """

    id: str
    rendered: Rendered
    fresh: bool = True
    changed: bool = False
    notice: str = ""


@dataclass(slots=True)
class Screen:
    """What one address sees: its messages, oldest first, and the keyboard under them.

    `cleared` until it has been printed that all which stood there before is gone.
    """

    messages: list[Shown] = field(default_factory=list)
    keyboard: tuple[tuple[Button, ...], ...] = ()
    cleared: bool = False

    def buttons(self) -> list[Button]:
        """Every button that can be tapped: the keyboard's, then the messages', newest first."""
        rows = [*self.keyboard]
        for shown in reversed(self.messages):
            rows += shown.rendered.rows if shown.rendered.inline else ()
        return [button for row in rows for button in row]

    def button(self, said: str) -> Button | None:
        """The button whose label was said, its picture left out or not, or whose number."""
        if said.isascii() and said.isdigit():
            return dict(enumerate(self.buttons(), 1)).get(int(said))
        wanted = plain(said)
        return next((each for each in self.buttons() if plain(each.label) == wanted), None)


class ConsoleChannel:
    """Screens by address. Every sending is delivered at once."""

    name = "console"

    def __init__(self) -> None:
        self.screens: dict[str, Screen] = defaultdict(Screen)
        self._last = 0

    async def send(self, address: str, rendered: Rendered) -> Outcome:
        """Put a message on the screen."""
        self._last += 1
        screen = self.screens[address]
        screen.messages.append(Shown(str(self._last), rendered))
        if not rendered.inline:
            screen.keyboard = rendered.rows
        return Outcome("delivered", (str(self._last),))

    async def edit(self, address: str, message: str, rendered: Rendered) -> Outcome:
        """Change a message that is there."""
        shown = next((e for e in self.screens[address].messages if e.id == message), None)
        if shown is None:
            return Outcome("gone")
        if shown.rendered == rendered:
            return Outcome("unchanged", (message,))
        if shown.fresh and not shown.changed:
            shown.notice = shown.rendered.text
        else:
            shown.changed, shown.notice = True, ""
        shown.rendered, shown.fresh = rendered, True
        return Outcome("delivered", (message,))

    async def delete(self, address: str, messages: Sequence[str], goodbye: Rendered) -> Outcome:
        """Clear the screen and leave one line."""
        self.screens[address] = Screen(cleared=True)
        return await self.send(address, goodbye)


def plain(label: str) -> str:
    """A label without its picture, direction marks and case; one of pictures alone stays."""
    visible = INVISIBLE.sub("", label)
    return (PICTURE.sub("", visible) or visible).strip().casefold()
