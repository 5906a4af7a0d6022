"""Staff say by buttons that a need was misread; no word is asked, no sensitive need is named."""

from __future__ import annotations

import pytest

from catalogue.needs import needs
from conversations.dialogues.pieces import DIMENSIONS
from conversations.effects import MarkMisread
from tests.conversations.staff_talk import Member, case, view_of

REF = "TJ-K7QX2M"


def focal(state: str = "requested") -> Member:
    return Member(view_of(cases=(case(state=state),)))


@pytest.mark.parametrize("state", ["requested", "accepted", "in_progress"])
def test_two_taps_tell_which_need_was_meant(state: str) -> None:
    member = focal(state).press(f"@misread:{REF}")
    assert member.wanted == ()
    member.tap("Travail").tap("<staff_need debt>")
    assert member.wanted == (MarkMisread(REF, "debt"),)
    assert REF in member.read
    assert member.place.step == "staff.hub"


def test_a_coordinator_marks_a_case_of_their_region_too() -> None:
    member = Member.coordinator(cases=(case(),)).press(f"@case:{REF}").tap("Mal compris")
    assert member.tap("confidentiel").wanted == (MarkMisread(REF, "sensitive"),)


def test_no_sensitive_need_has_a_button_of_its_own() -> None:
    held = {need.code for need in needs().values() if need.sensitive}
    for dimension in DIMENSIONS:
        member = focal().press(f"@misread:{REF}").press(f"of:{dimension}")
        shown = {each.value for each in member._options()}
        assert not shown & held
        assert len(shown) > 1


def test_leaving_it_changes_nothing() -> None:
    assert focal().press(f"@misread:{REF}").tap("Laisser").wanted == ()


def test_words_are_not_taken() -> None:
    member = focal().press(f"@misread:{REF}").write("elle voulait un logement")
    assert member.wanted == ()
    assert member.place.step == "staff.misread"


def test_a_case_that_one_does_not_see_is_not_marked() -> None:
    member = Member(view_of()).press(f"@misread:{REF}")
    assert member.wanted == ()
    assert member.place.step == "staff.hub"
