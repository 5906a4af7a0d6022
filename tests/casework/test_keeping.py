"""How long what is told is kept: drafts, cases, free text, those who await a human."""

from __future__ import annotations

import pytest

from conversations.effects import (
    CallHuman,
    WithdrawConsent,
)
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


def test_free_text_is_kept_thirty_days() -> None:
    stage = stage_with_case(note="le matin")
    stage.refer()

    stage.after(days=29)
    assert stage.facts()["note"] == "le matin"
    stage.after(days=2)
    assert "note" not in stage.facts()
