"""What was not understood this month, in two lines for coordinators; counts are `misreadings`.

One total and one kind without its number: no table stands beside them from which a small number
would follow.
"""

from __future__ import annotations

from casework.misreadings import NOTHING, OPEN, Missed, gather, most
from casework.morocco_time import today
from casework.person import StaffMember
from casework.sitting import Sitting
from casework.statistics import SENSITIVE, shown
from casework.suppression import INSIDE
from conversations.messages import Ref, Text, Value


def this_month(sitting: Sitting, member: StaffMember) -> tuple[Text, ...]:
    """The two lines; nothing for focal points, nor where nobody wrote anything to be read."""
    if member.role != "coordinator":
        return ()
    first = today(sitting.now).replace(day=1)
    return lines_of(gather(sitting.uow.readings.since(first), first))


def lines_of(found: Missed) -> tuple[Text, ...]:
    """How many of how many; and the kind that was missed most often, where it may be told."""
    if found.asked.kind == "shown" and not found.asked.n:
        return ()
    numbers: dict[str, Value] = {
        "missed": shown(found.missed, INSIDE),
        "asked": shown(found.asked, INSIDE),
    }
    first = most(found)
    often = () if first is None else (Text("staff.missed.most", _kind(first.name)),)
    return (Text("staff.missed.month", numbers), *often)


def _kind(name: str) -> dict[str, Value]:
    form, asked, read, meant = name.split("|")
    return {
        "form": Text(f"staff.missed.form.{form}"),
        "read": _named(asked, read),
        "meant": _named(asked, meant),
    }


def _named(asked: str, value: str) -> Value:
    if value in (NOTHING, OPEN):
        return Text(f"staff.missed.{asked}_{value}")
    if value == SENSITIVE:
        return Text("staff.stats.sensitive")
    if asked == "place":
        return Text(f"staff.missed.level.{value}")
    return tuple(Ref("staff_need", code) for code in value.split())
