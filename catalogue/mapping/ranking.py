"""The criteria of the shortlist, in one table, and what they come to; who is asked is `shortlist`.

A score is the mean of what is known, weighed: an unknown worth is neither 0 nor 1, it is left out
and the other weights grow to fill its place. How much of the weight is known stands beside.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from catalogue.labels import DOMAIN
from catalogue.mapping import measures
from catalogue.mapping.material import Entry
from catalogue.mapping.measures import Question
from catalogue.mapping.readers import Reader
from locales.texts import text

DIGITS = 6
"""Scores that are equal to so many digits are a tie."""


def always(asked: Question) -> bool:
    """The criterion has a meaning whatever is asked."""
    return True


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion: its usual weight, its measure, when it applies, and who may read it.

    What comes from scores of assessors or from people's requests is for staff: in a paper for
    everybody such a criterion does not count.
    """

    name: str
    weight: float
    measure: Callable[[Entry, Question], float | None]
    applies: Callable[[Question], bool] = always
    seen: Reader = "public"

    def label(self, lang: str) -> str:
        """What people call it, in fr or ar."""
        return text(DOMAIN, f"catalogue.choice.{self.name}", lang)

    def meaning(self, lang: str) -> str:
        """What is worth 1, what is worth 0, and what is unknown, in fr or ar."""
        return text(DOMAIN, f"catalogue.choice.{self.name}.means", lang)


CRITERIA: tuple[Criterion, ...] = (
    Criterion("coverage", 14, measures.coverage),
    Criterion("presence", 7, measures.presence, lambda asked: asked.area is not None),
    Criterion("specialisation", 10, measures.specialisation),
    Criterion("accreditation", 14, measures.accreditation, lambda asked: asked.sensitive),
    Criterion("capacity", 14, measures.capacity, seen="staff"),
    Criterion("places", 6, measures.free_places),
    Criterion("response", 5, measures.response),
    Criterion("answers", 5, measures.answers, seen="staff"),
    Criterion("audience", 5, measures.audience),
    Criterion("languages", 3, measures.languages),
    Criterion("methods", 3, measures.methods),
    Criterion("freshness", 5, measures.freshness),
    Criterion("certainty", 3, measures.certainty),
    Criterion("links", 3, measures.links),
    Criterion("cost", 3, measures.cost),
)
"""Together 100 where all apply (docs/cartography.md, Shortlist)."""

HEAVIEST = 100.0
"""The largest factor of a weight: beyond it the other criteria count for nothing."""


class BadWeight(ValueError):
    """A weight that cannot be used; `name` is the criterion's, `value` what was asked for."""

    def __init__(self, name: str, value: float) -> None:
        super().__init__(f"{name}={value}")
        self.name, self.value = name, value


@dataclass(frozen=True, slots=True)
class Part:
    """What one criterion gives an actor. `weight` is its share of all weights, 0 to 1.

    `worth` is None where nothing is known; `points` are what it adds to the score, and then 0.
    """

    criterion: str
    weight: float
    worth: float | None
    points: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """An actor's score, 0 to 1: the sum of the points of its parts. `known` is the share of the
    weights of which its worth is known."""

    actor: str
    score: float
    known: float
    parts: tuple[Part, ...]


def criterion(name: str) -> Criterion:
    """The criterion of that name. Raises `KeyError`."""
    return {each.name: each for each in CRITERIA}[name]


def weights_of(asked: Question, factors: Mapping[str, float] | None = None) -> Mapping[str, float]:
    """The weights of the criteria that apply, in the order of the table; together 1.

    `factors` make a usual weight heavier (2 is twice) or lighter; 0 leaves it out. Raises
    `BadWeight` for an unknown name, a factor not within 0 and `HEAVIEST`, and when nothing is left.
    """
    told = factors or {}
    names = {each.name for each in CRITERIA}
    for name, factor in told.items():
        if name not in names or not 0 <= factor <= HEAVIEST:
            raise BadWeight(name, factor)
    heavy = {
        each.name: each.weight * told.get(each.name, 1.0) for each in CRITERIA if _used(each, asked)
    }
    return normalised(heavy)


def _used(each: Criterion, asked: Question) -> bool:
    return each.applies(asked) and each.seen in ("public", asked.reader)


def normalised(weights: Mapping[str, float]) -> Mapping[str, float]:
    """The same weights, their sum 1; those of 0 are left out. Raises `BadWeight` for none."""
    total = sum(weights.values())
    if not total:
        raise BadWeight(next(iter(weights), ""), 0)
    return {name: weight / total for name, weight in weights.items() if weight}


def judged(entry: Entry, asked: Question, weights: Mapping[str, float]) -> Ranked:
    """An actor by all criteria that have a weight."""
    worths = {name: criterion(name).measure(entry, asked) for name in weights}
    return weighed(entry.id, worths, weights)


def weighed(actor: str, worths: Mapping[str, float | None], weights: Mapping[str, float]) -> Ranked:
    """The same worths under any weights whose sum is 1."""
    known = sum(weights[name] for name, worth in worths.items() if worth is not None)
    parts = tuple(
        Part(name, weights[name], worth, (weights[name] * worth / known) if worth else 0.0)
        for name, worth in worths.items()
    )
    return Ranked(actor, sum(part.points for part in parts), known, parts)


def place_in_list(ranked: Ranked) -> tuple[float, str]:
    """What the list is sorted by: the score, the highest first; of equal ones the lower id."""
    return -round(ranked.score, DIGITS), ranked.actor
