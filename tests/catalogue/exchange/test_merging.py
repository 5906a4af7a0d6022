"""What a file says over what is known: it adds and corrects, and never undoes what is hidden."""

from pathlib import Path

import pytest
from hypothesis import given

from catalogue.exchange.draft import Draft, Told
from catalogue.exchange.formats import format_of
from catalogue.exchange.leaving import leaving
from catalogue.exchange.merging import merged
from catalogue.exchange.plan import planned
from catalogue.record import Record, Row
from tests.catalogue.exchange.files import read, workbook
from tests.catalogue.records import RECORDS

SHELTER = Record(
    {
        "id": "A",
        "name": {"fr": "Maison Exemple", "ar": "دار"},
        "city": "Oujda",
        "needs": ("emergency_shelter", "legal_aid"),
        "hidden_services": ("emergency_shelter",),
    },
    {
        "service": (
            {"need": "emergency_shelter", "name": {"fr": "Abri"}},
            {"need": "legal_aid", "visibility": "hidden"},
            {"need": "food"},
        ),
        "site": ({"place": "02.411", "visibility": "hidden"}, {"place": "02.411.01.23"}),
        "link": ({"to": "HID", "as": "partner"}, {"to": "B", "as": "partner"}),
        "programme": ({"name": {"fr": "P"}, "needs": ("emergency_shelter", "food")},),
        "evidence": (
            {"field": "hidden_services", "source": "x"},
            {"field": "city", "source": "y"},
        ),
    },
)
HIDDEN = Record({"id": "HID", "name": {"fr": "Refuge"}, "visibility": "hidden"})
OTHER = Record({"id": "B", "name": {"fr": "Autre"}})
ALL = (SHELTER, HIDDEN, OTHER)


def told(values: Row, **parts: tuple[Row, ...]) -> Told:
    return Told("A", 2, {"id": "A", **values}, parts)


def test_nothing_hidden_leaves() -> None:
    open_ones = leaving(ALL)
    assert [record.id for record in open_ones] == ["A", "B"]
    shelter = open_ones[0]
    assert "emergency_shelter" not in repr(shelter)
    assert "HID" not in repr(open_ones)
    assert "hidden" not in repr(open_ones)
    # What is served openly and hidden as a service is hidden.
    assert shelter.values.get("needs") is None
    assert shelter.rows("service") == ({"need": "food"},)
    assert shelter.rows("site") == ({"place": "02.411.01.23"},)
    assert shelter.rows("evidence") == ({"field": "city", "source": "y"},)


def test_only_the_wanted_parts_leave() -> None:
    assert leaving(ALL, ("site",))[0].parts.keys() == {"site"}


def test_what_was_exported_and_comes_back_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    format_of(path).write(leaving(ALL), path)
    plan = planned(format_of(path).read(path), {record.id: record for record in ALL})
    assert (plan.new, plan.changed, plan.unchanged, plan.faults) == ((), (), 2, ())


@given(RECORDS)
def test_any_record_that_comes_back_from_an_export_is_as_it_was(record: Record) -> None:
    draft = Draft(tuple(Told.of(each) for each in leaving([record])))
    plan = planned(draft, {record.id: record})
    assert [each.changes for each in plan.changed] == []
    assert [each.held for each in plan.held] == []


def test_an_empty_cell_erases_nothing_and_another_language_is_added() -> None:
    found = merged(SHELTER, told({"name": {"fr": "Maison"}}))
    assert found.values["name"] == {"fr": "Maison", "ar": "دار"}
    assert found.values["city"] == "Oujda"


def test_a_dash_erases_a_field_or_one_language_of_it() -> None:
    said = Told("A", 2, {"id": "A"}, cleared=(("city", ""), ("name", "ar")))
    found = merged(SHELTER, said)
    assert "city" not in found.values
    assert found.values["name"] == {"fr": "Maison Exemple"}


def test_hidden_services_stay_whatever_the_file_says() -> None:
    said = Told("A", 2, {"id": "A", "needs": ("food",)}, cleared=(("hidden_services", ""),))
    found = merged(SHELTER, said)
    assert found.values["hidden_services"] == ("emergency_shelter",)
    assert found.values["needs"] == ("emergency_shelter", "legal_aid", "food")
    more = merged(SHELTER, told({"hidden_services": ("housing",)}))
    assert more.values["hidden_services"] == ("emergency_shelter", "housing")


def test_a_hidden_actor_and_a_hidden_row_are_not_shown_by_a_file() -> None:
    said = Told("HID", 2, {"id": "HID", "visibility": "public"}, cleared=(("visibility", ""),))
    assert merged(HIDDEN, said).values["visibility"] == "hidden"
    found = merged(SHELTER, told({}, site=({"place": "02.411", "visibility": "public"},)))
    assert found.rows("site") == ({"place": "02.411", "visibility": "hidden"},)


def test_rows_of_a_part_are_replaced_only_where_the_file_has_some() -> None:
    found = merged(SHELTER, told({}, service=({"need": "housing"},)), {"HID"})
    assert [row["need"] for row in found.rows("service")] == [
        "emergency_shelter",
        "legal_aid",
        "housing",
    ]
    assert found.rows("site") == SHELTER.rows("site")
    linked = merged(SHELTER, told({}, link=({"to": "C", "as": "funder"},)), {"HID"})
    assert [row["to"] for row in linked.rows("link")] == ["HID", "C"]


