"""The judgement on a heard message: which needs it asks for, which danger it tells of.

What the lexicon heard and what the words weigh are put together here, and thresholds stand here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from catalogue.cry import need_of
from catalogue.features import features
from catalogue.found import FoundNeed
from catalogue.hearing import Heard
from catalogue.lexicon import DANGER_KINDS, NEED_OF_DANGER
from catalogue.needs import Need
from catalogue.shown import mute_spans, shown, words_shown
from catalogue.tokens import Token, common_words
from catalogue.weights import DANGER, Weights
from catalogue.worth import SURE

# From which chance on a need is found, one is asked about, a danger is heard. A missed danger
# costs more than a false alarm: numbers nobody needed. docs/matching.md has the curve.
FOUND = 0.5
# A need that only the words tell of, no sign of the lexicon, must be likelier.
FOUND_IN_WORDS = 0.85
# A faint sign of the lexicon is worth a question; words alone, where they nearly say it.
ASKED_IN_WORDS = 0.6
HEARD = 0.5
# What the lexicon hears of danger is silenced only where everything else says it is none.
SILENCED = 0.05
_MOST_ASKED = 3
# Words alone tell of something where so many of content do.
_LEAST_WORDS = 2
_MOST_WORDS = 4
# A word tells of a need when it weighs at least so much of what the heaviest one does.
_TELLS = 0.35


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is decided on a message: needs best first, needs worth a question, kind of danger."""

    needs: tuple[FoundNeed, ...]
    unsure: tuple[str, ...]
    danger: str | None


@dataclass(frozen=True, slots=True)
class Scale:
    """Why a need has its chance: what it has by itself, what signs and words add; `words` most.

    The chance is the logistic function of their sum; `FOUND` of it makes a need found that a sign
    speaks for, `FOUND_IN_WORDS` one that words alone tell of.
    """

    code: str
    by_itself: float
    signs: float
    said: float
    words: tuple[str, ...]
    chance: float


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
        return Judgement(needs, tuple(self._asked(heard, chances, found))[:_MOST_ASKED], danger)

    def scales(self, heard: Heard) -> tuple[Scale, ...]:
        """The needs that are found or asked about, and how each was weighed."""
        judged = self.judge(heard)
        codes = dict.fromkeys([*(need.code for need in judged.needs), *judged.unsure])
        return tuple(self._scale(heard, code) for code in codes)

    def _scale(self, heard: Heard, code: str) -> Scale:
        words, both = words_shown(heard), shown(heard)
        said = self._weights.weigh(words, code)
        return Scale(
            code=code,
            by_itself=self._weights.by_itself(code),
            signs=self._weights.weigh(both, code) - said,
            said=said,
            words=self.telling(heard, code),
            chance=self._weights.chances(both)[code],
        )

    def _danger(self, heard: Heard, chances: Mapping[str, float]) -> str | None:
        likeliest = max(chances[DANGER + each] for each in ("", *DANGER_KINDS))
        if heard.cry.listed or (heard.cry.kind and likeliest >= SILENCED):
            return heard.cry.kind
        if chances[DANGER] < HEARD or heard.cry.need:
            return None
        kind = max(DANGER_KINDS, key=lambda each: chances[DANGER + each])
        return kind if len(self.telling(heard, DANGER)) >= _LEAST_WORDS else None

    def _brought(self, heard: Heard, danger: str) -> FoundNeed:
        if heard.cry.need:
            return heard.cry.need
        words = " ".join(self.telling(heard, DANGER))
        brought = need_of(NEED_OF_DANGER[danger], words)
        assert brought is not None  # noqa: S101 - every kind in the table has its need
        return brought

    def _found(self, heard: Heard, chances: Mapping[str, float]) -> Iterator[FoundNeed]:
        by_sign = {need.code: need for need in heard.needs if need.score >= SURE}
        for code in self._needs:
            if code in by_sign and chances[code] >= FOUND:
                yield replace(by_sign[code], score=round(chances[code], 3))
            elif chances[code] >= FOUND_IN_WORDS and self._told(heard, code):
                words = " ".join(self.telling(heard, code))
                yield FoundNeed(code, round(chances[code], 3), words)

    def _asked(
        self, heard: Heard, chances: Mapping[str, float], found: Mapping[str, FoundNeed]
    ) -> Iterator[str]:
        """The needs worth a question, the likeliest first."""
        faint = {need.code for need in heard.needs}
        for code in sorted(self._needs, key=lambda code: -chances[code]):
            likely = chances[code] >= ASKED_IN_WORDS and self._told(heard, code)
            if code not in found and (likely or code in faint):
                yield code

    def _told(self, heard: Heard, code: str) -> bool:
        """Whether words of content tell of a need, two at least, and none denies it."""
        denied = any(
            fate == "denied" and match.payload.need == code for match, fate in heard.judged
        )
        return not denied and len(self.telling(heard, code)) >= _LEAST_WORDS

    def telling(self, heard: Heard, label: str) -> tuple[str, ...]:
        """The words of content that weigh most for a label, in the order of the message."""
        alike = heard.cry.alike if label.startswith(DANGER) else ()
        mute = {at for span in (*mute_spans(heard), *alike) for at in span}
        content = [t for at, t in enumerate(heard.message) if at not in mute and _says(t)]
        weighed = [(self._of_word(token, label), token.word) for token in content]
        most = max((weight for weight, _ in weighed), default=0.0)
        least = max(most * _TELLS, 1e-9)
        ranked = sorted((w for w in weighed if w[0] >= least), reverse=True)[:_MOST_WORDS]
        return tuple(
            dict.fromkeys(word for pair in weighed if pair in ranked for word in [pair[1]])
        )

    def _of_word(self, token: Token, label: str) -> float:
        return self._weights.weigh(features([token]), label)


def _says(token: Token) -> bool:
    # A clipped letter says nothing: "m'appelle", "m'a sauvé la vie".
    word = token.word
    return len(word) > 1 and word not in common_words() and not word.isdigit()
