"""What is said of danger in a message: now or once, in earnest, and of which kind most.

The words are the lexicon's; what follows from a danger for the needs is `understand`.
"""

from collections import Counter
from collections.abc import Sequence

from catalogue.lexicon import DANGER_KINDS, NOTHING, Alarm, alarm_book, alarm_patterns
from catalogue.overlaps import longest
from catalogue.patterns import Page
from catalogue.phrases import Match
from catalogue.tokens import Token
from catalogue.tone import is_light
from catalogue.when import Tense

LONE_QUALITY = 0.93
"""How well a lone word must be written to count, 0…1."""
# A despair told with a laugh is despair; a blow told with a laugh is a game.
_GRAVE_IN_JEST = frozenset({"suicide"})
# What can have been a habit and be no more.
_LASTING = frozenset({"violence", "confinement", "child"})
_DENIALS = frozenset({"pas", "sans", "aucun", "aucune", "jamais"})


class Alarms:
    """The phrases and patterns of danger, ready to be heard. Immutable."""

    def __init__(self) -> None:
        self._phrases = alarm_book()
        self._patterns = alarm_patterns()

    def knows(self, word: str) -> bool:
        """True when a folded word is, in some variant, a word of a phrase."""
        return self._phrases.knows(word)

    def seen(self, page: Page) -> list[Match[Alarm]]:
        """Every phrase and pattern of danger in a message, look-alikes included."""
        return [*self._phrases.find(page.message), *self._patterns.find(page)]


def told(
    seen: Sequence[Match[Alarm]], message: Sequence[Token], *, named: bool
) -> list[Match[Alarm]]:
    """Of the signs seen all that is said of danger, now or once, in earnest.

    In a message that is only the `named` place nothing is but a cry that fills it.
    """
    seen = [cry for cry in seen if not _denied_within(cry, message)]
    if named:
        seen = [cry for cry in seen if cry.payload.form and _fills(cry, len(message))]
    matches = [m for m in longest(seen, kind_of) if kind_of(m) and is_sure(m)]
    light = bool(matches) and is_light(message)
    return [match for match in matches if not light or match.payload.kind in _GRAVE_IN_JEST]


def _denied_within(match: Match[Alarm], message: Sequence[Token]) -> bool:
    """Whether a denial stands within a phrase that has none: "4 enfants et pas de travail"."""
    within = set(range(match.start, match.end)) - match.places if match.payload.form else ()
    return any(message[at].word in _DENIALS for at in within)


def _fills(cry: Match[Alarm], size: int) -> bool:
    return cry.quality >= 1 and cry.end - cry.start == size


def kind_of(match: Match[Alarm]) -> str:
    """The kind of danger a match means; empty for a look-alike."""
    return "" if match.payload.kind == NOTHING else match.payload.kind


def is_sure(match: Match[Alarm]) -> bool:
    """A slip of the pen is forgiven in a phrase; a lone word must be written as it is known."""
    return match.words > 1 or match.quality >= LONE_QUALITY


def is_over(match: Match[Alarm], tense: Tense) -> bool:
    """Whether what is told was long ago, or has been left behind: a need still, no danger."""
    kind = match.payload.kind
    if kind in _LASTING and tense.used_to_be(match.start, match.end):
        return True
    if not tense.long_ago and not (kind == "confinement" and tense.got_away):
        return False
    return not tense.goes_on(match.start, match.end)


def present(matches: Sequence[Match[Alarm]], tense: Tense) -> list[Match[Alarm]]:
    """Those matches that tell of now: a fear that stays of what is over does not."""
    now = [match for match in matches if not is_over(match, tense)]
    only_fear = all(match.payload.feared for match in now)
    return [] if only_fear and len(now) < len(matches) else now


def foremost(matches: Sequence[Match[Alarm]]) -> Match[Alarm] | None:
    """The first sign of the kind of danger most is said of; of two kinds the graver one."""
    # Spellings of one phrase say it once.
    said = {
        (_victim(m, matches), m.places if m.payload.form else m.payload): m.words for m in matches
    }
    weight = Counter[str]()
    for (kind, _), words in said.items():
        weight[kind] += words
    kinds = sorted(weight, key=lambda kind: (-weight[kind], DANGER_KINDS.index(kind)))
    return min((m for m in matches if m.payload.kind == kinds[0]), key=_start) if kinds else None


def _victim(match: Match[Alarm], matches: Sequence[Match[Alarm]]) -> str:
    """The kind of a match; of a child where the same words tell that a child suffers it."""
    of_child = [other for other in matches if other.payload.kind == "child"]
    if match.payload.kind in _LASTING and any(o.places >= match.places for o in of_child):
        return "child"
    return match.payload.kind


def _start(match: Match[Alarm]) -> int:
    return match.start
