"""Who may touch what: every handler asks here, whatever the screen showed. Raises `NotYours`."""

from __future__ import annotations

from casework.errors import NotYours
from casework.person import StaffMember
from casework.ports import Task
from casework.referral import Referral, Said
from casework.sitting import Turn
from casework.tasks import may_see
from casework.viewing import may_see_referral

SPEAKS: dict[str, Said] = {"focal": "provider", "coordinator": "coordinator"}


def member(turn: Turn, role: str = "") -> StaffMember:
    """The active member of staff who talks, of that role if one is named."""
    found = turn.member
    if found is None or not found.active or (role and found.role != role):
        raise NotYours
    return found


def person(turn: Turn) -> str:
    """The id of the person who talks."""
    if turn.member is not None:
        raise NotYours
    return turn.owner


def locked(turn: Turn) -> bool:
    """Whether a chosen word keeps the cases from whoever holds this phone now."""
    known = turn.uow.people.get(turn.owner)
    until = turn.chat.unlocked_until
    return bool(known and known.secret) and (until is None or until <= turn.now)


def case(turn: Turn, reference: str) -> tuple[Referral, Said]:
    """The referral of that reference and in whose name the one who talks may speak of it."""
    referral = turn.uow.referrals.by_reference(reference)
    if referral is None:
        raise NotYours
    if turn.member is None:
        if referral.person != turn.owner or locked(turn):
            raise NotYours
        return referral, "person"
    if not may_see_referral(turn, turn.member, referral):
        raise NotYours
    return referral, SPEAKS[turn.member.role]


def case_as(turn: Turn, reference: str, said: Said) -> Referral:
    """The referral, if it is for this side to speak of."""
    referral, side = case(turn, reference)
    if side != said:
        raise NotYours
    return referral


def task(turn: Turn, id: str) -> Task:  # noqa: A002
    """An open task this coordinator may know of."""
    found = turn.uow.tasks.get(id)
    if found is None or found.closed_at or not may_see(turn, member(turn, "coordinator"), found):
        raise NotYours
    return found
