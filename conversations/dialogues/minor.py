"""Under 18: kind words, a number, and whether a children's specialist shall write. No more."""

from __future__ import annotations

from conversations.answers import OneOf
from conversations.dialogues.pieces import place_of, told_team, yes_no
from conversations.effects import CallHuman
from conversations.messages import Message, Text, lines, option, say
from conversations.steps import Go, Step
from conversations.view import View


def ask_minor(view: View) -> Message:
    """The first time."""
    numbers = view.world.numbers("child", place_of(view))[:1]
    parts = (*lines(Text("minor.hello"), *numbers), Text("minor.ask"))
    return Message(parts, yes_no("minor.yes", "minor.no"), columns=2)


def ask_again(view: View) -> Message:
    """Whatever is tapped or typed later."""
    options = (
        option("yes", "minor.write"),
        option("/help", "anywhere.help"),
        option("/delete", "minor.delete"),
    )
    numbers = view.world.numbers("child", place_of(view))[:1]
    return Message(lines(Text("minor.again"), *numbers), options)


def take_minor(view: View, value: str) -> Go:
    """A coordinator's task, nothing else."""
    if value == "no":
        return Go("minor.again", say=(say("minor.fine"),))
    return Go("minor.again", (CallHuman("minor"),), (told_team(view, "minor.told"),))


STEPS = (
    Step("minor.ask", ask_minor, OneOf(), take_minor, ("minor.again",), back=False),
    Step("minor.again", ask_again, OneOf(), take_minor, ("minor.again",), back=False),
)
