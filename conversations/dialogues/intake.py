"""What is needed: in own words, by the three dimensions, or one short question; and confirming."""

from __future__ import annotations

from conversations.answers import Needs, OneOf
from conversations.dialogues.pieces import (
    CHILD_NEEDS,
    DIMENSIONS,
    all_named,
    need_option,
    wanted,
    where,
)
from conversations.effects import RecordFact
from conversations.messages import Message, Text, option
from conversations.steps import NEED_DOUBT, PLACE_DOUBT, Go, Step
from conversations.view import View

MOST_UNSURE = 3
"""One short question with no more answers than this."""
ALL_OF = "all:"
"""Before a dimension, which may be called like one of its needs."""
UNSURE = "? "
"""How a reading with weak signs only begins (`answers.Needs`)."""


def ask_need(view: View) -> Message:
    """Own words first; buttons for who would rather tap."""
    options = tuple(option(ALL_OF + each, f"intake.need.{each}") for each in DIMENSIONS)
    return Message((Text("intake.need"),), options)


def need_known(view: View) -> Go | None:
    """Told already, or told so weakly that it takes one question."""
    if view.facts.get("for_whom") == "child":
        return Go("intake.child")
    if view.data.get(NEED_DOUBT):
        return Go("intake.which")
    return Go("place.ask") if view.facts.get("needs") else None


def take_need(view: View, value: str) -> Go:
    """A dimension, weak signs, or needs."""
    if value.startswith(ALL_OF):
        return Go("intake.needs_of", data={"dimension": value.removeprefix(ALL_OF)})
    if value.startswith(UNSURE):
        return Go("intake.which", data={"unsure": value.removeprefix(UNSURE)})
    return Go("place.ask", (RecordFact("needs", value),), data={NEED_DOUBT: ""})


def ask_needs_of(view: View) -> Message:
    """Every need of the dimension that was tapped."""
    dimension = view.data.get("dimension", DIMENSIONS[0])
    needs = (each.code for each in view.world.needs() if each.dimension == dimension)
    options = (
        *(need_option(view, need) for need in needs),
        option("other", "intake.needs_of.other"),
    )
    return Message((Text("intake.needs_of"),), options)


def take_listed(view: View, value: str) -> Go:
    """A need, or none of those shown."""
    if value == "other":
        return Go("intake.need", (RecordFact("needs", ""),), data={NEED_DOUBT: ""})
    return take_need(view, value)


def ask_which(view: View) -> Message:
    """One short question when the signs are weak."""
    needs = view.data.get("unsure", "").split()[:MOST_UNSURE]
    options = (
        *(need_option(view, need) for need in needs),
        option("other", "intake.which.other"),
    )
    return Message((Text("intake.which"),), options)


def ask_child(view: View) -> Message:
    """For a child only what accredited child services do."""
    options = tuple(need_option(view, need) for need in CHILD_NEEDS)
    return Message((Text("intake.child"),), options)


def child_known(view: View) -> Go | None:
    """Told before."""
    return Go("place.ask") if view.facts.get("needs") in CHILD_NEEDS else None


def take_child(view: View, need: str) -> Go:
    """One need, never one read from words."""
    return Go("place.ask", (RecordFact("needs", need),))


def ask_confirm(view: View) -> Message:
    """One confirmation of all that was read in own words."""
    what = all_named(view, wanted(view))
    options = (
        option("yes", "intake.confirm.yes"),
        option("no", "intake.confirm.need"),
        option("place", "intake.confirm.place"),
    )
    return Message((Text("intake.confirm", {"needs": what, "place": where(view)}),), options)


def take_confirm(view: View, value: str) -> Go:
    """Right, or which half was not."""
    done = {"confirmed": "1"}
    if value == "no":
        return Go("intake.need", (RecordFact("needs", ""),), data={**done, NEED_DOUBT: ""})
    if value == "place":
        data = {**done, PLACE_DOUBT: ""}
        return Go("place.ask", (RecordFact("place", ""),), data=data)
    return Go("facts.country", data=done)


STEPS = (
    Step(
        "intake.need",
        ask_need,
        Needs(),
        take_need,
        ("intake.needs_of", "intake.which", "intake.child", "place.ask"),
        unless=need_known,
    ),
    Step(
        "intake.needs_of",
        ask_needs_of,
        Needs(),
        take_listed,
        ("intake.need", "intake.which", "place.ask"),
    ),
    Step(
        "intake.which",
        ask_which,
        Needs(),
        take_listed,
        ("intake.need", "intake.which", "place.ask"),
    ),
    Step(
        "intake.child",
        ask_child,
        OneOf(),
        take_child,
        ("place.ask",),
        unless=child_known,
    ),
    Step(
        "intake.confirm",
        ask_confirm,
        OneOf(),
        take_confirm,
        ("intake.need", "place.ask", "facts.country"),
    ),
)
