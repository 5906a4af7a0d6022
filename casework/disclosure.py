"""What each viewer may see of a referral, of a task: the one place where it is decided.

Values only; how they are worded on a card is `cards`'. A relative with the phone, a colleague of
another actor, a coordinator who browses: none of them learns more than this lets through.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from casework.consent import Consent, holds
from casework.person import StaffMember
from casework.ports import Task
from casework.referral import DISCLOSED_FOR, TAKEN, WAITING, Referral, overdue
from conversations.view import CaseView, TaskView

HUMAN_KINDS = frozenset({"human", "danger", "minor", "voice", "follow_up"})
"""Tasks the person asked for: their coordinator may answer and may know whom."""
PROTECTED_KINDS = frozenset({"minor", "recalled"})


@dataclass(frozen=True, slots=True)
class Known:
    """All there is to know beside the referral: the person's facts, its consent, the hour."""

    facts: Mapping[str, str]
    consent: Consent | None
    now: datetime


def common(referral: Referral, now: datetime) -> CaseView:
    """What whoever may see the case at all may see: reference, state and times."""
    waiting = referral.state in WAITING
    return CaseView(
        reference=referral.reference,
        actor=referral.actor,
        state=referral.state,
        need="",
        urgency=referral.urgency,
        sensitive=referral.sensitive,
        outcome=referral.outcome,
        disputed=referral.disputed,
        sent_at=referral.sent_at,
        answer_by=referral.decide_by if waiting else None,
        contact_by=referral.contact_by if referral.state == "accepted" else None,
        ended=not referral.is_open,
        overdue=overdue(referral, now),
        held=referral.held_until is not None,
    )


def to_person(referral: Referral, now: datetime, *, awaits_reply: bool = False) -> CaseView:
    """The person sees their own case; a chosen word is the dialogue's to ask first."""
    seen = common(referral, now)
    return replace(seen, need=referral.need, place=referral.place, awaits_reply=awaits_reply)


def disclosed(referral: Referral, consent: Consent | None, now: datetime) -> bool:
    """Whether name and contact stand on the card: accepted, consented, 30 days at most."""
    if referral.state not in TAKEN or referral.decided_at is None or consent is None:
        return False
    return now < referral.decided_at + DISCLOSED_FOR and holds(consent, now, referral)


def to_focal(referral: Referral, known: Known) -> CaseView:
    """A focal point sees what the consent lets pass, and who it is only after accepting.

    For a sensitive need, need and commune too wait for that; the region stands in their stead.
    """
    opened = disclosed(referral, known.consent, known.now)
    early = referral.is_open and not referral.sensitive
    scope = frozenset(referral.scope) if opened or referral.is_open else frozenset()
    place = referral.place if opened or early else referral.region
    facts = known.facts if opened else {}
    return replace(
        common(referral, known.now),
        need=referral.need if "need" in scope and (opened or early) else "",
        place=place if "place" in scope else "",
        call_name=facts.get("call_name", "") if "name" in scope else "",
        reach=_reach(facts, scope) if opened else "",
        note=facts.get("note", "") if "note" in scope else "",
    )


def _reach(facts: Mapping[str, str], scope: frozenset[str]) -> str:
    """A number, or `chat`: through Tawjih nothing of the account is seen, so it is always open."""
    return facts.get("reach", "chat") if "contact" in scope else "chat"


def to_coordinator(
    referral: Referral, known: Known, *, protection: bool, asked: bool = False
) -> CaseView:
    """A coordinator sees need, province, states and times.

    `protection`: the one named for it, who alone reads a sensitive need. `asked`: the person asked
    for a human, and this one case was opened with a reason that is logged: name and contact too.
    """
    facts = known.facts if asked else {}
    return replace(
        common(referral, known.now),
        need=referral.need if protection or not referral.sensitive else "",
        place=referral.province,
        call_name=facts.get("call_name", ""),
        reach=facts.get("reach", ""),
    )


def sees_referral(member: StaffMember, referral: Referral, *, guarded: bool) -> bool:
    """Whether this member of staff may know of the referral at all.

    `guarded`: somebody in the region is named for protection, so nobody else sees what is
    sensitive.
    """
    if not member.active:
        return False
    if member.role == "focal":
        return referral.actor == member.actor
    here = member.region in ("", referral.region)
    return here and (member.protection or not (referral.sensitive and guarded))


def sees_task(member: StaffMember, task: Task, *, sensitive: bool, guarded: bool) -> bool:
    """Whether a coordinator may know of the task; focal points have none."""
    if not member.active or member.role != "coordinator":
        return False
    here = member.region in ("", task.region) or not task.region
    kept = sensitive or task.kind in PROTECTED_KINDS
    return here and (member.protection or not (kept and guarded))


def of_task(task: Task, *, sensitive: bool, protection: bool) -> TaskView:
    """A task as its coordinator reads it: a sensitive need only by the one named for it."""
    return TaskView(
        task=task.id,
        kind=task.kind,
        region=task.region,
        opened_at=task.opened_at,
        reference=task.reference,
        need=task.need if protection or not sensitive else "",
        can_answer=bool(task.person) and task.kind in HUMAN_KINDS,
    )
