"""All that is kept about the person, in words: facts, consents, cases. And erasing it."""

from __future__ import annotations

from collections.abc import Callable

from conversations.answers import OneOf
from conversations.dialogues.case import told
from conversations.dialogues.facts import worded
from conversations.dialogues.pieces import all_named, yes_no
from conversations.effects import EraseEverything
from conversations.facts import FACTS
from conversations.messages import Message, Moment, Ref, Text, Value, lines, say
from conversations.steps import RESUME, Go, Step, tell
from conversations.view import ConsentView, View

GUARDED = frozenset({"needs", "place", "note", "safe_times", "call_name", "reach", "checks"})
"""Facts that could tell of a guarded case: not shown until the word is given."""


def as_chosen(fact: str) -> Callable[[View, str], Value]:
    """A fact that was chosen among the answers shown."""
    return lambda view, value: worded(fact, value)


def as_answer(view: View, value: str) -> Value:
    """A yes or a no."""
    return Text(f"mydata.answer.{value}")


def as_written(view: View, value: str) -> Value:
    """A fact in the person's own words."""
    return value


WORDED: dict[str, Callable[[View, str], Value]] = {
    "adult": as_answer,
    "for_whom": lambda view, value: Text(f"welcome.for_whom.{value}"),
    "needs": lambda view, value: all_named(view, value.split()),
    "place": lambda view, value: Ref("place", value),
    "country": as_chosen("country"),
    "returned": as_chosen("returned"),
    "return_kind": as_chosen("return_kind"),
    "family": as_chosen("family"),
    "safe_times": as_chosen("safe_times"),
    "call_name": as_written,
    "reach": lambda view, value: Text("contact.reach.chat") if value == "chat" else value,
    "note": as_written,
    "checks": as_answer,
}
"""How each fact that is shown reads (a test holds it against the table of facts)."""


def fact_lines(view: View) -> list[Text]:
    """One line a fact."""
    shown = [fact.name for fact in FACTS if fact.shown and view.facts.get(fact.name)]
    return [
        Text(f"mydata.{name}", {"value": WORDED[name](view, view.facts[name])})
        for name in shown
        if not (view.locked and name in GUARDED)
    ]


def consent_line(consent: ConsentView) -> Text:
    """What was agreed to, for whom, until when."""
    until = Moment(consent.expires_at)
    if consent.kind != "referral":
        return Text(f"mydata.consent.{consent.kind}", {"until": until})
    passing = tuple(Text(f"mydata.scope.{item}") for item in consent.scope)
    values: dict[str, Value] = {"reference": consent.reference, "until": until}
    return Text(
        "mydata.consent.referral", {**values, "passing": passing or Text("mydata.scope.none")}
    )


def mydata(view: View) -> Message:
    """Everything, or that there is nothing."""
    held = [c for c in view.consents if not c.withdrawn and not view.locked]
    cases = [part for case in view.speakable_cases for part in told(view, case)]
    kept = (*lines(Text("mydata.intro"), *fact_lines(view)), *map(consent_line, held), *cases)
    if len(kept) == 1:
        return Message((Text("mydata.nothing"), Text("mydata.delete")))
    return Message((*kept, Text("mydata.also"), Text("mydata.delete")))


def ask_delete(view: View) -> Message:
    """The first time; what would be deleted is named nowhere."""
    return Message((Text("delete.ask"),), yes_no("delete.yes", "delete.no"), columns=2)


def ask_sure(view: View) -> Message:
    """The second time."""
    return Message((Text("delete.sure"),), yes_no("delete.sure.yes", "delete.no"), columns=2)


def take_delete(view: View, value: str) -> Go:
    """Asked once more, or left."""
    return Go("delete.sure") if value == "yes" else Go(RESUME, say=(say("delete.kept"),))


def take_sure(view: View, value: str) -> Go:
    """All of it, at once. No word is needed: erasing is always allowed."""
    if value == "no":
        return Go(RESUME, say=(say("delete.kept"),))
    if view.facts.get("adult") == "no":
        return Go("minor.again", (EraseEverything(),), (say("delete.done.minor"),), fresh=True)
    return Go("welcome.language", (EraseEverything(),), (say("delete.done"),), fresh=True)


STEPS = (
    tell("mydata.show", mydata),
    Step("delete.ask", ask_delete, OneOf(), take_delete, ("delete.sure", RESUME), back=False),
    Step(
        "delete.sure",
        ask_sure,
        OneOf(),
        take_sure,
        ("welcome.language", "minor.again", RESUME),
        back=False,
    ),
)
