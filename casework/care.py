"""The care of the records: changes are proposed, decided once by a second person, and taken back.

The doors: `edit` for a member of staff (what may hold at once does), `propose` for whoever decides
nothing (a file, the operator), `decide` and `decide_batch` for coordinators, `undo`. Who may is
`second_person`'s; what has changed meanwhile is `moved`'s; stale records are `staleness`'.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from casework import closing
from casework.care_notices import tell_coordinators, tell_proposer
from casework.errors import Decided, NotYours, RecordMoved, SecondPerson, Unchanged
from casework.moved import lost, mark, moved
from casework.person import StaffMember
from casework.ports import UnitOfWork
from casework.proposal import Proposal, reason_of, signed
from casework.second_person import holds_at_once, looks_after, may_decide
from casework.sitting import Sitting
from catalogue.record import Change, Record, applied, undone

EDIT, UNDO = "edit", "undo"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a coordinator decides. `reason` is a code, of a refusal; `seen` as in `moved.mark`."""

    approved: bool
    reason: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """What became of an edit: so many changes hold now, the rest waits as a proposal."""

    applied: int
    proposal: Proposal | None = None


def propose(
    sitting: Sitting,
    actor: str,
    changes: Iterable[Change],
    *,
    by: str,
    why: str = EDIT,
    batch: str = "",
) -> Proposal:
    """Keep changes of an actor's record until a coordinator decides.

    `by` is an id of staff, or `operator` (for a file too: the audit holds it); `batch` an id of
    `ids.new()` that is shared by what is looked at together. Coordinators are told of what staff
    propose alone, not of each line of a batch, nor of a closure, which is a task.
    Raises `Unchanged` for no change.
    """
    told = tuple(changes)
    if not told:
        raise Unchanged
    id_ = sitting.around.ids.new()
    made = Proposal(id_, batch or id_, actor, sitting.now, by, why, told)
    sitting.uow.proposals.add(made)
    sitting.note(by, f"proposed.{why}", subject=made.id)
    if not batch and why != closing.CLOSED and sitting.uow.staff.get(by) is not None:
        tell_coordinators(sitting, made, perimeter(sitting.uow, actor))
    return made


def edit(
    sitting: Sitting,
    actor: str,
    changes: Iterable[Change],
    *,
    member: StaffMember,
    why: str = EDIT,
) -> Edited:
    """A member of staff changes a record: what may hold at once does, the rest is proposed.

    Raises `NotYours` for somebody else's record, `Unchanged` for no change.
    """
    told, served = tuple(changes), perimeter(sitting.uow, actor)
    if not told:
        raise Unchanged
    if not looks_after(member, served) and not _of_actor(member, actor):
        raise NotYours
    at_once = tuple(each for each in told if holds_at_once(each, member, actor, served))
    rest = tuple(each for each in told if each not in at_once)
    if at_once:
        _write(sitting.uow, actor, at_once, by=member.id, why=why)
        sitting.note(member.id, f"record_changed.{why}", subject=actor)
    made = propose(sitting, actor, rest, by=member.id, why=why) if rest else None
    return Edited(len(at_once), made)


def decide(sitting: Sitting, proposal: str, member: StaffMember, verdict: Verdict) -> None:
    """Approve or refuse, once: the record is changed and its history names both people.

    Who proposed it is told. Raises `Decided`, `SecondPerson` where this member may not, and
    `RecordMoved` where the record has changed since in the same field and `verdict.seen` is not the
    mark of what it is now.
    """
    found = _decide(sitting, proposal, member, verdict)
    if found.why != closing.CLOSED:
        tell_proposer(sitting, found, approved=verdict.approved, reason=verdict.reason)


def _decide(sitting: Sitting, proposal: str, member: StaffMember, verdict: Verdict) -> Proposal:
    uow, found = sitting.uow, _open(sitting.uow, proposal)
    if not may_decide(found, member, perimeter(uow, found.actor)):
        raise SecondPerson
    if verdict.approved:
        _must_stand(uow, found, verdict.seen)
    if not uow.proposals.decide(found.id, approved=verdict.approved, by=member.id, at=sitting.now):
        raise Decided
    if verdict.approved:
        by = signed(found.by, member.id)
        _write(uow, found.actor, found.changes, by=by, why=reason_of(found))
    said = "approved" if verdict.approved else "refused"
    sitting.note(member.id, f"proposal_{said}", subject=found.id, reason=verdict.reason)
    if found.why == closing.CLOSED:
        closing.end(sitting, found.actor, member, approved=verdict.approved)
    return found


