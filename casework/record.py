"""An actor's record: confirmed by its own focal points, for six months; then they are asked again.

Without a confirmation that holds an actor is listed only: shown as information, never referred to.
"""

from __future__ import annotations

from casework import notices, reverify, tasks
from casework.links import stand_by
from casework.morocco_time import today
from casework.ports import Due
from casework.record_lines import record_lines
from casework.sitting import Sitting
from casework.world import region_of_actor
from catalogue.actor import Actor
from conversations.messages import Message, Ref, Text, option

WRONG, LAPSED = "record", "lapsed"
KINDS = (WRONG, LAPSED)
"""The tasks about a record; their reference is the actor's id."""
ASKED = "record_asked"
"""The line of audit that tells when an actor's focal points were last asked."""
NOTICE = "staff.care.notice"
TAPS = (
    option("@still", "staff.care.still"),
    option("@changed", "staff.care.changed"),
    option("@closed", "staff.care.closed"),
)


def confirm(sitting: Sitting, actor: str, *, by: str) -> None:
    """It is right: verified today, and nobody needs to look at it any more."""
    sitting.uow.actors.verified(actor, today(sitting.now), by)
    sitting.note(by, "record_verified", subject=actor)
    stand_by(sitting.uow, actor, by=by)
    reverify.watch(sitting, actor, today(sitting.now))
    for kind in KINDS:
        if (task := sitting.uow.tasks.find_open(kind, reference=actor)) is not None:
            tasks.close(sitting, task, by)


def doubt(sitting: Sitting, actor: str, *, by: str) -> None:
    """It is wrong: nobody is referred there until it is mended and confirmed."""
    sitting.uow.actors.doubted(actor)
    sitting.note(by, "record_wrong", subject=actor)
    reverify.unwatch(sitting, actor)
    open_task(sitting, WRONG, actor)


def fall_due(due: Due, sitting: Sitting) -> None:
    """Ask again whether the record is right, if it still needs asking and somebody can answer."""
    actor = sitting.uow.actors.get(due.subject)
    if actor is None or actor.verified_on is None or not actor.focal_points:
        return
    if due.attempt == reverify.OVER and not actor.verified(today(sitting.now)):
        lapse(sitting, actor)
    elif due.attempt == reverify.SOON or not actor.verified(today(sitting.now)):
        ask(sitting, actor.id)


def lapse(sitting: Sitting, actor: Actor) -> None:
    """Six months without a word: listed again, its focal points are asked, a coordinator knows.

    The day of the last verification stays, for whoever lists what is stale.
    """
    sitting.note("clock", "record_lapsed", subject=actor.id)
    open_task(sitting, LAPSED, actor.id)
    ask(sitting, actor.id)


def ask(sitting: Sitting, actor: str) -> None:
    """Ask an actor's focal points whether the record is right (again): it is shown, three taps."""
    known = sitting.uow.records.get(actor)
    shown = record_lines(known) if known else ()
    asked = Message(
        (Text("staff.record.again", {"actor": Ref("actor", actor)}), *shown),
        TAPS,
        neutral=Text(NOTICE),
        footer=False,
    )
    members = sitting.uow.staff.focal_points(actor)
    if notices.tell_staff(sitting, members, lambda _: asked, waits=True):
        sitting.note("clock", ASKED, subject=actor)


def open_task(sitting: Sitting, kind: str, actor: str) -> None:
    """A coordinators' task about an actor's record, in the one region it works in."""
    known = sitting.around.snapshot(sitting.uow).actor(actor)
    region = region_of_actor(known) if known else ""
    tasks.open_for_actor(sitting, kind, actor, region)
