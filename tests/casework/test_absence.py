"""An actor whose people cannot be reached: a coordinator learns it, once, and at once."""

from __future__ import annotations

from dataclasses import replace

from casework.absence import unreachable
from conversations.effects import MoveReferral
from tests.casework.world import Stage, stage_with_case


def block(stage: Stage, address: str) -> None:
    """The messenger says that this chat is closed to us."""
    chat = stage.chat(address)
    gone = replace(chat, blocked_at=stage.around.clock.now())
    stage.write(lambda uow: uow.chats.save(gone))
    stage.write(lambda uow: unreachable(uow, chat.id, stage.around))


def test_a_coordinator_learns_that_nobody_of_an_actor_can_be_reached() -> None:
    stage = stage_with_case()
    reference = stage.refer().reference

    block(stage, "karim")
    block(stage, "karim")

    assert stage.tasks().count("unreached") == 1
    assert stage.task("unreached").reference == reference


def test_another_focal_point_who_can_be_reached_is_enough() -> None:
    stage = stage_with_case()
    stage.join("nadia", actor="ngo")
    stage.refer()

    block(stage, "karim")
    assert "unreached" not in stage.tasks()

    block(stage, "nadia")
    assert "unreached" in stage.tasks()


def test_a_case_that_was_taken_waits_for_no_decision() -> None:
    stage = stage_with_case()
    stage.send("karim", MoveReferral(stage.refer().reference, "accepted"))

    block(stage, "karim")

    assert "unreached" not in stage.tasks()


def test_a_person_who_blocks_the_bot_makes_no_task_by_that_alone() -> None:
    stage = stage_with_case()
    stage.refer()
    before = stage.tasks()

    block(stage, "amina")

    assert stage.tasks() == before
