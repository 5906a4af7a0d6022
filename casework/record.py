"""An actor's record: confirmed by its own focal points, for six months; then they are asked again.

Without a confirmation that holds an actor is listed only: shown as information, never referred to.
"""

from __future__ import annotations

from casework import notices, tasks
from casework.morocco_time import today
from casework.sitting import Sitting
from casework.world import region_of_actor
from catalogue.actor import Actor
from conversations.messages import Message, Ref, Text, option

WRONG, LAPSED = "record", "lapsed"
KINDS = (WRONG, LAPSED)
"""The tasks about a record; their reference is the actor's id."""


def confirm(sitting: Sitting, actor: str, *, by: str) -> None:
    """It is right: verified today, and nobody needs to look at it any more."""
    sitting.uow.actors.verified(actor, today(sitting.now), by)
    sitting.note(by, "record_verified", subject=actor)
    for kind in KINDS:
        if (task := sitting.uow.tasks.find_open(kind, reference=actor)) is not None:
            tasks.close(sitting, task, by)


def doubt(sitting: Sitting, actor: str, *, by: str) -> None:
    """It is wrong: nobody is referred there until it is mended and confirmed."""
    sitting.uow.actors.doubted(actor)
    sitting.note(by, "record_wrong", subject=actor)
    _open(sitting, WRONG, actor)


def lapse(sitting: Sitting, actor: Actor) -> None:
    """Six months without a word: listed again, its focal points are asked, a coordinator knows."""
    sitting.uow.actors.doubted(actor.id)
    sitting.note("clock", "record_lapsed", subject=actor.id)
    _open(sitting, LAPSED, actor.id)
    ask(sitting, actor.id)


def ask(sitting: Sitting, actor: str) -> None:
    """Ask an actor's focal points whether the record is right (again)."""
    asked = Message(
        (Text("staff.record.again", {"actor": Ref("actor", actor)}),),
        (option("@confirm", "staff.record.look"),),
        neutral=Text("staff.card.task_notice"),
        footer=False,
    )
    members = sitting.uow.staff.focal_points(actor)
    notices.tell_staff(sitting, members, lambda _: asked, waits=True)


def _open(sitting: Sitting, kind: str, actor: str) -> None:
    known = sitting.around.snapshot(sitting.uow).actor(actor)
    region = region_of_actor(known) if known else ""
    tasks.open_for_actor(sitting, kind, actor, region)
