"""The judgement on a heard message: which needs it asks for, which danger it tells of.

What the lexicon heard and what the words weigh are put together here, and thresholds stand here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalogue.cry import need_of
from catalogue.features import features
from catalogue.found import FoundNeed
from catalogue.hearing import Heard
from catalogue.lexicon import DANGER_KINDS, NEED_OF_DANGER
from catalogue.needs import Need
from catalogue.shown import shown
from catalogue.tokens import Token, particles
from catalogue.weights import DANGER, Weights

# From which chance on a need is found, one is asked about, a danger is heard. A missed danger
# costs more than a false alarm: numbers nobody needed. docs/matching.md has the curve.
FOUND = 0.5
# A need that only the words tell of, no sign of the lexicon, must be likelier.
FOUND_IN_WORDS = 0.85
ASKED = 0.25
HEARD = 0.4
# What the lexicon hears of danger is silenced only where everything else says it is none.
SILENCED = 0.05
_MOST_ASKED = 3
_MOST_WORDS = 4
# A word tells of a need when it weighs at least so much of what the heaviest one does.
_TELLS = 0.35


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is decided on a message: needs best first, needs worth a question, kind of danger."""

    needs: tuple[FoundNeed, ...]
    unsure: tuple[str, ...]
    danger: str | None


class Judge:
    """Weighs what was heard. Immutable."""

    def __init__(self, tree: Mapping[str, Need], weights: Weights) -> None:
        self._needs, self._weights = tree, weights

    def judge(self, heard: Heard) -> Judgement:
        """Decide on a message; the same message is always judged the same way."""
        if not heard.message:
            return Judgement((), (), None)
        chances = self._weights.chances(shown(heard))
        danger = self._danger(heard, chances)
        found = {need.code: need for need in self._found(heard, chances)}
        if danger is not None and danger in NEED_OF_DANGER:
            brought = self._brought(heard, danger)
            found = {brought.code: brought, **found} | {brought.code: brought}
        needs = tuple(sorted(found.values(), key=lambda need: -need.score))
        return Judgement(needs, tuple(self._asked(chances, found))[:_MOST_ASKED], danger)

    def _danger(self, heard: Heard, chances: Mapping[str, float]) -> str | None:
        if heard.cry.listed or (heard.cry.kind and chances[DANGER] >= SILENCED):
            return heard.cry.kind
        if chances[DANGER] < HEARD or heard.cry.need:
            return None
        kind = max(DANGER_KINDS, key=lambda each: chances[DANGER + each])
        return kind if len(self.telling(heard, DANGER)) > 1 else None

    def _brought(self, heard: Heard, danger: str) -> FoundNeed:
        if heard.cry.need:
            return heard.cry.need
        words = " ".join(self.telling(heard, DANGER))
        brought = need_of(NEED_OF_DANGER[danger], words)
        assert brought is not None  # noqa: S101 - every kind in the table has its need
        return brought

    def _found(self, heard: Heard, chances: Mapping[str, float]) -> Iterator[FoundNeed]:
        by_sign = {need.code: need for need in heard.needs}
        for code, need in self._needs.items():
            if chances[code] < (FOUND if code in by_sign else FOUND_IN_WORDS):
                continue
            words = self.telling(heard, code)
            # A sensitive need takes a sign of the lexicon, or two words of content.
            if need.sensitive and code not in by_sign and len(words) < 2:
                continue
            evidence = by_sign[code].evidence if code in by_sign else " ".join(words)
            yield FoundNeed(code, round(chances[code], 3), evidence)

    def _asked(self, chances: Mapping[str, float], found: Mapping[str, FoundNeed]) -> Iterator[str]:
        for code in sorted(self._needs, key=lambda code: -chances[code]):
            if chances[code] >= ASKED and code not in found:
                yield code

    def telling(self, heard: Heard, label: str) -> tuple[str, ...]:
        """The words of content that weigh most for a label, in the order of the message."""
        content = [token for token in heard.message if token.word not in particles()]
        weighed = [(self._of_word(token, label), token.word) for token in content]
        most = max((weight for weight, _ in weighed), default=0.0)
        least = max(most * _TELLS, 1e-9)
        ranked = sorted((w for w in weighed if w[0] >= least), reverse=True)[:_MOST_WORDS]
        return tuple(
            dict.fromkeys(word for pair in weighed if pair in ranked for word in [pair[1]])
        )

    def _of_word(self, token: Token, label: str) -> float:
        alone = features([token])
        return sum(self._weights.speaks(name, label) * worth for name, worth in alone.items())
