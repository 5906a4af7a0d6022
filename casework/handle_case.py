"""Effects on one referral: its state, its outcome, its card, words passed on through the chat."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from casework import authority, cards, course
from casework import referral as model
from casework.errors import IllegalMove
from casework.morocco_time import instant
from casework.notices import card_for, tell_person, tell_staff
from casework.person import StaffMember
from casework.referral import TAKEN, Referral
from casework.sitting import Turn
from casework.viewing import awaiting_reply, called_by, staff_view
from conversations.effects import (
    ConfirmDestruction,
    DeclareEmergency,
    LiftDispute,
    MoveReferral,
    RecordOutcome,
    RelayToActor,
    RelayToPerson,
    ShowCase,
)
from conversations.messages import Message, Moment, Text, Value, lines, option

LONGEST_RELAY = 300
AWAITS = "awaits_reply"


def move(effect: MoveReferral, turn: Turn) -> None:
    """Another state, said by whoever talks; an outcome is one side's word of what came of it."""
    referral, said = authority.case(turn, effect.reference)
    if effect.to == "on_hold" and referral.state == "requested":
        # Who asks for time has seen the card.
        referral = course.change(turn, referral, "received", said, by=turn.owner)
    if effect.to in ("completed", "failed") and effect.outcome and said == "provider":
        course.tell_outcome(turn, referral, effect.outcome, said, by=turn.owner)
        return
    days = int(effect.reason) if effect.reason.isdecimal() else 7
    course.change(
        turn,
        referral,
        effect.to,
        said,
        by=turn.owner,
        reason=effect.reason,
        outcome=effect.outcome,
        hold=days,
    )
    if effect.to == "cancelled":
        turn.uow.consents.withdraw(referral.consent, turn.now)


def record_outcome(effect: RecordOutcome, turn: Turn) -> None:
    """What the person got, in the words of one side."""
    referral, said = authority.case(turn, effect.reference)
    course.tell_outcome(turn, referral, effect.outcome, said, by=turn.owner)


def lift_dispute(effect: LiftDispute, turn: Turn) -> None:
    """A coordinator has heard both sides."""
    referral = authority.case_as(turn, effect.reference, "coordinator")
    lifted = model.lift(referral)
    course.keep(turn, referral, lifted, "coordinator", what={"by": turn.owner, "dispute": "lifted"})


def declare_emergency(effect: DeclareEmergency, turn: Turn) -> None:
    """`emergency` is a human's word only (domain.md, The referral)."""
    referral = authority.case_as(turn, effect.reference, "coordinator")
    course.hasten(turn, referral, by=turn.owner)
    turn.note(turn.owner, "emergency_declared", subject=referral.reference)


def show_case(effect: ShowCase, turn: Turn) -> None:
    """Open a card: audited; to its actor it counts as received."""
    viewer = authority.member(turn)
    referral, said = authority.case(turn, effect.reference)
    if said == "provider" and referral.state == "requested":
        referral = course.change(turn, referral, "received", said, by=viewer.id)
    if said == "provider":
        turn.note(viewer.id, "case_shown", subject=referral.reference)
        turn.say(card_for(turn, referral, opened_by=viewer.id))
        return
    _show_coordinator(turn, viewer, referral)


def _show_coordinator(turn: Turn, viewer: StaffMember, referral: Referral) -> None:
    """Name and contact only when the person called for a human: the call is the reason."""
    call = called_by(turn, referral)
    reason = call.id if call else ""
    turn.note(viewer.id, "case_shown", subject=referral.reference, reason=reason)
    view = staff_view(turn, viewer, referral, asked=call is not None)
    turn.say(cards.coordinator_card(view, referral))


def relay_to_person(effect: RelayToPerson, turn: Turn) -> None:
    """A place, a day and hour, a few words; neither side sees the other's account."""
    referral = authority.case_as(turn, effect.reference, "provider")
    if referral.state not in TAKEN:
        raise IllegalMove
    parts = _relayed(referral, effect)
    reply = (option(f"@reply:{referral.reference}", "told.relay.reply"),)
    reached = tell_person(turn, referral.person, Message(parts, reply), keep=True)
    if reached:
        _await(turn, referral, awaiting_reply(_facts(turn, referral)) | {referral.reference})
    turn.note(turn.owner, "relayed_to_person", subject=referral.reference)


def _relayed(referral: Referral, effect: RelayToPerson) -> tuple[Text, ...]:
    given: dict[str, Value] = {
        "place": effect.place[:LONGEST_RELAY],
        "when": _when(effect.when),
        "text": effect.text[:LONGEST_RELAY],
    }
    heading = Text("told.relay.from", {"reference": referral.reference})
    told = (Text(f"told.relay.{name}", {name: each}) for name, each in given.items() if each)
    return lines(heading, *told)


def _when(written: str) -> Moment | str:
    """A local day, or a day and its hour (ISO), as the person reads them in their language."""
    if not written:
        return ""
    style: Literal["date", "datetime"] = "datetime" if "T" in written else "date"
    return Moment(instant(datetime.fromisoformat(written)), style)


def relay_to_actor(effect: RelayToActor, turn: Turn) -> None:
    """The person's one answer, brought back to the focal points."""
    referral = authority.case_as(turn, effect.reference, "person")
    waiting = awaiting_reply(_facts(turn, referral))
    if referral.reference not in waiting or referral.state not in TAKEN:
        raise IllegalMove
    _await(turn, referral, waiting - {referral.reference})
    message = _reply(referral, effect.text[:LONGEST_RELAY])
    tell_staff(turn, turn.uow.staff.focal_points(referral.actor), lambda _: message)
    turn.note(turn.owner, "relayed_to_actor", subject=referral.reference)


def _reply(referral: Referral, text: str) -> Message:
    values = {"reference": referral.reference, "text": text}
    again = (option(f"@relay:{referral.reference}", "staff.card.relay"),)
    return Message(
        (Text("staff.card.reply", values),), again, neutral=cards.notice(referral), footer=False
    )


def _facts(turn: Turn, referral: Referral) -> dict[str, str]:
    return turn.uow.people.facts(referral.person)


def _await(turn: Turn, referral: Referral, references: frozenset[str]) -> None:
    kept = " ".join(sorted(references))
    turn.uow.people.record(referral.person, AWAITS, kept, at=turn.now)


def confirm_destruction(effect: ConfirmDestruction, turn: Turn) -> None:
    """The actor says that its own note of a withdrawn case is destroyed."""
    referral = authority.case_as(turn, effect.reference, "provider")
    gone = model.destroyed(referral, turn.now)
    course.keep(turn, referral, gone, "provider", what={"by": turn.owner, "note": "destroyed"})
    turn.uow.schedule.cancel("", referral.reference, ("destroy_by",))
