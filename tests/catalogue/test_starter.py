"""The starter catalogue: what it adds is sourced field by field, and what must not be in it."""

import re
from datetime import date

import pytest

from catalogue.needs import needs
from catalogue.places import gazetteer
from catalogue.record import Record, named
from catalogue.schema import ACTOR, PARTS, columns_of, field_of
from catalogue.search import Snapshot
from catalogue.starter import starter_actors, starter_records
from catalogue.tables import read_records

RECORDS = starter_records()
TODAY = date(2026, 11, 24)
"""Any day: nothing of the starter is dated."""
FROM_THE_DRAFT = frozenset(
    {"id", "name", "name_ar_status", "acronym", "category", "scope", "perimeter", "city", "needs",
     "audience", "website", "tier", "visibility", "hidden_services", "sensitive_role", "certainty",
     "source", "note"}
)  # fmt: skip
"""What the actor's own source and certainty stand for; a field completed since has its own."""
NUMBER = re.compile(r"(?:\+|00)\s?212|\b0[5-8](?:[\s.-]?\d{2}){4}\b")
STREET = re.compile(
    r"\b(rue|avenue|av\.|bd|boulevard|hay|quartier|lot|immeuble|n°)\b|شارع|زنقة|حي "
)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.id)
def test_every_field_completed_since_the_draft_names_its_source(record: Record) -> None:
    sourced = {row["field"] for row in record.rows("evidence")}
    assert record.values.keys() - FROM_THE_DRAFT <= sourced
    assert sourced <= record.values.keys()
    assert all(row["certainty"] in ("A", "B", "C") for row in record.rows("evidence"))


def test_what_is_known_without_a_source_is_to_be_verified() -> None:
    rows = [row for record in RECORDS for row in record.rows("evidence")]
    assert len(rows) > 100
    unsure = [row for row in rows if row["certainty"] == "C"]
    assert {"à vérifier" in str(row["source"]) for row in unsure} == {True}


def test_every_link_has_a_source_and_leads_to_an_actor_and_nobody_has_confirmed_it() -> None:
    ids = {record.id for record in RECORDS}
    links = [row for record in RECORDS for row in record.rows("link")]
    assert len(links) > 20
    assert {row["to"] for row in links} <= ids
    assert all(row["source"] for row in links)
    assert {row["confirmed"] for row in links} == {"none"}


def test_it_is_read_whole_and_without_a_fault() -> None:
    rows = list(read_records("actors.tsv"))
    known = {column for part in (ACTOR, *PARTS) for column, _, _ in columns_of(part)}
    assert rows[0].keys() <= known | {"part"}
    assert len(rows) == sum(1 + sum(map(len, record.parts.values())) for record in RECORDS)
    for record in RECORDS:
        for part, some in record.parts.items():
            assert len({named(part, row) for row in some}) == len(some)


def test_no_number_no_address_and_no_person_stands_in_it() -> None:
    for record in RECORDS:
        assert not record.rows("contact")
        assert not record.rows("site")
    for row in read_records("actors.tsv"):
        text = " ".join(row.values())
        assert "@" not in text
        assert not NUMBER.search(text), row["id"]
        told = " ".join(v for k, v in row.items() if k not in ("note", "source", "city"))
        assert not STREET.search(told.casefold()), row["id"]


def test_what_a_source_claims_grants_nothing() -> None:
    claiming = [r.id for r in RECORDS if r.text("sensitive_role") == "claimed"]
    assert len(claiming) > 10
    assert not any(actor.accredited or actor.focal_points for actor in starter_actors())


def test_an_actor_kept_for_staff_is_not_shown_to_the_person() -> None:
    kept = {actor.id for actor in starter_actors() if actor.visibility == "staff"}
    assert len(kept) == 7
    snapshot = Snapshot(starter_actors(), gazetteer())
    for need in needs():
        for place in ("02.411", "05.311", None):
            offers = snapshot.offers([need], place, today=TODAY)
            assert not kept & {offer.actor for offer in offers}


def test_languages_and_categories_are_those_of_the_schema() -> None:
    spoken = field_of(ACTOR, "languages").values
    assert {lang for record in RECORDS for lang in record.items("languages")} <= set(spoken)
