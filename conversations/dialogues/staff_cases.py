"""Focal points answer referrals: the list, accept, decline, need time, first contact, outcome.

The relay through the chat is `staff_relay`; what a card shows is decided in casework.
"""

from __future__ import annotations

from collections.abc import Callable

from conversations.answers import OneOf
from conversations.dialogues.staff_doors import (
    PAGE,
    case_in,
    done,
    door,
    gone,
    guarded,
    leave,
    left,
    need_named,
    page_of,
    staff_says,
    subject,
    turn_page,
)
from conversations.effects import ConfirmDestruction, Effect, MoveReferral, ShowCase
from conversations.messages import Message, Option, Text, Value, option
from conversations.steps import RESUME, Ask, Go, Step, Then
from conversations.view import CaseView, View

UNDECIDED = ("requested", "received", "on_hold")
TAKEN = ("accepted", "in_progress")
REASONS = (
    "no_capacity", "outside_mandate", "outside_area", "not_eligible",
    "missing_document", "duplicate", "other",
)  # fmt: skip
"""Why an actor declines: the outcomes that can be known before the person was met."""
DAYS = (1, 3, 7)
"""What "I need time" may ask for: seven days at most (domain.md, The referral)."""
HELPED = ("got_help", "partly_helped", "referred_elsewhere")
NOT_HELPED = (
    "could_not_contact", "no_show", "no_longer_interested", "not_eligible",
    "missing_document", "no_capacity", "unsafe", "other",
)  # fmt: skip


def accept(view: View) -> Go:
    """One tap: accepted, and the card shows whom to call."""
    case = case_in(view, UNDECIDED)
    if case is None:
        return gone(view)
    return Go(RESUME, (MoveReferral(case.reference, "accepted"), ShowCase(case.reference)))


def show(view: View) -> Go:
    """The card: the actor's opening says that the request was received; every look is logged."""
    case = view.case(subject(view))
    return Go(RESUME, (ShowCase(case.reference),)) if case is not None else gone(view)


def contacted(view: View) -> Go:
    """The first contact has taken place."""
    case = case_in(view, ("accepted",))
    if case is None:
        return gone(view)
    moved = (MoveReferral(case.reference, "in_progress"), ShowCase(case.reference))
    return done("staff.case.contacted", *moved, reference=case.reference)


def destroyed(view: View) -> Go:
    """The actor's own note is no more; the case has ended and may be out of sight."""
    reference = subject(view)
    return done("staff.case.destroyed", ConfirmDestruction(reference), reference=reference)


def unless_undecided(view: View) -> Go | None:
    return None if case_in(view, UNDECIDED) else gone(view)


def unless_taken(view: View) -> Go | None:
    return None if case_in(view, TAKEN) else gone(view)


def unless_holdable(view: View) -> Go | None:
    """Time may be asked for once."""
    case = case_in(view, UNDECIDED)
    if case is None:
        return gone(view)
    return done("staff.hold.once", reference=case.reference) if case.held else None


def ask_reason(view: View) -> Message:
    reasons = (option(reason, f"staff.reason.{reason}") for reason in REASONS)
    return staff_says("staff.decline.ask", *reasons, leave(), reference=subject(view))


def ask_days(view: View) -> Message:
    days = (option(str(n), "staff.hold.days", n=n) for n in DAYS)
    return staff_says("staff.hold.ask", *days, leave(), reference=subject(view))


def ask_outcome(view: View) -> Message:
    outcomes = (option(each, f"staff.outcome.{each}") for each in (*HELPED, *NOT_HELPED))
    return staff_says("staff.outcome.ask", *outcomes, leave(), reference=subject(view))


def decline(view: View, value: str) -> Go:
    if value == "leave":
        return left()
    moved = MoveReferral(subject(view), "rejected", reason=value, outcome=value)
    return done("staff.decline.done", moved, reference=subject(view))


def hold(view: View, value: str) -> Go:
    if value == "leave":
        return left()
    moved = MoveReferral(subject(view), "on_hold", reason=value)
    return done("staff.hold.done", moved, reference=subject(view), n=int(value))


def close(view: View, value: str) -> Go:
    if value == "leave":
        return left()
    return done("staff.outcome.done", *closing(view, value), reference=subject(view))


def closing(view: View, outcome: str) -> tuple[Effect, ...]:
    """Help that was given was preceded by a first contact, told or not."""
    reference = subject(view)
    if outcome in NOT_HELPED:
        return (MoveReferral(reference, "failed", outcome=outcome),)
    first = (MoveReferral(reference, "in_progress"),) if case_in(view, ("accepted",)) else ()
    return (*first, MoveReferral(reference, "completed", outcome=outcome))


def ask_list(view: View) -> Message:
    """The open cases, those that wait longest for a decision first; each a button."""
    cases = in_order(view)
    if not cases:
        return staff_says("staff.cases.none", option("menu", "staff.menu.menu"))
    first = page_of(view) * PAGE
    shown = cases[first : first + PAGE]
    rows = tuple(Text("staff.cases.row", case_values(case)) for case in shown)
    heading = Text("staff.cases.some", {"n": len(cases)})
    buttons = tuple(_button(case) for case in shown)
    ways = (*turn_page(view, len(cases)), option("menu", "staff.menu.menu"))
    return Message((heading, *rows), (*buttons, *ways), columns=2, footer=False)


def in_order(view: View) -> tuple[CaseView, ...]:
    """Open cases: overdue ones first, then undecided ones, then by age."""
    cases = (case for case in view.cases if not case.ended)
    return tuple(
        sorted(
            cases, key=lambda c: (not c.overdue, c.state not in UNDECIDED, c.sent_at or view.now)
        )
    )


def case_values(case: CaseView) -> dict[str, Value]:
    """What a line of a list says of a case; a sensitive need by its staff label."""
    state = Text("staff.cases.late") if case.overdue else Text(f"staff.state.{case.state}")
    return {"reference": case.reference, "state": state, "need": need_named(case.need)}


def _button(case: CaseView) -> Option:
    return option(f"@open:{case.reference}", "staff.cases.open", reference=case.reference)


def _asked(name: str, ask: Ask, then: Then, unless: Callable[[View], Go | None]) -> Step:
    step = Step(name, ask, OneOf(), then, (RESUME,), unless=unless, back=False)
    return guarded(step, "focal")


STEPS = (
    door("staff.accept", accept, "focal"),
    door("staff.open", show, "focal", "coordinator"),
    door("staff.contacted", contacted, "focal"),
    door("staff.destroyed", destroyed, "focal"),
    _asked("staff.decline", ask_reason, decline, unless_undecided),
    _asked("staff.hold", ask_days, hold, unless_holdable),
    _asked("staff.outcome", ask_outcome, close, unless_taken),
)
ACTIONS = {
    name: f"staff.{name}"
    for name in ("accept", "open", "contacted", "destroyed", "decline", "hold", "outcome")
}
