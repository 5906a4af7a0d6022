"""What is told with doubt: one short question, buttons, and never a dead end."""

from __future__ import annotations

import pytest

from tests.conversations.person_talk import Someone, met
from tests.conversations.small_world import BENI_MELLAL, TOWN, VILLAGE

OTHER_TOWN = "05.311.01.01"
LANGUAGES = ("fr", "ar", "ary", "ary_Latn")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_message_full_of_doubts_is_asked_about_in_its_turn(language: str) -> None:
    person = Someone().write(
        "projet, Ouled", lang=language, unsure=("debt", "housing"), places=(TOWN, OTHER_TOWN)
    )
    person.press("yes").press("self")
    assert person.step == "intake.which"
    assert [each.value for each in person.options] == ["debt", "housing", "other"]
    assert person.press("debt").step == "place.which"
    assert [each.value for each in person.options] == [f"in:{TOWN}", f"in:{OTHER_TOWN}", "list"]
    assert person.press(f"in:{OTHER_TOWN}").step == "facts.country"
    assert (person.fact("needs"), person.fact("place")) == ("debt", OTHER_TOWN)


def test_a_need_told_plainly_beside_a_doubtful_place_leaves_one_question() -> None:
    person = met().at("intake.need")
    person.write("travail à Ouled", needs=("employment",), places=(TOWN, OTHER_TOWN))
    assert person.step == "place.which"
    assert f"<place {TOWN}> (<place {BENI_MELLAL}>)" in person.labels


def test_a_doubtful_place_told_while_the_need_is_asked_is_noted() -> None:
    person = met().at("intake.need").write("à Ouled", places=(TOWN, OTHER_TOWN))
    assert person.step == "intake.need"
    assert "anywhere.noted" in person.keys
    assert person.press("all:economic").press("debt").step == "place.which"


def test_a_place_told_plainly_later_takes_the_doubt_away() -> None:
    person = met().at("intake.need").write("à Ouled", places=(TOWN, OTHER_TOWN))
    person.write("travail à Béni Mellal", needs=("employment",), place=TOWN)
    assert person.step == "intake.confirm"
    assert person.fact("place") == TOWN


@pytest.mark.parametrize("step", ["intake.confirm", "offers.show", "offers.none"])
def test_told_anew_with_doubt_it_is_asked_at_once(step: str) -> None:
    needs = "housing" if step == "offers.none" else "employment"
    person = met(needs=needs, place=TOWN).at(step)
    person.write("à Ouled", places=(OTHER_TOWN, VILLAGE))
    assert person.step == "place.which"
    assert person.press(f"in:{OTHER_TOWN}").fact("place") == OTHER_TOWN
    again = met(needs=needs, place=TOWN).at(step).write("un projet", unsure=("debt", "food"))
    assert again.step == "intake.which"
    assert again.press("debt").fact("needs") == "debt"


def test_a_new_request_with_a_doubtful_place_does_not_keep_the_old_one() -> None:
    person = met(place=VILLAGE).write("travail", needs=("employment",), places=(TOWN, OTHER_TOWN))
    assert person.press("self").step == "place.which"


def test_three_places_are_shown_and_the_next_are_one_tap_away() -> None:
    many = tuple(f"05.091.09.{n:02}" for n in range(1, 6))
    person = met(needs="employment").at("place.ask").write("Ouled", places=many)
    assert [each.value for each in person.options] == [f"in:{each}" for each in many[:3]] + [
        "more", "list",
    ]  # fmt: skip
    person.press("more")
    assert [each.value for each in person.options] == [f"in:{each}" for each in many[3:]] + ["list"]
    assert person.press(f"in:{many[4]}").fact("place") == many[4]


def test_going_back_shows_the_same_buttons_again() -> None:
    person = (
        met().at("intake.need").write("projet, Ouled", unsure=("debt",), places=(TOWN, VILLAGE))
    )
    person.press("debt").press(f"in:{TOWN}").press("back")
    assert [each.value for each in person.options] == [f"in:{TOWN}", f"in:{VILLAGE}", "list"]
    assert [each.value for each in person.press("back").options] == ["debt", "other"]


def test_neither_question_is_a_dead_end() -> None:
    need = met(place=TOWN).at("intake.which", unsure="debt food")
    assert need.write("non, du travail", needs=("employment",)).fact("needs") == "employment"
    assert met().at("intake.which", unsure="debt food").press("other").step == "intake.need"
    place = met(needs="employment").at("place.which", candidates=f"{TOWN} {OTHER_TOWN}")
    assert place.write("non, au village", place=VILLAGE).fact("place") == VILLAGE
    place = met(needs="employment").at("place.which", candidates=f"{TOWN} {OTHER_TOWN}")
    assert place.press("list").step == "place.region"
    lost = met(needs="employment").at("place.which", candidates=f"{TOWN} {OTHER_TOWN}").write("bof")
    assert lost.step == "place.which"
    assert "anywhere.misread" in lost.keys


def test_weak_signs_of_another_need_leave_the_known_one_alone_while_a_place_is_asked() -> None:
    person = met(needs="employment").at("place.ask").write("village", unsure=("debt",), place=TOWN)
    assert person.fact("needs") == "employment"
    assert person.step == "facts.country"


def test_for_a_child_no_need_is_guessed() -> None:
    person = met().knows(for_whom="child").at("intake.child")
    assert person.write("argent", unsure=("debt",)).step == "intake.child"
