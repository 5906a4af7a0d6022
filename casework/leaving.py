"""Somebody is of the staff no more: what they were told goes, and their chat becomes nobody's.

Whether they left or were removed (a telephone was lost) makes no difference here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casework import absence, cards, erasure, reverify
from casework.notices import DESK
from casework.person import Chat, StaffMember
from casework.ports import Outgoing
from casework.sitting import Sitting
from casework.viewing import tasks_of, visible
from conversations.dialogues.staff_doors import NOBODYS, staff_says
from conversations.messages import Message
from conversations.steps import Place


def let_go(sitting: Sitting, member: StaffMember, *, by: str) -> None:
    """Cards are emptied, the last two days deleted; key, desk and sessions are destroyed.

    Cases that nobody answers for any more are the coordinators'.
    """
    shown = list(_cards(sitting, member))
    for chat in sitting.uow.chats.of_owner(member.id):
        if chat.channel != DESK:
            _empty(sitting, chat, shown)
    sitting.uow.staff.remove(member.id)
    sitting.note(by, "left" if by == member.id else "removed", subject=member.id)
    if member.role == "focal":
        absence.unanswered(sitting, member.actor)
        if not sitting.uow.staff.focal_points(member.actor):
            reverify.unwatch(sitting, member.actor)


def _cards(sitting: Sitting, member: StaffMember) -> Iterator[Message]:
    for referral in visible(sitting, member):
        yield cards.concealed(referral, sitting.now)
    for task in tasks_of(sitting, member):
        yield cards.task_closed(task.task)


def _empty(sitting: Sitting, chat: Chat, shown: list[Message]) -> None:
    """What follows is said to somebody nobody knows; the chat stays, so that it can be emptied."""
    owner = erasure.stranger(sitting)
    place = Place(NOBODYS, version=chat.place.version + 1 if chat.place else 0)
    freed = replace(chat, owner=owner, staff=False, proposed_name="", place=place)
    sitting.uow.chats.save(freed)
    for message in shown:
        sitting.uow.outbox.retract(message.card, chat.id, message)
    goodbye = staff_says("staff.leaving.done")
    sitting.uow.outbox.put(Outgoing(chat.id, goodbye, chat.language, kind="exit"))
