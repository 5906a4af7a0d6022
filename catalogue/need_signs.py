"""Signs of needs in a message, by the phrases and patterns of the lexicon, and what became of each.

What the signs are worth together is `worth`; what the message asks for in the end, `judging`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from catalogue.alarms import LONE_QUALITY
from catalogue.cry import Cry
from catalogue.denial import taken_back
from catalogue.lexicon import (
    NOTHING,
    Taking,
    Trigger,
    negations,
    trigger_book,
    trigger_patterns,
)
from catalogue.needs import Need
from catalogue.overlaps import longest
from catalogue.patterns import COURTESY, Page
from catalogue.phrases import Match
from catalogue.signs import Fate
from catalogue.text import has_arabic, word_key
from catalogue.tone import is_light

_SLIP_FORGIVEN = 9
_SHORT, _SHORT_QUALITY = 5, 0.965
_SHORT_KEY = 3

# A danger explains whatever else is told with it: "my boss took my passport and does not pay" asks
# for no lawyer. Other needs count only where the message asks for something, but for these.
_BESIDE: Mapping[str, frozenset[str]] = {
    "violence": frozenset({"emergency_shelter"}),
    "child": frozenset({"emergency_shelter", "minor_return"}),
    "other": frozenset({"mother_child"}),
}
# Needs whose words are those of films and of the news too.
_TOLD_LIGHTLY = frozenset({"violence", "trafficking", "child_protection"})

Judged = tuple[Match[Trigger], Fate]


class NeedSigns:
    """Hears signs of needs. Immutable."""

    def __init__(self, tree: Mapping[str, Need]) -> None:
        self._needs = tree
        self._book, self._patterns = trigger_book(), trigger_patterns()
        self._negations = negations()

    def knows(self, word: str) -> bool:
        """True when a folded word is, in some variant, a word of a phrase."""
        return self._book.knows(word)

    def hear(self, page: Page, named: Sequence[range], cry: Cry) -> list[Judged]:
        """Every sign with what became of it; those that count are marked so."""
        seen = self._seen(page, named)
        kept = longest(seen, _need)
        takings, taken = self._negations.find(page.message), [*named, *cry.spans]
        explained = self._explained(page, takings, cry)
        fate = partial(self._fate, taken=taken, takings=takings, page=page, explained=explained)
        return [(match, fate(match) if match in kept else "covered") for match in seen]

    def _explained(self, page: Page, takings: Sequence[Taking], cry: Cry) -> frozenset[str]:
        """The needs whose words the danger explains, or the lightness of the telling."""
        if cry.kind is None:
            return _TOLD_LIGHTLY if is_light(page.message) else frozenset()
        if any(taking.kind == "contrast" for taking in takings):
            return frozenset()
        return frozenset(self._needs) - _BESIDE.get(cry.kind, frozenset())

    def _seen(self, page: Page, named: Sequence[range]) -> list[Match[Trigger]]:
        found = [*self._book.find(page.message), *self._patterns.find(page)]
        return _settled(found, page, named)

    def _fate(
        self,
        match: Match[Trigger],
        *,
        taken: Sequence[range],
        takings: Sequence[Taking],
        page: Page,
        explained: frozenset[str],
    ) -> Fate:
        if match.payload.need == NOTHING:
            return "nothing"
        if any(match.start >= span.start and match.end <= span.stop for span in taken):
            return "taken"
        if match.words == 1 and not self._stands_alone(match):
            return "faint"
        if taken_back(match, takings, page.message):
            return "denied"
        return "explained" if match.payload.need in explained else "counts"

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


def _need(match: Match[Trigger]) -> str:
    return match.payload.need


def _across_scripts(match: Match[Trigger]) -> bool:
    written = match.payload.form in ("ar", "ary")
    return bool(match.payload.form) and written != has_arabic(match.evidence)


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
