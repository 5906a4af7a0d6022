"""The referral: its states, outcomes and deadlines, as tables (domain.md, The referral).

Values and pure rules only: who is told what belongs to `disclosure`, what is written to handlers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal

from casework.errors import IllegalMove

State = Literal[
    "requested", "received", "on_hold", "accepted", "in_progress", "completed",
    "rejected", "expired", "failed", "cancelled", "entered_in_error",
]  # fmt: skip
Said = Literal["provider", "person", "coordinator", "clock"]

DRAFT = "draft"
"""The intake itself: it has no row; a referral begins as requested."""

_OPEN: Mapping[str, tuple[State, ...]] = {
    DRAFT: ("requested", "cancelled"),
    "requested": ("received", "accepted", "rejected", "expired", "cancelled"),
    "received": ("accepted", "rejected", "on_hold", "expired", "cancelled"),
    "on_hold": ("accepted", "rejected", "expired", "cancelled"),
    "accepted": ("in_progress", "failed", "cancelled"),
    "in_progress": ("completed", "failed", "cancelled"),
}
MOVES: Mapping[str, frozenset[str]] = MappingProxyType(
    {state: frozenset((*to, "entered_in_error")) for state, to in _OPEN.items()}
)
"""Which state leads to which (FHIR Task's words). A state without a row is an end."""

MAY: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "received": frozenset({"provider"}),
        "accepted": frozenset({"provider"}),
        "rejected": frozenset({"provider"}),
        "on_hold": frozenset({"provider"}),
        "expired": frozenset({"clock"}),
        "in_progress": frozenset({"provider", "person"}),
        "completed": frozenset({"provider", "person"}),
        "failed": frozenset({"provider", "coordinator"}),
        "cancelled": frozenset({"person", "coordinator"}),
        "entered_in_error": frozenset({"coordinator"}),
    }
)
"""Who may bring a referral into a state."""

WAITING = frozenset({"requested", "received", "on_hold"})
TAKEN = frozenset({"accepted", "in_progress"})
OPEN = WAITING | TAKEN

OUTCOMES = (
    "got_help", "partly_helped", "referred_elsewhere", "not_eligible", "no_capacity",
    "could_not_contact", "no_show", "no_longer_interested", "outside_area", "outside_mandate",
    "missing_document", "unsafe", "duplicate", "other",
)  # fmt: skip
"""What the person got (findhelp's words); kept apart from the state."""
HELPED = frozenset({"got_help", "partly_helped"})
NOT_HELPED = "not_helped"
"""What a person says who got nothing; it is no outcome: why is the provider's to say."""
_COMPLETES = HELPED | {"referred_elsewhere"}

LONGEST_HOLD = timedelta(days=7)
DISCLOSED_FOR = timedelta(days=30)
"""Name and contact leave the card again that long after accepting."""


@dataclass(frozen=True, slots=True)
class Referral:
    """One case handed to one actor. Times are UTC; `outcome` is kept apart from `state`.

    `version` grows with every change and guards against two at once. `place` is the commune
    (sealed), `province` and `region` are counted. `scope` is the consent's.
    """

    id: str
    reference: str
    consent: str
    person: str
    actor: str
    need: str
    place: str
    province: str
    region: str
    urgency: str
    sensitive: bool
    scope: tuple[str, ...]
    state: State
    sent_at: datetime
    acknowledge_by: datetime
    decide_by: datetime
    contact_by: datetime
    received_at: datetime | None = None
    decided_at: datetime | None = None
    held_until: datetime | None = None
    contacted_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: str = ""
    outcome_said_by: str = ""
    person_says: str = ""
    provider_says: str = ""
    disputed: bool = False
    replaces: str = ""
    destroyed_at: datetime | None = None
    version: int = 0

    @property
    def is_open(self) -> bool:
        """Whether something may still happen to it."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class Limits:
    """Time from sending to each of the three deadlines, and from the second to expiry."""

    acknowledge: timedelta
    decide: timedelta
    contact: timedelta
    expire: timedelta


def _limits(acknowledge: int, decide: int, contact: int, expire: int) -> Limits:
    return Limits(*(timedelta(hours=hours) for hours in (acknowledge, decide, contact, expire)))


DEADLINES: Mapping[str, Limits] = MappingProxyType(
    {
        "emergency": _limits(1, 24, 24, 1),
        "urgent": _limits(24, 72, 72, 24),
        "normal": _limits(72, 7 * 24, 14 * 24, 24),
    }
)
"""Elapsed hours by urgency, unless configured otherwise (inter-agency referral form; the halves and
the hour are ours)."""
EMERGENCY = "emergency"
URGENCIES = ("normal", "urgent", EMERGENCY)


def urgency_of(defaults: Iterable[str], *, danger: bool) -> str:
    """The highest default of the needs, one step higher in danger; emergency is a human's word."""
    step = max((URGENCIES.index(each) for each in defaults), default=0) + danger
    return URGENCIES[min(step, URGENCIES.index("urgent"))]


