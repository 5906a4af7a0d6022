"""The nearest general service: who can at least inform somebody whose need nobody meets.

A rule, not a list of names: a public body that serves everybody or the vulnerable, in at least four
needs of two dimensions, and is shown to everybody. It is information and no referral.
"""

from collections.abc import Iterable

from catalogue.actor import Actor
from catalogue.needs import needs
from catalogue.places import Gazetteer
from catalogue.towns import reaches, towns_of

FEWEST_NEEDS, FEWEST_DIMENSIONS = 4, 2
FOR_ALL = frozenset({"all", "vulnerable", "households"})
"""What an audience says where a service turns nobody away."""


def is_general(actor: Actor) -> bool:
    """Whether an actor is a general service that may be shown to everybody."""
    shown = _shown(actor)
    dimensions = {known.dimension for need in shown if (known := needs().get(need))}
    return (
        actor.category == "public"
        and actor.visibility == "public"
        and len(shown) >= FEWEST_NEEDS
        and len(dimensions) >= FEWEST_DIMENSIONS
        and (not actor.audience or not FOR_ALL.isdisjoint(actor.audience))
    )


def _shown(actor: Actor) -> list[str]:
    return [need for need in actor.needs if need not in actor.hidden_services]


def nearest_general(
    actors: Iterable[Actor], place: str | None, places: Gazetteer
) -> tuple[Actor, ...]:
    """The general services that reach a place (an HCP code; None: unknown), the nearest first.

    Near is: a site in the province, a perimeter in it, a perimeter in the region, the country. Of
    equally near ones the widest comes first, then the lower id.
    """
    found = [each for each in actors if is_general(each) and reaches(each, place, places)]
    return tuple(
        sorted(found, key=lambda each: (_step(each, place, places), -len(_shown(each)), each.id))
    )


def _step(actor: Actor, place: str | None, places: Gazetteer) -> int:
    province = places.province_of(place) if place else None
    if province is None:
        return 2 if actor.perimeter else 3
    if any(places.contains(province, town) for town in towns_of(actor, places)):
        return 0
    if any(places.contains(province, code) for code in actor.perimeter):
        return 1
    return 2 if actor.perimeter else 3
