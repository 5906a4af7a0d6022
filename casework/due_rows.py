"""What happens when a row falls due: asked again inside the transaction, then done or let go.

One handler for each purpose of `follow_up.PURPOSES`; nothing here trusts what was true when the
row was written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from casework import consent, course, erasure, follow_up, notices, quiet_hours, record, tasks
from casework.disclosure import HUMAN_KINDS
from casework.morocco_time import instant, local
from casework.ports import Due
from casework.referral import TAKEN, WAITING, Referral, overdue
from casework.sitting import Beginning, Sitting

STEPS: Mapping[str, str] = MappingProxyType(
    {
        "day3": "follow_up.day3",
        "day14": "follow_up.day14",
        "check": "checks.start",
        "next_actor": course.NEXT_ACTOR,
    }
)
"""Where a dialogue begins by itself, for the purposes that ask the person something."""
CLOSED = timedelta(days=1)
"""What nobody can be asked, because the chat is closed to us, is looked at again the next day."""
LATE = timedelta(days=7)
"""What could not be kept or forgotten yet is looked at again."""


def ask_about_case(due: Due, sitting: Sitting) -> None:
    """Day 3 and day 14: while there is something to ask, and only if it may be asked."""
    referral = sitting.uow.referrals.by_reference(due.subject)
    if referral is None or not _worth_asking(due, sitting, referral):
        return
    _ask(due, sitting, sensitive=referral.sensitive)


def _worth_asking(due: Due, sitting: Sitting, referral: Referral) -> bool:
    if due.purpose == "day3":
        return referral.state in (*WAITING, "accepted") and _consented(sitting, referral)
    if referral.person_says:
        return False
    closed = referral.state in ("completed", "failed")
    return closed or (referral.is_open and _consented(sitting, referral))


def _consented(sitting: Sitting, referral: Referral) -> bool:
    given = sitting.uow.consents.get(referral.consent)
    return given is not None and consent.holds(given, sitting.now, referral)


def ask_check(due: Due, sitting: Sitting) -> None:
    """A reintegration check, under the consent given for it."""
    given = sitting.uow.consents.of(due.person)
    if consent.standing(given, "checks", sitting.now) is None:
        return
    cases = sitting.uow.referrals.of_person(due.person)
    _ask(due, sitting, sensitive=any(each.sensitive for each in cases))


def ask_next(due: Due, sitting: Sitting) -> None:
    """The case found no taker: shall another actor be asked?"""
    referral = sitting.uow.referrals.by_reference(due.subject)
    cases = sitting.uow.referrals.of_person(due.person)
    followed = any(each.replaces == due.subject or each.is_open for each in cases)
    if referral is not None and not followed:
        _begin(due, sitting)


def _ask(due: Due, sitting: Sitting, *, sensitive: bool) -> None:
    """Begin the dialogue, or say to a coordinator that nobody answered."""
    facts = sitting.uow.people.facts(due.person)
    guarded = notices.guarded(sitting, due.person)
    if not follow_up.may_check_in(facts, sensitive=sensitive, guarded=guarded):
        return
    if due.attempt >= len(follow_up.REMINDED_AFTER):
        _flag(due, sitting)
        return
    if _begin(due, sitting):
        follow_up.ask_again(sitting, due)


def _begin(due: Due, sitting: Sitting) -> bool:
    """Start the dialogue now; in a quiet hour nothing begins, and the row waits for a good one.

    Whoever has closed the chat is asked nothing; should they open it again, the row is there.
    """
    if notices.chat_of(sitting, due.person) is None:
        _put_off(due, sitting, local(sitting.now + CLOSED))
        return False
    person = sitting.uow.people.get(due.person)
    safe = sitting.uow.people.facts(due.person).get("safe_times", "")
    wall = local(sitting.now)
    good = quiet_hours.next_allowed(wall, person.region if person else "", safe)
    if good > wall:
        _put_off(due, sitting, good)
        return False
    data = {"arg": due.subject}
    sitting.afterwards.append(Beginning(due.person, STEPS[due.purpose], data))
    return True


def _put_off(due: Due, sitting: Sitting, wall: datetime) -> None:
    later = replace(due, id=sitting.around.ids.new(), local=wall, at=instant(wall))
    sitting.uow.schedule.add(later)


def _flag(due: Due, sitting: Sitting) -> None:
    referral = sitting.uow.referrals.by_reference(due.subject)
    if referral is not None:
        tasks.open_for_referral(sitting, "silent", referral)
    else:
        tasks.open_for_person(sitting, "silent", due.person)


def remind_actor(due: Due, sitting: Sitting) -> None:
    """Half the time has passed without an answer: the same card again, and it says so."""
    referral = sitting.uow.referrals.by_reference(due.subject)
    if referral is not None and referral.state in _AWAITED[due.purpose]:
        notices.send_card(sitting, referral, again=True, waits=True)


def tell_coordinator(due: Due, sitting: Sitting) -> None:
    """A deadline has passed: a task of the coordinators, one for each case."""
    referral = sitting.uow.referrals.by_reference(due.subject)
    if referral is None or referral.state not in _AWAITED[due.purpose]:
        return
    if overdue(referral, sitting.now):
        tasks.open_for_referral(sitting, "overdue", referral)


_AWAITED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "acknowledge_half": frozenset({"requested"}),
        "acknowledge_by": frozenset({"requested"}),
        "decide_half": frozenset({"requested", "received"}),
        "decide_by": WAITING,
        "contact_half": frozenset({"accepted"}),
        "contact_by": frozenset({"accepted"}),
    }
)


def expire(due: Due, sitting: Sitting) -> None:
    """Nobody decided in time: the person is asked about the next actor."""
    referral = sitting.uow.referrals.by_reference(due.subject)
    if referral is None or referral.state not in WAITING:
        return
    course.change(sitting, referral, "expired", "clock", by="clock")


def end_disclosure(due: Due, sitting: Sitting) -> None:
    """Thirty days after accepting, name and contact leave the cards."""
    referral = sitting.uow.referrals.by_reference(due.subject)
    if referral is not None and referral.state in TAKEN:
        notices.conceal(sitting, referral)


def ask_destruction(due: Due, sitting: Sitting) -> None:
    """A week without the actor's word that its note is destroyed: asked again, and seen to."""
    referral = sitting.uow.referrals.by_reference(due.subject)
    if referral is not None and referral.destroyed_at is None:
        notices.tell_withdrawn(sitting, referral, again=True)
        tasks.open_for_referral(sitting, "destroy", referral)


