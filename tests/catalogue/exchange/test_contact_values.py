"""Contacts of a file: in one script, bare, not within a text; ids that are nearly another."""

import pytest

from catalogue.exchange.draft import Draft, Told
from catalogue.exchange.plan import Plan, planned
from catalogue.record import Record, Row

KNOWN = {"Amal-1": Record({"id": "Amal-1", "name": {"fr": "Association Exemple"}})}
NUMBER = "0500000000"
ARABIC = "٠٥٠٠٠٠٠٠٠٠"


def plan_of(values: Row, **parts: tuple[Row, ...]) -> Plan:
    return planned(Draft((Told("Amal-1", 2, {"id": "Amal-1", **values}, parts),)), KNOWN)


def loose(plan: Plan) -> list[str]:
    return [each.column for each in plan.notices if each.code == "contact_in_text"]


@pytest.mark.parametrize("digits", [ARABIC, "۰۵۰۰۰۰۰۰۰۰", NUMBER])
def test_a_phone_number_is_kept_in_the_digits_that_every_phone_dials(digits: str) -> None:
    plan = plan_of({}, contact=({"kind": "phone", "value": digits},))
    assert [each.after for each in plan.changed[0].held] == [{"kind": "phone", "value": NUMBER}]
    assert plan.notices == ()


@pytest.mark.parametrize("value", ["Nom Inventé <a@example.org>", "mailto:a@example.org"])
def test_an_e_mail_with_more_than_its_address_is_a_fault(value: str) -> None:
    plan = plan_of({}, contact=({"kind": "email", "value": value},))
    assert [(each.row, each.column, each.code) for each in plan.faults] == [
        (2, "value", "bad_email")
    ]
    assert plan_of({}, contact=({"kind": "email", "value": "a@example.org"},)).faults == ()


@pytest.mark.parametrize(
    "text",
    [
        f"appelez le {NUMBER}",
        "tél. 05 00 00 00 00",
        "+212 5 00 00 00 00",
        f"اتصلوا {ARABIC}",
        "écrivez à contact@example.org",
        "https://wa.me/exemple",
    ],
)
def test_a_contact_inside_a_text_is_told(text: str) -> None:
    said: Row = {"name": {"fr": text}, "note": text, "prerogatives": {"ar": ("a", text)}}
    assert loose(plan_of(said)) == ["name_fr", "prerogatives_fr", "note"]
    of_parts = plan_of(
        {},
        service=({"need": "food", "description": {"fr": text}},),
        contact=({"kind": "web", "value": "https://a.example", "role": {"fr": text}},),
    )
    assert loose(of_parts) == ["description_fr", "role_fr"]
    assert text not in repr(of_parts.notices)


def test_texts_with_other_figures_are_not_told_of() -> None:
    said: Row = {"description": {"fr": "Depuis 2009, 1 200 familles, loi 27-14, 09:00-16:30."}}
    assert loose(plan_of({**said, "website": "https://example.org"})) == []


def test_a_website_that_is_a_chat_is_told() -> None:
    assert loose(plan_of({"website": "https://wa.me/exemple"})) == ["website"]


def test_an_id_that_only_capitals_tell_from_a_known_one_is_a_fault_that_names_it() -> None:
    new = Told("AMAL-1", 2, {"id": "AMAL-1", "name": {"fr": "x"}})
    (fault,) = planned(Draft((new,)), KNOWN).faults
    assert (fault.column, fault.code) == ("id", "id_case")
    assert fault.values == {"what": "AMAL-1", "near": "Amal-1"}
    assert planned(Draft((Told.of(KNOWN["Amal-1"]),)), KNOWN).faults == ()


def test_two_new_ids_of_a_file_are_not_told_apart_by_capitals() -> None:
    both = tuple(Told(each, 2, {"id": each, "name": {"fr": each}}) for each in ("b", "B"))
    assert [each.values["near"] for each in planned(Draft(both), {}).faults] == ["b"]
