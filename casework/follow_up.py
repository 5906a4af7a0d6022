"""What is done later and when: the purposes of due rows, and the rows each event calls for.

The intent is a wall time in Morocco; the instant is derived from it. What happens when a row
falls due is `due_rows`'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from casework import quiet_hours
from casework.morocco_time import instant, local, months_after, today
from casework.ports import Due
from casework.referral import DISCLOSED_FOR, WAITING, Limits, Referral
from casework.sitting import Sitting


@dataclass(frozen=True, slots=True)
class Purpose:
    """One kind of due row. `asks` the person something: bound to quiet hours, and repeated."""

    name: str
    asks: bool = False


PURPOSES: Mapping[str, Purpose] = MappingProxyType(
    {
        each.name: each
        for each in (
            Purpose("day3", asks=True),
            Purpose("day14", asks=True),
            Purpose("check", asks=True),
            Purpose("next_actor", asks=True),
            Purpose("acknowledge_half"),
            Purpose("acknowledge_by"),
            Purpose("decide_half"),
            Purpose("decide_by"),
            Purpose("contact_half"),
            Purpose("contact_by"),
            Purpose("expire"),
            Purpose("disclosure_end"),
            Purpose("destroy_by"),
            Purpose("consent_unused"),
            Purpose("consent_end"),
            Purpose("draft"),
            Purpose("note"),
            Purpose("retention"),
            Purpose("verify"),
        )
    }
)
DECIDING = ("acknowledge_half", "acknowledge_by", "decide_half", "decide_by", "expire")
CONTACTING = ("contact_half", "contact_by")
REMINDED_AFTER = (timedelta(days=2), timedelta(days=5), timedelta(days=7))
"""From the first asking: two reminders, then silence and a flag."""
CHECKS: Mapping[str, int] = MappingProxyType({"m1": 1, "m3": 3, "m6": 6, "m12": 12, "m18": 18})
"""The reintegration checks, in months after return."""
SPANS = {"lt1": 0, "lt6": 3, "lt12": 9, "gt12": 15}
"""A return told as a span counts as that many whole months ago: the span's middle."""
DRAFT_KEPT = timedelta(days=7)
NOTE_KEPT = timedelta(days=30)
SENSITIVE_KEPT = timedelta(days=90)
ORDINARY_KEPT_MONTHS = 12
CHECKS_CLOSE = timedelta(days=30)
DESTROY_WITHIN = timedelta(days=7)


def add(
    sitting: Sitting, purpose: str, *, person: str, subject: str, wall: datetime, attempt: int = 0
) -> None:
    """Schedule one row at a wall time of Morocco."""
    sitting.uow.schedule.add(
        Due(
            id=sitting.around.ids.new(),
            purpose=PURPOSES[purpose].name,
            person=person,
            subject=subject,
            local=wall,
            at=instant(wall),
            attempt=attempt,
        )
    )


def add_for(sitting: Sitting, purpose: str, referral: Referral, wall: datetime) -> None:
    """Schedule one row about a referral."""
    add(sitting, purpose, person=referral.person, subject=referral.reference, wall=wall)


def asked_on(sitting: Sitting, person: str, day: date) -> datetime:
    """The wall time of that day at which this person may be asked something."""
    known = sitting.uow.people.get(person)
    safe = sitting.uow.people.facts(person).get("safe_times", "")
    return quiet_hours.preferred(day, known.region if known else "", safe)


def may_check_in(facts: Mapping[str, str], *, sensitive: bool, guarded: bool) -> bool:
    """No check-in by itself on a sensitive case without a safe slot, nor behind a chosen word."""
    return not guarded and (not sensitive or bool(facts.get("safe_times")))


def deadlines(referral: Referral, limits: Limits) -> Iterator[tuple[str, datetime]]:
    """The rows that watch an undecided case: halves to the actor, ends to the coordinator."""
    if referral.held_until is None:
        yield "acknowledge_half", referral.acknowledge_by - limits.acknowledge / 2
        yield "acknowledge_by", referral.acknowledge_by
        yield "decide_half", referral.decide_by - limits.decide / 2
    yield "decide_by", referral.decide_by
    yield "expire", referral.decide_by + limits.expire


