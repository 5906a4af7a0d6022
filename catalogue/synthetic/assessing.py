"""Invented scores of the capacity grid: three assessors of some invented actors, not always agreed.

The same for the same seed. For demonstrations, tests and benchmarks; nothing in them was seen.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from random import Random

from catalogue.assessment import HIGHEST, LOWEST, Score
from catalogue.capacity import criteria
from catalogue.marks import SELF
from catalogue.record import Record

ASSESSORS = ("SYN-EVAL-1", "SYN-EVAL-2", "SYN-EVAL-3")
_ASSESSED, _SCORED, _AGREED, _OWN = 0.15, 0.9, 0.65, 0.3
"""Shares: actors assessed, criteria an assessor scores, scores all agree on, own assessments."""
_WITHIN = timedelta(days=120)


def synthetic_scores(records: Sequence[Record], *, seed: int = 7, on: date) -> tuple[Score, ...]:
    """Scores of some of these actors in the four months before a day, by two or three assessors."""
    chance = Random(seed)  # noqa: S311 - the same for the same seed is what is wanted
    chosen = [record for record in records if chance.random() < _ASSESSED]
    return tuple(score for record in chosen for score in _of(record.id, chance, on=on))


def _of(actor: str, chance: Random, *, on: date) -> Iterator[Score]:
    """One actor: what it is worth by each criterion, and how each assessor sees it."""
    level = chance.uniform(1.0, 3.4)
    worth = {one.code: _bounded(round(chance.gauss(level, 0.8))) for one in criteria()}
    names: Iterable[str] = chance.sample(ASSESSORS, chance.choice((2, 2, 3)))
    own = (f"{SELF}{actor}",) if chance.random() < _OWN else ()
    for name in (*sorted(names), *own):
        day = on - timedelta(days=chance.randint(0, _WITHIN.days))
        for code, true in worth.items():
            if chance.random() < _SCORED:
                yield Score(actor, name, day, code, _seen(true, chance))


def _seen(true: int, chance: Random) -> int:
    """What an assessor sees: mostly what the others see, now and then a point or two beside it."""
    off = 0 if chance.random() < _AGREED else chance.choice((-2, -1, -1, 1, 1))
    return _bounded(true + off)


def _bounded(score: int) -> int:
    return min(max(score, LOWEST), HIGHEST)
