"""Coordinators look at referrals: the list, one case, and what only they may do with it."""

from __future__ import annotations

from collections.abc import Callable

from conversations.answers import OneOf
from conversations.dialogues.staff_doors import (
    PAGE,
    done,
    gone,
    guarded,
    leave,
    left,
    need_named,
    page_of,
    place_named,
    staff_says,
    subject,
    turn_page,
)
from conversations.effects import DeclareEmergency, MoveReferral, OfferNextActor
from conversations.messages import Message, Moment, Option, Ref, Text, Value, option
from conversations.steps import RESUME, Ask, Go, Step, Then
from conversations.view import CaseView, View

EMERGENCY = "emergency"
Unless = Callable[[View], Go | None]


def unless_seen(view: View) -> Go | None:
    """A case of this region, or one that has ended and about which a task is still open."""
    asked = any(task.reference == subject(view) for task in view.tasks)
    return None if asked or view.case(subject(view)) else gone(view)


def ask_list(view: View) -> Message:
    """The open cases, those past a deadline first, each a line and a button."""
    cases = in_order(view)
    if not cases:
        return staff_says("staff.cases.none", option("menu", "staff.menu.menu"))
    first = page_of(view) * PAGE
    shown = cases[first : first + PAGE]
    rows = tuple(Text("staff.cases.row_actor", values(case)) for case in shown)
    ways = (*turn_page(view, len(cases)), option("menu", "staff.menu.menu"))
    heading = Text("staff.cases.some", {"n": len(cases)})
    return Message((heading, *rows), (*map(_button, shown), *ways), columns=2, footer=False)


def in_order(view: View) -> tuple[CaseView, ...]:
    """Disputed and overdue ones first, then the oldest."""
    cases = (case for case in view.cases if not case.ended or case.disputed)
    stuck = sorted(cases, key=lambda c: (not (c.overdue or c.disputed), c.sent_at or view.now))
    return tuple(stuck)


def values(case: CaseView) -> dict[str, Value]:
    """What a line says of a case; a sensitive need by its staff label."""
    return {
        "reference": case.reference,
        "state": standing(case),
        "need": need_named(case.need),
        "actor": Ref("actor", case.actor),
    }


def standing(case: CaseView) -> Text:
    """What matters most about it now: sides that disagree, a deadline passed, or the state."""
    if case.disputed:
        return Text("staff.cases.disputed")
    return Text("staff.cases.late") if case.overdue else Text(f"staff.state.{case.state}")


def ask_case(view: View) -> Message:
    """One case: reference, actor, need, province, state and times; never who it is."""
    case = view.case(subject(view))
    if case is None:
        return staff_says("staff.case.gone", leave(), reference=subject(view) or "—")
    parts = (
        Text("staff.case.head", {"reference": case.reference, "actor": Ref("actor", case.actor)}),
        Text(
            "staff.case.about",
            {"need": need_named(case.need), "place": place_named(case.place)},
        ),
        Text("staff.case.stands", {"state": standing(case)}),
        *times(case),
    )
    ways = (
        option(f"@open:{case.reference}", "staff.case.open"),
        *ways_on(case),
        option(f"@misread:{case.reference}", "staff.case.misread"),
        option(f"@error:{case.reference}", "staff.case.error"),
        leave(),
    )
    return Message(parts, ways, columns=2, footer=False)


def ways_on(case: CaseView) -> tuple[Option, ...]:
    """What a coordinator may do with a case; an ended one goes on elsewhere only."""
    elsewhere = option(f"@reroute:{case.reference}", "staff.case.reroute")
    if case.ended:
        return (elsewhere,)
    calm = case.urgency != EMERGENCY
    urgent = (option(f"@urgent:{case.reference}", "staff.case.urgent"),) if calm else ()
    return (*urgent, elsewhere, option(f"@cancel:{case.reference}", "staff.case.cancel"))


def to_list(view: View, value: str) -> Go:
    return Go("coordinator.hub", data={"list": "cases"}, fresh=True)


def times(case: CaseView) -> tuple[Text, ...]:
    """The instants that are known."""
    known = {"sent": case.sent_at, "answer_by": case.answer_by, "contact_by": case.contact_by}
    return tuple(
        Text(f"staff.case.{name}", {"when": Moment(at, "datetime")})
        for name, at in known.items()
        if at
    )


def ask_reroute(view: View) -> Message:
    yes = option("yes", "staff.reroute.yes")
    return staff_says("staff.reroute.ask", yes, leave(), reference=subject(view))


def reroute(view: View, value: str) -> Go:
    """Nothing passes to another actor: the person is asked, and consents anew or not."""
    if value == "leave":
        return left()
    return done("staff.reroute.done", OfferNextActor(subject(view)), reference=subject(view))


def unless_calm(view: View) -> Go | None:
    """An emergency is declared once, and of an open case."""
    case = view.case(subject(view))
    return None if case and not case.ended and case.urgency != EMERGENCY else gone(view)


def ask_urgent(view: View) -> Message:
    yes = option("yes", "staff.urgent.yes")
    return staff_says("staff.urgent.ask", yes, leave(), reference=subject(view))


def declare(view: View, value: str) -> Go:
    """Only a human calls a case an emergency."""
    if value == "leave":
        return left()
    return done("staff.urgent.done", DeclareEmergency(subject(view)), reference=subject(view))


def unless_open(view: View) -> Go | None:
    case = view.case(subject(view))
    return None if case and not case.ended else gone(view)


def ask_cancel(view: View) -> Message:
    yes = option("yes", "staff.cancel.yes")
    return staff_says("staff.cancel.ask", yes, leave(), reference=subject(view))


def cancel(view: View, value: str) -> Go:
    """The person learns of it; the actor is asked to destroy what it noted."""
    if value == "leave":
        return left()
    moved = MoveReferral(subject(view), "cancelled")
    return done("staff.cancel.done", moved, reference=subject(view))


def ask_error(view: View) -> Message:
    yes = option("yes", "staff.error.yes")
    return staff_says("staff.error.ask", yes, leave(), reference=subject(view))


def mark_error(view: View, value: str) -> Go:
    if value == "leave":
        return left()
    moved = MoveReferral(subject(view), "entered_in_error")
    return done("staff.error.done", moved, reference=subject(view))


def _button(case: CaseView) -> Option:
    return option(f"@case:{case.reference}", "staff.cases.open", reference=case.reference)


def _step(name: str, ask: Ask, then: Then, *exits: str, unless: Unless = unless_seen) -> Step:
    step = Step(name, ask, OneOf(), then, (*exits, RESUME), unless=unless, back=False)
    return guarded(step, "coordinator")


STEPS = (
    _step("coordinator.case", ask_case, to_list, "coordinator.hub"),
    _step("coordinator.reroute", ask_reroute, reroute),
    _step("coordinator.urgent", ask_urgent, declare, unless=unless_calm),
    _step("coordinator.cancel", ask_cancel, cancel, unless=unless_open),
    _step("coordinator.error", ask_error, mark_error),
)
ACTIONS = {name: f"coordinator.{name}" for name in ("case", "reroute", "urgent", "cancel", "error")}
