"""The reviewed words of `catalogue/data`: triggers of needs, danger, controls, negations.

Only loading and indexing; how several findings make a reading is `understand`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from catalogue.everyday import may_mean
from catalogue.needs import needs
from catalogue.patterns import PatternBook, is_alone, parse
from catalogue.phrases import PhraseBook
from catalogue.sights import Classes
from catalogue.tables import read_folder, read_rows
from catalogue.text import fold, split_folded, word_key
from catalogue.tokens import Token, tokens

STRENGTHS = ("strong", "alone", "weak", "reviewed", "general")
DANGER_KINDS = ("suicide", "child", "violence", "confinement", "other")
# What a danger says of the need, without a question.
NEED_OF_DANGER: Mapping[str, str] = {
    "suicide": "psychosocial",
    "violence": "violence",
    "confinement": "trafficking",
    "child": "child_protection",
}
# In the data: a danger of kind *other* in which somebody is hurt or ill.
_HURT = "hurt"
# In the data: violence that is only feared; of what is over, a fear that stays is no danger.
_FEAR = "fear"
# The phrase is known and means nothing here: it hides what it overlaps ("mort de rire").
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A phrase that speaks for a need.

    `strength` is *strong*, *alone* (strong where the message says nothing else, else weak), *weak*
    (never enough alone), *reviewed* (a single word that may speak for a sensitive need) or
    *general* (enough where no other need is told: a hospital is also where one is driven to).
    """

    need: str
    form: str
    strength: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """A phrase that means danger, of one of `DANGER_KINDS`; `NOTHING` hides a look-alike.

    `need` is the code of the need the danger brings, if any; `feared` when it tells a fear only.
    """

    kind: str
    form: str
    phrase: str
    need: str | None = None
    feared: bool = False

    @property
    def sure(self) -> bool:
        """True for a phrase, and for a pattern that is the whole message."""
        return bool(self.form) or is_alone(self.phrase)


@dataclass(frozen=True, slots=True)
class Taking:
    """Words that take back what follows (or, for *contrast*, end such a span)."""

    kind: str
    start: int
    end: int


class Sequences:
    """Exact runs of words, particles included: for the short words negation is made of."""

    def __init__(self, rows: Iterator[tuple[str, str]]) -> None:
        self._kinds: dict[tuple[str, ...], dict[tuple[str, ...], str]] = defaultdict(dict)
        for kind, phrase in rows:
            run = tokens(phrase)
            known = self._kinds[tuple(token.key for token in run)]
            known[tuple(token.word for token in run)] = kind
        self._longest = max(map(len, self._kinds), default=0)

    def find(self, message: Sequence[Token]) -> list[Taking]:
        """The runs in the message, the longest at each place, in order."""
        found: list[Taking] = []
        start = 0
        while start < len(message):
            taking = self._at(message, start)
            if taking:
                found.append(taking)
            start = taking.end if taking else start + 1
        return found

    def _at(self, message: Sequence[Token], start: int) -> Taking | None:
        for end in range(min(len(message), start + self._longest), start, -1):
            run = message[start:end]
            known = self._kinds.get(tuple(token.key for token in run), {})
            # *laissé* (left) has the key of ليس (is not), and denies nothing.
            for words, kind in known.items():
                if all(may_mean(token.word, word) for token, word in zip(run, words, strict=True)):
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
    return (*(_alarm(*row) for row in read_rows("danger.tsv")), *hidden)


def _alarm(kind: str, form: str, phrase: str) -> Alarm:
    if kind == _HURT:
        return Alarm("other", form, phrase, "health_care")
    if kind == _FEAR:
        return Alarm("violence", form, phrase, NEED_OF_DANGER["violence"], feared=True)
    return Alarm(kind, form, phrase, NEED_OF_DANGER.get(kind))


@lru_cache(maxsize=1)
def trigger_book() -> PhraseBook[Trigger]:
    """The triggers, indexed."""
    return PhraseBook((trigger.phrase, trigger) for trigger in triggers())


@lru_cache(maxsize=1)
def alarm_book() -> PhraseBook[Alarm]:
    """The alarms, indexed."""
    return PhraseBook((alarm.phrase, alarm) for alarm in alarms())


@lru_cache(maxsize=1)
def class_rows() -> tuple[tuple[str, ...], ...]:
    """The lines of classes of words: class, kind, words."""
    return tuple(tuple(row) for row in read_folder("classes"))


@lru_cache(maxsize=1)
def classes() -> Classes:
    """The classes of words that patterns are made of."""
    return Classes(class_rows())


@lru_cache(maxsize=1)
def alarm_lines() -> tuple[Alarm, ...]:
    """Every line of patterns of danger; the phrase is its slots, the form empty."""
    return tuple(_alarm(kind, "", line) for kind, line in read_rows("patterns/danger.tsv"))


@lru_cache(maxsize=1)
def trigger_lines() -> tuple[Trigger, ...]:
    """Every line of patterns of needs; the phrase is its slots, the form empty."""
    rows = _by_need("patterns")
    return tuple(Trigger(need, "", strength, line) for need, strength, line in rows)


@lru_cache(maxsize=1)
def alarm_patterns() -> PatternBook[Alarm]:
    """The patterns of danger."""
    return PatternBook((parse(each.phrase, each) for each in alarm_lines()), classes())


@lru_cache(maxsize=1)
def trigger_patterns() -> PatternBook[Trigger]:
    """The patterns of needs."""
    return PatternBook((parse(each.phrase, each) for each in trigger_lines()), classes())


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
