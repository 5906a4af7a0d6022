"""Day 3 (have they been in touch?) and day 14 (did you get help?): asked by themselves, once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from conversations.answers import OneOf
from conversations.dialogues.case import due
from conversations.dialogues.offers import replacing
from conversations.dialogues.pieces import NEUTRAL, leave, spoken_case
from conversations.effects import AnswerFollowUp
from conversations.messages import Message, Text, option, say
from conversations.steps import RESUME, Ask, Go, Step
from conversations.view import View

Purpose = Literal["day3", "day14"]
ANSWERS: dict[Purpose, tuple[str, ...]] = {
    "day3": ("yes", "no", "later", "stop"),
    "day14": ("yes", "partly", "no", "later", "stop"),
}


def asking(purpose: Purpose) -> Ask:
    """The question; a guarded case waits for its word, which everybody is told alike."""

    def ask(view: View) -> Message:
        case = spoken_case(view)
        if case is None:
            return Message((Text("case.guarded"),), (leave(),), neutral=NEUTRAL)
        options = tuple(option(each, f"follow_up.{purpose}.{each}") for each in ANSWERS[purpose])
        question = Text(f"follow_up.{purpose}", {"reference": case.reference})
        return Message((question,), options, columns=2, neutral=NEUTRAL)

    return ask


def needless(view: View) -> Go | None:
    """The case is there no more."""
    return Go(RESUME) if view.case(view.data.get("arg", "")) is None else None


def taking(purpose: Purpose) -> Callable[[View, str], Go]:
    """Passed on; a "no" leads to what can be done."""

    def take(view: View, value: str) -> Go:
        if value == "leave":
            return Go(RESUME)
        effects = (AnswerFollowUp(purpose, view.data.get("arg", ""), value),)
        if value in ("no", "partly"):
            return Go(f"follow_up.{purpose}_no", effects)
        return Go(RESUME, effects, (say(f"follow_up.{purpose}.told.{value}"),))

    return take


def asking_on(purpose: Purpose) -> Ask:
    """What can be done now; on day 3 also by when an answer is due: it is no dispute yet."""

    def ask(view: View) -> Message:
        case = spoken_case(view)
        by = due(case) if case is not None and purpose == "day3" else ()
        options = (
            option("next", "follow_up.next"),
            option("/human", "offers.human"),
            option("leave", f"follow_up.{purpose}_no.leave"),
        )
        return Message((Text(f"follow_up.{purpose}_no"), *by), options)

    return ask


def take_on(view: View, value: str) -> Go:
    """Another actor, with consent asked anew, or patience."""
    case = spoken_case(view)
    return replacing(case.reference, case.need) if value == "next" and case else Go(RESUME)


def steps(purpose: Purpose) -> tuple[Step, Step]:
    """The question of one purpose, and what follows a "no"."""
    return (
        Step(
            f"follow_up.{purpose}",
            asking(purpose),
            OneOf(),
            taking(purpose),
            (f"follow_up.{purpose}_no", RESUME),
            unless=needless,
            back=False,
        ),
        Step(
            f"follow_up.{purpose}_no",
            asking_on(purpose),
            OneOf(),
            take_on,
            ("offers.show", RESUME),
            back=False,
        ),
    )


STEPS = (*steps("day3"), *steps("day14"))
