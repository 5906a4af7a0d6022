"""The lines of a console conversation: who does what. Reading them only; nothing is played here.

bghit chi khdma f bni mlal        the person writes, or taps the button with these words
2                                 the second button
/start fr                         a command
focal: Accepter                   the focal point taps; also focal2…focal4, coordinator
!clock +3d                        the clock moves (+2h, +3d, or 2026-11-25T10:00)
!position 32.34,-6.36             also !phone, !voice, !picture, !sticker, !contact, !edited TEXT
# …                               a remark
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casework.errors import OperatorError

WHO = ("person", "focal", "focal2", "focal3", "focal4", "coordinator")
DIRECTIVES = (
    "clock", "position", "phone", "voice", "picture", "sticker", "contact", "edited",
)  # fmt: skip
SPEAKER = re.compile(rf"({'|'.join(WHO)}):\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number, who acts, and either a directive with its argument or a text."""

    n: int
    who: str
    directive: str
    text: str


def read(lines: Iterable[str]) -> Iterator[Line]:
    """Every line that does something. Raises `OperatorError` for an unknown directive."""
    for n, raw in enumerate(lines, 1):
        stripped = raw.strip()
        if stripped and not stripped.startswith("#"):
            yield parsed(n, stripped)


def parsed(n: int, line: str) -> Line:
    """One line taken apart."""
    match = SPEAKER.fullmatch(line)
    who, said = (match[1], match[2]) if match else ("person", line)
    if not said.startswith("!"):
        return Line(n, who, "", said)
    directive, _, argument = said[1:].partition(" ")
    if directive not in DIRECTIVES:
        raise OperatorError("cli.chat.bad_directive", line=line)
    return Line(n, who, directive, argument.strip())
