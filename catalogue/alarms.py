"""Danger told in a message: of what kind, now or once, in earnest or in jest.

Hears by the phrases and patterns of the lexicon; what the person is answered is not known here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.facts import says
from catalogue.found import FoundNeed
from catalogue.lexicon import (
    DANGER_KINDS,
    NEED_OF_DANGER,
    NOTHING,
    Alarm,
    alarm_book,
    alarm_patterns,
)
from catalogue.meant import longest
from catalogue.patterns import Page
from catalogue.phrases import Match
from catalogue.signs import Fate
from catalogue.tokens import Token
from catalogue.tone import is_light
from catalogue.when import goes_on, got_away, long_ago, used_to_be

MINOR = 18
WORTH = 0.97
"""The score of the need that a danger brings with it."""
_LONE_QUALITY = 0.93
# A despair told with a laugh is despair; a blow told with a laugh is a game.
_GRAVE_IN_JEST = frozenset({"suicide"})
# What can have been a habit and be no more.
_LASTING = frozenset({"violence", "confinement"})


@dataclass(frozen=True, slots=True)
class Cry:
    """What a message tells of danger.

    `kind` is None when there is none now; `need` is what it says of the need, told now or once;
    `spans` are the words it was told in; `listed` when a phrase of the lexicon was heard whole.
    """

    kind: str | None = None
    need: FoundNeed | None = None
    spans: tuple[range, ...] = ()
    listed: bool = False


CALM = Cry()


class Alarms:
    """Hears danger. Immutable."""

    def __init__(self) -> None:
        self._book, self._patterns = alarm_book(), alarm_patterns()

    def hear(self, text: str, page: Page, age: int | None, *, named: bool) -> Cry:
        """The gravest danger of a message, or `CALM`.

        `named` when the message is only the name of a place: then nothing but a whole phrase of
        the lexicon counts, and Tidili strikes nobody.
        """
        matches = self._meant(page, named=named)
        now = [match for match in matches if not _is_over(match, text, page.message)]
        best = min(now or matches, key=_gravity, default=None)
        if best is not None:
            spans = tuple(range(m.start, m.end) for m in matches if m.payload.need)
            kind = best.payload.kind if now else None
            listed = any(match.payload.form for match in now)
            return Cry(kind, need_of(best.payload.need, best.evidence), spans, listed)
        if age is not None and age < MINOR and says("alone", page.message):
            return Cry("child", need_of(NEED_OF_DANGER["child"], str(age)), listed=True)
        return CALM

    def signs(self, page: Page, *, alarmed: bool) -> list[tuple[Match[Alarm], Fate]]:
        """Every sign of danger with what became of it."""
        cries = self._all(page)
        kept = longest(cries, _kind) if alarmed else []
        return [(match, _fate(match, kept)) for match in cries]

    def _all(self, page: Page) -> list[Match[Alarm]]:
        return [*self._book.find(page.message), *self._patterns.find(page)]

    def _meant(self, page: Page, *, named: bool) -> list[Match[Alarm]]:
        """All that is said of danger, now or once, in earnest."""
        whole = len(page.message)
        cries = self._book.find(page.message) if named else self._all(page)
        seen = [c for c in cries if not named or (c.quality >= 1 and c.end - c.start == whole)]
        matches = [m for m in longest(seen, _kind) if _kind(m) and _surely(m)]
        light = bool(matches) and is_light(page.message)
        return [match for match in matches if not light or match.payload.kind in _GRAVE_IN_JEST]


def need_of(code: str | None, evidence: str) -> FoundNeed | None:
    """The need a danger speaks for, if it speaks for one."""
    return FoundNeed(code, WORTH, evidence) if code else None


def _fate(match: Match[Alarm], kept: Sequence[Match[Alarm]]) -> Fate:
    if not _kind(match):
        return "nothing"
    if match not in kept:
        return "covered"
    return "counts" if _surely(match) else "faint"


def _kind(match: Match[Alarm]) -> str:
    return "" if match.payload.kind == NOTHING else match.payload.kind


def _gravity(match: Match[Alarm]) -> tuple[int, int]:
    return DANGER_KINDS.index(match.payload.kind), match.start


def _surely(match: Match[Alarm]) -> bool:
    """A slip of the pen is forgiven in a phrase; a lone word must be written as it is known."""
    return match.words > 1 or match.quality >= _LONE_QUALITY


def _is_over(match: Match[Alarm], text: str, message: Sequence[Token]) -> bool:
    """Whether what is told was long ago, or has been left behind: a need still, no danger."""
    kind, start, end = match.payload.kind, match.start, match.end
    if kind in _LASTING and used_to_be(message, start, end):
        return True
    if not long_ago(text) and not (kind == "confinement" and got_away(text)):
        return False
    return not goes_on(message, start, end)
