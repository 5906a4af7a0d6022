"""The reviewed words of `catalogue/data`: triggers of needs, danger, controls, negations.

Only loading and indexing; how several findings make a reading is `understand`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from catalogue.needs import needs
from catalogue.patterns import PatternBook, parse
from catalogue.phrases import PhraseBook
from catalogue.sights import Classes
from catalogue.tables import read_folder, read_rows
from catalogue.text import fold, split_folded, word_key
from catalogue.tokens import Token, tokens

STRENGTHS = ("strong", "weak", "reviewed", "general")
DANGER_KINDS = ("suicide", "child", "violence", "confinement", "other")
# What a danger says of the need, without a question.
NEED_OF_DANGER: Mapping[str, str] = {
    "suicide": "psychosocial",
    "violence": "violence",
    "confinement": "trafficking",
    "child": "child_protection",
}
# The phrase is known and means nothing here: it hides what it overlaps ("mort de rire").
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A phrase that speaks for a need.

    `strength` is *strong*, *weak* (never enough alone), *reviewed* (a single word that may
    speak for a sensitive need) or *general* (enough where no other need is told: a hospital is
    also where one is driven to).
    """

    need: str
    form: str
    strength: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """A phrase that means danger, of one of `DANGER_KINDS`; `NOTHING` hides a look-alike."""

    kind: str
    form: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Taking:
    """Words that take back what follows (or, for *contrast*, end such a span)."""

    kind: str
    start: int
    end: int


class Sequences:
    """Exact runs of words, particles included: for the short words negation is made of."""

    def __init__(self, rows: Iterator[tuple[str, str]]) -> None:
        self._kinds: dict[tuple[str, ...], str] = {}
        for kind, phrase in rows:
            self._kinds[tuple(token.key for token in tokens(phrase))] = kind
        self._longest = max(map(len, self._kinds), default=0)

    def find(self, message: Sequence[Token]) -> list[Taking]:
        """The runs in the message, the longest at each place, in order."""
        keys = [token.key for token in message]
        found: list[Taking] = []
        start = 0
        while start < len(keys):
            taking = self._at(keys, start)
            if taking:
                found.append(taking)
            start = taking.end if taking else start + 1
        return found

    def _at(self, keys: list[str], start: int) -> Taking | None:
        for end in range(min(len(keys), start + self._longest), start, -1):
            kind = self._kinds.get(tuple(keys[start:end]))
            if kind:
                return Taking(kind, start, end)
        return None


@lru_cache(maxsize=1)
def triggers() -> tuple[Trigger, ...]:
    """Every trigger, one file a need (`triggers/*.tsv`), in the order of the needs."""
    return tuple(Trigger(*row) for row in _by_need("triggers"))


def _by_need(folder: str) -> Iterator[list[str]]:
    """The rows of a folder that has one table for each need, the need before each."""
    for need, name in ((NOTHING, "nothing"), *((code, code) for code in needs())):
        for row in read_rows(f"{folder}/{name}.tsv"):
            yield [need, *row]


@lru_cache(maxsize=1)
def alarms() -> tuple[Alarm, ...]:
    """Every phrase that means danger, and the look-alikes that do not."""
    hidden = [Alarm(t.need, t.form, t.phrase) for t in triggers() if t.need == NOTHING]
    return (*(Alarm(*row) for row in read_rows("danger.tsv")), *hidden)


@lru_cache(maxsize=1)
def trigger_book() -> PhraseBook[Trigger]:
    """The triggers, indexed."""
    return PhraseBook((trigger.phrase, trigger) for trigger in triggers())


@lru_cache(maxsize=1)
def alarm_book() -> PhraseBook[Alarm]:
    """The alarms, indexed."""
    return PhraseBook((alarm.phrase, alarm) for alarm in alarms())


@lru_cache(maxsize=1)
def classes() -> Classes:
    """The classes of words that patterns are made of."""
    return Classes(read_folder("classes"))


@lru_cache(maxsize=1)
def alarm_patterns() -> PatternBook[Alarm]:
    """The patterns of danger."""
    rows = read_rows("patterns/danger.tsv")
    return PatternBook((parse(line, Alarm(kind, "", line)) for kind, line in rows), classes())


@lru_cache(maxsize=1)
def trigger_patterns() -> PatternBook[Trigger]:
    """The patterns of needs."""
    rows = _by_need("patterns")
    return PatternBook(
        (parse(line, Trigger(need, "", strength, line)) for need, strength, line in rows),
        classes(),
    )


@lru_cache(maxsize=1)
def negations() -> Sequences:
    """What takes a need back."""
    return Sequences((kind, phrase) for kind, _, phrase in read_rows("negations.tsv"))


@lru_cache(maxsize=1)
def _controls() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for control, _, phrase in read_rows("controls.tsv"):
        found.setdefault(_control_key(phrase), control)
    return found


def control_of(text: str) -> str | None:
    """The control a whole message is, or None: a word of it among others steers nothing."""
    return _controls().get(_control_key(text))


def _control_key(text: str) -> str:
    return " ".join(word_key(word) for word in split_folded(fold(text)))
