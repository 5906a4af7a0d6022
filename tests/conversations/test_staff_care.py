"""A focal point says whether the record is right: three taps, small groups, read back, links."""

from datetime import timedelta

import pytest

from conversations.care import ClaimView, PastView
from conversations.effects import AnswerClaim, ConfirmRecord, EditRecord, ReportClosed
from conversations.view import Input, Reading
from tests.conversations.care_talk import SmallCare, change
from tests.conversations.staff_talk import NOW, Member, view_of

RIGHT = ConfirmRecord("example", right=True)


def focal(language: str = "fr", **told: object) -> Member:
    return Member(view_of(language=language, care=SmallCare(**told)))  # type: ignore[arg-type]


def at(group: str, field: str) -> Member:
    return focal().press("@changed").tap(group).tap(field)


def test_still_true_is_one_tap() -> None:
    member = focal().press("@still")
    assert member.wanted == (RIGHT,)
    assert "Merci" in member.read
    assert member.place.step == "staff.hub"


def test_what_changed_is_looked_for_by_headings() -> None:
    member = focal().press("@changed")
    assert member.wanted == ()
    assert member.labels[:5] == ["Access", "Action", "Reach", "Contact", "Capacity"]
    member.tap("Access")
    assert "Horaires : lun – ven 09:00-16:30" in member.read
    assert "Coût : (rien) ⏳ changement proposé" in member.read


def test_a_typed_value_is_read_back_before_it_leaves() -> None:
    member = at("Access", "Horaires").write("sam 9h-12h")
    assert member.wanted == ()
    assert "Avant : lun – ven 09:00-16:30\nAprès : [sam 9h-12h]" in member.read
    member.tap("proposer")
    assert member.wanted == (EditRecord("hours", "sam 9h-12h"),)
    assert member.place.step == "staff_care.groups"


def test_a_value_can_be_corrected_or_left() -> None:
    assert at("Access", "Horaires").write("x").tap("Corriger").place.step == "staff_care.fields"
    assert at("Access", "Horaires").write("x").tap("Laisser").wanted == ()


def test_what_is_no_value_is_asked_again() -> None:
    member = at("Access", "Horaires").write("faux")
    assert "pas compris ces horaires" in member.read
    assert member.place.step == "staff_care.value"


def test_a_value_is_taken_away_by_a_button() -> None:
    member = at("Access", "Horaires").tap("Retirer")
    assert "Après : (rien)" in member.read
    assert member.tap("proposer").wanted == (EditRecord("hours", ""),)


def test_one_of_a_few_is_tapped() -> None:
    member = at("Access", "Coût").tap("Gratuit").tap("proposer")
    assert member.wanted == (EditRecord("cost", "free"),)


def test_several_of_a_few_are_tapped_on_and_off() -> None:
    member = at("Access", "Langues")
    assert {"☑️ arabe", "⬜ français"} <= set(member.labels)
    member.tap("français").tap("arabe").tap("C'est tout")
    assert member.tap("proposer").wanted == (EditRecord("languages", "fr"),)


def test_needs_are_found_by_dimension_and_confidential_ones_are_not_among_them() -> None:
    member = at("Action", "Besoins")
    member.press("of:psychosocial")
    assert not [label for label in member.labels if "violence" in label or "trafficking" in label]
    member.press("of:economic").tap("employment").tap("C'est tout").tap("proposer")
    assert member.wanted == (EditRecord("needs", "housing;employment"),)


def test_needs_told_in_words_are_put_on() -> None:
    member = at("Action", "Besoins")
    reading = Reading(needs=("schooling", "violence"))
    member._hear(Input("text", text="l'école", reading=reading))
    member.tap("C'est tout").tap("proposer")
    assert member.wanted == (EditRecord("needs", "housing;schooling"),)


def test_confidential_needs_are_said_to_be_granted_elsewhere() -> None:
    member = at("Action", "Besoins")
    member._hear(Input("text", text="violence", reading=Reading(needs=("violence",))))
    assert "parlez-en à la coordination" in member.read


