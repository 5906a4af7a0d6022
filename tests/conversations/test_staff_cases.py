"""Focal points answer referrals by buttons: each tap wants exactly what it says."""

from datetime import timedelta

import pytest

from conversations.effects import ConfirmDestruction, MoveReferral, ShowCase
from tests.conversations.staff_talk import NOW, Member, case, view_of

REF = "TJ-K7QX2M"


def focal(state: str = "requested", **told: object) -> Member:
    return Member(view_of(cases=(case(state=state, **told),)))


@pytest.mark.parametrize("state", ["requested", "received", "on_hold"])
def test_one_tap_accepts_and_opens_the_card(state: str) -> None:
    member = focal(state).press(f"@accept:{REF}")
    assert member.wanted == (MoveReferral(REF, "accepted"), ShowCase(REF))


@pytest.mark.parametrize("state", ["accepted", "in_progress"])
def test_a_case_that_was_taken_is_not_accepted_twice(state: str) -> None:
    member = focal(state).press(f"@accept:{REF}")
    assert member.wanted == ()
    assert "n'attend plus cette réponse" in member.read


@pytest.mark.parametrize(
    "action", ["accept", "decline", "hold", "open", "contacted", "outcome", "relay"]
)
def test_a_button_of_a_case_that_is_gone_says_so_and_wants_nothing(action: str) -> None:
    member = Member(view_of()).press(f"@{action}:{REF}")
    assert member.wanted == ()
    assert REF in member.read
    assert member.place.step == "staff.hub"


@pytest.mark.parametrize("action", ["accept", "decline", "destroyed", "confirm", "relay"])
def test_a_focal_points_button_is_refused_to_a_coordinator(action: str) -> None:
    member = Member.coordinator(cases=(case(),)).press(f"@{action}:{REF}")
    assert member.wanted == ()
    assert "pas pour votre rôle" in member.read


def test_declining_asks_why_and_passes_the_reason_on() -> None:
    member = focal().press(f"@decline:{REF}")
    assert member.wanted == ()
    member.tap("Plus de place")
    assert member.wanted == (
        MoveReferral(REF, "rejected", reason="no_capacity", outcome="no_capacity"),
    )


def test_leaving_the_reasons_changes_nothing_and_says_so() -> None:
    member = focal().press(f"@decline:{REF}").tap("Laisser")
    assert member.wanted == ()
    assert "Rien n'a été changé" in member.read


def test_time_is_asked_for_by_days() -> None:
    member = focal("received").press(f"@hold:{REF}").tap("7 jours")
    assert member.wanted == (MoveReferral(REF, "on_hold", reason="7"),)
    assert "7 jours demandés" in member.read


def test_time_can_be_asked_for_once() -> None:
    member = focal("received", held=True).press(f"@hold:{REF}")
    assert member.wanted == ()
    assert "déjà demandé du temps" in member.read


def test_the_first_contact_is_recorded_in_one_tap() -> None:
    member = focal("accepted").press(f"@contacted:{REF}")
    assert member.wanted == (MoveReferral(REF, "in_progress"), ShowCase(REF))


def test_help_given_without_a_recorded_contact_records_both() -> None:
    member = focal("accepted").press(f"@outcome:{REF}").tap("Aide reçue")
    assert member.wanted == (
        MoveReferral(REF, "in_progress"),
        MoveReferral(REF, "completed", outcome="got_help"),
    )


def test_help_given_closes_a_case_in_progress() -> None:
    member = focal("in_progress").press(f"@outcome:{REF}").tap("Aide partielle")
    assert member.wanted == (MoveReferral(REF, "completed", outcome="partly_helped"),)


@pytest.mark.parametrize("state", ["accepted", "in_progress"])
def test_no_help_is_a_failed_case_with_its_reason(state: str) -> None:
    member = focal(state).press(f"@outcome:{REF}").tap("Injoignable")
    assert member.wanted == (MoveReferral(REF, "failed", outcome="could_not_contact"),)


def test_an_old_outcome_button_does_nothing_once_another_question_is_open() -> None:
    member = focal("in_progress").press(f"@outcome:{REF}").tap("Laisser")
    member.press("got_help", stale=True)
    assert member.wanted == ()
    assert "Ce bouton est ancien" in member.read


def test_the_own_note_is_confirmed_destroyed_though_the_case_is_out_of_sight() -> None:
    member = Member(view_of()).press(f"@destroyed:{REF}")
    assert member.wanted == (ConfirmDestruction(REF),)


def test_the_list_shows_late_cases_first_and_opens_each_by_a_button() -> None:
    old, late = NOW - timedelta(days=9), NOW - timedelta(days=8)
    cases = (
        case("TJ-AAAAAA", "accepted", sent_at=old),
        case("TJ-BBBBBB", "received", sent_at=NOW),
        case("TJ-CCCCCC", "requested", sent_at=late, overdue="decide"),
        case("TJ-DDDDDD", "completed", ended=True),
    )
    member = Member(view_of(cases=cases)).command("cases")
    assert [label for label in member.labels if "TJ-" in label] == [
        "📄 TJ-CCCCCC",
        "📄 TJ-BBBBBB",
        "📄 TJ-AAAAAA",
    ]
    assert "en retard" in member.read
    assert member.tap("TJ-BBBBBB").wanted == (ShowCase("TJ-BBBBBB"),)


def test_a_long_list_is_read_page_by_page() -> None:
    cases = tuple(case(f"TJ-{n:06}", sent_at=NOW + timedelta(minutes=n)) for n in range(20))
    member = Member(view_of(cases=cases)).command("cases")
    assert "TJ-000000" in member.read
    assert "TJ-000010" not in member.read
    member.tap("Suivants")
    assert "TJ-000010" in member.read
    member.tap("Suivants")
    assert "TJ-000019" in member.read
    assert not any("Suivants" in label for label in member.labels)


def test_a_need_that_may_not_be_seen_yet_is_not_named_in_the_list() -> None:
    hidden = case(need="", sensitive=True)
    member = Member(view_of(cases=(hidden,))).command("cases")
    assert "besoin indiqué après acceptation" in member.read


def test_an_empty_list_says_so() -> None:
    assert "Aucun dossier ouvert" in Member(view_of()).command("cases").read
