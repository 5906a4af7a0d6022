"""The lines of a console conversation: who does what. Reading them only; nothing is played here.

bghit chi khdma f bni mlal        the person writes, or taps the button with these words
2                                 the second button of the screen
!text 2                           the person writes this, whatever a button says
/start fr                         a command
focal: Accepter                   a focal point taps; also focal2…, coordinator, person2…
!clock +3d                        the clock moves (+2h, +30m, or to 2026-11-25T10:00 in Morocco)
!examples                         the invented actors of the demonstration join, with their people
!position 32.34,-6.36             also !phone NUMBER, !edited TEXT, !voice, !picture, !sticker,
                                  !contact (somebody else's), !other (what nobody can read)
# …                               a remark
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from casework.errors import OperatorError
from casework.morocco_time import instant

SPEAKER = re.compile(r"((?:person|focal)[2-9]?|coordinator):\s*(.*)", re.DOTALL)
SPAN = re.compile(r"\+(\d{1,4})([mhd])")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number, who acts, and either a directive with its argument or a text."""

    n: int
    who: str
    directive: str
    text: str

    @property
    def wrong(self) -> OperatorError:
        """What to raise when the line cannot be played."""
        said = f"!{self.directive} {self.text}".strip() if self.directive else self.text
        return OperatorError("cli.chat.bad_directive", n=self.n, line=f"{self.who}: {said}")


def later(now: datetime, to: str) -> datetime:
    """`+3d`, `+2h`, `+30m` after now, or a wall time of Morocco in ISO form. Raises ValueError."""
    if span := SPAN.fullmatch(to):
        return now + timedelta(**{UNITS[span[2]]: int(span[1])})
    return instant(datetime.fromisoformat(to))


def position(written: str) -> tuple[float, float]:
    """`latitude,longitude` in degrees. Raises ValueError."""
    latitude, longitude = (float(part) for part in written.split(","))
    return latitude, longitude


def words(written: str) -> str:
    """Something, whatever it is. Raises ValueError."""
    if not written:
        raise ValueError("nothing was written")
    return written


def nothing(written: str) -> str:
    """No argument at all. Raises ValueError."""
    if written:
        raise ValueError("no argument is taken")
    return written


DIRECTIVES: Mapping[str, Callable[[str], object]] = {
    "clock": lambda written: later(EPOCH, written),
    "examples": nothing,
    "text": words,
    "position": position,
    "phone": words,
    "edited": words,
    "voice": nothing,
    "picture": nothing,
    "sticker": nothing,
    "contact": nothing,
    "other": nothing,
}
"""Each directive, and what reads its argument: a ValueError means that it cannot be read."""


def read(lines: Iterable[str]) -> Iterator[Line]:
    """Every line that does something. Raises `OperatorError` for one that cannot be read."""
    for n, raw in enumerate(lines, 1):
        stripped = raw.strip()
        if stripped and not stripped.startswith("#"):
            yield parsed(n, stripped)


def parsed(n: int, line: str) -> Line:
    """One line taken apart. Raises `OperatorError`."""
    match = SPEAKER.fullmatch(line)
    who, said = (match[1], match[2]) if match else ("person", line)
    if not said.startswith("!"):
        return Line(n, who, "", said)
    directive, _, argument = said[1:].partition(" ")
    found = Line(n, who, directive, argument.strip())
    try:
        DIRECTIVES[directive](found.text)
    except (ValueError, KeyError, OverflowError):
        raise found.wrong from None
    return found
