"""From the first word to a case that is sent, as a person lives it."""

from __future__ import annotations

import pytest

from conversations.effects import CallHuman, GrantConsent, OpenReferral, Say, SetLanguage
from conversations.view import Input
from tests.conversations.person_talk import Someone, met
from tests.conversations.small_world import BENI_MELLAL, TADLA, TOWN, VILLAGE

HUB = {
    "fr": "Que puis-je faire",
    "ar": "كيف يمكنني مساعدتكم",
    "ary": "شنو نقدر ندير ليكم",
    "ary_Latn": "Chno n9der ndir likom",
}


@pytest.mark.parametrize("language", HUB)
def test_a_case_is_sent_by_buttons_alone_in_every_language(language: str) -> None:
    person = Someone().command("start").press(language)
    for value in ("yes", "self", "all:economic", "employment", "list", TADLA, BENI_MELLAL, TOWN):
        person.press(value)
    person.press("skip_all").press("pick:ACTOR-2").press("skip").press("chat").press("yes")
    consent, referral = (each for each in person.wanted)
    assert consent == GrantConsent("referral", "ACTOR-2", ("contact", "need", "place"))
    assert referral == OpenReferral("ACTOR-2", "employment")
    person.press("no")
    assert person.step == "hub.menu"
    assert HUB[language] in person.read


def test_the_languages_are_each_in_their_own_words() -> None:
    person = Someone().command("start")
    assert person.labels == ["💬 الدارجة", "💬 Darija", "💬 العربية", "💬 Français"]


def test_a_first_sentence_tells_language_need_and_place_and_is_confirmed_once() -> None:
    person = Someone().write(
        "bghit chi khdma f bni mlal", lang="ary_Latn", needs=("employment",), place=TOWN
    )
    assert SetLanguage("ary_Latn") in person.effects
    assert "Ana Tawjih" in person.read
    person.tap("18 3am wla kter").tap("Liya ana")
    assert person.step == "intake.confirm"
    assert "<need employment>" in person.read
    assert f"<place {TOWN}>" in person.read
    assert person.tap("hiya hadi").step == "facts.country"


def test_a_confirmation_is_corrected_by_tapping_or_by_writing() -> None:
    person = met(needs="employment", place=TOWN).at("intake.confirm")
    person.write("non, un logement", lang="fr", needs=("housing",))
    assert person.fact("needs") == "housing"
    person.tap("Autre lieu").write("Khouribga", place="05.311.01.01")
    assert person.fact("place") == "05.311.01.01"
    assert person.step == "facts.country"


def test_no_to_a_confirmation_asks_the_need_again() -> None:
    person = met(needs="employment", place=TOWN).at("intake.confirm")
    assert person.write("non", control="no").step == "intake.need"
    assert person.fact("needs") == ""


def test_a_need_called_like_its_dimension_is_a_need() -> None:
    person = met(place=TOWN).at("intake.need").press("all:psychosocial").press("psychosocial")
    assert person.fact("needs") == "psychosocial"
    assert person.step == "intake.confirm"


def test_weak_signs_lead_to_one_short_question() -> None:
    person = met(place=TOWN).at("intake.need").write("projet", unsure=("business_start_up", "debt"))
    assert person.step == "intake.which"
    assert len(person.options) == 3
    assert person.press("debt").fact("needs") == "debt"


def test_a_place_of_several_names_shows_where_each_lies() -> None:
    person = met(needs="employment").at("place.ask").write("Ouled", places=(TOWN, "05.311.01.01"))
    assert person.step == "place.which"
    assert f"<place {TOWN}> (<place {BENI_MELLAL}>)" in person.labels
    assert person.press(f"in:{TOWN}").fact("place") == TOWN


def test_a_position_leads_to_the_towns_around_and_is_not_kept() -> None:
    person = met(needs="employment").at("place.ask")
    person.hear(Input("position", position=(32.337, -6.35)))
    assert person.step == "place.near"
    assert "32.3" not in str(person.place.to_json()) + str(person.effects)
    assert person.tap(VILLAGE).fact("place") == VILLAGE


