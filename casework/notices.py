"""Telling those who are not talking just now: the person of a case, focal points, coordinators.

Whom to tell, when, and behind which neutral line; what may be said is `disclosure`'s.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from casework import follow_up, quiet_hours
from casework.cards import case_card, concealed, withdrawn
from casework.disclosure import Known, disclosed, to_focal
from casework.morocco_time import instant, local
from casework.person import Chat, StaffMember
from casework.ports import Outgoing
from casework.referral import Referral
from casework.sitting import NEUTRAL, Sitting
from conversations.messages import Message, Moment, Text, Value, option, say

ACTIVE = timedelta(hours=1)
"""Who wrote within the hour is at the phone: an answer need not wait for the morning."""
GUARDED = "case.guarded"
DESK = "desk"
"""The channel of the web desk."""
KEPT = "kept_for_word"
"""The sealed fact that holds what could not be shown without the word."""


def chat_of(sitting: Sitting, owner: str) -> Chat | None:
    """The chat in which that person or member of staff was last seen and can be reached.

    The web desk is asked last: when the notice comes, nobody may be sitting at it any more.
    """
    chats = [each for each in sitting.uow.chats.of_owner(owner) if each.blocked_at is None]
    oldest = datetime.min.replace(tzinfo=sitting.now.tzinfo)
    return max(chats, key=lambda chat: (chat.channel != DESK, chat.seen_at or oldest), default=None)


def allowed_at(sitting: Sitting, person: str) -> datetime | None:
    """When the person may be written to by itself; None is at once."""
    chat, known = chat_of(sitting, person), sitting.uow.people.get(person)
    if chat and chat.seen_at and sitting.now - chat.seen_at < ACTIVE:
        return None
    safe = sitting.uow.people.facts(person).get("safe_times", "")
    wall = local(sitting.now)
    first = quiet_hours.next_allowed(wall, known.region if known else "", safe)
    return None if first == wall else instant(first)


def guarded(sitting: Sitting, person: str) -> bool:
    """Whether a chosen word keeps this person's case from whoever holds the phone now."""
    known, chat = sitting.uow.people.get(person), chat_of(sitting, person)
    if known is None or chat is None or not known.secret:
        return False
    return chat.unlocked_until is None or chat.unlocked_until <= sitting.now


def tell_person(sitting: Sitting, person: str, message: Message, *, keep: bool = False) -> bool:
    """Say something to a person who did not ask just now. False when they cannot be reached.

    Behind a chosen word only a greeting is sent: states wait in the case itself, and what would
    be lost (`keep`) waits for the word.
    """
    chat = chat_of(sitting, person)
    if chat is None:
        return False
    if guarded(sitting, person):
        if keep:
            _keep_for_word(sitting, person, message)
        message = say(GUARDED)
    message = replace(message, neutral=message.neutral or Text(NEUTRAL))
    version = chat.place.version if chat.place else 0
    later = allowed_at(sitting, person)
    sitting.uow.outbox.put(
        Outgoing(chat.id, message, chat.language, not_before=later, version=version)
    )
    return True


def _keep_for_word(sitting: Sitting, person: str, message: Message) -> None:
    kept = json.loads(sitting.uow.people.facts(person).get(KEPT, "[]"))
    parts = [[part.key, {k: _packed(v) for k, v in part.values.items()}] for part in message.parts]
    options = [[each.value, each.label.key] for each in message.options]
    kept.append([parts, options])
    sitting.uow.people.record(person, KEPT, json.dumps(kept), at=sitting.now)
    forgotten = local(sitting.now + follow_up.NOTE_KEPT)
    sitting.uow.schedule.cancel(person, KEPT, ("note",))
    follow_up.add(sitting, "note", person=person, subject=KEPT, wall=forgotten)


def _packed(value: Value) -> object:
    """A value as it can be stored: words stay words, an instant stays one."""
    return [value.at.isoformat(), value.style] if isinstance(value, Moment) else str(value)


def _unpacked(stored: str | list[str]) -> Value:
    if isinstance(stored, str):
        return stored
    style: Literal["date", "time", "datetime"] = stored[1]  # type: ignore[assignment]
    return Moment(datetime.fromisoformat(stored[0]), style)


def give_kept(sitting: Sitting, person: str) -> list[Message]:
    """What waited for the word; it waits no longer."""
    kept = json.loads(sitting.uow.people.facts(person).get(KEPT, "[]"))
    sitting.uow.people.record(person, KEPT, "", at=sitting.now)
    return [
        Message(
            tuple(Text(key, {k: _unpacked(v) for k, v in values.items()}) for key, values in parts),
            tuple(option(value, key) for value, key in options),
        )
        for parts, options in kept
    ]


def tell_staff(
    sitting: Sitting,
    members: Sequence[StaffMember],
    message: Callable[[StaffMember], Message],
    *,
    urgency: str = "normal",
    waits: bool = False,
) -> int:
    """Tell members of staff and say how many could be reached.

    `waits`: a reminder waits for the morning; anything else comes at once, without a sound at
    night unless it is an emergency.
    """
    morning = quiet_hours.staff_time(sitting.now, urgency)
    reached = 0
    for member in members:
        chat = chat_of(sitting, member.id)
        if chat is None:
            continue
        reached += 1
        sitting.uow.outbox.put(
            Outgoing(
                chat.id,
                message(member),
                chat.language,
                not_before=morning if waits else None,
                silent=morning is not None and not waits,
            )
        )
    return reached


def known_of(sitting: Sitting, referral: Referral) -> Known:
    """All there is to know beside a referral."""
    return Known(
        facts=sitting.uow.people.facts(referral.person),
        consent=sitting.uow.consents.get(referral.consent),
        now=sitting.now,
    )


def card_for(
    sitting: Sitting, referral: Referral, *, opened_by: str = "", again: bool | None = None
) -> Message:
    """The card of a case for one focal point. `opened_by`: whose look is audited and shows all.

    Who did not open it sees it as before accepting: a name is shown to whoever asks for it only.
    """
    known = known_of(sitting, referral)
    if not opened_by:
        known = replace(known, consent=None)
    elif disclosed(referral, known.consent, known.now):
        sitting.note(opened_by, "contact_shown", subject=referral.reference)
    return case_card(to_focal(referral, known), referral, again=again)


def send_card(sitting: Sitting, referral: Referral, *, again: bool, waits: bool = False) -> int:
    """The notice and card of a referral to every focal point of its actor."""
    return tell_staff(
        sitting,
        sitting.uow.staff.focal_points(referral.actor),
        lambda _: card_for(sitting, referral, again=again),
        urgency=referral.urgency,
        waits=waits,
    )


def conceal(sitting: Sitting, referral: Referral) -> None:
    """Edit name and contact out of every card of the case (domain.md, The referral)."""
    message = concealed(referral, sitting.now)
    staff = sitting.uow.staff
    # A coordinator may have opened it under a call for a human.
    seen = (*staff.focal_points(referral.actor), *staff.coordinators(referral.region))
    for member in seen:
        for chat in sitting.uow.chats.of_owner(member.id):
            sitting.uow.outbox.retract(message.card, chat.id, message)


def tell_withdrawn(sitting: Sitting, referral: Referral, *, again: bool = False) -> None:
    """Tell the actor that a case was taken back, and ask that its own note be destroyed."""
    tell_staff(
        sitting,
        sitting.uow.staff.focal_points(referral.actor),
        lambda _: withdrawn(referral, again=again),
        waits=True,
    )
