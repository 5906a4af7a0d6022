"""The actors of a region that can be referred to, or could, as its coordinators see them."""

from __future__ import annotations

from datetime import date, datetime, time

from casework.morocco_time import instant, today
from casework.person import StaffMember
from casework.sitting import Sitting
from casework.world import region_of
from catalogue.actor import VERIFIED_FOR, Actor
from conversations.messages import Message, Moment, Ref, Text, Value, lines

MOST = 30
"""Actors in one message; a region with more is looked at on the command line."""
MOST_CALLED = 8
"""Actors that may be called so, among which one's own region's are shown."""


def roster(sitting: Sitting, member: StaffMember) -> Message:
    """A line for each actor somebody has joined for: its rung, until when, what it was granted."""
    here = [
        each for each in sitting.around.snapshot(sitting.uow).actors if _shown(each, member.region)
    ]
    here.sort(key=lambda each: (each.referable(today(sitting.now)), each.id))
    if not here:
        return Message((Text("staff.actors.none"),), footer=False)
    heading = Text("staff.actors.some", {"n": len(here)})
    rows = (row(each, today(sitting.now)) for each in here[:MOST])
    return Message((heading, *(part for each in rows for part in each)), footer=False)


def called(sitting: Sitting, member: StaffMember, name: str) -> Message:
    """A line for each actor of the region that may be called so, joined for or not, best first."""
    named = sitting.around.snapshot(sitting.uow).named(name, MOST_CALLED)
    here = [each for each in named if near(each, member.region)]
    if not here:
        return Message((Text("staff.actors.unknown"),), footer=False)
    rows = (row(each, today(sitting.now)) for each in here)
    parts = (Text("staff.actors.called"), *(part for each in rows for part in each))
    return Message(parts, footer=False)


def row(actor: Actor, day: date) -> tuple[Text, ...]:
    """One actor: who, on which rung and until when, and the sensitive needs granted by name."""
    values: dict[str, Value] = {"actor": Ref("actor", actor.id)}
    if actor.verified(day) and actor.verified_on:
        values["until"] = _noon(actor.verified_on + VERIFIED_FOR)
    rung = actor.rung(day)
    granted = tuple(Ref("need", need) for need in sorted(actor.accredited))
    until = actor.full_until if actor.paused(day) else None
    full = (Text("staff.actors.full", {"until": _noon(until)}),) if until else ()
    told = (Text("staff.actors.granted", {"needs": granted}),) if granted else ()
    return lines(Text(f"staff.actors.{rung}", values), *told, *full)


def _shown(actor: Actor, region: str) -> bool:
    joined = actor.focal_points > 0 or bool(actor.accredited)
    return joined and near(actor, region)


def near(actor: Actor, region: str) -> bool:
    """Whether the actor works in the region, or in the whole country; empty is every region."""
    return not region or not actor.perimeter or _works_in(actor, region)


def _works_in(actor: Actor, region: str) -> bool:
    return any(region_of(code) == region for code in actor.perimeter)


def _noon(day: date) -> Moment:
    return Moment(instant(datetime.combine(day, time(12))))
