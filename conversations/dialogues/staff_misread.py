"""Staff say that the need of a case was misread, and tap the one that was meant. No word is asked.

Only the counted mark follows: the case stays what the person agreed to.
"""

from __future__ import annotations

from conversations.answers import OneOf
from conversations.dialogues.pieces import DIMENSIONS
from conversations.dialogues.staff_doors import (
    done,
    gone,
    guarded,
    leave,
    left,
    need_named,
    staff_says,
    subject,
)
from conversations.effects import MarkMisread
from conversations.messages import Message, option
from conversations.steps import RESUME, STAY, Go, Step
from conversations.view import View

OF = "of:"
"""Before a dimension, whose needs are shown next."""
CONFIDENTIAL = "sensitive"
"""All the sensitive needs: to staff they have one name."""


def ask_meant(view: View) -> Message:
    """The dimensions and the confidential ones, then the needs of the dimension that was tapped."""
    dimension = view.data.get("dimension")
    if dimension is None:
        ways = (option(OF + each, f"staff.misread.{each}") for each in DIMENSIONS)
        confidential = option(CONFIDENTIAL, "staff.misread.sensitive")
        return staff_says("staff.misread.ask", *ways, confidential, leave(), **_about(view))
    of_it = (need for need in view.world.needs() if need.dimension == dimension)
    plain = (need.code for need in of_it if not need.sensitive)
    needs = (option(code, "staff.misread.need", need=need_named(code)) for code in plain)
    return staff_says("staff.misread.ask", *needs, leave(), **_about(view))


def _about(view: View) -> dict[str, str]:
    return {"reference": subject(view)}


def take_meant(view: View, value: str) -> Go:
    """A dimension, or what was meant."""
    if value == "leave":
        return left()
    if value.startswith(OF):
        return Go(STAY, data={"dimension": value.removeprefix(OF)})
    return done("staff.misread.done", MarkMisread(subject(view), value), **_about(view))


def unless_seen(view: View) -> Go | None:
    """Only of a case that one sees."""
    return None if view.case(subject(view)) else gone(view)


STEPS = (
    guarded(
        Step(
            "staff.misread",
            ask_meant,
            OneOf(),
            take_meant,
            (STAY, RESUME),
            unless=unless_seen,
            back=False,
        ),
        "focal",
        "coordinator",
    ),
)
ACTIONS = {"misread": "staff.misread"}
