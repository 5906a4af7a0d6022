"""The best partners for a need in an area: the same list from the same catalogue, every time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalogue.mapping.material import Material
from catalogue.mapping.measures import Question, covered
from catalogue.mapping.ranking import DIGITS, Part, Ranked, judged, place_in_list, weights_of
from catalogue.mapping.readers import Reader, partners

SERVICES: Mapping[str, str] = {
    "shelter": "emergency_shelter",
    "medical": "health_care",
    "psychosocial": "psychosocial",
    "legal": "legal_aid",
}
"""The four services for which the brief wants three partners each, and the needs they meet."""
ENOUGH_KNOWN = 0.4
"""An actor of which less is known is listed apart, without a rank."""
USUAL_LENGTH = 3


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Partners for a need (a code) in an area (an HCP code; None: the country), best first.

    `weights` are in use, their sum 1; `first` are the shortlist itself, `ranked` all that could be
    ranked, `little_known` those of which too little is known to be ranked.
    """

    need: str
    area: str | None
    reader: Reader
    many: int
    weights: Mapping[str, float]
    ranked: tuple[Ranked, ...]
    little_known: tuple[Ranked, ...]

    @property
    def first(self) -> tuple[Ranked, ...]:
        """The best of all, as many as were asked for."""
        return self.ranked[: self.many]

    @property
    def tied(self) -> frozenset[str]:
        """The actors that only their id keeps apart from another."""
        scores = [place_in_list(each)[0] for each in self.ranked]
        return frozenset(
            each.actor
            for each, score in zip(self.ranked, scores, strict=True)
            if scores.count(score) > 1
        )


def need_of(service: str) -> str:
    """The need of one of the brief's four services, or the code itself."""
    return SERVICES.get(service, service)


def shortlist(
    material: Material,
    need: str,
    area: str | None = None,
    weights: Mapping[str, float] | None = None,
    *,
    many: int = USUAL_LENGTH,
    reader: Reader = "public",
) -> Shortlist:
    """Rank the actors that can be partners for a need and reach an area.

    `need` may name one of the brief's four services. `weights` multiply the usual ones
    (`ranking.weights_of`). Raises `ranking.BadWeight`.
    """
    asked = Question(material, need_of(need), area, reader)
    using = weights_of(asked, weights)
    found = sorted(
        (
            judged(entry, asked, using)
            for entry in partners(material, asked.need, reader)
            if covered(entry.actor, area, material.places)
        ),
        key=place_in_list,
    )
    ranked = tuple(each for each in found if is_known(each))
    others = tuple(each for each in found if not is_known(each))
    return Shortlist(asked.need, area, reader, many, using, ranked, others)


def is_known(each: Ranked) -> bool:
    """Whether enough is known of an actor to give it a rank."""
    return round(each.known, DIGITS) >= ENOUGH_KNOWN


def as_object(found: Shortlist) -> dict[str, Any]:
    """The list with its parts as JSON's values; scores, weights and worths are from 0 to 1."""
    return {
        "need": found.need,
        "area": found.area,
        "reader": found.reader,
        "weights": {name: round(weight, 6) for name, weight in found.weights.items()},
        "ranked": [_line(each, rank) for rank, each in enumerate(found.ranked, 1)],
        "little_known": [_line(each, None) for each in found.little_known],
        "tied": sorted(found.tied),
    }


def _line(each: Ranked, rank: int | None) -> dict[str, Any]:
    return {
        "rank": rank,
        "actor": each.actor,
        "score": round(each.score, 6),
        "known": round(each.known, 6),
        "parts": {part.criterion: _part(part) for part in each.parts},
    }


def _part(part: Part) -> dict[str, Any]:
    worth = None if part.worth is None else round(part.worth, 6)
    return {"worth": worth, "points": round(part.points, 6)}
