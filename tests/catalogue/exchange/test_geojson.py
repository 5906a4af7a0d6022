"""Sites as points on a map: in the right order, in Morocco, public ones alone, and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from catalogue.exchange import geojson
from catalogue.exchange.merging import merged
from catalogue.exchange.seen_by import seen_by
from catalogue.record import Record, changes
from tests.catalogue.records import RECORDS

SITE = {
    "place": "02.411.01.23",
    "name": {"fr": "Siège", "ar": "المقر"},
    "address": {"fr": "1 rue Exemple"},
    "latitude": 34.681,
    "longitude": -1.908,
}
ACTOR = Record(
    {"id": "A", "name": {"fr": "Exemple", "ar": "مثال"}, "needs": ("food",)}, {"site": (SITE,)}
)


def written(record: Record, folder: Path) -> dict[str, Any]:
    geojson.write([record], folder / "x.geojson")
    found: dict[str, Any] = json.loads((folder / "x.geojson").read_bytes())
    return found


def features(*each: dict[str, Any]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": each})


def point(*at: float, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": at},
        "properties": {"actor": "A", **properties},
    }


def read(folder: Path, text: str) -> Any:
    path = folder / "in.geojson"
    path.write_text(text, encoding="utf-8")
    return geojson.read(path)


def test_a_point_has_its_longitude_first_and_names_in_both_languages(tmp_path: Path) -> None:
    found = written(ACTOR, tmp_path)
    (feature,) = found["features"]
    assert (found["type"], feature["type"]) == ("FeatureCollection", "Feature")
    assert feature["geometry"] == {"type": "Point", "coordinates": [-1.908, 34.681]}
    told = feature["properties"]
    assert (told["actor_fr"], told["actor_ar"]) == ("Exemple", "مثال")
    assert (told["name_ar"], told["place_fr"], told["place_ar"]) == ("المقر", "Oujda", "وجدة")
    assert (told["needs"], told["approximate"]) == (["food"], False)


def test_a_site_without_a_point_stands_where_its_town_does_and_says_so(tmp_path: Path) -> None:
    record = Record(ACTOR.values, {"site": ({"place": "02.411.01.23"}, {"place": "02"})})
    town, region = written(record, tmp_path)["features"]
    assert town["properties"]["approximate"] is True
    assert -2.5 < town["geometry"]["coordinates"][0] < -1.5
    assert region["geometry"] is None
    found = geojson.read(tmp_path / "x.geojson")
    assert found.told[0].parts["site"] == ({"place": "02.411.01.23"}, {"place": "02"})


@given(record=RECORDS)
@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
def test_sites_come_back_as_they_were(tmp_path: Path, record: Record) -> None:
    shown = seen_by("public", [record])
    assume(any(each.rows("site") for each in shown))
    geojson.write([record], tmp_path / "x.geojson")
    # A guarded actor is not on the map: the file is empty, and says so.
    assume(json.loads((tmp_path / "x.geojson").read_text(encoding="utf-8"))["features"])
    found = geojson.read(tmp_path / "x.geojson")
    assert found.faults == ()
    for told in found.told:
        both = all(("latitude" in row) == ("longitude" in row) for row in shown[0].rows("site"))
        assert not both or changes(shown[0], merged(shown[0], told)) == ()


def test_a_file_of_points_adds_and_corrects_and_takes_nothing_away(tmp_path: Path) -> None:
    here = point(-1.9, 34.7, place="02.411.01.23", name_fr="Siège")
    new = point(-6.83, 34.02, name_fr="Antenne")
    (told,) = read(tmp_path, features(here, new)).told
    sites = merged(ACTOR, told).rows("site")
    assert sites[0] == {**SITE, "latitude": 34.7, "longitude": -1.9}
    assert sites[1]["place"] == "04.421"
    assert merged(ACTOR, told).values == ACTOR.values


@pytest.mark.parametrize(
    ("feature", "code"),
    [
        (point(34.68, -1.9, place="02"), "geojson_swapped"),
        (point(2.35, 48.85, place="02"), "too_big"),
        (point(-1.9, place="02"), "geojson_not_a_point"),
        (point(-1.9, 34.7, place="02", actor=""), "geojson_no_actor"),
        (point(-1.9, 34.7, place="99.999"), "unknown_place"),
        ({"type": "Feature", "geometry": None}, "geojson_not_a_feature"),
        (
            {**point(1, 1), "geometry": {"type": "Polygon", "coordinates": [[[0, 0]]]}},
            "geojson_not_a_point",
        ),
        ({**point(), "geometry": None}, "missing"),
    ],
)
def test_what_is_wrong_in_a_point_is_said(feature: Any, code: str, tmp_path: Path) -> None:
    found = read(tmp_path, features(feature))
    assert code in [fault.code for fault in found.faults]
    assert found.told == ()
