"""Coordinators' tasks: opened once for one matter, routed to those who may know of it."""

from __future__ import annotations

from casework import cards
from casework.disclosure import of_task, sees_task
from casework.notices import tell_staff
from casework.person import StaffMember
from casework.ports import Task, UnitOfWork
from casework.referral import Referral
from casework.sitting import Sitting
from catalogue.needs import needs
from conversations.messages import Message

URGENT_KINDS = frozenset({"danger"})


def is_sensitive(need: str) -> bool:
    """Whether a need is one of the sensitive ones; an unknown code counts as such."""
    known = needs().get(need)
    return bool(need) and (known is None or known.sensitive)


def is_guarded(sitting: Sitting, region: str) -> bool:
    """Whether somebody in the region is named for protection."""
    return any(member.protection for member in sitting.uow.staff.coordinators(region))


def on_call(uow: UnitOfWork, region: str) -> list[StaffMember]:
    """The coordinators of a region; of a place not known those of the country, else everybody.

    A call must never wait where nobody looks.
    """
    found = list(uow.staff.coordinators(region))
    if found or region:
        return found
    return [each for each in uow.staff.all() if each.active and each.role == "coordinator"]


def viewers(sitting: Sitting, task: Task) -> list[StaffMember]:
    """The coordinators who may know of a task."""
    called, sensitive = on_call(sitting.uow, task.region), _sensitive(sitting, task)
    guarded = any(member.protection for member in called)
    return [
        member for member in called if sees_task(member, task, sensitive=sensitive, guarded=guarded)
    ]


def may_see(sitting: Sitting, member: StaffMember, task: Task) -> bool:
    """Whether this member of staff may know of the task."""
    return any(each.id == member.id for each in viewers(sitting, task))


def open_for_person(sitting: Sitting, kind: str, person: str, *, need: str = "") -> Task:
    """A task about a person: one of a kind at a time; a second call finds the first."""
    found = sitting.uow.tasks.find_open(kind, person=person)
    if found is not None:
        return found
    known = sitting.uow.people.get(person)
    region, province = (known.region, known.province) if known else ("", "")
    return _open(
        sitting,
        Task(
            id=sitting.around.ids.new(),
            kind=kind,
            region=region,
            opened_at=sitting.now,
            person=person,
            need=need,
            province=province,
        ),
    )


def open_gap(sitting: Sitting, person: str, need: str) -> Task:
    """A need nobody serves in a province: one task, of nobody in particular."""
    known = sitting.uow.people.get(person)
    region, province = (known.region, known.province) if known else ("", "")
    for task in sitting.uow.tasks.open_in(region):
        if (task.kind, task.need, task.province) == ("gap", need, province):
            return task
    made = Task(
        id=sitting.around.ids.new(),
        kind="gap",
        region=region,
        opened_at=sitting.now,
        need=need,
        province=province,
    )
    return _open(sitting, made)


def open_for_referral(sitting: Sitting, kind: str, referral: Referral) -> Task:
    """A task about a referral: one of a kind at a time."""
    found = sitting.uow.tasks.find_open(kind, reference=referral.reference)
    return found or _open(
        sitting,
        Task(
            id=sitting.around.ids.new(),
            kind=kind,
            region=referral.region,
            opened_at=sitting.now,
            person=referral.person,
            reference=referral.reference,
            need=referral.need,
            province=referral.province,
        ),
    )


def open_for_actor(sitting: Sitting, kind: str, actor: str, region: str) -> Task:
    """A task about an actor's record; its reference is the actor's id."""
    found = sitting.uow.tasks.find_open(kind, reference=actor)
    return found or _open(
        sitting,
        Task(sitting.around.ids.new(), kind, region, sitting.now, reference=actor),
    )


def open_for_house(sitting: Sitting, kind: str) -> Task:
    """A task about the house itself: of no region, seen by every coordinator of the country."""
    return _open(sitting, Task(sitting.around.ids.new(), kind, "", sitting.now))


def _open(sitting: Sitting, task: Task) -> Task:
    sitting.uow.tasks.add(task)
    sitting.note("clock", f"task_opened.{task.kind}", subject=task.id)
    urgency = "emergency" if task.kind in URGENT_KINDS else "normal"
    tell_staff(
        sitting,
        viewers(sitting, task),
        lambda member: card_for(sitting, task, member, by_itself=True),
        urgency=urgency,
    )
    return task


def card_for(sitting: Sitting, task: Task, member: StaffMember, *, by_itself: bool) -> Message:
    """The card of a task as that coordinator may see it."""
    sensitive = _sensitive(sitting, task)
    view = of_task(task, sensitive=sensitive, protection=member.protection)
    hidden = task.need if sensitive and not view.need else ""
    return cards.task_card(view, sitting.now, by_itself=by_itself, staff_need=hidden)


def close(sitting: Sitting, task: Task, by: str) -> None:
    """Somebody has dealt with it: its cards say so."""
    sitting.uow.tasks.close(task.id, sitting.now, by)
    sitting.note(by, "task_closed", subject=task.id)
    message = cards.task_closed(task.id)
    for member in viewers(sitting, task):
        for chat in sitting.uow.chats.of_owner(member.id):
            sitting.uow.outbox.retract(message.card, chat.id, message)


def _sensitive(sitting: Sitting, task: Task) -> bool:
    """A task is as sensitive as the most sensitive thing it leads to."""
    referral = sitting.uow.referrals.by_reference(task.reference) if task.reference else None
    if referral is not None and referral.sensitive:
        return True
    told = sitting.uow.people.facts(task.person).get("needs", "").split() if task.person else []
    return any(is_sensitive(need) for need in (task.need, *told))
