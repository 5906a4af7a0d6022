"""Files of other directories: read as far as they are certain, the rest told in words."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from catalogue.exchange.draft import Draft
from catalogue.exchange.formats import format_of
from catalogue.labels import DOMAIN
from locales.texts import text

ORG = {
    "id": "f0a1b2c3-0000-4000-8000-000000000001",
    "name": "Maison du retour",
    "description": "Accueil et orientation",
    "legal_status": "Non-profit association",
}


def service(**cells: Any) -> dict[str, Any]:
    term = {"name": "Help Find Work", "description": "x", "taxonomy": "Open Eligibility"}
    attributes = [{"id": "a", "taxonomy_term": {"id": "t", **term}}]
    return {
        "id": "s",
        "name": "Emploi",
        "status": "active",
        "organization": ORG,
        "attributes": attributes,
        **cells,
    }


def read(folder: Path, data: Any) -> Draft:
    path = folder / "x.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return format_of(path).read(path)


def codes(found: Draft) -> list[str]:
    return [fault.code for fault in found.faults]


def test_an_organization_is_an_actor_and_its_service_a_need(tmp_path: Path) -> None:
    found = read(tmp_path, [service()])
    assert codes(found) == []
    (told,) = found.told
    assert told.id == ORG["id"]
    assert told.values["category"] == "ngo"
    assert told.values["name"] == {"fr": "Maison du retour"}
    assert told.parts["service"] == ({"need": "employment", "name": {"fr": "Emploi"}},)


def test_nothing_of_a_foreign_file_verifies_or_grants(tmp_path: Path) -> None:
    term = {"name": "Human Trafficking Survivors", "description": "x"}
    claimed = service(
        assured_date="2026-01-01",
        accreditations="Accredited for everything",
        attributes=[{"id": "a", "taxonomy_term": {"id": "t", **term}}],
    )
    found = read(tmp_path, [claimed])
    (told,) = found.told
    assert told.parts["service"][0]["need"] == "trafficking"
    assert "verified_on" not in told.values
    left = {str(notice.values.get("what")) for notice in found.notices}
    assert {"service.assured_date", "service.accreditations"} <= left


@pytest.mark.parametrize(
    "data",
    [
        {"total_items": 1, "page_number": 1, "contents": [service()]},
        {"services": [service()]},
        {"service": [service()], "taxonomy_terms": []},
        service(),
    ],
    ids=["page of the API", "by table", "by table's name", "one object"],
)
def test_every_form_of_publication_is_read(data: Any, tmp_path: Path) -> None:
    assert [told.id for told in read(tmp_path, data).told] == [ORG["id"]]


def test_a_status_that_says_no_category_asks_for_one(tmp_path: Path) -> None:
    found = read(tmp_path, [service(organization={**ORG, "legal_status": "Section 8"})])
    (fault,) = found.faults
    assert (fault.code, fault.sheet, fault.column) == (
        "hsds_category",
        "organization",
        "legal_status",
    )
    told = text(DOMAIN, f"catalogue.fault.{fault.code}", "fr", **fault.values)
    assert "Section 8" in told
    assert "cooperative" in told


def test_an_unknown_term_is_a_fault_with_what_may_be_meant(tmp_path: Path) -> None:
    term = {"name": "Aide pour trouver un emploi", "description": "x"}
    attribute = {"id": "a", "taxonomy_term": {"id": "t", **term}}
    found = read(tmp_path, [service(name="Guichet", attributes=[attribute])])
    (fault,) = found.faults
    assert fault.code == "hsds_need"
    assert "employment" in str(fault.values["near"])


@pytest.mark.parametrize(
    ("location", "place"),
    [
        ({"addresses": [{"id": "d", "city": "Oujda", "country": "MA"}]}, "02.411.01.23"),
        ({"latitude": 34.68, "longitude": -1.91}, "02.411"),
        ({"external_identifier": "05.091", "external_identifier_type": "HCP"}, "05.091"),
    ],
    ids=["its city", "its position: the province alone", "its HCP code"],
)
def test_a_location_is_a_site_where_it_says(location: Any, place: str, tmp_path: Path) -> None:
    at = {"id": "l", "location_type": "physical", "name": "Bureau", **location}
    links = [{"id": "sal", "location": at}]
    found = read(tmp_path, [service(service_at_locations=links)])
    assert codes(found) == []
    (site,) = found.told[0].parts["site"]
    assert site["place"] == place


def test_a_location_of_an_unknown_town_asks_which(tmp_path: Path) -> None:
    address = {"id": "d", "city": "Oujdda la neuve", "country": "MA"}
    at = {"id": "l", "location_type": "physical", "addresses": [address]}
    found = read(tmp_path, [service(service_at_locations=[{"id": "x", "location": at}])])
    assert codes(found) == ["hsds_place"]


def test_what_lies_abroad_or_nowhere_is_left_out_and_told(tmp_path: Path) -> None:
    places = [
        {"id": "1", "location_type": "physical", "latitude": 48.85, "longitude": 2.35},
        {"id": "2", "location_type": "virtual", "url": "https://example.org"},
        {"id": "3", "location_type": "physical"},
    ]
    found = read(tmp_path, {"organizations": [{**ORG, "locations": places}]})
    assert "site" not in found.told[0].parts
    told = [notice.code for notice in found.notices]
    assert told[:3] == ["hsds_abroad", "hsds_not_a_site", "hsds_no_place"]


def test_contacts_are_numbers_and_addresses_without_people(tmp_path: Path) -> None:
    contacts = [
        {
            "id": "c", "name": "Une Personne", "title": "Accueil", "email": "a@example.org",
            "phones": [{"id": "p", "number": "+212 5 00 00 00 00"}],
        }
    ]  # fmt: skip
    found = read(tmp_path, [service(organization={**ORG, "contacts": contacts})])
    rows = found.told[0].parts["contact"]
    assert {(row["kind"], row["value"]) for row in rows} == {
        ("email", "a@example.org"),
        ("phone", "+212 5 00 00 00 00"),
    }
    assert "Personne" not in repr(found)


def test_a_weekly_rule_is_hours_and_any_other_is_told(tmp_path: Path) -> None:
    rule = {"id": "r", "freq": "WEEKLY", "byday": "MO,TU,WE", "opens_at": "09:00:00+01:00",
            "closes_at": "16:30"}  # fmt: skip
    weekly = read(tmp_path, [service(schedules=[rule])])
    assert weekly.told[0].parts["service"][0]["hours"] == "Mo-We 09:00-16:30"
    monthly = read(tmp_path, [service(schedules=[{**rule, "freq": "MONTHLY"}])])
    assert "hsds_schedule_left_out" in [notice.code for notice in monthly.notices]


def test_areas_languages_cost_and_parents_are_read(tmp_path: Path) -> None:
    parent = {**ORG, "id": "parent", "name": "Fédération"}
    child = {**ORG, "parent_organization_id": "parent"}
    told = service(
        organization=child,
        service_areas=[{"id": "1", "uri": "urn:hcp:ma:05.091"}, {"id": "2", "name": "Oriental"}],
        languages=[{"id": "l", "code": "ary"}, {"id": "m", "code": "tzm"}],
        cost_options=[{"id": "c", "amount": 0}],
    )
    found = read(tmp_path, {"organizations": [parent], "services": [told]})
    values = found.told[1].values
    assert values["perimeter"] == ("05.091", "02")
    assert values["languages"] == ("ary", "ber")
    assert found.told[1].parts["service"][0]["cost"] == "free"
    assert found.told[1].parts["link"] == ({"to": "parent", "as": "parent"},)


def test_an_arabic_file_speaks_arabic(tmp_path: Path) -> None:
    found = read(tmp_path, [service(organization={**ORG, "name": "دار العودة"}, name="عمل")])
    assert found.told[0].values["name"] == {"ar": "دار العودة"}
    assert found.told[0].spoken == ("ar",)


def test_a_package_of_few_tables_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("data/organizations.csv", table([ORG]))
        cells = {"id": "s", "organization_id": ORG["id"], "name": "Help Find Work",
                 "status": "active"}  # fmt: skip
        archive.writestr("data/services.csv", table([cells]))
    found = format_of(path).read(path)
    assert codes(found) == ["hsds_need"]
    assert "employment" in str(found.faults[0].values["near"])


def table(rows: list[dict[str, Any]]) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()
