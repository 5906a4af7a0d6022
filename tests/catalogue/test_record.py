"""The record: every field survives JSON, what changed is told, and can be made and taken back."""

from datetime import date
from typing import Any

from hypothesis import given

from catalogue.actor import Actor
from catalogue.record import (
    Record,
    actor_of,
    applied,
    as_json,
    changes,
    from_json,
    named,
    record_of,
    undone,
)
from catalogue.schema import ACTOR, FIELDS, NAMED_BY, PARTS, fields_of
from catalogue.starter import starter_actors, starter_records
from tests.catalogue.records import RECORDS


@given(RECORDS)
def test_a_record_survives_json(record: Record) -> None:
    assert from_json(as_json(record)) == record


@given(RECORDS, RECORDS)
def test_changes_make_the_one_out_of_the_other_and_back(before: Record, after: Record) -> None:
    told = changes(before, after)
    assert as_json(applied(before, told)) == as_json(after) or _same(applied(before, told), after)
    assert _same(applied(after, undone(told)), before)
    assert (told == ()) == (_plainly(before) == _plainly(after))


def _same(one: Record, other: Record) -> bool:
    return _plainly(one) == _plainly(other)


def _plainly(record: Record) -> Any:
    """Rows of a part have no order of their own."""
    rows = {
        part: sorted((named(part, each), repr(sorted(each.items(), key=str))) for each in listed)
        for part, listed in record.parts.items()
    }
    return record.values, rows


def test_the_matching_reads_the_same_from_a_record_as_before() -> None:
    for record, actor in zip(starter_records(), starter_actors(), strict=True):
        assert actor_of(record_of(actor)) == actor == actor_of(record)


def test_a_hidden_service_is_a_need_that_is_never_shown() -> None:
    told = Record(
        {"id": "A"},
        {"service": ({"need": "emergency_shelter", "visibility": "hidden"}, {"need": "food"})},
    )
    found = actor_of(told)
    assert (found.needs, found.hidden_services) == (
        ("emergency_shelter", "food"),
        ("emergency_shelter",),
    )


def test_a_closed_service_and_a_site_kept_back_are_not_matched() -> None:
    told = Record(
        {"id": "A"},
        {
            "service": ({"need": "food", "status": "closed"},),
            "site": ({"place": "05.091.01.01", "visibility": "staff"}, {"place": "04.421.01.00"}),
        },
    )
    assert (actor_of(told).needs, actor_of(told).sites) == ((), ("04.421.01.00",))


def test_no_free_place_holds_for_a_month_only() -> None:
    actor = Actor("A", places_free=0, places_on=date(2026, 11, 1))
    assert actor.full(date(2026, 12, 1))
    assert not actor.full(date(2026, 12, 2))
    assert not Actor("A", places_free=0).full(date(2026, 11, 1))


def test_every_part_is_named_by_fields_it_has() -> None:
    for part, names in NAMED_BY.items():
        assert set(names) <= {field.name for field in fields_of(part)}
    assert {field.part for field in FIELDS} == {ACTOR, *PARTS}