def test_needs_and_places_are_never_left_empty() -> None:
    member = at("Reach", "Territoire").tap("05.081").tap("C'est tout")
    assert "au moins un" in member.read
    assert member.place.step == "staff_care.some"


def test_a_place_is_typed() -> None:
    member = at("Reach", "Territoire")
    member._hear(Input("text", text="Beni Mellal", reading=Reading(place="05.091")))
    member.tap("C'est tout").tap("proposer")
    assert member.wanted == (EditRecord("perimeter", "05.081;05.091"),)


def test_a_contact_is_told_apart_by_its_row_and_a_new_one_has_none() -> None:
    old = at("Contact", "Téléphone").write("0511111111").tap("proposer")
    assert old.wanted == (EditRecord("contact", "0511111111", "phone · 0500000000"),)
    new = at("Contact", "Ajouter").write("0511111111").tap("proposer")
    assert new.wanted == (EditRecord("contact", "0511111111"),)


def test_what_is_ones_own_business_is_kept_not_proposed() -> None:
    member = at("Capacity", "Places libres").write("2")
    assert member.tap("enregistrer").wanted == (EditRecord("places_free", "2"),)


def test_all_the_rest_is_right_verifies_the_record() -> None:
    assert focal().press("@changed").tap("Tout le reste").wanted == (RIGHT,)


def test_closed_is_asked_once_more() -> None:
    member = focal().press("@closed")
    assert member.wanted == ()
    assert member.tap("Oui, fermé").wanted == (ReportClosed(),)
    assert focal().press("@closed").tap("Laisser").wanted == ()


@pytest.mark.parametrize("action", ["still", "changed", "closed"])
def test_while_it_is_decided_whether_it_closed_nothing_else_is_asked(action: str) -> None:
    member = focal(is_closing=True).press(f"@{action}")
    assert member.wanted == ()
    assert "La coordination regarde" in member.read


def test_the_past_of_ones_own_record_is_shown() -> None:
    lines = [PastView(NOW - timedelta(days=2), "coordinator", change())]
    member = focal(lines=lines).command("record").tap("Historique")
    assert "Horaires : lun – ven 09:00-16:30 → 24/7" in member.read
    assert "Aucun changement" in focal().command("record").tap("Historique").read


@pytest.mark.parametrize("as_", ["parent", "partner", "funder", "refers_to"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_claim_is_a_question_of_its_own(as_: str, language: str) -> None:
    claims = [ClaimView("other", "Association Autre", as_)]
    member = focal(language, claimed=claims).press("@still")
    assert "Association Autre" in member.read
    assert member.press("no").wanted == (AnswerClaim("other", as_, right=False),)


def test_no_more_than_three_claims_are_asked_about_in_one_visit() -> None:
    claims = [ClaimView(f"a{n}", f"Association {n}", "partner") for n in range(5)]
    member = focal(claimed=claims).press("@still")
    for n in range(3):
        assert f"Association {n}" in member.read
        member.press("yes")
        assert member.wanted == (AnswerClaim(f"a{n}", "partner", right=True),)
        member.sees(care=SmallCare(claimed=claims[n + 1 :]))
    assert member.place.step == "staff.hub"


def test_a_claim_can_wait() -> None:
    member = focal(claimed=[ClaimView("a", "A", "partner")]).press("@still").tap("Plus tard")
    assert member.wanted == ()
    assert member.place.step == "staff.hub"


def test_who_has_no_record_is_told_in_one_line() -> None:
    assert "pas pour votre rôle" in focal(groups_=()).command("record").read


@pytest.mark.parametrize("action", ["still", "changed", "closed"])
def test_a_coordinator_has_none_of_the_three_taps(action: str) -> None:
    member = Member.coordinator(care=SmallCare()).press(f"@{action}")
    assert member.wanted == ()
    assert "pas pour votre rôle" in member.read
