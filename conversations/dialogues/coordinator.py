"""The coordinators' hub: what is stuck, by kind and by age, and the way to each of it.

What can be done about a task or a case is in `coordinator_tasks` and `coordinator_cases`.
"""

from __future__ import annotations

from collections.abc import Mapping

from conversations.answers import OneOf
from conversations.dialogues import (
    coordinator_care,
    coordinator_cases,
    coordinator_tasks,
    staff_assess,
)
from conversations.dialogues.staff_doors import door, everyday, guarded, place_named, subject
from conversations.effects import ShowActors
from conversations.messages import Message, Text, option
from conversations.steps import RESUME, STAY, Go, Step
from conversations.view import View

HUB_CARD = "coordinator.hub"
MENU = ("tasks", "cases", "proposals", "actors", "stats", "desk", "language", "help")
GROUPS: Mapping[str, frozenset[str]] = {
    "humans": frozenset({"human", "voice", "follow_up"}),
    "dangers": frozenset({"danger"}),
    "minors": frozenset({"minor"}),
    "gaps": frozenset({"gap"}),
    "disputes": frozenset({"dispute"}),
}
"""How the hub counts tasks; kinds of no group are counted as others."""
LATE = "overdue"
"""The kind of task that is about a case past its deadline: the case is counted, once."""


def ask_hub(view: View) -> Message:
    """A list when one was asked for, else the counts and the menu.

    The menu is one card, edited in place after each action; asked for anew it comes anew.
    """
    if view.data.get("list") == "tasks":
        return coordinator_tasks.ask_list(view)
    if view.data.get("list") == "cases":
        return coordinator_cases.ask_list(view)
    return menu(view)


def menu(view: View) -> Message:
    """The counts stand only where nothing was just done: the view is older than the effects."""
    new = bool(view.data.get("new"))
    buttons = tuple(option(f"/{name}", f"staff.menu.{name}") for name in MENU)
    parts = (Text("staff.hub.coordinator"), *(counts(view) if new else (Text("staff.hub.menu"),)))
    return Message(parts, buttons, columns=2, card="" if new else HUB_CARD, footer=False)


def counts(view: View) -> tuple[Text, ...]:
    """What is stuck, a line for each kind of which there is any."""
    found = {name: sum(task.kind in kinds for task in view.tasks) for name, kinds in GROUPS.items()}
    late = [task.reference for task in view.tasks if task.kind == LATE]
    others = len(view.tasks) - sum(found.values()) - len(late)
    overdue = {*late, *(case.reference for case in view.cases if case.overdue)}
    proposed = sum(each.n for each in view.care.waiting())
    told = {"overdue": len(overdue), **found, "others": others, "proposals": proposed}
    lines = tuple(Text(f"staff.hub.{name}", {"n": n}) for name, n in told.items() if n)
    return lines or (Text("staff.hub.nothing"),)


def take_hub(view: View, value: str) -> Go:
    """Only a list asks for something of its own: another page, or the menu."""
    if value.startswith("page:"):
        return Go(STAY, data={"page": value.removeprefix("page:")})
    return fresh_menu(view)


def fresh_menu(view: View) -> Go:
    return Go("coordinator.hub", data={"new": "yes"}, fresh=True)


def list_tasks(view: View) -> Go:
    return Go("coordinator.hub", data={"list": "tasks"})


def list_cases(view: View) -> Go:
    return Go("coordinator.hub", data={"list": "cases"})


def show_actors(view: View) -> Go:
    """Those somebody has joined for, or those of the name that followed the command."""
    return Go(RESUME, (ShowActors(subject(view)),))


def ask_welcome(view: View) -> Message:
    """You are in: what comes next. Asked in the turn in which one joins."""
    region = view.data.get("region", "")
    where = (
        Text("staff.welcome.region", {"place": place_named(region)})
        if region
        else Text("staff.welcome.all")
    )
    go = option("go", "staff.welcome.go")
    return Message((Text("staff.welcome.joined"), where), (go,), footer=False)


def take_welcome(view: View, value: str) -> Go:
    return fresh_menu(view)


HUB = Step("coordinator.hub", ask_hub, OneOf(), take_hub, ("coordinator.hub", STAY), back=False)
STEPS: tuple[Step, ...] = (
    guarded(HUB, "coordinator"),
    Step(
        "coordinator.welcome", ask_welcome, OneOf(), take_welcome, ("coordinator.hub",), back=False
    ),
    door("coordinator.start", fresh_menu, "coordinator", exits=("coordinator.hub",)),
    door("coordinator.tasks", list_tasks, "coordinator", exits=("coordinator.hub",)),
    door("coordinator.cases", list_cases, "coordinator", exits=("coordinator.hub",)),
    door("coordinator.actors", show_actors, "coordinator"),
    *everyday("coordinator", "coordinator"),
    *coordinator_tasks.STEPS,
    *coordinator_cases.STEPS,
    *coordinator_care.STEPS,
)
OWN = ("start", "tasks", "cases", "stats", "desk", "help", "language", "leave", "actors")
COMMANDS: Mapping[str, str] = {
    **{name: f"coordinator.{name}" for name in OWN},
    **coordinator_care.COMMANDS,
    **staff_assess.COMMANDS,
}
ACTIONS: Mapping[str, str] = {
    **coordinator_tasks.ACTIONS,
    **coordinator_cases.ACTIONS,
    **coordinator_care.ACTIONS,
}
