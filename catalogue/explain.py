"""Why an offer has its score, and why other actors are no offers: for staff and operators only.

Nothing is decided here; `search` decides, and these functions say how.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from catalogue.actor import Actor
from catalogue.search import LATER_NEED, WEIGHTS, Offer, Snapshot

LEFT_OUT = ("elsewhere", "staff_only", "hidden", "no_such_service")
"""Why an actor is no offer, the nearest miss first."""
_NAMED = frozenset({"elsewhere", "staff_only"})
"""Those named: who is hidden is named nowhere, and who does something else is only counted."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score: its weight, and how much of it the actor has (0…1)."""

    name: str
    weight: float
    worth: float


@dataclass(frozen=True, slots=True)
class Account:
    """How a score came about: `sum` of the parts × `later_need` × `variety` = the score.

    `later_need` is below 1 where the need was not the first named, `variety` where another actor
    of the same body stands before.
    """

    parts: tuple[Part, ...]
    sum: float
    later_need: float
    variety: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Actors that are no offers, for one reason; `actors` are ids, empty where only counted."""

    why: str
    count: int
    actors: tuple[str, ...]


def account(offer: Offer) -> Account:
    """The score of an offer, taken apart."""
    parts = tuple(Part(name, WEIGHTS[name], worth) for name, worth in offer.parts.items())
    whole = round(sum(part.weight * part.worth for part in parts), 3)
    later = LATER_NEED**offer.rank
    before = round(whole * later, 3)
    kept = offer.score / before if before else 1.0
    return Account(parts, whole, round(later, 3), 1.0 if kept > 0.999 else round(kept, 3))


def left_out(snapshot: Snapshot, needs: Sequence[str], place: str | None) -> tuple[LeftOut, ...]:
    """Every actor that is no offer for these needs at this place, by reason.

    Hidden actors and services are counted and never named. Empty when no need is known.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for actor in snapshot.actors if needs else ():
        why = _why(actor, needs, reaches=snapshot.reaches(actor, place))
        if why is not None:
            found[why].append(actor.id)
    return tuple(
        LeftOut(why, len(found[why]), tuple(sorted(found[why])) if why in _NAMED else ())
        for why in LEFT_OUT
        if why in found
    )


def _why(actor: Actor, needs: Collection[str], *, reaches: bool) -> str | None:
    served = [need for need in needs if need in actor.needs]
    if not served:
        return "no_such_service" if reaches and actor.visibility != "hidden" else None
    if actor.visibility == "hidden" or all(need in actor.hidden_services for need in served):
        return "hidden" if reaches else None
    if not reaches:
        return "elsewhere"
    return None if actor.visibility == "public" else "staff_only"
