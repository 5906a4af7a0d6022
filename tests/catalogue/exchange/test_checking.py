"""The records that are there already: what is wrong, lacking, doubtful."""

import pytest

from catalogue.exchange.checking import contact_fault, findings
from catalogue.needs import needs
from catalogue.record import Record
from catalogue.starter import starter_records


def found(*records: Record) -> set[tuple[str, str, str]]:
    return {(each.actor, each.column, each.code) for each in findings(records) if each.actor}


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("phone", "+212 5 00 00 00 00", ""),
        ("phone", "2511", ""),
        ("phone", "19", ""),
        ("phone", "0800004747", ""),
        ("phone", "123456", "bad_phone"),
        ("phone", "accueil", "bad_phone"),
        ("phone", "05 00 00 00 00 (matin)", "bad_phone"),
        ("email", "contact@example.org", ""),
        ("email", "example.org", "bad_email"),
        ("email", "contact@example", "bad_email"),
        ("email", "Nom Inventé <contact@example.org>", "bad_email"),
        ("email", "mailto:contact@example.org", "bad_email"),
        ("email", "a@example.org, b@example.org", "bad_email"),
        ("web", "https://example.org", ""),
    ],
)
def test_a_contact_that_cannot_be_right_is_found(kind: str, value: str, code: str) -> None:
    assert contact_fault({"kind": kind, "value": value}) == code


def test_values_out_of_the_schema_unknown_links_and_missing_sources_are_found() -> None:
    bad = Record(
        {"id": "A", "category": "club", "perimeter": ("99",)},
        {"link": ({"to": "Z", "as": "partner", "source": "x"},)},
    )
    assert found(bad) == {
        ("A", "name_fr", "missing"),
        ("A", "category", "not_among"),
        ("A", "perimeter", "unknown_place"),
        ("A", "to", "unknown_actor"),
        ("A", "source", "no_source"),
    }


def test_a_need_that_nobody_serves_is_a_gap() -> None:
    records = [Record({"id": "A", "name": {"fr": "x"}, "source": "y", "needs": ("food",)})]
    gaps = [each.column for each in findings(records) if each.code == "need_without_actor"]
    assert {*gaps} == {*needs()} - {"food"}


def test_the_starter_catalogue_is_right_by_the_schema() -> None:
    assert [each for each in findings(starter_records()) if each.grave] == []
