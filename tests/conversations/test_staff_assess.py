"""An actor is assessed by taps: every score says what it means, skipped is missing, stops keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from catalogue.capacity import criteria
from conversations.effects import AssessActor
from conversations.view import CriterionView
from tests.conversations.staff_talk import Member, view_of

GRID = criteria()
FIRST, SECOND, LAST = GRID[0].code, GRID[1].code, GRID[-1].code


@dataclass
class Assessing:
    """Who may be assessed here, and what was given before."""

    names: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: {"exemple": ("EX-1",), "deux": ("EX-1", "EX-2")}
    )
    scores: dict[str, int] = field(default_factory=dict)

    def criteria(self) -> Sequence[CriterionView]:
        return [CriterionView(each.code, each.dimension) for each in GRID]

    def called(self, name: str) -> Sequence[str]:
        return self.names.get(name, ())

    def given(self, actor: str) -> Mapping[str, int] | None:
        return self.scores if actor in ("EX-1", "EX-2", "example") else None


def coordinator(language: str = "fr", **scores: int) -> Member:
    return Member.coordinator(assessing=Assessing(scores=scores), language=language)


def test_a_name_and_a_tap_score_the_first_criterion() -> None:
    member = coordinator().command("assess").write("exemple")
    assert "17 critères" in member.read
    member.tap("3 · Bien")
    assert member.wanted == (AssessActor("EX-1", FIRST, 3),)
    assert GRID[1].label("fr") in member.read


def test_the_name_may_follow_the_command() -> None:
    assert GRID[0].label("fr") in coordinator().command("assess", "exemple").read


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_each_criterion_shows_what_every_score_means(language: str) -> None:
    member = coordinator(language).command("assess", "exemple")
    for each in GRID:
        for score in range(5):
            assert each.level(score, language).strip("\u200f") in member.read
        member.press("skip")


def test_several_actors_of_a_name_are_chosen_from() -> None:
    member = coordinator().command("assess", "deux").tap("EX-2")
    assert "<actor EX-2>" in member.read
    assert member.tap("0 · Rien").wanted == (AssessActor("EX-2", FIRST, 0),)


def test_an_unknown_name_is_asked_again() -> None:
    member = coordinator().command("assess").write("personne")
    assert "Aucun organisme" in member.read
    assert GRID[0].label("fr") in member.write("exemple").read


def test_skipping_gives_no_score() -> None:
    member = coordinator().command("assess", "exemple").tap("Passer")
    assert member.wanted == ()
    assert GRID[1].label("fr") in member.read


def test_one_goes_back_to_the_criterion_before() -> None:
    member = coordinator().command("assess", "exemple").tap("Passer").tap("précédent")
    assert GRID[0].label("fr") in member.read
    assert not any("précédent" in label for label in member.labels)


@pytest.mark.parametrize("typed", ["2", "٢"])
def test_a_score_may_be_typed(typed: str) -> None:
    member = coordinator().command("assess", "exemple").write(typed)
    assert member.wanted == (AssessActor("EX-1", FIRST, 2),)


@pytest.mark.parametrize("typed", ["5", "12", "bien", "²", "-1"])
def test_what_is_no_score_is_none(typed: str) -> None:
    assert coordinator().command("assess", "exemple").write(typed).wanted == ()


def test_it_goes_on_where_it_was_stopped() -> None:
    member = coordinator(**{FIRST: 4}).command("assess", "exemple")
    assert "1 critères sur 17" in member.read
    assert GRID[1].label("fr") in member.read
    assert "Note donnée : 4" in member.tap("précédent").read
    assert "/assess reprend" in member.tap("Arrêter").read
    assert member.place.step == "coordinator.hub"


def test_after_the_last_one_it_says_how_many_were_scored() -> None:
    all_but_last = {each.code: 1 for each in GRID[:-1]}
    member = coordinator(**all_but_last).command("assess", "exemple").tap("4 · Pleinement")
    assert member.wanted == (AssessActor("EX-1", LAST, 4),)
    assert "17 critères notés sur 17" in member.read
    assert member.place.step == "coordinator.hub"


def test_an_assessment_that_is_whole_begins_anew_at_the_first() -> None:
    member = coordinator(**{each.code: 1 for each in GRID}).command("assess", "exemple")
    assert GRID[0].label("fr") in member.read


def test_a_focal_point_speaks_of_its_own_actor_only() -> None:
    member = Member(view_of(assessing=Assessing())).command("assess", "deux")
    assert member.tap("1 · Débuts").wanted == (AssessActor("example", FIRST, 1),)


def test_without_the_right_to_it_nothing_is_asked() -> None:
    member = Member(view_of(actor="other", assessing=Assessing())).command("assess")
    assert member.place.step == "staff.hub"
    assert "pas pour votre rôle" in member.read


def test_leaving_changes_nothing() -> None:
    assert coordinator().command("assess").tap("Laisser").wanted == ()
