"""Who may see what of a case: every role, state, sensitivity and scope; nothing leaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import combinations, product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import cards
from casework.consent import SCOPE, Consent, expiry
from casework.disclosure import (
    Known,
    of_task,
    sees_referral,
    sees_task,
    to_coordinator,
    to_focal,
    to_person,
)
from casework.person import StaffMember
from casework.ports import Task
from casework.referral import Referral, State
from conversations.messages import Message, Ref, Text
from tests.casework.test_referral import referral
from tests.casework.world import MONDAY

FACTS = {"call_name": "Amina-7f3", "reach": "+212600000001", "note": "le matin-9c2"}
WHO = frozenset(FACTS.values())
COMMUNE, REGION = "05.091.01.01", "05"
TAKEN = {"accepted", "in_progress"}
OPEN = TAKEN | {"requested", "received", "on_hold"}
STATES = get_args(State)
SCOPES = [frozenset(each) for n in range(6) for each in combinations(SCOPE, n)]


def consent(**fields: object) -> Consent:
    given_ = Consent(
        "c", "p", "referral", "ngo", SCOPE, "1", "fr", "web", MONDAY, expiry("referral", MONDAY)
    )
    return replace(given_, **fields)  # type: ignore[arg-type]


def known(**fields: object) -> Known:
    return replace(Known(FACTS, consent(), MONDAY), **fields)  # type: ignore[arg-type]


def case(
    state: str, *, sensitive: bool = False, scope: frozenset[str] = frozenset(SCOPE)
) -> Referral:
    return referral(
        state,
        need="violence" if sensitive else "employment",
        sensitive=sensitive,
        scope=tuple(item for item in SCOPE if item in scope),
        decided_at=None if state in {"requested", "received", "on_hold"} else MONDAY,
    )


def shown(message: Message) -> set[str]:
    """Every value a message shows: names, numbers, codes behind references."""
    found: set[str] = set()

    def walk(value: object) -> None:
        if isinstance(value, Text):
            found.add(value.key)
            for each in value.values.values():
                walk(each)
        elif isinstance(value, Ref):
            found.add(f"{value.kind}:{value.code}")
        elif isinstance(value, tuple):
            for each in value:
                walk(each)
        else:
            found.add(str(value))

    for text in (*message.parts, *(option.label for option in message.options)):
        walk(text)
    if message.neutral:
        walk(message.neutral)
    return found


@pytest.mark.parametrize(("state", "sensitive"), list(product(STATES, (False, True))))
def test_nothing_leaks_to_a_focal_point(state: str, sensitive: bool) -> None:
    for scope in SCOPES:
        card = shown(
            cards.case_card(
                to_focal(case(state, sensitive=sensitive, scope=scope), known()),
                case(state, sensitive=sensitive, scope=scope),
            )
        )
        opened = state in TAKEN
        early = state in OPEN and not sensitive
        assert (FACTS["call_name"] in card) == (opened and "name" in scope)
        assert (FACTS["reach"] in card) == (opened and "contact" in scope)
        assert (FACTS["note"] in card) == (opened and "note" in scope)
        assert (f"place:{COMMUNE}" in card) == ((opened or early) and "place" in scope)
        need = "violence" if sensitive else "employment"
        assert (f"need:{need}" in card) == ((opened or early) and "need" in scope)
        if not sensitive or opened or state not in OPEN:
            assert f"staff_need:{need}" not in card


@pytest.mark.parametrize("state", sorted(OPEN - TAKEN))
def test_a_sensitive_case_shows_its_staff_label_and_region_first(state: str) -> None:
    sensitive = case(state, sensitive=True)

    card = shown(cards.case_card(to_focal(sensitive, known()), sensitive))

    assert {"staff_need:violence", f"place:{REGION}"} <= card


@pytest.mark.parametrize(
    "changed",
    [
        {"consent": None},
        {"consent": consent(withdrawn_at=MONDAY)},
        {"consent": consent(expires_at=MONDAY)},
        {"now": MONDAY + timedelta(days=30)},
    ],
    ids=["no consent", "withdrawn", "expired", "thirty days"],
)
def test_name_and_contact_leave_the_card_again(changed: dict[str, object]) -> None:
    accepted = case("accepted")

    before = shown(cards.case_card(to_focal(accepted, known()), accepted))
    after = shown(cards.case_card(to_focal(accepted, known(**changed)), accepted))

    assert before >= WHO
    assert not after & WHO


def test_through_this_chat_shows_no_account() -> None:
    accepted = case("accepted")
    through = Known({**FACTS, "reach": "chat"}, consent(), MONDAY)

    card = cards.case_card(to_focal(accepted, through), accepted)

    assert "staff.card.through_chat" in shown(card)
    assert "@relay:TJ-K7QX2M" in {option.value for option in card.options}


def test_who_keeps_the_contact_back_is_still_reached_through_the_chat() -> None:
    accepted = case("accepted", scope=frozenset(SCOPE) - {"contact"})

    assert to_focal(accepted, known()).reach == "chat"


@pytest.mark.parametrize("sensitive", [False, True])
@pytest.mark.parametrize("state", STATES)
def test_a_coordinator_sees_province_and_states_and_nobody(state: str, sensitive: bool) -> None:
    seen = to_coordinator(case(state, sensitive=sensitive), known(), protection=False)

    card = shown(cards.coordinator_card(seen, case(state, sensitive=sensitive)))
    assert seen.place == "05.091"
    assert not card & WHO
    assert f"place:{COMMUNE}" not in card
    assert ("need:violence" in card) is False


def test_the_one_named_for_protection_reads_the_need() -> None:
    sensitive = case("requested", sensitive=True)

    assert to_coordinator(sensitive, known(), protection=True).need == "violence"
    assert to_coordinator(sensitive, known(), protection=False).need == ""


def test_who_called_for_a_human_is_known_to_the_one_who_opens_the_case() -> None:
    seen = to_coordinator(case("requested"), known(), protection=False, asked=True)

    assert (seen.call_name, seen.reach) == (FACTS["call_name"], FACTS["reach"])


def test_the_person_sees_need_place_and_times() -> None:
    seen = to_person(case("requested", sensitive=True), MONDAY)

    assert (seen.need, seen.place, seen.actor) == ("violence", COMMUNE, "ngo")
    assert seen.answer_by is not None


members = st.builds(
    StaffMember,
    id=st.just("m"),
    role=st.sampled_from(["focal", "coordinator"]),
    actor=st.sampled_from(["ngo", "other"]),
    region=st.sampled_from(["", "05", "11"]),
    joined_at=st.just(MONDAY),
    protection=st.booleans(),
    active=st.booleans(),
)


@given(members, st.booleans(), st.booleans())
def test_whoever_sees_a_case_has_a_reason(
    member: StaffMember, sensitive: bool, guarded: bool
) -> None:
    seen = sees_referral(member, case("requested", sensitive=sensitive), guarded=guarded)

    if member.role == "focal":
        assert seen == (member.active and member.actor == "ngo")
    else:
        named = member.protection or not (sensitive and guarded)
        assert seen == (member.active and member.region in ("", "05") and named)


@given(members, st.booleans(), st.booleans(), st.sampled_from(["human", "minor"]))
def test_whoever_sees_a_task_coordinates_there(
    member: StaffMember, sensitive: bool, guarded: bool, kind: str
) -> None:
    task = Task("t", kind, "05", MONDAY, person="p", need="violence" if sensitive else "")

    seen = sees_task(member, task, sensitive=sensitive, guarded=guarded)

    kept = (sensitive or kind == "minor") and guarded
    named = member.protection or not kept
    right = member.active and member.role == "coordinator" and member.region in ("", "05")
    assert seen == (right and named)


def test_a_sensitive_task_names_its_need_to_protection_only() -> None:
    task = Task("t", "human", "05", MONDAY, person="p", need="violence")

    assert of_task(task, sensitive=True, protection=False).need == ""
    assert of_task(task, sensitive=True, protection=True).need == "violence"


def test_a_notice_shows_the_reference_and_says_when_it_is_repeated() -> None:
    sensitive = case("requested", sensitive=True)

    for again, key in ((False, "staff.card.notice"), (True, "staff.card.notice_again")):
        notice = cards.notice(sensitive, again=again)
        assert (notice.key, dict(notice.values)) == (key, {"reference": sensitive.reference})
