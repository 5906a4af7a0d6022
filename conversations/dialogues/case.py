"""Where is my request? In plain words, and only of cases that may be spoken of."""

from __future__ import annotations

from conversations.answers import Words
from conversations.dialogues.pieces import NEUTRAL, leave, named, spoken_case
from conversations.effects import RelayToActor
from conversations.messages import Message, Moment, Ref, Text, Value, lines, say
from conversations.steps import RESUME, Go, Step, tell
from conversations.view import CaseView, View

LONGEST_REPLY = 300
SHOWN = 6
"""Cases told at once, the latest."""
WAITING = frozenset({"requested", "received", "on_hold"})
"""The states in which the actor's decision is awaited."""


def headline(view: View, case: CaseView) -> Text:
    """Which request; a sensitive one without the actor, whose name may say what it is about."""
    values: dict[str, Value] = {"reference": case.reference, "need": named(view, case.need)}
    if case.sensitive:
        return Text("case.guarded_line", values)
    return Text("case.line", {**values, "actor": Ref("actor", case.actor)})


def due(case: CaseView) -> tuple[Text, ...]:
    """By when the actor should answer, or be in touch; never a promise."""
    if case.state in WAITING and case.answer_by:
        return (Text("case.answer_by", {"by": Moment(case.answer_by)}),)
    if case.state == "accepted" and case.contact_by:
        return (Text("case.contact_by", {"by": Moment(case.contact_by)}),)
    return ()


def told(view: View, case: CaseView) -> tuple[Text, ...]:
    """One case: which, since when, where it stands, by when."""
    sent = (Text("case.sent", {"at": Moment(case.sent_at)}),) if case.sent_at else ()
    return lines(headline(view, case), *sent, Text(f"case.state.{case.state}"), *due(case))


def status(view: View) -> Message:
    """The latest first; who has not opened a guarded case is told what who has none is told."""
    cases = view.speakable_cases
    if not cases:
        return Message((Text("case.none"), Text("case.word")))
    latest = sorted(cases, key=lambda case: case.sent_at or view.now, reverse=True)[:SHOWN]
    return Message(tuple(part for case in latest for part in told(view, case)))


def ask_reply(view: View) -> Message:
    """One answer to the actor."""
    return Message((Text("case.reply"),), (leave(),), neutral=NEUTRAL)


def reply_needless(view: View) -> Go | None:
    """One answer only, and only while it is awaited."""
    case = spoken_case(view)
    if case is None:
        return Go(RESUME, say=(status(view),))
    return None if case.awaits_reply else Go(RESUME, say=(say("case.reply.over"),))


def take_reply(view: View, value: str) -> Go:
    """Passed on as it is; neither sees the other's account."""
    if value == "leave":
        return Go(RESUME)
    return Go(RESUME, (RelayToActor(view.data.get("arg", ""), value),), (say("case.reply.passed"),))


STEPS = (
    tell("case.status", status),
    Step(
        "case.reply",
        ask_reply,
        Words(LONGEST_REPLY),
        take_reply,
        (RESUME,),
        unless=reply_needless,
        back=False,
    ),
)
