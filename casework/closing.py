"""An actor has closed, or so its focal point says: what follows at once, and when it is decided.

At once nobody is referred there. Once a coordinator agrees the record is hidden; cases that are
still open there stay in the coordinator's task until each has gone on elsewhere.
"""

from __future__ import annotations

from casework import notices, record, tasks
from casework.care_notices import NOTICE
from casework.person import StaffMember
from casework.ports import UnitOfWork
from casework.reverify import unwatch
from casework.sitting import Sitting
from catalogue.record import Change, Record, as_json
from catalogue.schema import ACTOR
from conversations.messages import Message, Ref, Text

CLOSED = "closed"
"""The reason of the proposal, and the kind of the coordinators' task."""


def hiding(known: Record) -> Change:
    """The change that takes a record out of sight."""
    before = as_json(known)["values"].get("visibility")
    return Change(ACTOR, "", "visibility", before, "hidden")


def told(uow: UnitOfWork, actor: str) -> bool:
    """Whether it was said that the actor has closed, and nobody has decided yet."""
    return any(
        each.why == CLOSED and each.state == "open" for each in uow.proposals.of_actor(actor)
    )


def begin(sitting: Sitting, actor: str, *, by: str) -> None:
    """Nobody is referred there, and a coordinator looks."""
    sitting.uow.actors.doubted(actor)
    sitting.note(by, "record_closing", subject=actor)
    unwatch(sitting, actor)
    record.open_task(sitting, CLOSED, actor)


def end(sitting: Sitting, actor: str, member: StaffMember, *, approved: bool) -> None:
    """It was decided: focal points are told; the task stays while cases are open there."""
    said = "staff.care.closed_told" if approved else "staff.care.closed_refused"
    card = Message(
        (Text(said, {"actor": Ref("actor", actor)}),), neutral=Text(NOTICE), footer=False
    )
    notices.tell_staff(sitting, sitting.uow.staff.focal_points(actor), lambda _: card, waits=True)
    task = sitting.uow.tasks.find_open(CLOSED, reference=actor)
    if task is not None and not (approved and sitting.uow.referrals.of_actor(actor)):
        tasks.close(sitting, task, member.id)
    if not approved:
        record.ask(sitting, actor)


def reopened(sitting: Sitting, actor: str) -> None:
    """It was taken back that the actor has closed: its focal points are asked again."""
    record.ask(sitting, actor)
