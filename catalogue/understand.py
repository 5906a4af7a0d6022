"""Free text to needs, place, danger and facts, with the evidence for each.

The words are the lexicon's and the places' own; here several findings become one reading.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from catalogue.alarms import LONE_QUALITY, Alarms, foremost, is_over, is_sure, kind_of
from catalogue.facts import says, stated_age
from catalogue.lexicon import (
    COURTESY,
    NEED_OF_DANGER,
    NOTHING,
    Alarm,
    Taking,
    Trigger,
    classes,
    control_of,
    negations,
    trigger_book,
    trigger_patterns,
)
from catalogue.needs import Need, needs
from catalogue.overlaps import longest
from catalogue.patterns import Page
from catalogue.phrases import Match
from catalogue.place_reader import FoundPlace, PlaceReader, PlaceReading
from catalogue.places import Gazetteer, gazetteer
from catalogue.signs import Fate, Sign, sign_of_danger, sign_of_need
from catalogue.text import has_arabic, language_of, word_key
from catalogue.tokens import Token, tokens
from catalogue.tone import is_light
from catalogue.when import tense_of

__all__ = ["FoundNeed", "FoundPlace", "Reader", "Understanding", "reader"]

# Nobody writes so much to be understood: a Telegram message ends at 4,096 characters.
LONGEST_READ = 20_000
SURE = 0.5
MINOR = 18

_WORTH_BY_WORDS = {1: 0.78, 2: 0.9, 3: 0.94}
_LONG_WORTH = 0.96
_WEAK_WORTH = 0.3
_DANGER_WORTH = 0.97
_MOST = 0.99
_SLIP_FORGIVEN = 9
_SHORT, _SHORT_QUALITY = 5, 0.965
_SHORT_KEY = 3
# How many words after it a negation reaches, by its kind.
_REACH = {"want": 5, "lack": 2, "not": 2, "found": 3}
# Needs that name a trouble: not having it is no need. Not having the others *is* the need.
_TROUBLES = frozenset(
    {
        "debt",
        "health_care",
        "mother_child",
        "disability",
        "psychosocial",
        "family_mediation",
        "violence",
        "trafficking",
        "addiction",
        "minor_return",
        "child_protection",
    }
)

# A danger explains whatever else is told with it: "my boss took my passport and does not pay" asks
# for no lawyer. Other needs count only where the message asks for something, but for these.
_BESIDE: Mapping[str, frozenset[str]] = {
    "violence": frozenset({"emergency_shelter"}),
    "child": frozenset({"emergency_shelter", "minor_return"}),
    "other": frozenset({"mother_child"}),
}

# Needs whose words are those of films and of the news too.
_TOLD_LIGHTLY = frozenset({"violence", "trafficking", "child_protection"})


@dataclass(frozen=True, slots=True)
class FoundNeed:
    """A need read in a message: score 0…1 and the words that say so."""

    code: str
    score: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """All that one message says.

    `needs` best first; `unsure` are needs with weak signs only, worth one short question;
    `place` is None when none is named or several fit, and then `places` has the candidates;
    `control` only when it is the whole message; `foreign` an ISO country code.
    """

    text: str
    lang: str
    needs: tuple[FoundNeed, ...] = ()
    unsure: tuple[str, ...] = ()
    place: FoundPlace | None = None
    places: tuple[FoundPlace, ...] = ()
    danger: bool = False
    danger_kind: str | None = None
    control: str | None = None
    stated_age: int | None = None
    returned: bool = False
    foreign: str | None = None


_Alarmed = tuple[str | None, FoundNeed | None, list[range]]
_CALM: _Alarmed = (None, None, [])


class Reader:
    """Reads messages. Immutable: one is shared by all."""

    def __init__(self, tree: Mapping[str, Need], places: Gazetteer) -> None:
        self._needs = tree
        self._order = {code: number for number, code in enumerate(tree)}
        self._triggers = trigger_book()
        self._alarms = Alarms()
        self._classes = classes()
        self._trigger_patterns = trigger_patterns()
        self._negations = negations()
        self._places = PlaceReader(places, known=self._triggers.knows)

    def read(self, text: str) -> Understanding:
        """Understand a message. Total: what cannot be read gives an empty Understanding."""
        if len(text) > LONGEST_READ:
            return Understanding(text=text, lang="unknown")
        message = tokens(text)
        if not message:
            return Understanding(text=text, lang="unknown")
        return self._read(text, message)

    def signs(self, text: str) -> tuple[Sign, ...]:
        """Every sign seen in a message, of danger first, with its worth and what became of it."""
        message = tokens(text) if len(text) <= LONGEST_READ else []
        places = self._places.read(message)
        named, age = _only_named(places, message), stated_age(text)
        page = Page(message, self._classes.see(message, named=places.spans))
        kind, _, alarmed = self._danger(text, page, age, named=named)
        cries = self._alarms.seen(page)
        alarming = longest(cries, kind_of) if kind else []
        told = [sign_of_danger(m, _DANGER_WORTH, _fate_of_cry(m, alarming)) for m in cries]
        seen = self._seen(page, places.spans)
        kept, taken = longest(seen, _need), [*places.spans, *alarmed]
        for match in seen:
            fate: Fate = self._fate(match, taken, message) if match in kept else "covered"
            if fate == "counts" and self._explained(_weigh(_need(match), [match]), kind, message):
                fate = "explained"
            told.append(sign_of_need(match, _worth(match), fate))
        return tuple(told)

    def _fate(
        self, match: Match[Trigger], taken: Sequence[range], message: Sequence[Token]
    ) -> Fate:
        if match.payload.need == NOTHING:
            return "nothing"
        if any(match.start >= span.start and match.end <= span.stop for span in taken):
            return "taken"
        if not self._counts(match, taken):
            return "faint"
        return "denied" if _taken_back(match, self._negations.find(message), message) else "counts"

    def _read(self, text: str, message: list[Token]) -> Understanding:
        places = self._places.read(message)
        age = stated_age(text)
        page = Page(message, self._classes.see(message, named=places.spans))
        kind, alarm, alarmed = self._danger(text, page, age, named=_only_named(places, message))
        found = self._found(page, places.spans, alarmed=alarmed, alarm=alarm)
        found = [
            need for need in found if need is alarm or not self._explained(need, kind, message)
        ]
        return Understanding(
            text=text,
            lang=language_of(text),
            needs=tuple(need for need in found if need.score >= SURE),
            unsure=tuple(need.code for need in found if need.score < SURE)[:3],
            place=places.place,
            places=places.others,
            danger=kind is not None,
            danger_kind=kind,
            control=control_of(text),
            stated_age=age,
            returned=says("returned", message),
            foreign=places.foreign,
        )

    def _danger(self, text: str, page: Page, age: int | None, *, named: bool) -> _Alarmed:
        message = page.message
        matches = self._alarms.told(page, named=named)
        tense = tense_of(text, message)
        now = [match for match in matches if not is_over(match, tense)]
        best = foremost(now or matches)
        if best is not None:
            kind = best.payload.kind
            spans = [range(m.start, m.end) for m in matches if m.payload.need]
            return kind if now else None, _need_of_danger(best.payload.need, best.evidence), spans
        if age is not None and age < MINOR and says("alone", message):
            return "child", _need_of_danger(NEED_OF_DANGER["child"], str(age)), []
        return _CALM

    def _found(
        self,
        page: Page,
        named: Sequence[range],
        *,
        alarmed: Sequence[range],
        alarm: FoundNeed | None,
    ) -> list[FoundNeed]:
        message = page.message
        matches = longest(self._seen(page, named), _need)
        takings = self._negations.find(message)
        signs: dict[str, list[Match[Trigger]]] = defaultdict(list)
        for match in matches:
            if self._counts(match, [*named, *alarmed]) and not _taken_back(match, takings, message):
                signs[match.payload.need].append(match)
        found = _weighed(signs, {alarm.code} if alarm else set())
        if alarm is not None:
            found[alarm.code] = alarm
        return sorted(found.values(), key=lambda need: (-need.score, self._order[need.code]))

    def _seen(self, page: Page, named: Sequence[range]) -> list[Match[Trigger]]:
        found = [*self._triggers.find(page.message), *self._trigger_patterns.find(page)]
        return _settled(found, page, named)

    def _explained(self, need: FoundNeed, kind: str | None, message: list[Token]) -> bool:
        if kind is None:
            return need.code in _TOLD_LIGHTLY and is_light(message)
        if need.code in _BESIDE.get(kind, ()):
            return False
        return all(taking.kind != "contrast" for taking in self._negations.find(message))

    def _counts(self, match: Match[Trigger], taken: Sequence[range]) -> bool:
        trigger = match.payload
        if trigger.need == NOTHING:
            return False
        if match.words == 1 and not self._stands_alone(match):
            return False
        return not any(match.start >= span.start and match.end <= span.stop for span in taken)

    def _stands_alone(self, match: Match[Trigger]) -> bool:
        """True when a lone word is surely the one the lexicon means."""
        # A misspelling is enough for a phrase; for a lone word only where a mistake is cheap and
        # the word so long that no other everyday word is one letter away.
        if match.quality < LONE_QUALITY:
            sensitive = self._needs[match.payload.need].sensitive
            return not sensitive and len(match.evidence) >= _SLIP_FORGIVEN
        # A short key says little across scripts: *skn* is a scanner and a dwelling.
        if _across_scripts(match) and len(word_key(match.evidence)) <= _SHORT_KEY:
            return False
        # Little is left of a short word without its ending: "cours" is no "kursi" (chair).
        return match.quality >= _SHORT_QUALITY or len(match.evidence) > _SHORT


def _only_named(places: PlaceReading, message: Sequence[Token]) -> bool:
    # Who answers "where?" with Tidili names a town, and tells of no blow; a cry for help that
    # sounds like a town (SOS) is still one.
    return any(not span.start and span.stop >= len(message) for span in places.spans)


def _fate_of_cry(match: Match[Alarm], alarming: Sequence[Match[Alarm]]) -> Fate:
    if not kind_of(match):
        return "nothing"
    if match not in alarming:
        return "covered"
    return "counts" if is_sure(match) else "faint"


def _across_scripts(match: Match[Trigger]) -> bool:
    written = match.payload.form in ("ar", "ary")
    return bool(match.payload.form) and written != has_arabic(match.evidence)


def _need(match: Match[Trigger]) -> str:
    return match.payload.need


def _need_of_danger(code: str | None, evidence: str) -> FoundNeed | None:
    return FoundNeed(code, _DANGER_WORTH, evidence) if code else None


def _settled(
    matches: list[Match[Trigger]], page: Page, named: Sequence[range]
) -> list[Match[Trigger]]:
    """Decide what a sign that counts *alone* is worth: "khdma, Tanja?" is a whole request."""
    single = [match.places for match in matches if match.words == 1]
    said = {at for part in (*single, *named) for at in part}
    strength = "strong" if page.says_only(said, COURTESY) else "weak"
    return [
        replace(match, payload=replace(match.payload, strength=strength))
        if match.payload.strength == "alone"
        else match
        for match in matches
    ]


def _taken_back(match: Match[Trigger], takings: Sequence[Taking], message: Sequence[Token]) -> bool:
    """True when the nearest words before a match deny it: not wanted, not had, already found."""
    before = [taking for taking in takings if _precedes(taking, match)]
    if not before or message[before[-1].start].clause != message[match.start].clause:
        return False
    kind, gap = before[-1].kind, max(0, match.start - before[-1].end)
    if gap > _REACH.get(kind, -1):
        return False
    trouble = match.payload.need in _TROUBLES
    return {"lack": trouble, "found": not trouble, "not": trouble or gap == 0}.get(kind, True)


def _precedes(taking: Taking, match: Match[Trigger]) -> bool:
    # "Je ne cherche pas de travail": the denial begins with the word the phrase begins with.
    if taking.kind == "want":
        return taking.start <= match.start
    # "Je n'ai plus de nouvelles": the lack belongs to the phrase that begins with it.
    return taking.start < match.start and (taking.kind != "lack" or taking.end <= match.start)


def _weighed(
    signs: Mapping[str, Sequence[Match[Trigger]]], alarmed: set[str]
) -> dict[str, FoundNeed]:
    """Each need with its score: where one is told, general signs of others are weak."""
    told = alarmed | {code for code, same in signs.items() if _says(same, "strong", "reviewed")}
    return {
        code: _weigh(code, same, sure=code in told if told else _says(same, "general"))
        for code, same in signs.items()
    }


def _says(matches: Sequence[Match[Trigger]], *strengths: str) -> bool:
    return any(match.payload.strength in strengths for match in matches)


def _weigh(code: str, matches: Sequence[Match[Trigger]], *, sure: bool = True) -> FoundNeed:
    """One score for all signs of a need; distinct signs add up.

    Weak signs never reach `SURE`, general ones only where no other need is told.
    """
    ranked = sorted(matches, key=lambda match: (-_worth(match), match.start))
    missing, seen = 1.0, set[str]()
    for match in ranked:
        if match.evidence not in seen:
            missing *= 1 - _worth(match) * (1.0 if not seen else 0.5)
            seen.add(match.evidence)
    score = 1 - missing
    if not sure:
        score = min(score, SURE - 0.05)
    return FoundNeed(code, round(min(score, _MOST), 3), ranked[0].evidence)


def _worth(match: Match[Trigger]) -> float:
    if match.payload.strength == "weak":
        return _WEAK_WORTH * match.quality
    return _WORTH_BY_WORDS.get(match.words, _LONG_WORTH) * match.quality


@lru_cache(maxsize=1)
def reader() -> Reader:
    """The reader over the shipped lexicon and places, built once."""
    return Reader(needs(), gazetteer())
