"""How to call the person, how the actor may reach them, and a word of their own for the actor."""

from __future__ import annotations

from conversations.answers import Phone, Words
from conversations.effects import RecordFact
from conversations.messages import Message, Text, option
from conversations.steps import Go, Step
from conversations.view import TAB, View

LONGEST_NAME = 60
LONGEST_NOTE = 300


def ask_name(view: View) -> Message:
    """Any name will do; for a child one that is not its own."""
    if view.facts.get("for_whom") == "child":
        return Message((Text("contact.name.child"),), (option("skip", "contact.name.skip"),))
    name = view.proposed_name
    proposed = (option("proposed", "contact.name.proposed", name=name),) if name else ()
    return Message((Text("contact.name"),), (*proposed, option("skip", "contact.name.skip")))


def name_known(view: View) -> Go | None:
    """Given, or kept back, before; it stands, and can be corrected, on the consent."""
    known = view.facts.get("call_name") or view.data.get("nameless")
    return Go("contact.reach") if known else None


def take_name(view: View, value: str) -> Go:
    """The messenger's name, another, or none."""
    if value == "skip":
        return Go("contact.reach", (RecordFact("call_name", ""),), data={"nameless": "1"})
    name = view.proposed_name if value == "proposed" else value
    return Go("contact.reach", (RecordFact("call_name", name[:LONGEST_NAME]),))


def ask_reach(view: View) -> Message:
    """Through this chat unless a number is given."""
    options = (option("chat", "contact.reach.chat"),)
    warned = (Text("contact.reach.tab"),) if view.channel == TAB else ()
    return Message((Text("contact.reach"), *warned), options, wants="phone")


def reach_known(view: View) -> Go | None:
    """Given before."""
    return Go("consent.ask") if view.facts.get("reach") else None


def take_reach(view: View, value: str) -> Go:
    """`chat`, or a number."""
    return Go("consent.ask", (RecordFact("reach", value),))


def ask_note(view: View) -> Message:
    """A word for the actor, in no case about what happened."""
    return Message((Text("contact.note"),), (option("skip", "contact.note.skip"),))


def take_note(view: View, value: str) -> Go:
    """The word, or none."""
    note = "" if value == "skip" else value
    return Go("consent.ask", (RecordFact("note", note),))


STEPS = (
    Step(
        "contact.name",
        ask_name,
        Words(LONGEST_NAME),
        take_name,
        ("contact.reach",),
        unless=name_known,
    ),
    Step("contact.reach", ask_reach, Phone(), take_reach, ("consent.ask",), unless=reach_known),
    Step("contact.note", ask_note, Words(LONGEST_NOTE), take_note, ("consent.ask",)),
)
