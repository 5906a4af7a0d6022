"""What an export tells others: hours as rules, areas, places, documents, when it was confirmed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from catalogue.exchange.assured import Assured
from catalogue.exchange.hsds import json_file
from catalogue.exchange.hsds.schedules import hours_of, rules_of
from catalogue.record import Record
from tests.catalogue.exchange.hsds.checking import check_json

SERVICE = {
    "need": "employment",
    "name": {"fr": "Écoute", "ar": "استماع"},
    "status": "paused",
    "cost": "free",
    "hours": "Mo-Fr 09:00-12:00,14:00-16:30; Sa 09:00-12:00",
    "documents": {"fr": ("Une pièce", "Une lettre"), "ar": ("وثيقة",)},
    "places_free": 3,
    "places_total": 10,
    "site": "Siège",
}
ACTOR = Record(
    {
        "id": "A",
        "name": {"fr": "Exemple", "ar": "مثال"},
        "needs": ("employment", "food"),
        "perimeter": ("05.091",),
        "languages": ("ary", "ber"),
        "places_on": date(2026, 11, 1),
        "authority": {"fr": "Ministère exemple"},
        "referral_method": ("phone",),
    },
    {
        "service": (SERVICE,),
        "site": (
            {"place": "05.091", "name": {"fr": "Siège"}, "address": {"fr": "1 rue X, 23000"}},
            {"place": "02", "name": {"fr": "Annexe"}, "address": {"fr": "2 rue Y"}},
        ),
        "link": ({"to": "P", "as": "parent"},),
    },
)
PARENT = Record({"id": "P", "name": {"fr": "Fédération"}})


@pytest.fixture
def told(tmp_path: Path) -> dict[str, Any]:
    assured = {"A": Assured(date(2026, 10, 2), "focal@example.org")}
    json_file.write([ACTOR, PARENT], tmp_path / "x.json", assured=assured)
    return check_json(tmp_path / "x.json")


def service(told: dict[str, Any], name: str) -> dict[str, Any]:
    return next(each for each in told["services"] if each["name"].startswith(name))


def test_a_service_tells_how_and_where_it_is_had(told: dict[str, Any]) -> None:
    found = service(told, "Écoute")
    assert found["status"] == "temporarily closed"
    assert found["assured_date"] == "2026-10-02"
    assert found["assurer_email"] == "focal@example.org"
    assert found["cost_options"][0]["amount"] == 0
    assert [each["document"] for each in found["required_documents"]] == ["Une pièce", "Une lettre"]
    assert [each["code"] for each in found["languages"]] == ["ary", "zgh"]
    assert found["service_areas"][0]["uri"] == "urn:hcp:ma:05.091"
    (capacity,) = found["capacities"]
    assert (capacity["available"], capacity["maximum"]) == (3, 10)
    assert capacity["unit"]["name"] == "place"
    assert [at["location"]["name"] for at in found["service_at_locations"]] == ["Siège"]


def test_a_need_alone_is_a_service_too(told: dict[str, Any]) -> None:
    codes = [
        {each["taxonomy_term"]["code"] for each in found["attributes"]}
        for found in told["services"]
    ]
    assert len(codes) == 2
    assert "food" in codes[1]
    assert "employment" in codes[0]
    assert "Work > Help Find Work" in codes[0]


def test_a_parent_is_pointed_to_and_its_authority_is_an_attribute(told: dict[str, Any]) -> None:
    child, parent = told["organizations"]
    assert child["parent_organization_id"] == parent["id"]
    values = {each["taxonomy_term"]["code"]: each.get("value") for each in child["attributes"]}
    assert values["actor.authority"] == "Ministère exemple"


def test_no_postal_code_is_invented(told: dict[str, Any]) -> None:
    codes = [at["addresses"][0]["postal_code"] for at in told["organizations"][0]["locations"]]
    assert codes == ["23000", "unknown"]


def test_hours_are_weekly_rules_and_come_back() -> None:
    rules = list(rules_of(SERVICE["hours"]))  # type: ignore[arg-type]
    assert [rule["byday"] for rule in rules] == ["MO,TU,WE,TH,FR", "MO,TU,WE,TH,FR", "SA"]
    as_text = [{name: str(cell) for name, cell in rule.items()} for rule in rules]
    assert hours_of(as_text) == SERVICE["hours"]


@pytest.mark.parametrize(
    ("hours", "days", "closes"),
    [("24/7", "MO,TU,WE,TH,FR,SA,SU", "23:59"), ("Fr-Mo 08:00-24:00", "MO,FR,SA,SU", "23:59")],
)
def test_hours_past_the_end_of_a_day_or_a_week_are_rules_too(
    hours: str, days: str, closes: str
) -> None:
    (rule,) = rules_of(hours)
    assert (rule["byday"], rule["closes_at"]) == (days, closes)
