"""Danger: two short lines, the right numbers, and whether the team shall be told.

Nothing is asked about what happened, and nothing is said of help being on its way (domain.md).
"""

from __future__ import annotations

from conversations.answers import OneOf
from conversations.dialogues.pieces import place_of, told_team, yes_no
from conversations.effects import CallHuman
from conversations.messages import Message, Text, lines
from conversations.steps import RESUME, Go, Step
from conversations.view import View

KINDS = ("suicide", "violence", "confinement", "child", "other")


def kind_of(view: View) -> str:
    """What was heard last."""
    kind = view.facts.get("danger", "other")
    return kind if kind in KINDS else "other"


def ask_danger(view: View) -> Message:
    """The lines, the numbers, the question."""
    numbers = view.world.numbers(kind_of(view), place_of(view))
    parts = (*lines(Text(f"danger.{kind_of(view)}"), *numbers), Text("danger.ask"))
    return Message(parts, yes_no("danger.yes", "danger.no"), columns=2)


def take_danger(view: View, value: str) -> Go:
    """A task for the team, or not; then the dialogue goes on with the need."""
    if value == "no":
        return Go(RESUME)
    return Go(RESUME, (CallHuman("danger"),), (told_team(view, "team.told"),))


STEPS = (Step("danger.tell", ask_danger, OneOf(), take_danger, (RESUME,), back=False),)
