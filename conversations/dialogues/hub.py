"""The hub: from here everything can be reached, in words or by buttons."""

from __future__ import annotations

from conversations.answers import Needs
from conversations.effects import RecordFact
from conversations.messages import Message, Text, option
from conversations.steps import NEED_DOUBT, Go, Step
from conversations.view import View


def ask_hub(view: View) -> Message:
    """The same to everybody, whether there is a case or not."""
    options = (
        option("status", "hub.status"),
        option("new", "hub.new"),
        option("/withdraw", "hub.withdraw"),
        option("/human", "hub.human"),
        option("/mydata", "hub.mydata"),
        option("/help", "anywhere.help"),
    )
    return Message((Text("hub.menu"),), options, columns=2)


def take_hub(view: View, value: str) -> Go:
    """Where is my request, something else, or a need told in words."""
    if value == "status":
        return Go("case.status")
    if value == "new":
        return Go("welcome.for_whom", (RecordFact("needs", ""),))
    if value.startswith("? "):
        unsure = {"unsure": value.removeprefix("? "), NEED_DOUBT: "1"}
        return Go("welcome.for_whom", (RecordFact("needs", ""),), data=unsure)
    return Go("welcome.for_whom", (RecordFact("needs", value),))


STEPS = (
    Step("hub.menu", ask_hub, Needs(), take_hub, ("case.status", "welcome.for_whom"), back=False),
)
