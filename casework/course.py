"""Changing a referral and all that follows: its history, its clock, its cards, the other side.

Who may ask for a change is the handlers' to check; what is legal is `referral`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from casework import follow_up, notices, tasks
from casework import referral as model
from casework.morocco_time import local
from casework.referral import EMERGENCY, HELPED, TAKEN, Referral, Said, move, tell
from casework.sitting import Beginning, Sitting
from conversations.messages import Moment, Ref, Text, say

NEXT_ACTOR = "offers.next"
"""The step that asks a person, with consent anew, about another actor."""


def named(referral: Referral) -> Ref | Text:
    """The actor as a message to the person names it: of a sensitive case not at all."""
    return Text("told.actor") if referral.sensitive else Ref("actor", referral.actor)


def change(
    sitting: Sitting,
    referral: Referral,
    to: str,
    said: Said,
    *,
    by: str,
    reason: str = "",
    outcome: str = "",
    hold: int = 7,
) -> Referral:
    """Bring a referral into another state and let follow what follows. Raises IllegalMove."""
    moved = move(referral, to, said, sitting.now, outcome=outcome, hold=hold)
    keep(sitting, referral, moved, said, what={"reason": reason, "by": by})
    _FOLLOWS.get(to, _ended)(sitting, moved, said)
    return moved


def tell_outcome(
    sitting: Sitting, referral: Referral, outcome: str, said: Said, *, by: str
) -> Referral:
    """One side says what came of it: may close the case, may make it disputed."""
    heard = tell(referral, outcome, said, sitting.now)
    keep(sitting, referral, heard, said, what={"says": outcome, "by": by})
    if heard.disputed and not referral.disputed:
        tasks.open_for_referral(sitting, "dispute", heard)
    if referral.state in TAKEN and not heard.is_open:
        _ended(sitting, heard, said)
    return heard


def keep(
    sitting: Sitting, was: Referral, now: Referral, said: Said, *, what: Mapping[str, str]
) -> None:
    """Store a change, its line of history and its line of audit."""
    sitting.uow.referrals.save(now, was=was.version)
    states = {"from": was.state, "to": now.state}
    line = {name: value for name, value in (states | dict(what)).items() if value}
    sitting.uow.referrals.event(now.id, sitting.now, said, line)
    action = "referral." + (now.state if now.state != was.state else "told")
    sitting.note(what.get("by", said), action, subject=now.reference)


def hasten(sitting: Sitting, referral: Referral, *, by: str) -> Referral:
    """A human calls it an emergency: new deadlines, watched anew; the actor hears of it at once."""
    limits = sitting.around.deadlines[EMERGENCY]
    hastened = model.hasten(referral, limits, sitting.now)
    keep(sitting, referral, hastened, "coordinator", what={"by": by, "urgency": EMERGENCY})
    follow_up.watch_anew(sitting, hastened)
    if not notices.send_card(sitting, hastened, again=True):
        tasks.open_for_referral(sitting, "unreached", hastened)
    return hastened


def offer_next(sitting: Sitting, referral: Referral) -> None:
    """Ask the person about the next actor: now if they may be written to, else when they may."""
    if notices.guarded(sitting, referral.person):
        notices.tell_person(sitting, referral.person, say(notices.GUARDED))
        return
    later = notices.allowed_at(sitting, referral.person)
    if later is None and notices.chat_of(sitting, referral.person) is not None:
        data = {"arg": referral.reference}
        sitting.afterwards.append(Beginning(referral.person, NEXT_ACTOR, data))
        return
    follow_up.add_for(sitting, "next_actor", referral, local(later or sitting.now))


def _received(sitting: Sitting, referral: Referral, said: Said) -> None:
    """Nobody needs to be told that a card was opened."""


def _accepted(sitting: Sitting, referral: Referral, said: Said) -> None:
    follow_up.watch_contact(sitting, referral)
    colleagues(sitting, referral)
    message = say(
        "told.accepted",
        reference=referral.reference,
        actor=named(referral),
        when=Moment(referral.contact_by),
    )
    notices.tell_person(sitting, referral.person, message)


def _held(sitting: Sitting, referral: Referral, said: Said) -> None:
    follow_up.watch_decision(sitting, referral)
    colleagues(sitting, referral)
    message = say(
        "told.held",
        reference=referral.reference,
        actor=named(referral),
        when=Moment(referral.decide_by),
    )
    notices.tell_person(sitting, referral.person, message)


def _contacted(sitting: Sitting, referral: Referral, said: Said) -> None:
    sitting.uow.schedule.cancel(referral.person, referral.reference, follow_up.CONTACTING)
    colleagues(sitting, referral)


def _ended(sitting: Sitting, referral: Referral, said: Said) -> None:
    notices.conceal(sitting, referral)
    follow_up.close_rows(sitting, referral)
    _END_FOLLOWS.get(referral.state, _nothing)(sitting, referral, said)


def _rejected(sitting: Sitting, referral: Referral, said: Said) -> None:
    offer_next(sitting, referral)


def _cancelled(sitting: Sitting, referral: Referral, said: Said) -> None:
    if said == "coordinator":
        message = say("told.cancelled", reference=referral.reference, actor=named(referral))
        notices.tell_person(sitting, referral.person, message)
    ask_destruction(sitting, referral)


def ask_destruction(sitting: Sitting, referral: Referral) -> None:
    """Tell the actor that the case is taken back; who was told more has a week to confirm."""
    notices.tell_withdrawn(sitting, referral)
    if referral.decided_at is not None:
        # Nobody's row: it must outlive the erasure of the person it was about.
        wall = local(sitting.now + follow_up.DESTROY_WITHIN)
        follow_up.add(sitting, "destroy_by", person="", subject=referral.reference, wall=wall)


def _closed(sitting: Sitting, referral: Referral, said: Said) -> None:
    """The other side learns of it; whoever got no help is asked what next."""
    if said == "provider" and referral.outcome not in HELPED:
        offer_next(sitting, referral)


def _nothing(sitting: Sitting, referral: Referral, said: Said) -> None:
    """A case entered in error ends without a word."""


def colleagues(sitting: Sitting, referral: Referral) -> None:
    """Bring every card of the case up to date, as those see it who did not open it."""
    message = notices.card_for(sitting, referral)
    for member in sitting.uow.staff.focal_points(referral.actor):
        for chat in sitting.uow.chats.of_owner(member.id):
            sitting.uow.outbox.retract(message.card, chat.id, message)


_Follows = Callable[[Sitting, Referral, Said], None]
_FOLLOWS: Mapping[str, _Follows] = {
    "received": _received,
    "accepted": _accepted,
    "on_hold": _held,
    "in_progress": _contacted,
}
_END_FOLLOWS: Mapping[str, _Follows] = {
    "rejected": _rejected,
    "expired": _rejected,
    "cancelled": _cancelled,
    "completed": _closed,
    "failed": _closed,
}
