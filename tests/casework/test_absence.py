"""Whoever closes the chat: a coordinator learns it, once and at once, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace

from casework.absence import unreachable
from casework.ports import Task
from conversations.effects import MoveReferral
from tests.casework.world import Stage, stage_with_case


def block(stage: Stage, address: str) -> None:
    """The messenger says that this chat is closed to us."""
    chat = stage.chat(address)
    gone = replace(chat, blocked_at=stage.around.clock.now())
    stage.write(lambda uow: uow.chats.save(gone))
    stage.write(lambda uow: unreachable(uow, chat.id, stage.around))


def opened(stage: Stage, kind: str) -> list[Task]:
    """The open tasks of a kind."""
    every = stage.store.tables.tasks.values()
    return [task for task in every if task.kind == kind and task.closed_at is None]


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


def test_who_was_promised_a_call_is_not_left_alone_either() -> None:
    stage = stage_with_case()
    reference = stage.refer().reference
    stage.send("karim", MoveReferral(reference, "accepted"))
    stage.send("karim", MoveReferral(reference, "failed", outcome="other"))
    second = stage.refer().reference
    stage.send("karim", MoveReferral(second, "accepted"))

    block(stage, "karim")

    assert stage.tasks() == ["unreached"]
    assert stage.task("unreached").reference == second


def test_a_focal_point_who_comes_back_gets_the_card_that_was_missed() -> None:
    stage = stage_with_case()
    block(stage, "karim")
    reference = stage.refer().reference
    assert stage.tasks() == ["unreached"]
    stage.forget_said()

    stage.send("karim")

    assert stage.tasks() == []
    (card,) = [row.message for row in stage.told("karim") if row.message.neutral]
    assert card.card == f"case:{reference}"


def test_a_coordinator_learns_at_once_that_a_person_closed_the_chat() -> None:
    stage = stage_with_case()
    stage.join("nadia", actor="other")
    first, second = stage.refer().reference, stage.refer("other", "employment").reference
    stage.send("karim", MoveReferral(first, "rejected"))

    block(stage, "amina")

    assert [task.reference for task in opened(stage, "blocked")] == [second]
    assert "staff.card.task.blocked" in stage.keys("samira")
    stage.send("amina")
    assert opened(stage, "blocked") == []


def test_without_a_case_or_an_agreement_nobody_needs_to_know() -> None:
    stage = stage_with_case()

    block(stage, "amina")

    assert stage.tasks() == []


def test_questions_to_a_closed_chat_are_put_off_and_asked_when_it_opens() -> None:
    stage = stage_with_case()
    stage.refer()
    block(stage, "amina")
    stage.forget_said()

    stage.after(days=5)
    assert "follow_up.day3" not in stage.keys("amina")
    assert dict(stage.dues()).keys() >= {"day3", "day14"}

    stage.write(lambda uow: uow.chats.save(replace(stage.chat("amina"), blocked_at=None)))
    stage.after(days=1)
    assert "follow_up.day3" in stage.keys("amina")


def test_the_next_actor_is_asked_about_when_the_chat_opens() -> None:
    stage = stage_with_case()
    reference = stage.refer().reference
    block(stage, "amina")

    stage.send("karim", MoveReferral(reference, "rejected", outcome="no_capacity"))
    stage.after(days=2)
    assert "offers.next" not in stage.keys("amina")

    stage.write(lambda uow: uow.chats.save(replace(stage.chat("amina"), blocked_at=None)))
    stage.after(days=1)
    assert "offers.next" in stage.keys("amina")
