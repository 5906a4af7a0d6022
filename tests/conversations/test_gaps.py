"""A need without an actor: said plainly, a general service named, and counted as a gap."""

from __future__ import annotations

import pytest

from conversations.effects import CallHuman
from locales.texts import LANGUAGES, text
from tests.conversations.person_talk import met
from tests.conversations.small_world import TOWN


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_need_without_any_actor_says_so_names_a_general_service_and_is_a_gap(
    language: str,
) -> None:
    person = met(needs="transport", place=TOWN).sees(language=language)
    person.at("facts.safe_times").press("any")
    assert person.wanted == (CallHuman("gap", need="transport"),)
    plainly = text("person", "offers.listed.nobody", language)
    general = text("person", "offers.general", language)
    assert plainly in person.read
    assert person.read.index(general) < person.read.index("GENERAL")
    assert not any(option.value.startswith("pick:") for option in person.options)


def test_a_known_actor_stands_before_any_general_service() -> None:
    person = met(needs="housing", place=TOWN).at("facts.safe_times").press("any")
    assert "LISTED-2" in person.read
    assert "GENERAL" not in person.read


def test_among_several_needs_the_one_without_an_actor_is_said_and_counted_once() -> None:
    person = met(needs="employment transport", place=TOWN).at("facts.safe_times").press("any")
    assert "je ne connais encore personne" in person.read
    assert "<need transport>" in person.read
    assert "GENERAL" in person.read
    person.press("pick:ACTOR-1")
    assert person.wanted == (CallHuman("gap", need="transport"),)
    person.at("offers.show", gaps="1").press("pick:ACTOR-2")
    assert person.wanted == ()


def test_a_sensitive_need_without_an_actor_is_said_without_its_name() -> None:
    person = met(needs="employment addiction", place=TOWN).at("facts.safe_times").press("any")
    assert "<staff_need addiction>" in person.read
    assert "<need addiction>" not in person.read


def test_when_none_of_several_needs_finds_anybody_each_is_a_gap() -> None:
    person = met(needs="housing transport", place=TOWN).at("facts.safe_times").press("any")
    assert person.wanted == (
        CallHuman("gap", need="housing"),
        CallHuman("gap", need="transport"),
    )


def test_for_another_adult_too_a_need_without_an_actor_is_a_gap() -> None:
    person = met(needs="transport", place=TOWN).knows(for_whom="other")
    person.at("facts.safe_times").press("any")
    assert person.step == "other.offers"
    assert person.wanted == (CallHuman("gap", need="transport"),)
    assert "GENERAL" in person.read
