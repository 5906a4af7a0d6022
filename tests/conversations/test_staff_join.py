"""Joining by an invite: who invites to what, three duties, and is the record right?"""

import pytest

from conversations.effects import ConfirmRecord, JoinAsStaff, SetLanguage
from conversations.steps import Place
from conversations.view import ActorView, InviteView
from tests.conversations.staff_talk import Member, SmallWorld, view_of

RECORD = ActorView("example", ("housing", "violence"), ("04",), "Rabat", "https://example.org")
WORLD = SmallWorld(
    invites={
        "focal": InviteView("focal", "example", ""),
        "region": InviteView("coordinator", "", "04"),
        "all": InviteView("coordinator", "", ""),
    },
    actors={"example": RECORD},
)


def somebody(**told: object) -> Member:
    return Member(view_of("person", world=WORLD, **told), Place("welcome.language"))


def test_a_focal_point_joins_and_says_that_the_record_is_right() -> None:
    member = somebody().command("start", "join-focal").tap("Français")
    assert member.wanted == (SetLanguage("fr"),)
    assert "<actor example>" in member.read
    assert all(f"{n}." in member.read for n in (1, 2, 3))
    member.tap("je rejoins")
    assert member.wanted == (JoinAsStaff("focal"),)
    assert "<need housing>" in member.read
    assert "https://example.org" in member.read
    member.sees(role="focal", actor="example").tap("elle est juste")
    assert member.wanted == (ConfirmRecord("example", right=True),)
    assert member.place.step == "staff.hub"


def test_a_record_that_is_wrong_goes_to_a_coordinator() -> None:
    member = somebody().command("start", "join-focal").tap("Français").tap("je rejoins")
    member.sees(role="focal", actor="example").tap("est faux")
    assert member.wanted == (ConfirmRecord("example", right=False),)


def test_who_has_joined_does_not_fall_back_into_the_persons_dialogue() -> None:
    member = somebody().command("start", "join-focal").tap("Français").tap("je rejoins")
    member.sees(role="focal", actor="example").tap("elle est juste").command("help")
    assert member.place.step == "staff.hub"


@pytest.mark.parametrize(("token", "where"), [("region", "<place 04>"), ("all", "tout le pays")])
def test_a_coordinator_is_told_for_which_region(token: str, where: str) -> None:
    member = somebody().command("start", f"join-{token}").tap("العربية")
    member.sees(language="fr").tap("je rejoins")
    assert member.wanted == (JoinAsStaff(token),)
    assert where in member.read
    member.sees(role="coordinator").tap("Voir ce qui attend")
    assert member.place.step == "coordinator.hub"


def test_an_invite_that_does_not_hold_is_one_clear_line() -> None:
    member = somebody().command("start", "join-used")
    assert member.wanted == ()
    assert "Cette invitation n'est plus valable" in member.read


def test_an_invite_used_by_somebody_else_meanwhile_is_not_redeemed() -> None:
    member = somebody().command("start", "join-focal").tap("Français")
    member.sees(world=SmallWorld()).tap("je rejoins")
    assert member.wanted == ()
    assert "n'est plus valable" in member.read


def test_no_is_as_easy_as_yes() -> None:
    member = somebody().command("start", "join-focal").tap("Français").tap("Non merci")
    assert member.wanted == ()


def test_the_record_is_asked_about_again_by_a_button() -> None:
    member = Member(view_of(world=WORLD)).press("@confirm").tap("elle est juste")
    assert member.wanted == (ConfirmRecord("example", right=True),)


def test_nobody_confirms_a_record_who_did_not_become_a_focal_point() -> None:
    member = somebody().command("start", "join-focal").tap("Français").tap("je rejoins")
    assert member.tap("elle est juste").wanted == ()
