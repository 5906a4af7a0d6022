"""Who may decide what: every kind of member before every kind of proposal, as one table."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from casework.person import StaffMember
from casework.proposal import Proposal
from casework.second_person import holds_at_once, may_decide, touches_contact
from catalogue.record import Change
from catalogue.schema import ACTOR, PARTS, fields_of

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
HERE, ELSEWHERE = "05", "06"
PERIMETER = ("05.091",)
HOURS = Change(ACTOR, "", "hours", None, "24/7")
WEBSITE = Change(ACTOR, "", "website", None, "https://example.org")
PHONE = Change("contact", "phone · 1", "", None, {"kind": "phone", "value": "1"})
SEEN = Change("contact", "phone · 1", "visibility", "staff", "public")
NEW_RECORD = Change(ACTOR, "", "", None, None)
FREE = Change(ACTOR, "", "places_free", 3, 2)


def member(role: str, actor: str = "", region: str = "", *, active: bool = True) -> StaffMember:
    id_ = f"{role}-{actor}-{region}"
    return StaffMember(id_, role, actor, region, NOW, active=active)  # type: ignore[arg-type]


MEMBERS = {
    "coordinator here": member("coordinator", region=HERE),
    "coordinator of the country": member("coordinator"),
    "coordinator elsewhere": member("coordinator", region=ELSEWHERE),
    "coordinator who left": member("coordinator", region=HERE, active=False),
    "coordinator of that actor": member("coordinator", "ngo", HERE),
    "its own focal point": member("focal", "ngo"),
    "another's focal point": member("focal", "other"),
}
CONTACTS = {"phone": PHONE, "shown": SEEN, "website": WEBSITE, "new record": NEW_RECORD}
MAY = {
    ("coordinator here", "plain"),
    ("coordinator here", "contact"),
    ("coordinator of the country", "plain"),
    ("coordinator of the country", "contact"),
    ("coordinator of that actor", "plain"),
}


def proposal(*changes: Change, by: str = "somebody") -> Proposal:
    return Proposal("p", "p", "ngo", NOW, by, "edit", changes)


@pytest.mark.parametrize("who", MEMBERS)
@pytest.mark.parametrize("change", CONTACTS.values(), ids=CONTACTS)
def test_a_contact_is_decided_by_a_coordinator_who_is_not_of_that_actor(
    who: str, change: Change
) -> None:
    told = proposal(HOURS, change)
    assert may_decide(told, MEMBERS[who], PERIMETER) == ((who, "contact") in MAY)


@pytest.mark.parametrize("who", MEMBERS)
def test_any_other_change_is_decided_by_a_coordinator_of_the_region(who: str) -> None:
    assert may_decide(proposal(HOURS), MEMBERS[who], PERIMETER) == ((who, "plain") in MAY)


@pytest.mark.parametrize("change", [HOURS, FREE, *CONTACTS.values()])
@pytest.mark.parametrize("who", MEMBERS)
def test_nobody_decides_what_they_proposed_themselves(who: str, change: Change) -> None:
    own = proposal(change, by=MEMBERS[who].id)
    assert not may_decide(own, MEMBERS[who], PERIMETER)


def test_an_actor_of_the_whole_country_is_any_coordinators() -> None:
    assert may_decide(proposal(PHONE), MEMBERS["coordinator elsewhere"], ())


@pytest.mark.parametrize("part", [ACTOR, *PARTS])
def test_of_all_fields_contacts_and_the_website_are_contacts(part: str) -> None:
    row = "" if part == ACTOR else "x"
    told = [Change(part, row, each.name, None, "x") for each in fields_of(part)]
    found = {each.field for each in told if touches_contact((each,))}
    every = {each.name for each in fields_of("contact")}
    assert found == {ACTOR: {"website"}, "contact": every}.get(part, set())


AT_ONCE = {
    ("coordinator here", "hours"),
    ("coordinator here", "places"),
    ("coordinator of the country", "hours"),
    ("coordinator of the country", "places"),
    ("coordinator of that actor", "hours"),
    ("coordinator of that actor", "places"),
    ("its own focal point", "places"),
}


@pytest.mark.parametrize("who", MEMBERS)
@pytest.mark.parametrize(
    ("what", "change"),
    [("hours", HOURS), ("places", FREE), *(("contact", each) for each in CONTACTS.values())],
)
def test_what_holds_at_once_is_a_coordinators_edit_or_the_actors_own_business(
    who: str, what: str, change: Change
) -> None:
    assert holds_at_once(change, MEMBERS[who], "ngo", PERIMETER) == ((who, what) in AT_ONCE)


def test_a_focal_point_who_left_changes_nothing() -> None:
    gone = replace(MEMBERS["its own focal point"], active=False)
    assert not holds_at_once(FREE, gone, "ngo", PERIMETER)
