"""Which provinces an actor serves, and how: with something of its own there, or from farther away.

Three ways are kept apart. `local`: its perimeter is the province or lies in it, or it has a site
(or a town it names) there. `regional`: its perimeter is the region. `national`: its perimeter is
the country, and it has no site there. Local and regional count as coverage; national does not: on
paper it would close every gap of the country at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from catalogue.mapping.material import Entry
from catalogue.places import Gazetteer, Place
from catalogue.towns import towns_of

FIRST_REGIONS = ("06", "02", "05")
"""Casablanca-Settat, Oriental, Béni Mellal-Khénifra: where the project began (domain.md)."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The provinces (HCP codes) an actor serves from a place of its own, and for their region."""

    local: frozenset[str]
    regional: frozenset[str]
    national: bool


def regions_in_order(places: Gazetteer) -> tuple[Place, ...]:
    """The twelve regions: the three of the project first, the others by their code."""
    rank = {code: at for at, code in enumerate(FIRST_REGIONS)}
    return tuple(
        sorted(places.children(None), key=lambda each: (rank.get(each.code, 9), each.code))
    )


@lru_cache(maxsize=64)
def provinces_in_order(places: Gazetteer, area: str | None = None) -> tuple[Place, ...]:
    """The 83 provinces and prefectures, those of a region together, the most populated first.

    The eight prefectures of arrondissements follow Casablanca, of which they are parts. `area`
    keeps those of a region, or the one province in which a place lies.
    """
    every = tuple(each for region in regions_in_order(places) for each in _within(region, places))
    if area is None:
        return every
    known = places.get(area)
    whole = known is not None and known.level in ("region", "province")
    outer = area if whole else places.province_of(area) or ""
    return tuple(each for each in every if places.contains(outer, each.code))


def _within(region: Place, places: Gazetteer) -> Iterator[Place]:
    for province in places.children(region.code):
        yield province
        yield from _parts(province.code, places)


def is_part(place: Place, places: Gazetteer) -> bool:
    """Whether it is a prefecture of arrondissements: its people are counted in Casablanca too."""
    above = places.get(place.parent or "")
    return above is not None and above.level == place.level


def reach_of(entry: Entry, places: Gazetteer) -> Reach:
    """Which provinces an actor serves, and how."""
    actor = entry.actor
    regions = {code for code in actor.perimeter if _is_region(code, places)}
    near = {*actor.perimeter, *towns_of(actor, places)} - regions
    local = {province for code in near for province in _provinces_at(code, places)}
    regional = {each.code for code in regions for each in provinces_in_order(places, code)}
    return Reach(frozenset(local), frozenset(regional - local), not actor.perimeter)


def regions_reached(entry: Entry, places: Gazetteer) -> tuple[str, ...]:
    """The regions (HCP codes) an actor serves by its perimeter, a site or a town it names.

    An actor of the whole country that has no place of its own serves none in particular.
    """
    reach = reach_of(entry, places)
    return tuple(sorted({places.region_of(each) for each in reach.local | reach.regional}))


def _is_region(code: str, places: Gazetteer) -> bool:
    place = places.get(code)
    return place is not None and place.level == "region"


def _provinces_at(code: str, places: Gazetteer) -> Iterator[str]:
    """The province a place is or lies in, and the prefectures of arrondissements it touches.

    A district touches the one it lies in; the city as a whole touches all of them.
    """
    home, place = places.province_of(code), places.get(code)
    if home is None or place is None:
        return
    yield home
    narrow = place.level == "arrondissement" or is_part(place, places)
    for part in _parts(home, places):
        if not narrow or places.contains(part.code, code):
            yield part.code


@lru_cache(maxsize=128)
def _parts(province: str, places: Gazetteer) -> tuple[Place, ...]:
    every = (each for each in places.places() if each.parent == province)
    parts = (each for each in every if each.level == "province")
    return tuple(sorted(parts, key=lambda each: -each.population))