def decide_batch(
    sitting: Sitting, batch: str, member: StaffMember, verdict: Verdict
) -> tuple[int, int]:
    """Decide all that was proposed together, each by itself: how many were, and how many wait.

    Those somebody else must decide, and those whose record has changed since, stay open.
    """
    done, left = 0, 0
    for each in _of_batch(sitting.uow, batch):
        try:
            _decide(sitting, each.id, member, replace(verdict, seen=""))
            done += 1
        except (SecondPerson, RecordMoved):
            left += 1
    return done, left


def undo(sitting: Sitting, proposal: str, member: StaffMember) -> Edited:
    """Take back what was approved, as an edit of its own: of a contact another one decides.

    Raises `NotYours` unless a coordinator of the record asks, `Unchanged` for what was not
    approved, or is no longer as it was approved.
    """
    found = sitting.uow.proposals.get(proposal)
    if found is None or not looks_after(member, perimeter(sitting.uow, found.actor)):
        raise NotYours
    record = sitting.uow.records.get(found.actor) or Record({"id": found.actor})
    back = undone(found.changes)
    if found.state != "approved" or moved(record, back) or applied(record, back) == record:
        raise Unchanged
    edited = edit(sitting, found.actor, back, member=member, why=UNDO)
    if found.why == closing.CLOSED:
        closing.reopened(sitting, found.actor)
    return edited


def waiting(uow: UnitOfWork, member: StaffMember) -> list[Proposal]:
    """The open proposals this member may see: a coordinator's region's, a focal point's own."""
    if member.role == "focal":
        return [each for each in uow.proposals.waiting() if _of_actor(member, each.actor)]
    in_care = _in_care(uow, member)
    return [each for each in uow.proposals.waiting() if in_care(each.actor)]


def _in_care(uow: UnitOfWork, member: StaffMember) -> Callable[[str], bool]:
    """Whether a coordinator looks after an actor; each is looked up once, if it must be at all."""

    @cache
    def known(actor: str) -> bool:
        return looks_after(member, perimeter(uow, actor) if member.region else ())

    return known


def report_closed(sitting: Sitting, member: StaffMember) -> None:
    """The actor's own focal point says that it has closed: nobody is referred there from now on.

    What else follows a coordinator decides. Raises `NotYours`, or `Unchanged` when it was said
    before.
    """
    record = sitting.uow.records.get(member.actor)
    if record is None or not _of_actor(member, member.actor):
        raise NotYours
    if closing.told(sitting.uow, member.actor):
        raise Unchanged
    change = closing.hiding(record)
    closing.begin(sitting, member.actor, by=member.id)
    propose(sitting, member.actor, (change,), by=member.id, why=closing.CLOSED)


def perimeter(uow: UnitOfWork, actor: str) -> Sequence[str]:
    """Where an actor works: codes of places, empty for the whole country or an unknown actor."""
    known = uow.actors.get(actor)
    return known.perimeter if known else ()


def _of_actor(member: StaffMember, actor: str) -> bool:
    return member.active and member.role == "focal" and member.actor == actor


def _open(uow: UnitOfWork, proposal: str) -> Proposal:
    found = uow.proposals.get(proposal)
    if found is None or found.state != "open":
        raise Decided
    return found


def _of_batch(uow: UnitOfWork, batch: str) -> list[Proposal]:
    return [each for each in uow.proposals.waiting() if each.batch == batch]


def _must_stand(uow: UnitOfWork, proposal: Proposal, seen: str) -> None:
    record = uow.records.get(proposal.actor) or Record({"id": proposal.actor})
    since = moved(record, proposal.changes)
    if mark(since) != seen or lost(record, proposal.changes):
        raise RecordMoved


def _write(uow: UnitOfWork, actor: str, told: Iterable[Change], *, by: str, why: str) -> None:
    record = uow.records.get(actor) or Record({"id": actor})
    uow.records.write([applied(record, told)], by=by, why=why)