def end_unused(due: Due, sitting: Sitting) -> None:
    """A consent nobody used within seven days ends."""
    used = {each.consent for each in sitting.uow.referrals.of_person(due.person)}
    if due.subject not in used and sitting.uow.consents.get(due.subject) is not None:
        sitting.uow.consents.withdraw(due.subject, sitting.now)
        sitting.note("clock", "consent_unused", subject=due.subject)


def end_consent(due: Due, sitting: Sitting) -> None:
    """Six months, and the case is still open: its consent is over, a coordinator sees to it."""
    referral = sitting.uow.referrals.by_reference(due.subject)
    if referral is not None and referral.is_open:
        notices.conceal(sitting, referral)
        tasks.open_for_referral(sitting, "stale", referral)


def forget_draft(due: Due, sitting: Sitting) -> None:
    """Seven days without a word and nothing sent: the draft goes.

    Of somebody under 18 the one fact stays that keeps them on their path; the rest goes.
    """
    if sitting.uow.referrals.of_person(due.person):
        return  # the retention of the case decides
    if _still_held(sitting, due.person):
        _again(due, sitting, after=follow_up.DRAFT_KEPT)
        return
    seen = max(
        (chat.seen_at for chat in sitting.uow.chats.of_owner(due.person) if chat.seen_at),
        default=due.at,
    )
    if sitting.now < seen + follow_up.DRAFT_KEPT:
        _again(due, sitting, after=seen + follow_up.DRAFT_KEPT - sitting.now)
    elif sitting.uow.people.facts(due.person).get("adult") == "no":
        _forget_but_minor(sitting, due.person)
    else:
        erasure.forget(sitting, due.person)


def _still_held(sitting: Sitting, person: str) -> bool:
    """Whether a human is awaited, or the checks were agreed to."""
    if consent.standing(sitting.uow.consents.of(person), "checks", sitting.now):
        return True
    return any(sitting.uow.tasks.find_open(kind, person=person) for kind in HUMAN_KINDS)


def _forget_but_minor(sitting: Sitting, person: str) -> None:
    for name in sitting.uow.people.facts(person):
        if name != "adult":
            sitting.uow.people.record(person, name, "", at=sitting.now)
    for chat in sitting.uow.chats.of_owner(person):
        sitting.uow.chats.save(replace(chat, proposed_name=""))
    sitting.note("clock", "draft_forgotten", subject=person)


def forget_note(due: Due, sitting: Sitting) -> None:
    """Free text is kept 30 days: the person's own, and what waited for a word that never came."""
    for fact in ("note", notices.KEPT):
        sitting.uow.people.record(due.person, fact, "", at=sitting.now)
    sitting.note("clock", "note_forgotten", subject=due.subject)


def retain(due: Due, sitting: Sitting) -> None:
    """The time to keep a case is over: it is nobody's; its person goes with the last case.

    A consent to the checks keeps the person, not the case.
    """
    referral = sitting.uow.referrals.by_reference(due.subject)
    if referral is None:
        return
    if referral.person:
        erasure.release(sitting, referral)
    if sitting.uow.referrals.of_person(due.person):
        return  # the retention of those that are left decides
    if _still_held(sitting, due.person):
        _again(due, sitting, after=LATE)
    else:
        erasure.forget(sitting, due.person)


def _again(due: Due, sitting: Sitting, *, after: timedelta) -> None:
    wall = local(sitting.now + after)
    follow_up.add(sitting, due.purpose, person=due.person, subject=due.subject, wall=wall)


HANDLERS: Mapping[str, Callable[[Due, Sitting], None]] = MappingProxyType(
    {
        "day3": ask_about_case,
        "day14": ask_about_case,
        "check": ask_check,
        "next_actor": ask_next,
        "acknowledge_half": remind_actor,
        "acknowledge_by": tell_coordinator,
        "decide_half": remind_actor,
        "decide_by": tell_coordinator,
        "contact_half": remind_actor,
        "contact_by": tell_coordinator,
        "expire": expire,
        "disclosure_end": end_disclosure,
        "destroy_by": ask_destruction,
        "consent_unused": end_unused,
        "consent_end": end_consent,
        "draft": forget_draft,
        "note": forget_note,
        "retention": retain,
        "verify": record.fall_due,
    }
)

if HANDLERS.keys() != follow_up.PURPOSES.keys():
    raise TypeError("a purpose without its one handler")
