"""How far assessors agree, where two or more scored the same; what a score means is not known here.

Two measures. The share of criteria on which all are within one point is what a mission can read and
act on. Krippendorff's alpha sets it against chance: it takes any number of assessors, missing
scores, and ranks without equal steps between them, as 0 to 4 in words are; means and correlations
do not. K. Krippendorff, *Computing Krippendorff's Alpha-Reliability* (2011); 0.80 is commonly asked
for, 0.667 the least for tentative conclusions.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from catalogue.assessment import Score
from catalogue.marks import is_own, latest

CLOSE = 1
"""Points between the lowest and the highest score of those said to agree."""
LEAST_SHARED = 10
"""Below so many criteria scored by two or more, alpha says more of chance than of the assessors."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """`shared` counts what two or more of the `assessors` scored; `within_one` is 0 to 1.

    `within_one` is None where nothing is shared; `alpha` (1: full, 0: as by chance, negative:
    worse) also where too little is, or where nobody's scores ever differ from any other.
    """

    assessors: int
    shared: int
    within_one: float | None
    alpha: float | None


def agreement(scores: Iterable[Score]) -> Agreement:
    """Agreement of the assessors of one actor, or of many: an actor's criterion is one unit.

    The latest scores count; actors' own assessments do not.
    """
    told = [each for each in latest(scores) if not is_own(each.assessor)]
    units: dict[tuple[str, str], list[int]] = {}
    for each in told:
        units.setdefault((each.actor, each.criterion), []).append(each.score)
    shared = [values for values in units.values() if len(values) > 1]
    close = sum(max(values) - min(values) <= CLOSE for values in shared)
    return Agreement(
        assessors=len({each.assessor for each in told}),
        shared=len(shared),
        within_one=close / len(shared) if shared else None,
        alpha=ordinal_alpha(shared) if len(shared) >= LEAST_SHARED else None,
    )


def ordinal_alpha(units: Iterable[Sequence[int]]) -> float | None:
    """Krippendorff's alpha for ordinal data; each unit holds the values it was given.

    None where there is nothing to compare, or only one value was ever given.
    """
    pairable = [values for values in units if len(values) > 1]
    totals = Counter(value for values in pairable for value in values)
    n = sum(totals.values())
    expected = sum(
        totals[one] * totals[other] * _distance(totals, one, other)
        for one in totals
        for other in totals
    )
    if not expected:
        return None
    return 1 - (n - 1) * sum(_observed(totals, values) for values in pairable) / expected


def _observed(totals: Mapping[int, int], values: Sequence[int]) -> float:
    """What the pairs of one unit add to the observed disagreement."""
    pairs = sum(_distance(totals, one, other) for one in values for other in values)
    return pairs / (len(values) - 1)


def _distance(totals: Mapping[int, int], one: int, other: int) -> float:
    """The squared number of ranks between two values, each counted as often as it was given."""
    low, high = sorted((one, other))
    between = sum(count for value, count in totals.items() if low <= value <= high)
    return (between - (totals[one] + totals[other]) / 2) ** 2
