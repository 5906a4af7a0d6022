"""What was not understood is counted: how it was written and what was meant, never a word of it."""

from __future__ import annotations

import pytest

from conversations.effects import CountMeant, CountReading
from tests.conversations.person_talk import NOW, Someone, met
from tests.conversations.small_world import BENI_MELLAL, TADLA, TOWN, VILLAGE

DAY = NOW.date().isoformat()


def test_a_need_that_was_not_read_is_counted_at_once_and_its_meaning_by_button() -> None:
    person = met().at("intake.need").write("zzz", lang="ary_Latn")
    assert person.counted == (CountReading("need", "ary_Latn", missed=True),)
    assert person.press("all:economic").counted == ()
    (meant,) = person.press("debt").counted
    assert meant == CountMeant("need", "ary_Latn", day=DAY, read="", meant="debt")


def test_a_place_that_was_not_read_is_counted_by_its_level_alone() -> None:
    person = met(needs="employment").at("place.ask").write("zzz", lang="fr")
    assert person.counted == (CountReading("place", "fr", missed=True),)
    person.press("list").press(TADLA).press(BENI_MELLAL)
    (meant,) = person.press(VILLAGE).counted
    assert meant == CountMeant("place", "fr", day=DAY, read="", meant="commune")
    assert VILLAGE not in str(meant)


def test_what_was_read_is_counted_as_read_and_nothing_waits() -> None:
    person = met().at("intake.need").write("travail", lang="fr", needs=("employment",))
    assert person.counted == (CountReading("need", "fr", missed=False),)
    assert person.press("list").press(TADLA).counted == ()


def test_a_reading_that_is_taken_back_is_counted_with_what_was_meant() -> None:
    person = met().at("intake.need")
    person.write("f lkhdma", lang="ary_Latn", needs=("employment",), place=TOWN)
    assert person.step == "intake.confirm"
    (missed,) = person.press("no").counted
    assert missed == CountReading("need", "ary_Latn", missed=True, read="employment")
    (meant,) = person.press("all:social").press("housing").counted
    assert meant == CountMeant("need", "ary_Latn", day=DAY, read="employment", meant="housing")


def test_a_place_that_is_taken_back_is_counted_with_the_level_that_was_meant() -> None:
    person = met().at("intake.need")
    person.write("travail à Ouled", lang="fr", needs=("employment",), place=TOWN)
    (missed,) = person.press("place").counted
    assert missed == CountReading("place", "fr", missed=True, read="commune")
    (meant,) = person.press("list").press(TADLA).press(f"in:{TADLA}").counted
    assert meant == CountMeant("place", "fr", day=DAY, read="commune", meant="region")


@pytest.mark.parametrize(
    ("step", "read", "tapped", "counted"),
    [
        ("intake.need", {"unsure": ("debt", "food")}, "other", ("need", "debt food")),
        ("place.ask", {"places": (TOWN, VILLAGE)}, "list", ("place", "several")),
    ],
)
def test_none_of_those_shown_is_a_reading_taken_back(
    step: str, read: dict[str, tuple[str, ...]], tapped: str, counted: tuple[str, str]
) -> None:
    person = met(needs="employment" if step == "place.ask" else "").at(step)
    person.write("mots", lang="ar", **read)
    (missed,) = person.press(tapped).counted
    assert missed == CountReading(counted[0], "ar", missed=True, read=counted[1])  # type: ignore[arg-type]


def test_told_again_and_read_nothing_waits_for_a_button_any_more() -> None:
    person = met(place=TOWN).at("intake.need").write("zzz", lang="fr")
    person.write("travail", lang="fr", needs=("employment",)).press("no")
    (meant,) = person.press("all:social").press("housing").counted
    assert meant == CountMeant("need", "fr", day=DAY, read="employment", meant="housing")


def test_a_need_chosen_by_button_and_changed_was_misread_by_nobody() -> None:
    person = met(place=TOWN).at("intake.need").press("all:economic").press("debt")
    assert person.press("no").counted == ()


def test_a_form_that_does_not_tell_is_the_language_that_is_spoken() -> None:
    person = met().sees(language="ary").at("intake.need").write("123", lang="unknown")
    assert person.counted == (CountReading("need", "ary", missed=True),)


@pytest.mark.parametrize("control", ["greet", "thanks", "help", "human", "stop"])
def test_a_word_that_steers_is_no_message_to_be_read(control: str) -> None:
    assert met().at("intake.need").write("salam", control=control).counted == ()


def test_nothing_is_counted_where_something_else_is_asked() -> None:
    for step in ("facts.country", "welcome.adult", "consent.ask", "contact.name"):
        person = met(needs="employment", place=TOWN).at(step, actor="ACTOR-1", need="employment")
        assert person.write("zzz", lang="fr").counted == ()


def test_nothing_is_counted_of_somebody_under_18() -> None:
    minor = Someone().knows(adult="no").at("minor.ask")
    assert minor.write("zzz", lang="fr").counted == ()
    told = met().at("intake.need").write("j'ai 15 ans, travail", lang="fr", stated_age=15)
    assert told.counted == ()


def test_no_word_of_the_message_is_in_what_is_counted_or_waits() -> None:
    person = met().at("intake.need").write("kalam-dyali", lang="ary_Latn")
    assert "kalam" not in str(person.effects) + str(person.place.to_json())
