"""The focal points' hub and its commands; the other modules `staff_*` are its parts.

Everything here can be reached at any time by a command or by a button of the hub.
"""

from __future__ import annotations

from collections.abc import Mapping

from conversations.answers import OneOf
from conversations.dialogues import (
    staff_assess,
    staff_care,
    staff_care_values,
    staff_cases,
    staff_join,
    staff_misread,
    staff_pause,
    staff_relay,
)
from conversations.dialogues.staff_doors import door, everyday, guarded, on_day
from conversations.messages import Message, Ref, Text, option
from conversations.steps import STAY, Go, Step
from conversations.view import View

HUB_CARD = "staff.hub"
MENU = ("cases", "record", "pause", "stats", "desk", "language", "help")


def ask_hub(view: View) -> Message:
    """The list of cases when it was asked for, else the menu.

    The menu is one card, edited in place after each action; asked for anew it comes anew.
    """
    return staff_cases.ask_list(view) if "page" in view.data else menu(view)


def menu(view: View) -> Message:
    """The counts stand only where nothing was just done: the view is older than the effects."""
    new = bool(view.data.get("new"))
    actor = Text("staff.hub.actor", {"actor": Ref("actor", view.actor)})
    buttons = tuple(option(f"/{name}", f"staff.menu.{name}") for name in MENU)
    parts = (actor, *(standing(view) if new else (Text("staff.hub.menu"),)))
    return Message(parts, buttons, columns=2, card="" if new else HUB_CARD, footer=False)


def standing(view: View) -> tuple[Text, ...]:
    """What is open, what waits for an answer, and until when nothing new comes in."""
    waiting = sum(case.state in staff_cases.UNDECIDED for case in view.cases)
    return (
        Text("staff.hub.open", {"n": sum(not case.ended for case in view.cases)}),
        *((Text("staff.hub.waiting", {"n": waiting}),) if waiting else ()),
        *paused(view),
    )


def paused(view: View) -> tuple[Text, ...]:
    """The line that says until when nothing new comes in."""
    until = view.paused_until
    return (Text("staff.hub.paused", {"until": on_day(until)}),) if until else ()


def take_hub(view: View, value: str) -> Go:
    """Only the list asks for something of its own: another page, or the menu."""
    if value.startswith("page:"):
        return Go(STAY, data={"page": value.removeprefix("page:")})
    return fresh_menu(view)


def fresh_menu(view: View) -> Go:
    return Go("staff.hub", data={"new": "yes"}, fresh=True)


def list_cases(view: View) -> Go:
    return Go("staff.hub", data={"page": "0"})


STEPS: tuple[Step, ...] = (
    guarded(
        Step("staff.hub", ask_hub, OneOf(), take_hub, ("staff.hub", STAY), back=False), "focal"
    ),
    door("staff.start", fresh_menu, "focal", exits=("staff.hub",)),
    door("staff.cases", list_cases, "focal", exits=("staff.hub",)),
    *everyday("staff", "focal"),
    *staff_join.STEPS,
    *staff_cases.STEPS,
    *staff_relay.STEPS,
    *staff_pause.STEPS,
    *staff_misread.STEPS,
    *staff_assess.STEPS,
    *staff_care.STEPS,
    *staff_care_values.STEPS,
)
COMMANDS: Mapping[str, str] = {
    **{name: f"staff.{name}" for name in ("start", "cases", "stats", "desk", "help")},
    **{name: f"staff.{name}" for name in ("language", "leave")},
    "pause": "staff.pause",
    **staff_assess.COMMANDS,
    **staff_care.COMMANDS,
}
ACTIONS: Mapping[str, str] = {
    **staff_join.ACTIONS,
    **staff_cases.ACTIONS,
    **staff_relay.ACTIONS,
    **staff_misread.ACTIONS,
    **staff_care.ACTIONS,
}
