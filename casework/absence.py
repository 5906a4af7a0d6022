"""A chat is closed to us, or open again: who waits for somebody there is told, nothing is lost.

What was to be said stays in the outbox until they come back; that the chat is blocked is storage's
to record. Questions to somebody who cannot be reached are put off by `due_rows`.
"""

from __future__ import annotations

from casework import consent, tasks
from casework.notices import chat_of, send_card
from casework.person import Chat
from casework.ports import Surroundings, UnitOfWork
from casework.sitting import Sitting

BLOCKED, UNREACHED = "blocked", "unreached"


def unreachable(uow: UnitOfWork, chat: str, around: Surroundings) -> None:
    """Whoever is behind the chat has no other one that is open: a coordinator knows."""
    sitting = Sitting(uow, around, around.clock.now())
    found = uow.chats.get(chat)
    if found is None or chat_of(sitting, found.owner) is not None:
        return
    if not found.staff:
        person_gone(sitting, found.owner)
        return
    member = uow.staff.get(found.owner)
    if member is not None and member.actor:
        unanswered(sitting, member.actor)


def unanswered(sitting: Sitting, actor: str) -> None:
    """Where nobody answers for an actor any more, each of its open cases is a coordinator's."""
    focal_points = sitting.uow.staff.focal_points(actor)
    if any(chat_of(sitting, each.id) is not None for each in focal_points):
        return
    for referral in sitting.uow.referrals.of_actor(actor):
        tasks.open_for_referral(sitting, UNREACHED, referral)


def person_gone(sitting: Sitting, person: str) -> None:
    """Each open case is a coordinator's; without one, the checks they agreed to are."""
    cases = [each for each in sitting.uow.referrals.of_person(person) if each.is_open]
    for each in cases:
        tasks.open_for_referral(sitting, BLOCKED, each)
    agreed = consent.standing(sitting.uow.consents.of(person), "checks", sitting.now)
    if agreed is not None and not cases:
        tasks.open_for_person(sitting, BLOCKED, person)


def back(sitting: Sitting, chat: Chat) -> None:
    """They let us in again: nobody has to look for them, and the cards they missed are sent."""
    if not chat.staff:
        while (task := sitting.uow.tasks.find_open(BLOCKED, person=chat.owner)) is not None:
            tasks.close(sitting, task, "clock")
        return
    member = sitting.uow.staff.get(chat.owner)
    if member is None or not member.actor:
        return
    for referral in sitting.uow.referrals.of_actor(member.actor):
        missed = sitting.uow.tasks.find_open(UNREACHED, reference=referral.reference)
        if missed is not None and send_card(sitting, referral, again=True):
            tasks.close(sitting, missed, "clock")
