"""Who may assess whom, under what name it is kept, and that nothing is lost by stopping."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casework.assessing import ROUND, assess
from casework.errors import NotYours
from casework.person import StaffMember
from casework.sitting import Sitting
from casework.staffing import Wanted
from catalogue.assessment import Score
from catalogue.capacity import criteria
from catalogue.marks import is_own
from conversations.effects import AssessActor
from tests.casework.test_staff_whole import join
from tests.casework.world import MONDAY, Stage

FIRST, SECOND, THIRD = (each.code for each in criteria()[:3])


def world() -> Stage:
    """Of three actors one works in Béni Mellal-Khénifra alone, and one is never shown."""
    played = Stage()
    tables = played.store.tables
    tables.actors["ngo"] = replace(tables.actors["ngo"], perimeter=("05.091",))
    tables.actors["office"] = replace(tables.actors["office"], visibility="hidden")
    return played


@pytest.fixture
def stage() -> Stage:
    """Its staff want what the test wants, whatever the screen would let them."""
    played = world()
    played.join("karim", actor="ngo")
    played.join("nadia", "coordinator", region="05")
    played.join("omar", "coordinator", region="04")
    return played


@pytest.fixture
def talk() -> Stage:
    """The same staff in the real dialogues."""
    played = world()
    join(played, "karim", Wanted("focal", "ngo"))
    join(played, "nadia", Wanted("coordinator", region="05"))
    return played


def begin(stage: Stage) -> None:
    """Nadia names the actor; another is called nearly so."""
    stage.play("nadia", command="assess Exemple ngo")
    stage.play("nadia", tap="n:0")


def scores(stage: Stage) -> list[Score]:
    return stage.write(lambda uow: list(uow.assessments.all()))


def test_a_coordinator_assesses_by_name_in_the_real_dialogue(talk: Stage) -> None:
    begin(talk)
    for tap in ("3", "skip", "0", "stop"):
        talk.play("nadia", tap=tap)
    found = {each.criterion: each.score for each in scores(talk)}
    assert found == {FIRST: 3, THIRD: 0}
    assert {each.day for each in scores(talk)} == {date(2026, 10, 5)}
    talk.forget_said()
    begin(talk)
    assert f"catalogue.criterion.{SECOND}" in str(talk.told("nadia")[-1].message)


def test_a_stopped_assessment_is_gone_on_with_for_a_month(talk: Stage) -> None:
    begin(talk)
    talk.play("nadia", tap="3")
    talk.play("nadia", tap="stop")
    talk.forget_said()
    talk.clock.jump(days=ROUND.days)
    begin(talk)
    assert "staff.assess.begin" in talk.keys("nadia")


def test_a_focal_points_view_of_its_own_actor_is_kept_as_its_own(talk: Stage) -> None:
    talk.play("karim", command="assess")
    talk.play("karim", tap="4")
    (kept,) = scores(talk)
    assert kept == Score("ngo", "self:ngo", date(2026, 10, 5), FIRST, 4)
    assert is_own(kept.assessor)


def test_two_coordinators_are_kept_apart(stage: Stage) -> None:
    stage.join("salma", "coordinator", region="05")
    stage.send("nadia", AssessActor("ngo", FIRST, 1))
    stage.send("salma", AssessActor("ngo", FIRST, 3))
    assert sorted(each.score for each in scores(stage)) == [1, 3]
    assert len({each.assessor for each in scores(stage)}) == 2


@pytest.mark.parametrize(
    ("address", "actor"),
    [("omar", "ngo"), ("karim", "other"), ("nadia", "office"), ("nadia", "nowhere")],
    ids=["another region", "another actor", "hidden", "unknown"],
)
def test_what_is_not_theirs_is_not_assessed(stage: Stage, address: str, actor: str) -> None:
    stage.send(address, AssessActor(actor, FIRST, 3))
    assert scores(stage) == []
    assert "refused.AssessActor.NotYours" in stage.audit()


def test_a_person_assesses_nobody(stage: Stage) -> None:
    stage.send("amina", AssessActor("ngo", FIRST, 3))
    assert scores(stage) == []


def test_an_actor_of_the_whole_country_is_every_coordinators(stage: Stage) -> None:
    stage.send("omar", AssessActor("other", FIRST, 2))
    assert [each.actor for each in scores(stage)] == ["other"]


def test_each_score_is_in_the_audit_without_its_value(stage: Stage) -> None:
    stage.send("nadia", AssessActor("ngo", FIRST, 2))
    (line,) = [line for line in stage.store.tables.audit if line[2] == "assessed"]
    assert line[3:] == ("ngo", "")


@pytest.mark.parametrize("wrong", [{FIRST: 5}, {FIRST: -1}, {"charm": 2}])
def test_a_form_cannot_give_what_the_grid_does_not_have(
    stage: Stage, wrong: dict[str, int]
) -> None:
    member = StaffMember("m1", "coordinator", "", "", MONDAY)

    def work(uow: object) -> None:
        assess(Sitting(uow, stage.around, MONDAY), member, "ngo", wrong)  # type: ignore[arg-type]

    with pytest.raises(ValueError, match="no criterion or no score"):
        stage.write(work)
    assert scores(stage) == []


def test_who_has_left_assesses_nobody(stage: Stage) -> None:
    gone = StaffMember("m1", "coordinator", "", "", MONDAY, active=False)
    with pytest.raises(NotYours):
        stage.write(lambda uow: assess(Sitting(uow, stage.around, MONDAY), gone, "ngo", {FIRST: 1}))