def test_a_position_abroad_is_said_so_and_asked_again() -> None:
    person = met(needs="employment").at("place.ask")
    person.hear(Input("position", position=(48.85, 2.35)))
    assert "place.far" in person.keys
    assert person.step == "place.ask"


def test_communes_come_some_at_a_time_and_one_may_stay_vague() -> None:
    person = met(needs="employment").at("place.ask").write("province", place=BENI_MELLAL)
    assert person.step == "place.commune"
    first = person.labels
    assert person.tap("La suite").labels != first
    assert person.tap("Ailleurs").fact("place") == BENI_MELLAL


def test_the_optional_questions_are_skipped_one_by_one_or_all_at_once() -> None:
    person = met(needs="employment", place=TOWN).at("facts.country").press("ES")
    assert person.press("skip").step == "facts.return_kind"
    assert person.press("skip_all").step == "offers.show"
    assert person.fact("country") == "ES"


def test_of_a_sensitive_need_only_the_safe_time_is_asked() -> None:
    person = met(needs="violence").at("place.ask").write("village", place=VILLAGE)
    assert person.step == "facts.safe_times"


def test_offers_come_three_at_a_time_and_only_those_one_can_be_referred_to() -> None:
    person = met(needs="employment", place=TOWN).at("facts.safe_times").press("any")
    assert [label for label in person.labels if "Choisir" in label] == [
        f"✅ Choisir le n° {rank}" for rank in (1, 2, 3)
    ]
    person.tap("Voir d'autres")
    assert [label for label in person.labels if "Choisir" in label] == ["✅ Choisir le n° 4"]
    assert "LISTED" not in person.read


def test_when_nobody_can_be_referred_to_it_is_said_and_the_gap_is_counted() -> None:
    person = met(needs="housing", place=TOWN).at("facts.safe_times").press("any")
    assert person.wanted == (CallHuman("gap", need="housing"),)
    assert "n'ai trouvé personne" in person.read
    assert "LISTED-2" in person.read
    assert not any(option.value.startswith("pick:") for option in person.options)


def test_another_need_told_at_the_offers_is_looked_up_at_once() -> None:
    person = (
        met(needs="housing", place=TOWN).at("offers.none").write("travail", needs=("employment",))
    )
    assert person.step == "offers.show"
    assert person.fact("needs") == "employment"


def test_the_name_of_the_messenger_is_proposed_and_another_may_be_typed() -> None:
    person = met(needs="employment", place=TOWN).sees(proposed_name="Fatima Z.").at("offers.show")
    person.press("pick:ACTOR-1")
    assert "👤 Fatima Z." in person.labels
    assert person.write("Lalla").fact("call_name") == "Lalla"


def test_a_number_is_taken_typed_or_from_the_messengers_button() -> None:
    typed = met(needs="employment", place=TOWN).at(
        "contact.reach", actor="ACTOR-1", need="employment"
    )
    assert typed.told == ()
    assert typed.write("06 12-34.56 78").fact("reach") == "0612345678"
    given = met(needs="employment", place=TOWN).at(
        "contact.reach", actor="ACTOR-1", need="employment"
    )
    given.hear(Input("phone", phone="+212612345678"))
    assert given.fact("reach") == "+212612345678"
    assert given.step == "consent.ask"


def test_a_parent_asks_for_a_child_and_only_for_what_child_services_do() -> None:
    person = Someone().knows(adult="yes", for_whom="self", needs="employment", call_name="Amina")
    person.at("welcome.for_whom").tap("Pour mon enfant")
    assert person.step == "intake.child"
    assert {each.value for each in person.options} == {"child_protection", "minor_return"}
    assert person.fact("needs") == ""
    assert person.fact("call_name") == ""
    assert person.write("école", needs=("schooling",)).step == "intake.child"


