"""Nothing of somebody under 18 reaches an actor by any path; only a human lifts the answer."""

from __future__ import annotations

import pytest

from casework.staffing import Wanted
from conversations.effects import (
    GrantConsent,
    MoveReferral,
    OfferNextActor,
    OpenReferral,
    RecordFact,
)
from tests.casework.test_staff_whole import join
from tests.casework.world import BENI_MELLAL, Stage, stage_with_case

SENTENCES = ("j'ai 15 ans", "3ndi 16 3am", "عندي 14 عام", "ana 9asir", "je suis mineure")


@pytest.fixture
def stage() -> Stage:
    played = Stage()
    join(played, "karim", Wanted("focal", "ngo"))
    join(played, "nadia", Wanted("coordinator"))
    return played


def step(stage: Stage, address: str = "amina") -> str:
    place = stage.chat(address).place
    assert place is not None
    return place.step


@pytest.mark.parametrize("sentence", SENTENCES)
def test_erasing_everything_is_no_way_around_it(stage: Stage, sentence: str) -> None:
    stage.play("amina", command="start fr")
    stage.play("amina", sentence)
    before = stage.owner("amina")

    stage.play("amina", command="delete")
    stage.play("amina", tap="yes")
    stage.forget_said()
    stage.play("amina", tap="yes")

    assert stage.owner("amina") != before
    assert stage.facts() == {"adult": "no"}
    assert "delete.done.minor" in stage.keys("amina")
    for command in ("start", "start fr", "start p-05"):
        stage.play("amina", command=command)
        assert step(stage) == "minor.again"
    stage.play("amina", "j'ai 30 ans, je cherche du travail a beni mellal")
    assert step(stage) == "minor.again"
    assert stage.facts() == {"adult": "no"}


def test_an_adult_who_erases_begins_anew(stage: Stage) -> None:
    stage.play("amina", command="start fr")
    stage.play("amina", tap="yes")
    stage.play("amina", command="delete")
    stage.play("amina", tap="yes")
    stage.play("amina", tap="yes")
    assert stage.facts() == {}
    assert step(stage) == "welcome.language"


@pytest.mark.parametrize("accepted", [False, True])
def test_an_age_told_later_takes_back_what_was_sent(accepted: bool) -> None:
    stage = stage_with_case()
    reference = stage.refer().reference
    if accepted:
        stage.send("karim", MoveReferral(reference, "accepted"))
    stage.forget_said()

    stage.send("amina", RecordFact("adult", "no"))

    assert stage.referral(reference).state == "cancelled"
    assert f"case:{reference}" in {card for card, _, _ in stage.store.tables.retracted}
    assert ("staff.card.destroy" in stage.keys("karim")) == accepted
    assert stage.tasks() == ["recalled"]
    (card,) = [row.message for row in stage.told("samira") if row.message.card]
    assert [each.value.partition(":")[0] for each in card.options] == ["@close"]
    stage.send("samira", OfferNextActor(reference))
    assert "offers.next" not in stage.keys("amina")
    stage.send("amina", GrantConsent("referral", "ngo"), OpenReferral("ngo", "employment"))
    assert [each.state for each in stage.referrals()] == ["cancelled"]


@pytest.mark.parametrize("whom", ["self", "child", "other"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_an_age_told_on_any_path_leads_to_the_specialist_alone(
    stage: Stage, whom: str, sentence: str
) -> None:
    stage.play("amina", command="start fr")
    stage.play("amina", tap="yes")
    stage.play("amina", tap=whom)

    stage.play("amina", sentence)

    assert step(stage) == "minor.ask"
    assert stage.facts()["adult"] == "no"
    stage.play("amina", command="language")
    stage.play("amina", tap="ary")
    assert step(stage).startswith("minor.")


def test_a_childs_age_told_by_a_parent_does_not_make_the_parent_a_minor(stage: Stage) -> None:
    stage.tell("amina", adult="yes", place=BENI_MELLAL)
    stage.play("amina", command="start")
    stage.play("amina", tap="new")
    stage.play("amina", tap="child")
    stage.play("amina", "mon fils a 12 ans")
    assert stage.facts()["adult"] == "yes"
