"""What the signs of a need are worth, alone and together.

A lone word says less than a phrase; distinct signs add up; weak ones never suffice.
"""

from collections.abc import Mapping, Sequence

from catalogue.found import FoundNeed
from catalogue.lexicon import Trigger
from catalogue.phrases import Match

SURE = 0.5
"""From this score on a need is found; below it is worth a question at most."""
_WORTH_BY_WORDS = {1: 0.78, 2: 0.9, 3: 0.94}
_LONG_WORTH = 0.96
_WEAK_WORTH = 0.3
_MOST = 0.99
_REPEATED = 0.5


def worth(match: Match[Trigger]) -> float:
    """What one sign alone is worth, 0…1."""
    if match.payload.strength == "weak":
        return _WEAK_WORTH * match.quality
    return _WORTH_BY_WORDS.get(match.words, _LONG_WORTH) * match.quality


def weighed(
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


def _weigh(code: str, matches: Sequence[Match[Trigger]], *, sure: bool) -> FoundNeed:
    """One score for all signs of a need; it stays below `SURE` unless something is sure."""
    ranked = sorted(matches, key=lambda match: (-worth(match), match.start))
    missing, seen = 1.0, set[str]()
    for match in ranked:
        if match.evidence not in seen:
            missing *= 1 - worth(match) * (_REPEATED if seen else 1.0)
            seen.add(match.evidence)
    score = 1 - missing if sure else min(1 - missing, SURE - 0.05)
    return FoundNeed(code, round(min(score, _MOST), 3), ranked[0].evidence)