def move(
    referral: Referral, to: str, said: str, at: datetime, *, outcome: str = "", hold: int = 7
) -> Referral:
    """The referral in another state.

    `hold` is the number of days asked for. Raises IllegalMove when the table has no such row or
    it is not for `said` to say. Whether `said` may touch this very case is the handlers' to know.
    """
    if to not in MOVES.get(referral.state, frozenset()) or said not in MAY.get(to, frozenset()):
        raise IllegalMove
    return _BY_STATE.get(to, _end)(_written(referral, to, outcome), at, said, hold)


def _written(referral: Referral, to: str, outcome: str) -> Referral:
    if outcome and outcome not in OUTCOMES:
        raise IllegalMove
    state: State = to  # type: ignore[assignment]  # a key of MAY
    return replace(
        referral,
        state=state,
        outcome=outcome or referral.outcome,
        version=referral.version + 1,
    )


def _receive(referral: Referral, at: datetime, said: str, hold: int) -> Referral:
    return replace(referral, received_at=referral.received_at or at)


def _accept(referral: Referral, at: datetime, said: str, hold: int) -> Referral:
    # Who accepts on the last day must still have time for the first call.
    time = referral.acknowledge_by - referral.sent_at
    contact_by = max(referral.contact_by, at + time)
    return replace(_receive(referral, at, said, hold), decided_at=at, contact_by=contact_by)


def _hold(referral: Referral, at: datetime, said: str, hold: int) -> Referral:
    until = at + min(timedelta(days=max(hold, 1)), LONGEST_HOLD)
    return replace(referral, held_until=until, decide_by=max(referral.decide_by, until))


def _contact(referral: Referral, at: datetime, said: str, hold: int) -> Referral:
    return replace(referral, contacted_at=referral.contacted_at or at)


def _end(referral: Referral, at: datetime, said: str, hold: int) -> Referral:
    by = said if referral.outcome and not referral.outcome_said_by else referral.outcome_said_by
    return replace(referral, ended_at=at, outcome_said_by=by)


def _reject(referral: Referral, at: datetime, said: str, hold: int) -> Referral:
    seen = replace(_receive(referral, at, said, hold), decided_at=at)
    return _end(seen, at, said, hold)


_BY_STATE = {
    "received": _receive,
    "accepted": _accept,
    "on_hold": _hold,
    "in_progress": _contact,
    "rejected": _reject,
}


def tell(referral: Referral, outcome: str, said: str, at: datetime) -> Referral:
    """What one side says came of it: closes an accepted case, marks a contradiction as disputed.

    The provider's word closes; the person's closes only when it is help in full, for whoever got
    less may still be helped. An ended case takes the words of the other side and stays ended.
    Raises IllegalMove before anybody accepted, and for a word that is none.
    """
    side = {"provider": "provider_says", "person": "person_says"}.get(said)
    if side is None or outcome not in (*OUTCOMES, NOT_HELPED) or referral.decided_at is None:
        raise IllegalMove
    told = replace(referral, **{side: outcome}, version=referral.version + 1)  # type: ignore[arg-type]
    told = replace(told, disputed=told.disputed or contradicts(told))
    if told.state not in TAKEN or (said == "person" and outcome != "got_help"):
        return told
    return _close(told, outcome, said, at)


def _close(referral: Referral, outcome: str, said: str, at: datetime) -> Referral:
    if outcome not in _COMPLETES:
        return move(referral, "failed", said, at, outcome=outcome)
    if referral.state == "accepted":  # help was given, so there was contact
        referral = move(referral, "in_progress", said, at)
    return move(referral, "completed", said, at, outcome=outcome)


def contradicts(referral: Referral) -> bool:
    """Whether one side says helped and the other not."""
    if not referral.person_says or not referral.provider_says:
        return False
    return (referral.person_says in HELPED) != (referral.provider_says in HELPED)


def hasten(referral: Referral, limits: Limits, at: datetime) -> Referral:
    """The case as an emergency: its deadlines count from now, and none is put further off.

    Raises IllegalMove for an ended case and for one that is an emergency already.
    """
    if not referral.is_open or referral.urgency == EMERGENCY:
        raise IllegalMove
    return replace(
        referral,
        urgency=EMERGENCY,
        acknowledge_by=_sooner(referral.acknowledge_by, at, limits.acknowledge),
        decide_by=_sooner(referral.decide_by, at, limits.decide),
        contact_by=_sooner(referral.contact_by, at, limits.contact),
        version=referral.version + 1,
    )


def _sooner(by: datetime, at: datetime, limit: timedelta) -> datetime:
    return min(by, at + limit) if by > at else at + limit


def lift(referral: Referral) -> Referral:
    """A coordinator has heard both sides."""
    return replace(referral, disputed=False, version=referral.version + 1)


def destroyed(referral: Referral, at: datetime) -> Referral:
    """The actor confirms that its own note is destroyed. Raises IllegalMove while it is open."""
    if referral.is_open:
        raise IllegalMove
    return replace(referral, destroyed_at=at, version=referral.version + 1)


def overdue(referral: Referral, now: datetime) -> str:
    """The deadline that was missed: acknowledge, decide, contact; empty when none is."""
    if referral.state == "requested" and now >= referral.acknowledge_by:
        return "decide" if now >= referral.decide_by else "acknowledge"
    if referral.state in ("received", "on_hold") and now >= referral.decide_by:
        return "decide"
    return "contact" if referral.state == "accepted" and now >= referral.contact_by else ""
