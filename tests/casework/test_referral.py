"""The referral's table: every legal row, every illegal pair, deadlines, outcomes, disputes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import get_args

import pytest

from casework.errors import IllegalMove
from casework.referral import (
    DEADLINES,
    MAY,
    MOVES,
    NOT_HELPED,
    OUTCOMES,
    Referral,
    Said,
    State,
    destroyed,
    lift,
    move,
    overdue,
    tell,
    urgency_of,
)
from tests.casework.world import MONDAY

LEGAL = {
    "draft": {"requested", "cancelled"},
    "requested": {"received", "accepted", "rejected", "expired", "cancelled"},
    "received": {"accepted", "rejected", "on_hold", "expired", "cancelled"},
    "on_hold": {"accepted", "rejected", "expired", "cancelled"},
    "accepted": {"in_progress", "failed", "cancelled"},
    "in_progress": {"completed", "failed", "cancelled"},
}
"""As the field's rules write it down; "any of these" may also be entered in error."""
ENDS = {"completed", "rejected", "expired", "failed", "cancelled", "entered_in_error"}
SPEAKERS = {
    "received": {"provider"},
    "accepted": {"provider"},
    "rejected": {"provider"},
    "on_hold": {"provider"},
    "expired": {"clock"},
    "in_progress": {"provider", "person"},
    "completed": {"provider", "person"},
    "failed": {"provider", "coordinator"},
    "cancelled": {"person", "coordinator"},
    "entered_in_error": {"coordinator"},
}
STATES = get_args(State)
SAID = get_args(Said)


def referral(state: str = "requested", urgency: str = "normal", **fields: object) -> Referral:
    limits = DEADLINES[urgency]
    made = Referral(
        id="r",
        reference="TJ-K7QX2M",
        consent="c",
        person="p",
        actor="ngo",
        need="employment",
        place="05.091.01.01",
        province="05.091",
        region="05",
        urgency=urgency,
        sensitive=False,
        scope=("name", "contact", "need", "place", "note"),
        state="requested",
        sent_at=MONDAY,
        acknowledge_by=MONDAY + limits.acknowledge,
        decide_by=MONDAY + limits.decide,
        contact_by=MONDAY + limits.contact,
    )
    return replace(made, state=state, **fields)  # type: ignore[arg-type]


def test_the_table_in_code_is_the_one_written_down() -> None:
    assert {state: set(to) - {"entered_in_error"} for state, to in MOVES.items()} == LEGAL
    assert all("entered_in_error" in to for to in MOVES.values())
    assert {to: set(said) for to, said in MAY.items()} == SPEAKERS


@pytest.mark.parametrize(("state", "to", "said"), list(product(STATES, STATES, SAID)))
def test_a_pair_is_legal_exactly_when_the_table_says_so(state: str, to: str, said: Said) -> None:
    rows = LEGAL.get(state, set()) | ({"entered_in_error"} if state in LEGAL else set())
    if to in rows and said in SPEAKERS.get(to, set()):
        assert move(referral(state), to, said, MONDAY).state == to
    else:
        with pytest.raises(IllegalMove):
            move(referral(state), to, said, MONDAY)


@pytest.mark.parametrize("state", sorted(ENDS))
def test_an_end_never_reopens(state: str) -> None:
    assert state not in MOVES


def test_accepting_what_nobody_opened_records_it_as_received_at_that_instant() -> None:
    later = MONDAY + timedelta(hours=5)

    accepted = move(referral(), "accepted", "provider", later)

    assert (accepted.received_at, accepted.decided_at) == (later, later)


def test_every_move_grows_the_version() -> None:
    assert move(referral(), "received", "provider", MONDAY).version == 1


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (1, 1), (3, 3), (7, 7), (30, 7)])
def test_time_may_be_asked_for_a_week_at_most(asked: int, given: int) -> None:
    held = move(referral("received"), "on_hold", "provider", MONDAY, hold=asked)

    assert held.held_until == MONDAY + timedelta(days=given)
    assert held.decide_by >= held.held_until


def test_time_is_asked_for_once() -> None:
    held = move(referral("received"), "on_hold", "provider", MONDAY)

    for to in ("on_hold", "received"):
        with pytest.raises(IllegalMove):
            move(held, to, "provider", MONDAY)


@pytest.mark.parametrize(
    ("urgency", "hours"),
    [("emergency", (1, 24, 24)), ("urgent", (24, 72, 72)), ("normal", (72, 168, 336))],
)
def test_deadlines_follow_urgency(urgency: str, hours: tuple[int, int, int]) -> None:
    limits = DEADLINES[urgency]

    assert (limits.acknowledge, limits.decide, limits.contact) == tuple(
        timedelta(hours=each) for each in hours
    )
    assert limits.expire == timedelta(hours=1 if urgency == "emergency" else 24)


