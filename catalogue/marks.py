"""What the scores of an actor come to: means by dimension and overall, per assessor and together.

Missing is missing, never zero: a criterion nobody scored is left out of every mean. An actor's own
assessment is kept apart: it enters no mean of others and stands beside them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from catalogue.assessment import Score
from catalogue.capacity import GRID, criteria, criterion

ENOUGH = 0.6
"""The share of criteria that must be scored before an overall mark is given."""
SELF = "self:"
"""How the assessor of an actor's own assessment begins; the actor's id follows."""
COORDINATOR = "coordinator:"
"""How an assessor begins who is a coordinator: region, colon, and the end of an id follow."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Means from 0 to 4. `dimensions` leaves out those without a score; `scored` counts criteria.

    `overall` is the mean of the dimensions, so that one with more criteria weighs no more; None
    where less than 60 % of the criteria are scored.
    """

    dimensions: Mapping[str, float]
    scored: int
    overall: float | None


@dataclass(frozen=True, slots=True)
class Assessed:
    """One actor's marks: of each assessor, of all but itself together, and its own."""

    by_assessor: Mapping[str, Marks]
    together: Marks
    own: Marks | None


def latest(scores: Iterable[Score]) -> tuple[Score, ...]:
    """Of each actor, assessor and criterion the score of the latest day, in a fixed order.

    Scores of criteria the grid does not have (any more) are left out.
    """
    known: dict[tuple[str, str, str], Score] = {}
    for score in sorted(scores, key=lambda each: each.day):
        if criterion(score.criterion):
            known[score.actor, score.assessor, score.criterion] = score
    return tuple(known[name] for name in sorted(known))


def assessed(scores: Iterable[Score]) -> Mapping[str, Assessed]:
    """Every actor that has a score, with its marks, by its id."""
    by_actor: dict[str, list[Score]] = {}
    for score in latest(scores):
        by_actor.setdefault(score.actor, []).append(score)
    return {actor: _assessed(of_one) for actor, of_one in by_actor.items()}


def _assessed(scores: list[Score]) -> Assessed:
    others = [each for each in scores if not is_own(each.assessor)]
    own = [each for each in scores if is_own(each.assessor)]
    names = dict.fromkeys(each.assessor for each in others)
    by_assessor = {name: marks(s for s in others if s.assessor == name) for name in names}
    return Assessed(by_assessor, marks(others), marks(own) if own else None)


def marks(scores: Iterable[Score]) -> Marks:
    """The marks of one actor by these scores: first the mean of each criterion's assessors."""
    found = by_criterion(scores)
    dimensions = {name: fmean(values) for name in GRID if (values := _of(name, found))}
    enough = len(found) >= ENOUGH * len(criteria())
    return Marks(dimensions, len(found), fmean(dimensions.values()) if enough else None)


def by_criterion(scores: Iterable[Score]) -> Mapping[str, float]:
    """The mean of the assessors for each criterion that has a score."""
    given: dict[str, list[int]] = {}
    for score in scores:
        given.setdefault(score.criterion, []).append(score.score)
    return {code: fmean(values) for code, values in given.items()}


def _of(dimension: str, found: Mapping[str, float]) -> list[float]:
    return [found[code] for code in GRID[dimension] if code in found]


def is_own(assessor: str) -> bool:
    """Whether this is an actor's own assessment."""
    return assessor.startswith(SELF)
