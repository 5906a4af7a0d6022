"""Where people at risk are taken in is hidden unless the file says that it is shown."""

from pathlib import Path

import pytest

from catalogue.exchange.checking import findings
from catalogue.exchange.draft import Draft, Told
from catalogue.exchange.formats import format_of
from catalogue.exchange.plan import Plan, planned
from catalogue.record import Record, Row
from tests.catalogue.exchange.files import read, text_file

NAME: Row = {"id": "A", "name": {"fr": "Maison Exemple"}}
DOOR: Row = {"place": "02.411.01.23", "address": {"fr": "adresse inventée"}}


def told(values: Row, *sites: Row, **parts: tuple[Row, ...]) -> Draft:
    return Draft((Told("A", 2, {**NAME, **values}, {"site": sites, **parts}),))


def seen(plan: Plan) -> list[object]:
    (one,) = (*plan.new, *plan.changed)
    return [row.get("visibility") for row in one.record.rows("site")]


def codes(plan: Plan) -> list[str]:
    return [notice.code for notice in plan.notices]


@pytest.mark.parametrize(
    "values",
    [
        {"needs": ("food", "emergency_shelter")},
        {"needs": ("violence",)},
        {"hidden_services": ("emergency_shelter",)},
    ],
)
def test_a_site_of_a_shelter_is_hidden_where_the_file_is_silent(values: Row) -> None:
    new = planned(told(values, DOOR), {})
    assert (seen(new), codes(new)) == (["hidden"], ["site_hidden"])
    known = planned(told({}, DOOR), {"A": Record({**NAME, **values})})
    assert (seen(known), codes(known)) == (["hidden"], ["site_hidden"])


def test_a_service_row_makes_the_sites_hidden_as_well() -> None:
    plan = planned(told({}, DOOR, service=({"need": "trafficking"},)), {})
    assert seen(plan) == ["hidden"]


def test_the_sites_of_others_and_of_an_authority_stay_public() -> None:
    other = planned(told({"needs": ("food",)}, DOOR), {})
    authority = planned(told({"needs": ("violence",), "tier": "information"}, DOOR), {})
    assert (seen(other), codes(other)) == ([None], [])
    assert (seen(authority), codes(authority)) == ([None], [])


def test_an_address_that_the_file_shows_is_told_and_found_by_the_check() -> None:
    shown = {**DOOR, "visibility": "public"}
    plan = planned(told({"needs": ("violence",)}, shown), {})
    assert (seen(plan), codes(plan)) == (["public"], ["site_shown"])
    grave = [each.code for each in findings([plan.new[0].record]) if each.grave]
    assert grave == ["site_shown"]
    commune = planned(
        told({"needs": ("violence",)}, {"place": "02.411", "visibility": "public"}), {}
    )
    assert codes(commune) == []


def test_a_known_site_stays_as_it_was_until_its_address_changes() -> None:
    before = Record({**NAME, "needs": ("violence",)}, {"site": ({"place": "02.411.01.23"},)})
    same = planned(told({}, {"place": "02.411.01.23"}), {"A": before})
    assert (same.unchanged, codes(same)) == (1, [])
    assert seen(planned(told({}, DOOR), {"A": before})) == ["hidden"]


@pytest.mark.parametrize("ending", [".geojson", ".json", ".zip"])
def test_the_files_of_others_hide_them_too(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"x{ending}"
    record = Record({**NAME, "category": "ngo", "needs": ("food",)}, {"site": (DOOR,)})
    if ending == ".geojson":
        format_of(path).write([record], path)
    else:
        format_of(path).write([record], path, lang="fr", assured={})  # type: ignore[call-arg]
    known = Record({**NAME, "category": "ngo", "needs": ("violence", "food")})
    plan = planned(read(path), {"A": known})
    assert seen(plan) == ["hidden"]


def test_a_table_that_says_nothing_of_visibility_hides_the_address(tmp_path: Path) -> None:
    text = "part,id,name_fr,needs,place,address_fr\n,A,Maison,violence,,\nsite,A,,,02.411,ici\n"
    assert seen(planned(read(text_file(tmp_path / "x.csv", text)), {})) == ["hidden"]
