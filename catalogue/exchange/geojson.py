"""GeoJSON (RFC 7946): the public sites of actors as points on a map, and back.

A file of points adds sites to actors that are known, or corrects them; it takes none away.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from catalogue.exchange.draft import Draft, FileRefused, Told, told_first
from catalogue.exchange.hsds.identity import row_id
from catalogue.exchange.hsds.json_file import LICENCE, parsed
from catalogue.exchange.rows import Fault, cells_of, row_of
from catalogue.exchange.seen_by import guarded_actors, seen_by
from catalogue.labels import need_label, place_label
from catalogue.places import gazetteer
from catalogue.record import Record, Row, actor_of, text_of
from catalogue.schema import SPOKEN, columns_of, field_of

MOST_FEATURES = 250_000
_POINT = ("latitude", "longitude")
_COLUMNS = tuple(name for name, _, _ in columns_of("site") if name not in _POINT)
_LAT, _LON = (field_of("site", name) for name in _POINT)


def write(records: Sequence[Record], path: Path) -> None:
    """Write the public sites of the public actors among the records. Raises `OSError`.

    A site without a point of its own stands where its place does, and says `approximate`; one
    whose place has none has no geometry. Actors that shelter or serve a sensitive need are not on
    the map (`neutral`).
    """
    shown = on_the_map(records)
    features = [_feature(record, row) for record in shown for row in record.rows("site")]
    about = {"type": "FeatureCollection", "licence": LICENCE, "features": features}
    path.write_bytes(orjson.dumps(about, option=orjson.OPT_INDENT_2))


def on_the_map(records: Sequence[Record]) -> list[Record]:
    """The records whose sites everybody may find, as far as they may be seen."""
    guarded = guarded_actors(records)
    return [each for each in seen_by("public", records) if each.id not in guarded]


def _feature(record: Record, row: Row) -> dict[str, Any]:
    point, approximate = _point(row)
    return {
        "type": "Feature",
        "id": row_id(record.id, "site", row),
        "geometry": {"type": "Point", "coordinates": point} if point else None,
        "properties": {**_properties(record, row), "approximate": approximate},
    }


def _point(row: Row) -> tuple[list[float] | None, bool]:
    """Longitude and latitude, in this order, and whether they are those of the place alone."""
    lat, lon = row.get("latitude"), row.get("longitude")
    if isinstance(lat, int | float) and isinstance(lon, int | float):
        return [lon, lat], False
    place = gazetteer().get(text_of(row, "place"))
    if place is None or place.lat is None or place.lon is None:
        return None, False
    return [place.lon, place.lat], True


def _properties(record: Record, row: Row) -> dict[str, Any]:
    site = {name: cell for name, cell in cells_of("site", row).items() if name in _COLUMNS}
    names = {f"actor_{lang}": record.text("name", lang) for lang in SPOKEN}
    places = {f"place_{lang}": place_label(text_of(row, "place"), lang) for lang in SPOKEN}
    needs = actor_of(record).needs
    labels = {f"needs_{lang}": [need_label(need, lang) for need in needs] for lang in SPOKEN}
    return {"actor": record.id, **names, **site, **places, "needs": needs, **labels}


def read(path: Path) -> Draft:
    """The sites that the file tells of. Raises `FileRefused` for no GeoJSON or an empty one."""
    data = parsed(path)
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or data.get("type") != "FeatureCollection":
        raise FileRefused("geojson_no_features")
    if not features:
        raise FileRefused("nothing_in_it")
    if len(features) > MOST_FEATURES:
        raise FileRefused("too_many_rows", most=MOST_FEATURES)
    rows: dict[str, list[Row]] = defaultdict(list)
    first: dict[str, int] = {}
    faults: list[Fault] = []
    for number, feature in enumerate(features, 1):
        found, wrong = _site(feature, number)
        faults += wrong
        if found and not wrong:
            actor, row = found
            rows[actor].append(row)
            first.setdefault(actor, number)
    told = (
        Told(actor, first[actor], parts={"site": tuple(found)}, listed=False, adding=True)
        for actor, found in rows.items()
    )
    return Draft(tuple(told), faults=told_first(faults))


def _site(feature: Any, number: int) -> tuple[tuple[str, Row] | None, list[Fault]]:
    """The site of a feature with its actor, or what is wrong in it."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        return None, [Fault(number, "properties", "geojson_not_a_feature")]
    actor = properties.get("actor")
    if not isinstance(actor, str) or not actor:
        return None, [Fault(number, "actor", "geojson_no_actor")]
    point, wrong = _read_point(feature, properties, number)
    if wrong:
        return None, [wrong]
    cells = {name: str(properties[name]) for name in _COLUMNS if _is_plain(properties.get(name))}
    read_row = row_of("site", {**cells, **_placed(cells, point)}, number)
    return (actor, read_row.values), [replace(each, sheet="") for each in read_row.faults]


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _placed(cells: Mapping[str, str], point: tuple[float, float] | None) -> dict[str, str]:
    """The cells of the point; where no place is named, that of the province it lies in."""
    if point is None:
        return {}
    lon, lat = point
    own = {"latitude": f"{lat:.6f}", "longitude": f"{lon:.6f}"}
    near = None if cells.get("place") else gazetteer().nearest(lat, lon)
    return {**own, "place": near.province} if near and near.province else own


def _read_point(
    feature: Mapping[str, Any], properties: Mapping[str, Any], number: int
) -> tuple[tuple[float, float] | None, Fault | None]:
    geometry = feature.get("geometry")
    if geometry is None or properties.get("approximate") is True:
        return None, None
    at = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not isinstance(at, list) or len(at) < 2 or not all(map(_is_number, at)):
        return None, Fault(number, "geometry", "geojson_not_a_point")
    if geometry.get("type") != "Point":
        return None, Fault(number, "geometry", "geojson_not_a_point")
    lon, lat = float(at[0]), float(at[1])
    if _within(_LAT, lon) and _within(_LON, lat):
        return None, Fault(number, "geometry", "geojson_swapped")
    return (lon, lat), None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _within(field: Any, value: float) -> bool:
    return bool(field.least <= value <= field.most)