def test_contacts_are_held_back_for_a_second_person() -> None:
    before = Record({"id": "A", "name": {"fr": "x"}}, {"contact": ({"kind": "web", "value": "u"},)})
    said = told({"city": "Fès"}, contact=({"kind": "web", "value": "v"},))
    plan = planned(Draft((said,)), {"A": before})
    (one,) = plan.changed
    assert one.record.rows("contact") == before.rows("contact")
    assert [change.field for change in one.changes] == ["city"]
    assert {change.row for change in one.held} == {"web · u", "web · v"}
    new = planned(Draft((Told.of(before, 2),)), {})
    assert new.new[0].record.rows("contact") == ()
    assert [change.after for change in new.new[0].held] == [{"kind": "web", "value": "u"}]


def test_a_new_actor_without_a_name_and_rows_of_nobody_are_faults() -> None:
    lost = Told("C", 5, {}, {"site": ({"place": "05"},)}, listed=False)
    plan = planned(Draft((told({}), lost)), {})
    assert [(each.row, each.column, each.code) for each in plan.faults] == [
        (2, "name_fr", "missing"),
        (5, "id", "no_own_row"),
    ]
    assert planned(Draft((told({}),)), {"A": SHELTER}).faults == ()


def test_a_file_says_at_most_that_one_side_confirms_a_link() -> None:
    before = Record(
        {"id": "A", "name": {"fr": "x"}},
        {"link": ({"to": "B", "as": "partner", "confirmed": "one"}, {"to": "C", "as": "funder"})},
    )
    rows = tuple(
        {"to": to, "as": kind, "confirmed": "both"}
        for to, kind in (("B", "partner"), ("C", "funder"), ("D", "parent"), ("E", "parent"))
    )
    plan = planned(Draft((told({}, link=rows),)), {"A": before})
    found = [row.get("confirmed") for row in plan.changed[0].record.rows("link")]
    assert found == ["one", None, "one", "one"]
    assert [each.code for each in plan.notices].count("link_confirmed") == 1


def test_a_link_that_comes_back_as_it_is_known_is_no_notice() -> None:
    row = {"to": "A", "as": "partner", "confirmed": "both"}
    before = Record({"id": "A", "name": {"fr": "x"}}, {"link": (row,)})
    plan = planned(Draft((Told.of(before),)), {"A": before})
    assert (plan.unchanged, plan.notices) == (1, ())


def test_the_website_of_a_known_actor_waits_for_a_second_person() -> None:
    site = "https://a.example"
    before = Record({"id": "A", "name": {"fr": "x"}, "website": site})
    said = told({"city": "Fès", "website": "https://b.example"})
    (one,) = planned(Draft((said,)), {"A": before}).changed
    assert (one.record.values["website"], one.record.values["city"]) == (site, "Fès")
    assert [each.field for each in one.changes] == ["city"]
    assert [(each.field, each.after) for each in one.held] == [("website", "https://b.example")]
    gone = Told("A", 2, {"id": "A"}, cleared=(("website", ""),))
    (one,) = planned(Draft((gone,)), {"A": before}).changed
    assert (one.changes, [each.after for each in one.held]) == ((), [None])


@pytest.mark.parametrize(
    ("said", "column"),
    [
        (Told("A", 2, {"id": "A"}, cleared=(("hidden_services", ""),)), "hidden_services"),
        (told({"hidden_services": ("housing",)}), "hidden_services"),
        (Told("HID", 2, {"id": "HID", "visibility": "public"}), "visibility"),
        (Told("HID", 2, {"id": "HID"}, cleared=(("visibility", ""),)), "visibility"),
        (told({}, site=({"place": "02.411", "visibility": "public"},)), "visibility"),
        (told({}, service=({"need": "legal_aid", "cost": "free"},)), "visibility"),
    ],
)
def test_a_file_that_meets_what_is_hidden_is_told_that_it_stays(said: Told, column: str) -> None:
    plan = planned(Draft((said,)), {record.id: record for record in ALL})
    met = [each.column for each in plan.notices if each.code == "hidden_kept"]
    assert met == [column]


def test_what_repeats_the_hidden_is_told_nothing_of() -> None:
    plan = planned(Draft((Told.of(SHELTER), Told.of(HIDDEN))), {each.id: each for each in ALL})
    assert [each.code for each in plan.notices if each.code == "hidden_kept"] == []


def test_a_doubt_about_a_row_names_its_own_sheet_and_line(tmp_path: Path) -> None:
    sheets = {
        "Acteurs": [["id", "name_fr"], ["A", "x"], ["B", "y"]],
        "Liens": [["id", "to", "as"], ["B", "A", "partner"], ["B", "Z", "partner"]],
        "Contacts": [["id", "kind", "value"], ["A", "phone", "12"], ["B", "phone", "1"]],
    }
    draft = read(workbook(tmp_path / "x.xlsx", sheets))
    told = [(each.sheet, each.row, each.code) for each in planned(draft, {}).notices]
    assert told == [("Liens", 3, "unknown_actor"), ("Contacts", 3, "bad_phone")]
