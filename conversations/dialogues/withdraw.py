"""Taking a consent back: one tap a case, one for the later questions."""

from __future__ import annotations

from conversations.answers import OneOf
from conversations.dialogues.case import headline
from conversations.dialogues.pieces import leave
from conversations.effects import RecordFact, WithdrawConsent
from conversations.messages import Message, Option, Text, option, say
from conversations.steps import RESUME, Go, Step
from conversations.view import CaseView, View

CASE = "case:"
TAKEN = frozenset({"accepted", "in_progress"})
"""The states in which the actor may have read who it is."""


def open_cases(view: View) -> list[CaseView]:
    """What can still be taken back, of what may be spoken of."""
    return [case for case in view.speakable_cases if not case.ended]


def choices(view: View) -> tuple[Option, ...]:
    """A button for each consent that holds."""
    cases = (
        option(CASE + case.reference, "withdraw.case", reference=case.reference)
        for case in open_cases(view)
    )
    agreed = view.facts.get("checks") == "yes" and not view.locked
    checks = (option("checks", "withdraw.checks"),) if agreed else ()
    return (*cases, *checks)


def ask_withdraw(view: View) -> Message:
    """What there is to take back."""
    lines = (headline(view, case) for case in open_cases(view))
    return Message((Text("withdraw.ask"), *lines), (*choices(view), leave()))


def nothing_held(view: View) -> Go | None:
    """Nothing to take back; the same to who has not opened a guarded case."""
    return None if choices(view) else Go(RESUME, say=(say("withdraw.nothing"),))


def take_withdraw(view: View, value: str) -> Go:
    """Taken back at once; saying no later is as easy as saying yes was."""
    if value == "checks":
        effects = (RecordFact("checks", "no"), WithdrawConsent("checks"))
        return Go(RESUME, effects, (say("withdraw.checks.done"),))
    if not value.startswith(CASE):
        return Go(RESUME)
    reference = value.removeprefix(CASE)
    case = view.case(reference)
    known = case is not None and case.state in TAKEN
    done = say("withdraw.done" if known else "withdraw.done.unseen", reference=reference)
    return Go(RESUME, (WithdrawConsent("referral", reference),), (done,))


STEPS = (
    Step(
        "withdraw.choose",
        ask_withdraw,
        OneOf(),
        take_withdraw,
        (RESUME,),
        unless=nothing_held,
        back=False,
    ),
)