def test_for_another_adult_there_is_information_and_a_link_and_no_referral() -> None:
    person = Someone().knows(adult="yes", place=TOWN).at("welcome.for_whom")
    person.tap("Pour un autre adulte")
    assert "https://example.org/start" in person.read
    person.tap("Voir qui existe").write("travail", needs=("employment",))
    assert person.step == "other.offers"
    assert "ACTOR-1" in person.read
    assert not any(option.value.startswith("pick:") for option in person.options)


def test_back_leads_through_every_step_to_the_start() -> None:
    person = Someone().press("fr").press("yes").press("self").press("all:economic")
    steps = []
    for _ in range(4):
        person.press("back")
        steps.append(person.step)
    assert steps == ["intake.need", "welcome.for_whom", "welcome.adult", "welcome.language"]


def test_an_answer_corrected_after_going_back_is_the_one_that_counts() -> None:
    person = met(needs="employment").at("place.ask").press("list").press(TADLA).press("back")
    assert person.press("06").press("06.141").press("06.141.01.01").fact("place") == "06.141.01.01"


def test_what_is_said_of_who_we_are_is_said_once() -> None:
    person = Someone().press("fr")
    assert "welcome.delete" in person.keys
    assert "welcome.delete" not in person.press("yes").press("back").keys


def test_in_a_tab_it_is_said_that_a_closed_page_is_gone() -> None:
    person = Someone().sees(channel="web").press("fr")
    assert "welcome.delete.tab" in person.keys
    assert "welcome.delete" not in person.keys
    asked = met().sees(channel="web").at("contact.name").write("Samir")
    assert "contact.reach.tab" in asked.keys
    assert "contact.reach.tab" not in met().at("contact.name").write("Samir").keys


@pytest.mark.parametrize(
    ("said", "reading", "step"),
    [
        ("oui j'ai 30 ans", {"stated_age": 30}, "welcome.for_whom"),
        ("kbir", {"stated_age": 18}, "welcome.for_whom"),
        ("oui", {"control": "yes"}, "welcome.for_whom"),
        ("30", {}, "welcome.for_whom"),
        ("18", {}, "welcome.for_whom"),
        ("٣٠", {}, "welcome.for_whom"),
        ("oui 30", {}, "welcome.for_whom"),
        ("عندي 25", {}, "welcome.for_whom"),
        ("non", {"control": "no"}, "minor.ask"),
        ("لا", {"control": "no"}, "minor.ask"),
        ("15", {}, "minor.ask"),
        ("j'ai 3 enfants", {}, "welcome.adult"),
        ("weldi 3ndo 15", {}, "welcome.adult"),
        ("3", {}, "welcome.adult"),
        ("0612345678", {}, "welcome.adult"),
        ("1990", {}, "welcome.adult"),
    ],
)
def test_of_age_or_not_is_answered_in_words_and_numbers(
    said: str, reading: dict[str, str | int], step: str
) -> None:
    assert Someone().press("fr").write(said, **reading).step == step


def test_a_note_in_passing_keeps_the_question() -> None:
    person = (
        Someone().press("fr").write("je cherche du travail à Beni Mellal", needs=("employment",))
    )
    assert "anywhere.noted" in person.keys
    assert person.step == "welcome.adult"
    assert person.fact("needs") == "employment"


def test_a_need_told_beside_the_place_is_added_to_the_one_known() -> None:
    person = met(needs="psychosocial").at("place.ask")
    person.write("je cherche un logement à Béni Mellal", needs=("housing",), place=TOWN)
    assert person.fact("needs") == "psychosocial housing"
    assert person.fact("place") == TOWN


def test_a_place_that_is_named_is_the_one_that_counts() -> None:
    person = met(needs="employment", place=VILLAGE).at("welcome.for_whom")
    person.write("Béni Mellal", place=TOWN)
    assert "anywhere.noted" in person.keys
    assert person.fact("place") == TOWN


def test_every_turn_says_something() -> None:
    person = met().press("new")
    assert any(isinstance(each, Say) for each in person.effects)


# --- when two readings are close -------------------------------------------------------------