def watch_decision(sitting: Sitting, referral: Referral) -> None:
    """Follow an undecided case; called again when its deadline moved."""
    sitting.uow.schedule.cancel(referral.person, referral.reference, DECIDING)
    limits = sitting.around.deadlines[referral.urgency]
    _watch(sitting, referral, deadlines(referral, limits))


def watch_contact(sitting: Sitting, referral: Referral) -> None:
    """Follow an accepted case: the first contact, and the end of disclosure."""
    watched = (*DECIDING, *CONTACTING, "disclosure_end")
    sitting.uow.schedule.cancel(referral.person, referral.reference, watched)
    accepted = referral.decided_at or sitting.now
    rows = (
        ("contact_half", sitting.now + (referral.contact_by - sitting.now) / 2),
        ("contact_by", referral.contact_by),
        ("disclosure_end", accepted + DISCLOSED_FOR),
    )
    _watch(sitting, referral, rows)


def watch_anew(sitting: Sitting, referral: Referral) -> None:
    """Follow a case whose deadlines were changed."""
    if referral.state in WAITING:
        watch_decision(sitting, referral)
    elif referral.state == "accepted":
        watch_contact(sitting, referral)


def _watch(sitting: Sitting, referral: Referral, rows: Iterable[tuple[str, datetime]]) -> None:
    for purpose, at in rows:
        if at > sitting.now:
            add_for(sitting, purpose, referral, local(at))


def plan_check_ins(sitting: Sitting, referral: Referral) -> None:
    """Day 3 and day 14, counted from sending; whether to ask is decided again on the day."""
    for purpose, days in (("day3", 3), ("day14", 14)):
        day = today(referral.sent_at) + timedelta(days=days)
        add_for(sitting, purpose, referral, asked_on(sitting, referral.person, day))


def check_days(returned: str, first_contact: date, now: date) -> Iterator[tuple[str, date]]:
    """The reintegration checks still to come: each with its day.

    `returned` is YYYY-MM, a span (`lt1` …) or empty: then months count from the first contact.
    """
    start = _return_day(returned, first_contact)
    for name, months in CHECKS.items():
        day = months_after(start, months)
        if day > now:
            yield name, day


def _return_day(returned: str, first_contact: date) -> date:
    if returned in SPANS:
        return months_after(first_contact, -SPANS[returned])
    try:
        return date.fromisoformat(f"{returned}-01")
    except ValueError:
        return first_contact


def plan_checks(sitting: Sitting, person: str) -> None:
    """The checks a person has agreed to."""
    known = sitting.uow.people.get(person)
    first = (known.first_contact_at if known else None) or sitting.now
    returned = sitting.uow.people.facts(person).get("returned", "")
    sitting.uow.schedule.cancel(person, purposes=("check",))
    for name, day in check_days(returned, today(first), today(sitting.now)):
        wall = asked_on(sitting, person, day)
        add(sitting, "check", person=person, subject=name, wall=wall)


def ask_again(sitting: Sitting, due: Due) -> None:
    """After an asking: the next reminder, two and five days after the first, then the flag."""
    if due.attempt >= len(REMINDED_AFTER):
        return
    before = REMINDED_AFTER[due.attempt - 1] if due.attempt else timedelta(0)
    day = today(sitting.now) + (REMINDED_AFTER[due.attempt] - before)
    add(
        sitting,
        due.purpose,
        person=due.person,
        subject=due.subject,
        wall=asked_on(sitting, due.person, day),
        attempt=due.attempt + 1,
    )


def keep_until(referral: Referral) -> datetime:
    """When an ended case becomes anonymous (domain.md, Retention)."""
    ended = local(referral.ended_at or referral.sent_at)
    if referral.sensitive:
        return ended + SENSITIVE_KEPT
    return datetime.combine(months_after(ended.date(), ORDINARY_KEPT_MONTHS), ended.time())


def close_rows(sitting: Sitting, referral: Referral) -> None:
    """An ended case is watched no more, except for how long it is kept."""
    kept = ("day14", "destroy_by") if referral.state in ("completed", "failed") else ()
    stay = (*kept, "next_actor", "note")
    purposes = [name for name in PURPOSES if name not in stay]
    sitting.uow.schedule.cancel(referral.person, referral.reference, purposes)
    add_for(sitting, "retention", referral, keep_until(referral))