def test_a_late_acceptance_leaves_time_for_the_first_call() -> None:
    urgent = referral(urgency="urgent")

    accepted = move(urgent, "accepted", "provider", urgent.contact_by - timedelta(minutes=1))

    assert accepted.contact_by - (urgent.contact_by - timedelta(minutes=1)) == timedelta(hours=24)


@pytest.mark.parametrize(
    ("defaults", "danger", "urgency"),
    [
        ((), False, "normal"),
        (("normal",), False, "normal"),
        (("normal", "urgent"), False, "urgent"),
        (("normal",), True, "urgent"),
        (("urgent",), True, "urgent"),
        (("emergency",), False, "urgent"),
    ],
)
def test_urgency_is_raised_by_danger_and_emergency_is_a_humans_word(
    defaults: tuple[str, ...], danger: bool, urgency: str
) -> None:
    assert urgency_of(defaults, danger=danger) == urgency


@pytest.mark.parametrize(
    ("state", "after", "late"),
    [
        ("requested", timedelta(hours=71), ""),
        ("requested", timedelta(hours=72), "acknowledge"),
        ("requested", timedelta(days=7), "decide"),
        ("received", timedelta(hours=100), ""),
        ("on_hold", timedelta(days=7), "decide"),
        ("accepted", timedelta(days=13), ""),
        ("accepted", timedelta(days=14), "contact"),
        ("in_progress", timedelta(days=60), ""),
        ("rejected", timedelta(days=60), ""),
    ],
)
def test_what_is_overdue(state: str, after: timedelta, late: str) -> None:
    assert overdue(referral(state), MONDAY + after) == late


@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize("state", ["accepted", "in_progress"])
def test_the_provider_closes_with_an_outcome(state: str, outcome: str) -> None:
    closed = tell(referral(state, decided_at=MONDAY), outcome, "provider", MONDAY)

    helped = outcome in ("got_help", "partly_helped", "referred_elsewhere")
    assert closed.state == ("completed" if helped else "failed")
    assert (closed.outcome, closed.outcome_said_by) == (outcome, "provider")
    assert closed.contacted_at is not None or not helped or state == "in_progress"


def test_the_person_closes_with_full_help_only() -> None:
    open_case = referral("in_progress", decided_at=MONDAY)

    assert tell(open_case, "got_help", "person", MONDAY).state == "completed"
    assert tell(open_case, "partly_helped", "person", MONDAY).state == "in_progress"
    assert tell(open_case, NOT_HELPED, "person", MONDAY).state == "in_progress"


@pytest.mark.parametrize(
    ("provider", "person", "disputed"),
    [
        ("got_help", "got_help", False),
        ("got_help", "partly_helped", False),
        ("got_help", NOT_HELPED, True),
        ("partly_helped", NOT_HELPED, True),
        ("no_show", NOT_HELPED, False),
        ("no_show", "got_help", True),
        ("could_not_contact", "partly_helped", True),
        ("referred_elsewhere", NOT_HELPED, False),
    ],
)
def test_a_contradiction_is_disputed_whoever_speaks_first(
    provider: str, person: str, disputed: bool
) -> None:
    case = referral("in_progress", decided_at=MONDAY)

    one = tell(tell(case, provider, "provider", MONDAY), person, "person", MONDAY)
    two = tell(tell(case, person, "person", MONDAY), provider, "provider", MONDAY)

    assert (one.disputed, two.disputed) == (disputed, disputed)
    assert lift(one).disputed is False


@pytest.mark.parametrize("state", ["requested", "received", "on_hold"])
def test_nothing_can_have_come_of_what_nobody_accepted(state: str) -> None:
    with pytest.raises(IllegalMove):
        tell(referral(state), "got_help", "person", MONDAY)


@pytest.mark.parametrize("said", ["coordinator", "clock"])
def test_outcomes_are_said_by_the_two_sides(said: Said) -> None:
    with pytest.raises(IllegalMove):
        tell(referral("in_progress", decided_at=MONDAY), "got_help", said, MONDAY)


def test_an_unknown_outcome_is_refused() -> None:
    with pytest.raises(IllegalMove):
        tell(referral("in_progress", decided_at=MONDAY), "happy", "person", MONDAY)
    with pytest.raises(IllegalMove):
        move(referral(), "rejected", "provider", MONDAY, outcome="happy")


def test_destruction_is_confirmed_of_ended_cases_only() -> None:
    with pytest.raises(IllegalMove):
        destroyed(referral("accepted"), MONDAY)
    assert destroyed(referral("cancelled"), MONDAY).destroyed_at == MONDAY
