"""Calls for a human and what coordinators do about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casework import authority, cards, notices, record, tasks
from casework.disclosure import HUMAN_KINDS
from casework.person import StaffMember
from casework.ports import Task
from casework.sitting import Turn
from casework.viewing import called_by, staff_view
from conversations.effects import AnswerTask, CallHuman, CloseTask
from conversations.messages import Message, Text, option, say

LONGEST_ANSWER, LONGEST_WORDS = 1000, 300


def call_human(effect: CallHuman, turn: Turn) -> None:
    """A task for the coordinators of the person's region; a need nobody serves is counted."""
    person = authority.person(turn)
    if effect.reason == "gap":
        gap = tasks.open_gap(turn, person, effect.need)
        turn.uow.gaps.count(effect.need, gap.province, turn.now)
        return
    need = "" if effect.reason == "minor" else effect.need
    task = tasks.open_for_person(turn, effect.reason, person, need=need)
    if effect.voice:
        note = Message((Text("staff.card.voice"),), copy_of=(turn.chat.id, effect.voice))
        _pass_on(turn, task, note)
    if effect.words:
        words = Text("staff.card.words", {"text": effect.words[:LONGEST_WORDS]})
        answer = option(f"@answer:{task.id}", "staff.card.answer")
        _pass_on(turn, task, Message((words,), (answer,)))


def _pass_on(turn: Turn, task: Task, message: Message) -> None:
    """A voice note (with consent) or words go as they are to those who may know of the task."""
    quiet = replace(message, neutral=Text("staff.card.task_notice"), footer=False)
    notices.tell_staff(turn, tasks.viewers(turn, task), lambda _: quiet)


def answer_task(effect: AnswerTask, turn: Turn) -> None:
    """The coordinator's answer goes to the person; nothing of it is written anywhere else."""
    task = authority.task(turn, effect.task)
    reply = option("@team", "told.answer.reply")
    answer = say("told.answer", reply, text=effect.text[:LONGEST_ANSWER])
    reached = bool(task.person) and notices.tell_person(turn, task.person, answer, keep=True)
    turn.note(turn.owner, "task_answered" if reached else "task_unreached", subject=task.id)
    if not reached:
        turn.say(replace(say("staff.card.unreached"), footer=False))


def close_task(effect: CloseTask, turn: Turn) -> None:
    """Dealt with; lifting "under 18" is for whoever may know of that task."""
    task = authority.task(turn, effect.task)
    if effect.lift_minor and task.kind == "minor":
        _lift_minor(turn, task)
    may_know = tasks.viewers(turn, task)
    tasks.close(turn, task, turn.owner)
    if task.kind in HUMAN_KINDS:
        _hide_again(turn, task, may_know)
    if task.kind in record.KINDS:
        record.ask(turn, task.reference)


def _hide_again(turn: Turn, task: Task, members: Sequence[StaffMember]) -> None:
    """The call was the reason to know whom: with its end name and contact leave the cards."""
    for referral in turn.uow.referrals.of_person(task.person):
        if not referral.is_open or called_by(turn, referral):
            continue
        for member in members:
            card = cards.coordinator_card(staff_view(turn, member, referral), referral)
            for chat in turn.uow.chats.of_owner(member.id):
                turn.uow.outbox.retract(card.card, chat.id, card)


def _lift_minor(turn: Turn, task: Task) -> None:
    person = turn.uow.people.get(task.person)
    if person is None:
        return
    turn.uow.people.save(replace(person, minor_lifted=True))
    turn.uow.people.record(person.id, "adult", "yes", at=turn.now)
    turn.note(turn.owner, "minor_lifted", subject=task.id)
    notices.tell_person(turn, person.id, say("told.minor_lifted"))
