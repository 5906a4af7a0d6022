"""The tree of places: every unit is there, and positions give provinces and towns."""

from pathlib import Path

import pytest

from catalogue.places import gazetteer, great_circle_km
from catalogue.understand import reader


def test_every_unit_of_the_census_is_there() -> None:
    levels = [place.level for place in gazetteer().places()]
    assert {level: levels.count(level) for level in dict.fromkeys(levels)} == {
        "region": 12,
        "province": 83,
        "cercle": 213,
        "commune": 1503,
        "arrondissement": 41,
    }


def test_a_person_chooses_region_then_province_then_commune() -> None:
    places = gazetteer()
    regions = places.children(None)
    assert [region.code for region in regions] == [f"{n:02d}" for n in range(1, 13)]
    for region in regions:
        for province in places.children(region.code):
            assert province.level == "province"
            communes = places.children(province.code)
            assert communes
            assert all(place.level == "commune" for place in communes)
    communes = places.children("05.091")
    assert communes[0].name_fr == "Béni Mellal"
    assert [bool(place.urban) for place in communes] == sorted(
        (bool(place.urban) for place in communes), reverse=True
    )


def test_every_commune_is_reached_through_the_buttons() -> None:
    places = gazetteer()
    reached = {
        commune.code
        for region in places.children(None)
        for province in places.children(region.code)
        for commune in places.children(province.code)
    }
    assert reached == {place.code for place in places.places() if place.level == "commune"}


def test_a_place_knows_what_it_lies_in() -> None:
    places = gazetteer()
    moumen = "06.141.01.53"
    assert [place.level for place in places.path(moumen)] == [
        "region", "province", "commune", "arrondissement",
    ]  # fmt: skip
    assert places.region_of(moumen) == "06"
    assert places.province_of(moumen) == "06.141"
    assert places.commune_of(moumen) == "06.141.01.0"
    assert places.contains("06", moumen)
    assert places.contains("06.141.01.50", moumen)
    assert not places.contains("06.141.01.60", moumen)
    assert places.province_of("06") is None
    assert places.get("99") is None
    assert places.path("99") == ()
    assert not places.contains("06", "99")


@pytest.mark.parametrize(
    ("lat", "lon", "province"),
    [
        (33.5731, -7.5898, "06.141"),
        (34.6814, -1.9086, "02.411"),
        (32.3373, -6.3498, "05.091"),
        (23.6848, -15.958, "12.391"),
        (35.168, -2.9335, "02.381"),
    ],
)
def test_a_position_gives_its_province_and_three_towns(
    lat: float, lon: float, province: str
) -> None:
    near = gazetteer().nearest(lat, lon)
    assert near is not None
    assert near.province == province
    assert len(near.towns) == 3


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(48.85, 2.35), (36.72, -4.42), (35.89, -5.31), (35.69, -0.63), (18.08, -15.97), (999.0, 0.0)],
)
def test_a_position_outside_morocco_gives_nothing(lat: float, lon: float) -> None:
    assert gazetteer().nearest(lat, lon) is None


def test_distance_is_known_between_known_points_only() -> None:
    places = gazetteer()
    casa, rabat = "06.141.01.0", "04.421.01.0"
    assert places.distance_km(casa, rabat) == pytest.approx(87, abs=3)
    assert places.distance_km(casa, "06.141") is None


def test_the_name_of_a_place_alone_is_heard_as_nothing_else() -> None:
    misread = [
        name
        for place in gazetteer().places()
        for name in (place.name_fr, place.name_ar)
        if (reading := reader().read(name)).danger or reading.needs
    ]
    assert misread == []


def test_the_page_on_matching_counts_the_places_with_a_point() -> None:
    page = (Path(__file__).parents[2] / "docs" / "matching.md").read_text(encoding="utf-8")
    communes = [place for place in gazetteer().places() if place.level == "commune"]
    known = [place for place in communes if place.lat is not None]
    towns = [place for place in communes if place.urban]
    known_towns = [place for place in known if place.urban]
    others, known_others = len(communes) - len(towns), len(known) - len(known_towns)
    said = (
        f"a point to {len(known)} of the {len(communes):,} communes: {len(known_towns)} of the "
        f"{len(towns)} towns and {known_others} of the {others:,}"
    )
    assert said in " ".join(page.split())
    assert [place for place in gazetteer().places() if place.lat and place.level != "commune"] == []


def test_the_nearest_towns_of_a_position_are_the_nearest_first() -> None:
    places, here = gazetteer(), (32.3373, -6.3498)
    near = places.nearest(*here)
    assert near is not None
    points = [places.get(code) for code in near.towns]
    away = [great_circle_km(here, (p.lat or 0, p.lon or 0)) for p in points if p is not None]
    assert away == sorted(away)


@pytest.mark.parametrize(
    "text",
    [
        "je suis à Oujda ou Berkane", "à Oujda ou bien à Berkane", "f wejda wla berkane",
        "في وجدة أو بركان", "ف وجدة ولا بركان",
    ],
)  # fmt: skip
def test_one_place_or_another_is_left_to_the_person(text: str) -> None:
    found = reader().read(text)
    assert found.place is None
    assert {place.code for place in found.places} == {"02.411.01.23", "02.113.01.09"}
