"""How firm a shortlist is: what becomes of it when the weights are moved, each move computed.

No chance is in it: every weight alone by a fifth down and up, and all corners of the three heaviest
together. Of whom enough is known is settled before: that does not depend on what one finds
important.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from catalogue.mapping.ranking import normalised, place_in_list, weighed
from catalogue.mapping.shortlist import Shortlist

LESS, MORE = 0.8, 1.2
"""A fifth down and a fifth up (the issue: ± 20 %)."""
HEAVIEST = 3

Move = Mapping[str, float]
"""What weights are multiplied by, by criterion; the others stay."""


@dataclass(frozen=True, slots=True)
class Change:
    """A move after which other actors are the first: who came among them, who left."""

    move: Move
    entered: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What `moves` moves of the weights do to a shortlist.

    `kept`: how many moves leave an actor among the first; `ranks`: its best and its worst rank,
    from 1, unmoved weights included; both for every ranked actor.
    """

    moves: int
    kept: Mapping[str, int]
    ranks: Mapping[str, tuple[int, int]]
    changes: tuple[Change, ...]

    @property
    def firm(self) -> bool:
        """Whether the first are the same after every move."""
        return not self.changes


def moves(weights: Mapping[str, float]) -> Iterator[Move]:
    """Every move that is tried, in the order of the table, the corners last."""
    for name in weights:
        yield {name: LESS}
        yield {name: MORE}
    heaviest = sorted(weights, key=lambda name: -weights[name])[:HEAVIEST]
    for corner in product((LESS, MORE), repeat=len(heaviest)):
        yield dict(zip(heaviest, corner, strict=True))


def sensitivity(found: Shortlist) -> Sensitivity:
    """Move the weights of a shortlist and see who stays among its first."""
    usual = ordered(found, {})
    kept: Counter[str] = Counter()
    ranks = {actor: [rank] for rank, actor in enumerate(usual, 1)}
    changes = []
    tried = list(moves(found.weights))
    for move in tried:
        now = ordered(found, move)
        kept.update(now[: found.many])
        for rank, actor in enumerate(now, 1):
            ranks[actor].append(rank)
        changes += _changed(move, usual[: found.many], now[: found.many])
    spans = {actor: (min(each), max(each)) for actor, each in ranks.items()}
    return Sensitivity(len(tried), {each: kept[each] for each in usual}, spans, tuple(changes))


def ordered(found: Shortlist, move: Move) -> list[str]:
    """The ids of the ranked actors, best first, after a move."""
    heavy = {name: weight * move.get(name, 1.0) for name, weight in found.weights.items()}
    weights = normalised(heavy)
    worths = ((each.actor, {part.criterion: part.worth for part in each.parts})
              for each in found.ranked)  # fmt: skip
    again = sorted((weighed(actor, each, weights) for actor, each in worths), key=place_in_list)
    return [each.actor for each in again]


def _changed(move: Move, was: list[str], now: list[str]) -> list[Change]:
    entered = tuple(actor for actor in now if actor not in was)
    left = tuple(actor for actor in was if actor not in now)
    return [Change(move, entered, left)] if entered or left else []


def as_object(found: Sensitivity) -> dict[str, Any]:
    """The same as JSON's values."""
    return {
        "moves": found.moves,
        "kept": dict(found.kept),
        "ranks": {actor: list(span) for actor, span in found.ranks.items()},
        "changes": [
            {"move": dict(each.move), "entered": list(each.entered), "left": list(each.left)}
            for each in found.changes
        ],
    }
