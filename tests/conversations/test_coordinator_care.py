"""Coordinators decide what was proposed: one by one, as a batch, and take it back from history."""

from dataclasses import replace

import pytest

from conversations.care import PastView
from conversations.dialogues.coordinator_care import REASONS
from conversations.effects import DecideBatch, DecideProposal, UndoProposal
from tests.conversations.care_talk import ID, SmallCare, change, proposal
from tests.conversations.staff_talk import NOW, Member, view_of

BATCH = "b" * 32


def with_(*some: object, **told: object) -> Member:
    return Member.coordinator(care=SmallCare(some=some, **told))  # type: ignore[arg-type]


def batch(n: int) -> list[object]:
    return [replace(proposal(f"{i:032x}"), batch=BATCH, why="import") for i in range(n)]


def test_the_hub_counts_what_was_proposed() -> None:
    assert "📝 Fiches : 2 propositions" in with_(*batch(2)).command("start").read
    assert "Fiches" not in Member.coordinator(care=SmallCare()).command("start").read


def test_what_was_proposed_together_is_one_line_of_the_list() -> None:
    member = with_(proposal(), *batch(3)).command("proposals")
    assert "4 propositions attendent" in member.read
    assert "1. Association Exemple — changement" in member.read
    assert "3 fiches" in member.read


def test_a_proposal_is_shown_before_and_after_by_whom_and_when() -> None:
    member = with_(proposal()).command("proposals").tap("📝 1")
    assert "Association Exemple" in member.read
    assert "proposé par son point focal, 2026-11-24" in member.read
    assert "Horaires : lun – ven 09:00-16:30 → 24/7" in member.read
    assert member.tap("Approuver").wanted == (DecideProposal(ID, approved=True),)
    assert member.place.step == "coordinator_care.list"


@pytest.mark.parametrize("reason", REASONS)
def test_a_refusal_asks_for_its_reason(reason: str) -> None:
    member = with_(proposal()).press(f"@edit:{ID}").tap("Refuser")
    assert member.wanted == ()
    assert member.press(reason).wanted == (DecideProposal(ID, approved=False, reason=reason),)


def test_what_has_moved_since_is_said_and_its_mark_goes_with_the_decision() -> None:
    moved = proposal(changes=(change(since="sam 09:00-12:00"),), moved="0123456789ab")
    member = with_(moved).press(f"@edit:{ID}")
    assert "Entre-temps : sam 09:00-12:00" in member.read
    member.tap("Remplacer quand même")
    assert member.wanted == (DecideProposal(ID, approved=True, seen="0123456789ab"),)


def test_a_mark_that_is_no_longer_on_the_screen_decides_nothing() -> None:
    member = with_(proposal(moved="0123456789ab")).press(f"@edit:{ID}").press("yes:")
    assert member.wanted == ()


def test_who_may_not_decide_is_told_so_and_has_no_button() -> None:
    member = with_(proposal(by="own", mine_to_decide=False)).press(f"@edit:{ID}")
    assert "Une autre personne doit décider" in member.read
    assert not [label for label in member.labels if "Approuver" in label or "Refuser" in label]


@pytest.mark.parametrize("action", [f"edit:{ID}", f"batch:{BATCH}"])
def test_what_somebody_else_decided_is_said_to_be_so(action: str) -> None:
    assert "déjà décidé" in with_().press(f"@{action}").read


def test_a_batch_is_seen_ten_at_a_time_before_it_is_approved() -> None:
    member = with_(*batch(12)).command("proposals").tap("📝 1")
    assert "12 fiches, 12 changements" in member.read
    assert "10. Association Exemple" in member.read
    assert "11. Association" not in member.read
    member.press("page:1")
    assert "12. Association Exemple" in member.read
    member.tap("Tout approuver")
    assert member.wanted == ()
    assert "Approuver 12 propositions ?" in member.read
    assert member.tap("approuver tout").wanted == (DecideBatch(BATCH, approved=True),)


def test_a_batch_is_refused_with_a_reason() -> None:
    member = with_(*batch(2)).press(f"@batch:{BATCH}").tap("Tout refuser").tap("Autre raison")
    assert member.wanted == (DecideBatch(BATCH, approved=False, reason="other"),)


def test_one_of_a_batch_can_be_decided_by_itself() -> None:
    member = with_(*batch(2)).press(f"@batch:{BATCH}").tap("📝 2").tap("Approuver")
    assert member.wanted == (DecideProposal(f"{1:032x}", approved=True),)


def test_history_offers_to_take_back_what_was_approved() -> None:
    lines = [PastView(NOW, "coordinator", change(), ID), PastView(NOW, "other", change())]
    member = with_(proposal(), lines=lines).press(f"@past:{ID}").tap("Annuler 1")
    assert member.wanted == ()
    assert member.tap("Oui, annuler").wanted == (UndoProposal(ID),)


def test_long_proposals_say_how_much_more_there_is() -> None:
    member = with_(proposal(changes=(change(),) * 14)).press(f"@edit:{ID}")
    assert "et 2 autres changements" in member.read


@pytest.mark.parametrize("action", [f"edit:{ID}", f"batch:{BATCH}", f"past:{ID}", f"undo:{ID}"])
def test_a_focal_point_decides_nothing(action: str) -> None:
    member = Member(view_of(care=SmallCare(some=[proposal()]))).press(f"@{action}")
    assert member.wanted == ()
    assert "pas pour votre rôle" in member.read


@pytest.mark.parametrize("value", [f"@edit:{ID}", f"@batch:{ID}", f"@past:{ID}", f"@undo:{ID}"])
def test_a_button_about_a_proposal_fits_into_its_forty_characters(value: str) -> None:
    assert len(value) <= 40


@pytest.mark.parametrize("why", ["edit", "undo", "closed", "denied", "import", "of_another_time"])
@pytest.mark.parametrize("by", ["own", "focal", "coordinator", "other"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_reason_and_origin_has_words(why: str, by: str, language: str) -> None:
    care = SmallCare(some=[proposal(why=why, by=by)])
    assert Member.coordinator(care=care, language=language).press(f"@edit:{ID}").read
