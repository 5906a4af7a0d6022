"""How long what is told is kept: drafts, cases, free text, those who await a human."""

from __future__ import annotations

import pytest

from conversations.effects import (
    AnswerTask,
    CallHuman,
    GrantConsent,
    MoveReferral,
    ProtectWith,
    ShowCase,
    WithdrawConsent,
)
from tests.casework.test_disclosure import shown
from tests.casework.world import SENSITIVE, Stage, stage_with_case


def test_a_draft_is_forgotten_seven_days_after_the_last_word() -> None:
    stage = Stage()
    stage.tell(call_name="Amina")
    person = stage.owner("amina")
    stage.after(days=5)
    stage.send("amina")

    stage.after(days=6)
    assert stage.write(lambda uow: uow.people.get(person)) is not None
    stage.after(days=1, hours=1)
    assert stage.write(lambda uow: uow.people.get(person)) is None
    assert "Amina" not in str(stage.store.tables)


def test_of_a_minor_only_the_age_stays() -> None:
    stage = Stage()
    stage.tell(call_name="Amina", adult="no")

    stage.after(days=8)

    assert stage.facts() == {"adult": "no"}


def test_who_awaits_a_human_is_not_forgotten() -> None:
    stage = stage_with_case()
    stage.send("amina", CallHuman("human"))
    person = stage.owner("amina")

    stage.after(days=8)

    assert stage.write(lambda uow: uow.people.get(person)) is not None


@pytest.mark.parametrize(("need", "days"), [(SENSITIVE, 90), ("employment", 365)])
def test_an_ended_case_becomes_anonymous(need: str, days: int) -> None:
    stage = stage_with_case(needs=need)
    stage.accredit("ngo", SENSITIVE)
    case = stage.refer(need=need)
    person = stage.owner("amina")
    stage.send("amina", WithdrawConsent("referral", case.reference))

    stage.after(days=days - 1)
    assert stage.write(lambda uow: uow.people.get(person)) is not None
    stage.after(days=2)
    assert stage.write(lambda uow: uow.people.get(person)) is None
    assert stage.referral(case.reference).need == need


def test_a_sensitive_case_is_nobodys_after_ninety_days_though_another_is_kept() -> None:
    stage = stage_with_case(needs=f"{SENSITIVE} employment", danger="violence")
    stage.accredit("ngo", SENSITIVE)
    stage.join("nadia", actor="other")
    sensitive, plain = stage.refer(need=SENSITIVE), stage.refer("other")
    person = stage.owner("amina")
    for case in (sensitive, plain):
        stage.send("amina", WithdrawConsent("referral", case.reference))

    stage.after(days=91)

    released = stage.referral(sensitive.reference)
    assert (released.person, released.place, released.scope) == ("", "", ())
    assert released.need == SENSITIVE
    assert stage.referral(plain.reference).person == person
    assert stage.facts()["needs"] == "employment"
    assert "danger" not in stage.facts()
    stage.after(days=365)
    assert stage.write(lambda uow: uow.people.get(person)) is None


def test_the_checks_keep_the_person_and_not_the_case() -> None:
    stage = stage_with_case()
    case = stage.refer()
    person = stage.owner("amina")
    stage.send("amina", GrantConsent("checks"))
    stage.send("amina", WithdrawConsent("referral", case.reference))

    stage.after(days=370)

    assert stage.referral(case.reference).person == ""
    assert stage.write(lambda uow: uow.people.get(person)) is not None
    stage.after(days=300)
    assert stage.write(lambda uow: uow.people.get(person)) is None


def test_a_case_open_for_six_months_is_emptied_and_seen_to() -> None:
    stage = stage_with_case()
    reference = stage.refer().reference
    stage.send("karim", MoveReferral(reference, "accepted"))
    stage.send("karim", MoveReferral(reference, "in_progress"))

    assert "consent_end" in stage.after(days=184)

    assert "stale" in stage.tasks()
    stage.send("karim", ShowCase(reference))
    assert "Amina" not in shown(stage.told("karim")[-2].message)


def test_what_waited_for_a_word_is_kept_thirty_days() -> None:
    stage = stage_with_case(needs=SENSITIVE, safe_times="morning")
    stage.send("amina", CallHuman("human"), ProtectWith("rose"))
    stage.clock.jump(hours=2)
    stage.send("samira", AnswerTask(stage.task("human").id, "Venez mardi"))
    assert "kept_for_word" in stage.facts()

    stage.after(days=31)
    assert "kept_for_word" not in stage.facts()


def test_free_text_is_kept_thirty_days() -> None:
    stage = stage_with_case(note="le matin")
    stage.refer()

    stage.after(days=29)
    assert stage.facts()["note"] == "le matin"
    stage.after(days=2)
    assert "note" not in stage.facts()
