"""The picture of one chat for one turn: who it is, what they know, which cases they may see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from casework.assessing import MembersAssessing
from casework.care_look import CareLook
from casework.disclosure import (
    HUMAN_KINDS,
    of_task,
    sees_referral,
    to_coordinator,
    to_focal,
    to_person,
)
from casework.follow_up import CHECKS
from casework.morocco_time import today
from casework.notices import known_of
from casework.person import StaffMember
from casework.ports import Task
from casework.referral import Referral
from casework.reintegration import finished
from casework.sitting import Sitting, Turn
from casework.tasks import is_guarded, is_sensitive, may_see
from casework.world import CaseWorld
from conversations.care import NoCare
from conversations.view import CaseView, ConsentView, Role, TaskView, View

ASKED_OF = frozenset({"arg", "reference"})
"""The scratch of a step that may hold the reference of a case which has ended."""


def role_of(member: StaffMember | None) -> Role:
    """What whoever talks is: a person, unless an active member of staff."""
    return member.role if member and member.active else "person"


def view_of(turn: Turn, asked: str = "") -> View:
    """What a dialogue may look at. `asked` is a button's argument: an ended case is looked up."""
    chat, member = turn.chat, turn.member
    person = None if member else turn.uow.people.get(turn.owner)
    facts = {} if member else turn.uow.people.facts(turn.owner)
    unlocked = chat.unlocked_until is not None and chat.unlocked_until > turn.now
    return View(
        now=turn.now,
        today=today(turn.now),
        language=chat.language,
        role=role_of(member),
        facts=facts,
        world=CaseWorld(turn.uow, turn.around, turn.now, person, facts),
        data=turn.place.data,
        cases=tuple(cases_of(turn, _wanted(turn, asked))),
        tasks=tuple(tasks_of(turn, member)) if member else (),
        actor=member.actor if member else "",
        paused_until=_paused(turn, member),
        protected=bool(person and person.secret),
        unlocked=unlocked,
        proposed_name=chat.proposed_name,
        channel=chat.channel,
        idle_days=turn.idle_days,
        consents=() if member else tuple(consents_of(turn, turn.owner)),
        before={} if member else last_check(turn.uow.checks.answers(turn.owner)),
        assessing=MembersAssessing(turn, member) if member and member.active else None,
        care=CareLook(turn.uow, member, chat.language) if member else NoCare(),
    )


def consents_of(sitting: Sitting, person: str) -> Iterator[ConsentView]:
    """What the person has agreed to, and for which case."""
    cases = {each.consent: each.reference for each in sitting.uow.referrals.of_person(person)}
    for each in sitting.uow.consents.of(person):
        yield ConsentView(
            kind=each.kind,
            actor=each.actor,
            scope=each.scope,
            granted_at=each.granted_at,
            expires_at=each.expires_at,
            reference=cases.get(each.id, ""),
            withdrawn=each.withdrawn_at is not None or sitting.now >= each.expires_at,
        )


def last_check(given: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """The answers of the latest reintegration check that is over; empty without one."""
    done = [given[name] for name in CHECKS if name in given and finished(given[name])]
    return done[-1] if done else {}


def _wanted(turn: Turn, asked: str) -> frozenset[str]:
    kept = {value for name, value in turn.place.data.items() if name in ASKED_OF}
    return frozenset(each for each in (asked, *kept) if each)


def cases_of(turn: Turn, wanted: frozenset[str]) -> Iterator[CaseView]:
    """The cases of whoever talks, as they may see them."""
    if turn.member is None:
        waiting = awaiting_reply(turn.uow.people.facts(turn.owner))
        for referral in turn.uow.referrals.of_person(turn.owner):
            yield to_person(referral, turn.now, awaits_reply=referral.reference in waiting)
        return
    for referral in visible(turn, turn.member, wanted):
        yield staff_view(turn, turn.member, referral)


def visible(
    sitting: Sitting, member: StaffMember, wanted: frozenset[str] = frozenset()
) -> Iterator[Referral]:
    """The open referrals a member of staff may see, and those asked for by reference."""
    referrals = sitting.uow.referrals
    focal = member.role == "focal"
    found = referrals.of_actor(member.actor) if focal else referrals.in_region(member.region)
    asked = (referrals.by_reference(reference) for reference in wanted)
    seen = {each.reference: each for each in found} | {
        each.reference: each for each in asked if each is not None
    }
    return (each for each in seen.values() if may_see_referral(sitting, member, each))


def may_see_referral(sitting: Sitting, member: StaffMember, referral: Referral) -> bool:
    """Whether this member of staff may know of the referral."""
    guarded = referral.sensitive and is_guarded(sitting, referral.region)
    return sees_referral(member, referral, guarded=guarded)


def staff_view(
    sitting: Sitting, member: StaffMember, referral: Referral, *, asked: bool = False
) -> CaseView:
    """A referral as this member of staff may see it; `asked` as in `disclosure`."""
    known = known_of(sitting, referral)
    if member.role == "focal":
        return to_focal(referral, known)
    return to_coordinator(referral, known, protection=member.protection, asked=asked)


def called_by(sitting: Sitting, referral: Referral) -> Task | None:
    """The open call for a human of the person of a case: the reason to know whom."""
    found = (
        sitting.uow.tasks.find_open(kind, person=referral.person) for kind in sorted(HUMAN_KINDS)
    )
    return next((task for task in found if task is not None), None) if referral.person else None


def tasks_of(sitting: Sitting, member: StaffMember) -> Iterator[TaskView]:
    """The open tasks a coordinator may know of, the oldest first."""
    if member.role != "coordinator":
        return
    opened = [task for task in sitting.uow.tasks.open_in("") if _near(member, task)]
    for task in sorted(opened, key=lambda each: each.opened_at):
        if may_see(sitting, member, task):
            sensitive = is_sensitive(task.need)
            yield of_task(task, sensitive=sensitive, protection=member.protection)


def _near(member: StaffMember, task: Task) -> bool:
    """Not of another region: a place that is not known may be anybody's."""
    return not member.region or task.region in ("", member.region)


def awaiting_reply(facts: Mapping[str, str]) -> frozenset[str]:
    """The references whose focal point awaits the person's one answer."""
    return frozenset(facts.get("awaits_reply", "").split())


def _paused(turn: Turn, member: StaffMember | None) -> date | None:
    if member is None or member.role != "focal":
        return None
    actor = turn.around.snapshot(turn.uow).actor(member.actor)
    return actor.full_until if actor and actor.paused(today(turn.now)) else None
