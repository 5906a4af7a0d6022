"""An actor says that it takes nobody for a while, outside the conversation too."""

from __future__ import annotations

from datetime import date, timedelta

from casework.errors import NotYours
from casework.morocco_time import today
from casework.person import StaffMember
from casework.sitting import Sitting

LONGEST = timedelta(days=366)
"""Nobody knows further ahead: later days are brought to this one."""


def pause(sitting: Sitting, member: StaffMember, actor: str, until: date | None) -> None:
    """Full until that day; None, or a day that has come, ends the pause.

    Raises `NotYours` but for the actor's own focal point.
    """
    if not member.active or member.role != "focal" or member.actor != actor:
        raise NotYours
    day = today(sitting.now)
    held = min(until, day + LONGEST) if until and until > day else None
    sitting.uow.actors.pause(actor, held)
    sitting.note(member.id, "paused" if held else "pause_ended", subject=actor)
