"""The short reintegration check: nine questions, five faces from worst to best.

Three questions for each dimension of IOM's approach, inspired by its Reintegration Sustainability
Survey. Scores are counted elsewhere; here a low answer, or a fall, only offers help at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from conversations.answers import OneOf
from conversations.dialogues.pieces import NEUTRAL, told_team, yes_no
from conversations.effects import AnswerCheck, CallHuman, Effect, PostponeCheck
from conversations.messages import Message, Text, option, say
from conversations.steps import RESUME, Ask, Go, Step, Then
from conversations.view import View

QUESTIONS = ("E1", "E2", "E3", "S1", "S2", "S3", "P1", "P2", "P3")
FACES = ("0", "1", "2", "3", "4")
"""From worst to best, whatever the question: the channel turns them in Arabic script."""
LOW = 1
"""A psychosocial answer at or under this offers help at once."""
FALL = 1.0
"""The mean of a dimension that is lower by this much than last time is a fall."""
LATER_DAYS = 2


def ask_start(view: View) -> Message:
    """A few questions, if it suits."""
    options = tuple(
        option(each, f"checks.start.{each}") for each in ("go", "later", "skip", "stop")
    )
    return Message((Text("checks.start"),), options, columns=2, neutral=NEUTRAL)


def check_of(view: View) -> str:
    """The check that is being asked."""
    return view.data.get("check") or view.data.get("arg", "")


def put_off(view: View, value: str) -> Go:
    """Later, not this time, or never again."""
    check = check_of(view)
    effects: dict[str, tuple[Effect, ...]] = {
        "later": (PostponeCheck(check, LATER_DAYS),),
        "stop": (PostponeCheck(check, 0),),
        "skip": tuple(AnswerCheck(check, each, "skip") for each in QUESTIONS),
    }
    return Go(RESUME, effects[value], (say(f"checks.told.{value}"),))


def take_start(view: View, value: str) -> Go:
    """Begin, or not now."""
    return (
        Go("checks.E1", data={"check": check_of(view)}) if value == "go" else put_off(view, value)
    )


def asking(question: str) -> Ask:
    """The five faces in one row, and three ways not to answer."""
    options = (
        *(option(face, f"checks.face.{face}") for face in FACES),
        option("rather_not", "checks.rather_not"),
        option("later", "checks.later"),
        option("stop", "checks.stop"),
    )
    rank = QUESTIONS.index(question) + 1
    text = Text(f"checks.{question}", {"rank": rank, "of": len(QUESTIONS)})
    message = Message((text,), options, columns=len(FACES))
    return lambda view: message


def taking(question: str, to: str) -> Then:
    """Kept; help is offered at once after a low psychosocial answer."""

    def take(view: View, value: str) -> Go:
        if value in ("later", "stop"):
            return put_off(view, value)
        kept = "skip" if value == "rather_not" else value
        data = {question: kept, "then": to}
        effects = (AnswerCheck(check_of(view), question, kept),)
        troubled = low(question, kept) and not view.data.get("offered")
        return Go("checks.help" if troubled else to, effects, data=data)

    return take


def low(question: str, value: str) -> bool:
    """Whether somebody should be offered help for this answer alone."""
    return question.startswith("P") and value in FACES and int(value) <= LOW


def mean(answers: Mapping[str, str], dimension: str) -> float | None:
    """The mean of a dimension's answers, 0…4; None where nothing was answered."""
    given = [int(a) for q, a in answers.items() if q.startswith(dimension) and a in FACES]
    return sum(given) / len(given) if given else None


def fell(before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Whether a dimension is clearly lower than last time."""
    answers = {question: now[question] for question in QUESTIONS if question in now}
    for dimension in "ESP":
        then, today = mean(before, dimension), mean(answers, dimension)
        if then is not None and today is not None and then - today >= FALL:
            return True
    return False


def ask_help(view: View) -> Message:
    """Help offered, never a mark shown."""
    options = yes_no("checks.help.yes", "checks.help.no")
    return Message((Text("checks.help"),), options, columns=2)


def take_help(view: View, value: str) -> Go:
    """The team is told if so wished; the questions go on where they were."""
    to, data = view.data.get("then", "checks.end"), {"offered": "1"}
    if value == "no":
        return Go(to, data=data)
    return Go(to, (CallHuman("follow_up"),), (told_team(view, "team.told"),), data=data)


def end(view: View) -> Go:
    """Thanks; before them, help is offered where things got worse."""
    if fell(view.before, view.data) and not view.data.get("offered"):
        return Go("checks.help", data={"then": "checks.end"})
    return Go(RESUME, say=(say("checks.thanks"),))


def steps() -> tuple[Step, ...]:
    """One step a question."""
    names = (*QUESTIONS, "end")
    return tuple(
        Step(
            f"checks.{question}",
            asking(question),
            OneOf(),
            taking(question, f"checks.{to}"),
            (f"checks.{to}", "checks.help", RESUME),
        )
        for question, to in pairwise(names)
    )


STEPS = (
    Step("checks.start", ask_start, OneOf(), take_start, ("checks.E1", RESUME), back=False),
    *steps(),
    Step(
        "checks.help",
        ask_help,
        OneOf(),
        take_help,
        (*(f"checks.{question}" for question in QUESTIONS[1:]), "checks.end"),
        back=False,
    ),
    Step(
        "checks.end",
        lambda view: say("checks.thanks"),
        OneOf(),
        lambda view, value: end(view),
        ("checks.help", RESUME),
        unless=end,
        back=False,
    ),
)
