"""The person's answers to what was asked days and months later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from casework import authority, consent, course, follow_up, notices, reintegration, tasks
from casework.errors import IllegalMove, NoConsent
from casework.handle_consent import withdraw
from casework.morocco_time import today
from casework.referral import NOT_HELPED, WAITING, Referral
from casework.sitting import Turn
from conversations.effects import AnswerCheck, AnswerFollowUp, PostponeCheck, WithdrawConsent

LATER = timedelta(days=2)


def answer(effect: AnswerFollowUp, turn: Turn) -> None:
    """Day 3: have they been in touch? Day 14: did you get help?"""
    referral = authority.case_as(turn, effect.reference, "person")
    turn.uow.schedule.cancel(referral.person, referral.reference, (effect.purpose,))
    turn.note(turn.owner, f"answered.{effect.purpose}", subject=referral.reference)
    if effect.answer in _PUT_OFF:
        _PUT_OFF[effect.answer](turn, referral, effect.purpose)
    elif effect.purpose == "day3":
        _in_touch(turn, referral, effect.answer)
    else:
        _helped(turn, referral, effect.answer)


def _later(turn: Turn, referral: Referral, purpose: str) -> None:
    if not referral.is_open and purpose == "day3":
        return
    day = today(turn.now + LATER)
    follow_up.add_for(turn, purpose, referral, follow_up.asked_on(turn, referral.person, day))


def _skip(turn: Turn, referral: Referral, purpose: str) -> None:
    """Skipped is answered: nothing more is asked of it."""


def _stop(turn: Turn, referral: Referral, purpose: str) -> None:
    turn.uow.schedule.cancel(referral.person, referral.reference, ("day3", "day14"))


_PUT_OFF: Mapping[str, Callable[[Turn, Referral, str], None]] = {
    "later": _later,
    "skip": _skip,
    "stop": _stop,
}
SAYS = {"yes": "got_help", "partly": "partly_helped", "no": NOT_HELPED}


def _in_touch(turn: Turn, referral: Referral, said: str) -> None:
    """Yes is the first contact; no is no dispute: the actor is reminded."""
    if said == "yes" and referral.state == "accepted":
        course.change(turn, referral, "in_progress", "person", by=turn.owner)
    elif said == "no" and referral.is_open and referral.contacted_at is None:
        notices.send_card(turn, referral, again=True, waits=True)


def _helped(turn: Turn, referral: Referral, said: str) -> None:
    """Both sides close: a word against the other's is a dispute; no help and no word a flag."""
    if said not in SAYS:
        raise IllegalMove
    if referral.state in WAITING:
        tasks.open_for_referral(turn, "overdue", referral)
        return
    heard = course.tell_outcome(turn, referral, SAYS[said], "person", by=turn.owner)
    if said == "no" and heard.is_open:
        notices.send_card(turn, heard, again=True, waits=True)
        tasks.open_for_referral(turn, "flag", heard)


def answer_check(effect: AnswerCheck, turn: Turn) -> None:
    """One of the nine answers; a worrying one flags the case at once."""
    person = authority.person(turn)
    if consent.standing(turn.uow.consents.of(person), "checks", turn.now) is None:
        raise NoConsent
    if not reintegration.valid(effect.question, effect.value):
        raise IllegalMove
    turn.uow.checks.answer(
        person,
        effect.check,
        effect.question,
        value=effect.value,
        scoring=reintegration.SCORING,
        at=turn.now,
    )
    turn.uow.schedule.cancel(person, effect.check, ("check",))
    given = turn.uow.checks.answers(person)
    worse = reintegration.needs_a_look(
        given[effect.check],
        _before(given, effect.check),
        weights=turn.around.check_weights,
    )
    if worse:
        tasks.open_for_person(turn, "flag", person)


def _before(given: Mapping[str, Mapping[str, str]], check: str) -> Mapping[str, str] | None:
    """The answers of the last check before this one."""
    order = [name for name in follow_up.CHECKS if name in given or name == check]
    place = order.index(check) if check in order else 0
    return given[order[place - 1]] if place else None


def postpone_check(effect: PostponeCheck, turn: Turn) -> None:
    """Put a check off by some days; none is all of them, for good."""
    person = authority.person(turn)
    if effect.days <= 0:
        withdraw(WithdrawConsent("checks"), turn)
        return
    turn.uow.schedule.cancel(person, effect.check, ("check",))
    day = today(turn.now + timedelta(days=effect.days))
    wall = follow_up.asked_on(turn, person, day)
    follow_up.add(turn, "check", person=person, subject=effect.check, wall=wall)
