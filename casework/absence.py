"""A chat cannot be reached any more: who waits for an answer from it is told so.

What was to be said stays in the outbox until they come back; that the chat is blocked is storage's
to record. A person's check-ins find it blocked by themselves (`due_rows`).
"""

from __future__ import annotations

from casework import tasks
from casework.notices import chat_of
from casework.ports import Surroundings, UnitOfWork
from casework.referral import WAITING
from casework.sitting import Sitting


def unreachable(uow: UnitOfWork, chat: str, around: Surroundings) -> None:
    """The last focal point of an actor is gone: a task for each case that waits for a decision."""
    sitting = Sitting(uow, around, around.clock.now())
    found = uow.chats.get(chat)
    member = uow.staff.get(found.owner) if found is not None and found.staff else None
    if member is None or not member.actor:
        return
    focal_points = uow.staff.focal_points(member.actor)
    if any(chat_of(sitting, each.id) is not None for each in focal_points):
        return
    for referral in uow.referrals.of_actor(member.actor):
        if referral.state in WAITING:
            tasks.open_for_referral(sitting, "unreached", referral)
