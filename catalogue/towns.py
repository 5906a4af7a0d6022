"""Where an actor works: the communes its towns name, and whether it reaches a place."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from catalogue.actor import Actor
from catalogue.places import Gazetteer
from catalogue.text import skeleton

_TOWNS = re.compile(r"[;/,+]")


def reaches(actor: Actor, place: str | None, places: Gazetteer) -> bool:
    """True when the actor's perimeter and the place overlap, or one of them is open."""
    if place is None or not actor.perimeter:
        return True
    contains = places.contains
    return any(contains(code, place) or contains(place, code) for code in actor.perimeter)


def towns_of(actor: Actor, places: Gazetteer) -> tuple[str, ...]:
    """The HCP codes of its sites; without any, of the communes its towns name.

    Of communes of one name the most populated of its perimeter is meant.
    """
    return actor.sites or tuple(_named(actor, places, _communes(places)))


def _named(
    actor: Actor, places: Gazetteer, communes: Mapping[str, list[tuple[int, str]]]
) -> Iterator[str]:
    for town in _TOWNS.split(actor.city.split("(")[0]):
        same = communes.get(skeleton(town), [])
        inside = [pair for pair in same if reaches(actor, pair[1], places)]
        if inside:
            yield max(inside)[1]


@lru_cache(maxsize=2)
def _communes(places: Gazetteer) -> Mapping[str, list[tuple[int, str]]]:
    """The communes by the skeleton of their name: population and code."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for place in places.places():
        if place.level == "commune":
            found[skeleton(place.name_fr)].append((place.population, place.code))
    return dict(found)
