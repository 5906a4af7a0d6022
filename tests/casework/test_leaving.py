"""Whoever leaves the staff takes nothing along, and the cases are not left alone."""

from __future__ import annotations

import pytest

from casework.sitting import Sitting
from casework.staffing import Wanted, remove
from conversations.effects import CallHuman
from tests.casework.test_staff_whole import join, keys
from tests.casework.world import Stage


@pytest.fixture
def stage() -> Stage:
    played = Stage()
    join(played, "karim", Wanted("focal", "ngo"))
    join(played, "nadia", Wanted("coordinator"))
    played.tell("amina", adult="yes", place="05.091.01.01", call_name="Amina", reach="chat")
    return played


def leave(stage: Stage, address: str) -> None:
    stage.play(address, command="leave")
    stage.play(address, tap="yes")


def test_leaving_is_asked_once_and_can_be_left(stage: Stage) -> None:
    stage.play("karim", command="leave")
    assert "staff.leaving.ask" in keys(stage, "karim")
    stage.play("karim", tap="leave")
    assert stage.chat("karim").staff


def test_the_chat_is_nobodys_then(stage: Stage) -> None:
    before = stage.owner("karim")

    leave(stage, "karim")

    chat = stage.chat("karim")
    assert (chat.staff, chat.owner == before) == (False, False)
    assert chat.place is not None
    assert chat.place.step == "welcome.language"
    assert before not in {each.id for each in stage.write(lambda uow: uow.staff.all())}
    assert "left" in stage.audit()
    stage.play("karim", command="cases")
    assert "not_for_you.line" in keys(stage, "karim")


def test_what_stood_there_is_emptied_and_deleted(stage: Stage) -> None:
    case = stage.refer()
    stage.play("karim", tap=f"@accept:{case.reference}")
    stage.forget_said()

    leave(stage, "karim")

    mine = stage.chat("karim").id
    emptied = {card for card, chat, _ in stage.store.tables.retracted if chat == mine}
    assert f"case:{case.reference}" in emptied
    assert [row.kind for row in stage.told("karim")].count("exit") == 1


def test_cases_nobody_answers_for_are_a_coordinators(stage: Stage) -> None:
    reference = stage.refer().reference

    leave(stage, "karim")

    assert stage.tasks() == ["unreached"]
    assert stage.task("unreached").reference == reference


def test_a_colleague_who_stays_is_enough(stage: Stage) -> None:
    join(stage, "rachid", Wanted("focal", "ngo"))
    stage.refer()

    leave(stage, "karim")

    assert stage.tasks() == []


def test_a_coordinator_takes_no_call_along(stage: Stage) -> None:
    stage.send("amina", CallHuman("human"))
    task = stage.task("human")
    stage.forget_said()

    leave(stage, "nadia")

    mine = stage.chat("nadia").id
    assert f"task:{task.id}" in {card for card, chat, _ in stage.store.tables.retracted}
    assert {chat for _, chat, _ in stage.store.tables.retracted} == {mine}
    assert stage.task("human").closed_at is None


def test_who_is_under_18_joins_no_staff(stage: Stage) -> None:
    stage.tell("youssef", adult="no")
    join(stage, "youssef", Wanted("focal", "other"))
    assert not stage.chat("youssef").staff


def test_whoever_is_removed_has_nothing_left_on_the_telephone_either(stage: Stage) -> None:
    case = stage.refer()
    stage.play("karim", tap=f"@accept:{case.reference}")
    member, mine = stage.owner("karim"), stage.chat("karim").id
    stage.forget_said()

    stage.write(lambda uow: remove(Sitting(uow, stage.around, stage.clock.now()), member))

    emptied = {card for card, chat, _ in stage.store.tables.retracted if chat == mine}
    assert f"case:{case.reference}" in emptied
    assert [row.kind for row in stage.told("karim")] == ["exit"]
    assert stage.owner("karim") != member
    assert stage.tasks() == ["unreached"]
