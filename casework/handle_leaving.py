"""A member of staff leaves: what they were told goes with them, and the chat is nobody's."""

from __future__ import annotations

from casework import absence, authority, cards, erasure
from casework.ports import Outgoing
from casework.sitting import Turn
from casework.viewing import tasks_of, visible
from conversations.dialogues.staff_doors import staff_says
from conversations.effects import LeaveStaff


def leave(effect: LeaveStaff, turn: Turn) -> None:
    """Cards are emptied, the last two days are deleted, key and desk sessions destroyed.

    Whoever writes here next is somebody nobody knows.
    """
    member = authority.member(turn)
    messages = [cards.concealed(each, turn.now) for each in visible(turn, member)]
    messages += [cards.task_closed(each.task) for each in tasks_of(turn, member)]
    turn.change_chat(owner=erasure.stranger(turn), staff=False, proposed_name="")
    turn.uow.chats.save(turn.chat)
    for message in messages:
        turn.uow.outbox.retract(message.card, turn.chat.id, message)
    goodbye = staff_says("staff.leaving.done")
    turn.uow.outbox.put(Outgoing(turn.chat.id, goodbye, turn.chat.language, kind="exit"))
    turn.uow.staff.remove(member.id)
    turn.member = None
    turn.note(member.id, "left", subject=member.actor or member.region)
    if member.role == "focal":
        absence.unanswered(turn, member.actor)
