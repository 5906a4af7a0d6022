"""What was not understood, counted: of nobody, small numbers hidden, staff's mark counted once."""

from __future__ import annotations

from datetime import date

import pytest

from casework.misreadings import gather, kind, masked, most
from casework.missed_words import lines_of
from casework.readings import Noted, Tallied
from catalogue.needs import needs
from conversations.effects import CountMeant, CountReading, Effect, MarkMisread, ShowStatistics
from tests.casework.world import SENSITIVE as HELD
from tests.casework.world import Stage, stage_with_case

DAY = date(2026, 11, 23)
SENSITIVE = [need.code for need in needs().values() if need.sensitive]


def test_every_sensitive_need_is_one_and_nothing_that_is_no_code_passes() -> None:
    assert {masked("need", code) for code in SENSITIVE} == {"sensitive"}
    assert masked("need", "debt violence") == "sensitive"
    assert masked("need", "housing employment") == "employment housing"
    assert masked("need", "je m'appelle Samir") == ""
    assert masked("place", "commune") == "commune"
    assert masked("place", "Douar Samir") == ""


def noted(*, form: str = "fr", read: str = "", meant: str = "", said: str = "missed") -> Noted:
    return Noted(DAY, form, "need", said, read, meant)  # type: ignore[arg-type]


def test_small_kinds_are_hidden_and_the_most_frequent_one_is_told() -> None:
    rows = [
        Tallied(noted(meant="housing"), 9),
        Tallied(noted(form="ar", read="debt"), 2),
        Tallied(noted(form="ary", meant="sensitive"), 3),
        Tallied(noted(said="read"), 106),
    ]
    found = gather(rows, DAY)
    assert (found.asked.n, found.missed.n) == (118, 14)
    assert [(cell.name, cell.kind) for cell in found.by_person.cells] == [
        ("fr|need|nothing|housing", "shown"),
        ("ar|need|debt|open", "small"),
        ("ary|need|nothing|sensitive", "small"),
    ]
    first = most(found)
    assert first is not None
    assert first.name == kind(rows[0].noted)


def test_a_message_counted_as_read_and_taken_back_is_one_message() -> None:
    rows = [Tallied(noted(said="read"), 20), Tallied(noted(read="debt"), 6)]
    found = gather(rows, DAY)
    assert (found.asked.n, found.missed.n) == (20, 6)


def test_few_messages_are_told_as_few() -> None:
    found = gather([Tallied(noted(), 2)], DAY)
    assert (found.asked.kind, found.missed.kind, most(found)) == ("small", "small", None)
    assert found.by_staff.cells == ()


# --- what follows from the effects ----------------------------------------------------------

TODAY = date(2026, 10, 5)


def counted(stage: Stage) -> dict[Noted, int]:
    return {noted: n for noted, n in stage.store.tables.readings.items() if n}


def test_a_missed_message_is_one_row_and_its_meaning_moves_it() -> None:
    stage = Stage()
    stage.send("amina", CountReading("need", "ary_Latn", missed=True))
    stage.send("fatima", CountReading("need", "ary_Latn", missed=True))
    day = TODAY.isoformat()
    stage.send("amina", CountMeant("need", "ary_Latn", day=day, read="", meant="violence"))
    assert counted(stage) == {
        Noted(TODAY, "ary_Latn", "need", "missed"): 1,
        Noted(TODAY, "ary_Latn", "need", "missed", "", "sensitive"): 1,
    }


def test_a_meaning_without_its_message_counts_nothing() -> None:
    stage = Stage()
    stage.send("amina", CountMeant("need", "fr", day="2024-01-01", read="", meant="debt"))
    assert counted(stage) == {}


def test_counting_says_nothing_to_the_person_and_nothing_to_the_audit() -> None:
    stage = Stage()
    stage.send("amina", CountReading("place", "fr", missed=False))
    assert stage.keys("amina") == []
    assert stage.audit() == []
    assert counted(stage) == {Noted(TODAY, "fr", "place", "read"): 1}


@pytest.mark.parametrize("who", ["karim", "samira"])
def test_staff_who_see_a_case_mark_it_once_and_it_is_audited(who: str) -> None:
    stage = stage_with_case()
    reference = stage.refer().reference
    for _ in range(2):
        stage.send(who, MarkMisread(reference, "housing"))
    month = TODAY.replace(day=1)
    assert counted(stage) == {Noted(month, "fr", "need", "marked", "employment", "housing"): 1}
    assert stage.audit().count("misread") == 1
    line = next(line for line in stage.store.tables.audit if line[2] == "misread")
    assert line[3:] == (reference, "")
    assert stage.referral(reference).need == "employment"


def test_a_sensitive_need_is_marked_without_its_name() -> None:
    stage = stage_with_case(needs=HELD)
    stage.accredit("ngo", HELD)
    reference = stage.refer(need=HELD).reference
    stage.send("karim", MarkMisread(reference, "sensitive"))
    (noted,) = counted(stage)
    assert (noted.read, noted.meant) == ("sensitive", "sensitive")


@pytest.mark.parametrize("meant", ["violence", "je m'appelle Samir", ""])
def test_what_is_no_button_of_staff_is_refused(meant: str) -> None:
    stage = stage_with_case()
    stage.send("karim", MarkMisread(stage.refer().reference, meant))
    assert counted(stage) == {}
    assert "refused.MarkMisread.IllegalMove" in stage.audit()


@pytest.mark.parametrize("who", ["amina", "nadia", "omar"])
def test_who_does_not_see_the_case_marks_nothing(who: str) -> None:
    stage = stage_with_case()
    stage.join("nadia", actor="other")
    stage.join("omar", "coordinator", region="12")
    effect: Effect = MarkMisread(stage.refer().reference, "housing")
    stage.send(who, effect)
    assert counted(stage) == {}
    assert "refused.MarkMisread.NotYours" in stage.audit()


def test_coordinators_read_how_much_was_missed_this_month_and_focal_points_do_not() -> None:
    stage = stage_with_case()
    for _ in range(6):
        stage.send("amina", CountReading("need", "ary", missed=True))
    for who in ("samira", "karim"):
        stage.send(who, ShowStatistics())
    assert {"staff.missed.month", "staff.missed.most"} <= set(stage.keys("samira"))
    assert not [key for key in stage.keys("karim") if key.startswith("staff.missed")]


def test_a_month_in_which_nobody_wrote_says_nothing() -> None:
    assert lines_of(gather([], DAY)) == ()


def test_the_line_of_the_most_frequent_kind_has_no_number_beside_the_total() -> None:
    rows = [Tallied(noted(meant="housing"), 9), Tallied(noted(form="ar", meant="debt"), 1)]
    month, often = lines_of(gather([*rows, Tallied(noted(form="ary"), 2)], DAY))
    assert month.values == {"missed": "12", "asked": "12"}
    assert {*often.values} == {"form", "read", "meant"}


def test_few_are_told_as_few_and_none_as_most_frequent() -> None:
    (month,) = lines_of(gather([Tallied(noted(), 1), Tallied(noted(said="read"), 40)], DAY))
    assert month.values == {"missed": "< 5", "asked": "41"}
