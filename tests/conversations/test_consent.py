"""Consent, the case that follows from it, and taking it back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.effects import (
    EraseEverything,
    GrantConsent,
    OpenReferral,
    ProtectWith,
    RelayToActor,
    Unlock,
    WithdrawConsent,
)
from conversations.view import CaseView
from locales.texts import LANGUAGES
from tests.conversations.person_talk import Someone, met
from tests.conversations.small_world import TOWN


def asked(need: str = "employment", actor: str = "ACTOR-1", **facts: str) -> Someone:
    """Somebody who is asked for consent."""
    person = met(needs=need, place=TOWN, reach="chat", call_name="Lalla", **facts)
    person.at("contact.reach", actor=actor, need=need)
    return person.press("chat")


def guarded() -> Someone:
    """Somebody with a sensitive case behind a word, which has not been given."""
    person = asked("violence", "SHELTER", safe_times="evening", checks="no")
    return person.press("yes").write("Rose").sees(unlocked=False)


def test_the_consent_names_the_recipient_and_each_item() -> None:
    person = asked()
    for said in ("<actor ACTOR-1>", "Lalla", "<need employment>", f"<place {TOWN}>", "/withdraw"):
        assert said in person.read
    assert "CNDP" in person.read
    assert "six mois" in person.read


def test_no_is_as_big_as_yes_and_changes_nothing() -> None:
    person = asked()
    assert [each.value for each in person.options[:2]] == ["yes", "no"]
    person.tap("Non, ne pas envoyer")
    assert person.wanted == ()
    assert person.tap("Voir les possibilités").step == "offers.show"


def test_after_a_quick_exit_the_whole_consent_is_said_again() -> None:
    person = asked()
    off = next(each.value for each in person.options if each.value not in ("yes", "no"))
    assert "consent.risk" not in person.press(off).keys
    person.command("exit")
    assert "consent.risk" in person.write("...").keys


def test_every_item_can_be_taken_off_and_put_back() -> None:
    person = asked().tap("Sans mon nom").tap("Sans le lieu").tap("Avec le lieu")
    assert "Lalla" not in person.read
    person.tap("Oui, envoyer")
    assert person.wanted[0] == GrantConsent("referral", "ACTOR-1", ("contact", "need", "place"))


@pytest.mark.parametrize(("state", "ended"), [("accepted", False), ("expired", True)])
def test_the_consent_says_that_an_open_request_ends_with_the_yes(state: str, ended: bool) -> None:
    first = CaseView("TJ-FIRST1", "ACTOR-2", state, "employment", "normal", False, ended=ended)
    person = met(needs="employment", place=TOWN, call_name="Lalla").sees(cases=(first,))
    person.at("contact.reach", actor="ACTOR-1", need="employment", replaces="TJ-FIRST1")
    person.press("chat")
    assert ("TJ-FIRST1 s'arrête" in person.read) == (not ended)
    assert OpenReferral("ACTOR-1", "employment", "TJ-FIRST1") in person.press("yes").wanted


def test_a_word_for_the_actor_passes_only_if_it_is_given() -> None:
    person = asked().tap("Ajouter un mot").write("Je suis soudeur")
    assert "Je suis soudeur" in person.read
    person.tap("Oui, envoyer")
    assert "note" in person.wanted[0].scope  # type: ignore[union-attr]


def test_a_name_is_corrected_on_the_consent_and_the_consent_comes_back() -> None:
    person = asked().tap("Corriger").tap("Le nom").write("Khadija")
    assert person.step == "consent.ask"
    assert "Khadija" in person.read


def test_after_a_yes_no_way_leads_back_to_the_same_consent() -> None:
    person = asked().tap("Oui, envoyer")
    for _ in range(5):
        person.press("back")
    assert not any(isinstance(each, OpenReferral) for each in person.effects)
    assert person.step != "consent.ask"


def test_a_second_actor_is_not_the_one_that_has_the_case() -> None:
    person = asked(checks="no").tap("Oui, envoyer").at("facts.safe_times").press("any")
    assert "ACTOR-1" not in person.read
    assert "ACTOR-2" in person.read


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_consent_to_a_sensitive_case_never_names_the_need(language: str) -> None:
    person = asked("violence", "SHELTER").sees(language=language)
    said = person.press("drop:name").read
    assert "<staff_need violence>" in said
    assert "<need violence>" not in said


def test_a_sensitive_case_is_named_nowhere_outside_of_buttons() -> None:
    person = met(safe_times="any").at("intake.needs_of", dimension="psychosocial")
    said = [person.press("violence").read]
    said.append(person.write("Béni Mellal", place=TOWN).read)
    said += [person.press(value).read for value in ("pick:SHELTER", "skip", "chat", "yes")]
    assert "<staff_need violence>" in "".join(said)
    assert "<need violence>" not in "".join(said)


def test_two_sensitive_needs_share_one_name_said_once() -> None:
    person = met(needs="violence psychosocial housing", place=TOWN).at("intake.confirm")
    said = person.command("help").read
    assert said.count("staff_need") == 1
    assert "<need housing>" in said


def test_a_word_or_a_picture_guards_a_sensitive_case() -> None:
    by_word = asked("violence", "SHELTER", safe_times="any").press("yes")
    assert by_word.step == "consent.secret"
    assert by_word.write("  La  Rose ").wanted[0] == ProtectWith("la rose")
    by_picture = asked("violence", "SHELTER", safe_times="any").press("yes").tap("🌹")
    assert by_picture.wanted[0] == ProtectWith("🌹")


def test_without_its_word_a_guarded_case_is_as_if_there_were_none() -> None:
    nobody, person = met(), guarded()
    for command in ("status", "withdraw", "start"):
        assert person.command(command).read == nobody.command(command).read
    said = person.command("mydata").read
    for secret in ("TJ-", "SHELTER", "violence", TOWN):
        assert secret not in said


def test_three_misses_change_nothing_and_the_word_opens() -> None:
    person = guarded()
    for word in ("lys", "tulipe", "iris"):
        assert Unlock() not in person.write(word).effects
        assert "TJ-" not in person.read
    assert Unlock() in person.write("rose").effects
    assert "TJ-K7QX2M" in person.read
    assert "SHELTER" not in person.read


def test_an_ordinary_case_is_told_in_plain_words_with_its_date() -> None:
    person = asked(checks="no").tap("Oui, envoyer").tap("Où en est ma demande")
    assert "TJ-K7QX2M" in person.read
    assert "Pas encore ouverte" in person.read
    assert "mardi 1er décembre 2026" in person.read
    assert person.step == "hub.menu"


def test_one_tap_takes_a_consent_back() -> None:
    person = asked(checks="no").tap("Oui, envoyer").command("withdraw").tap("Arrêter TJ-K7QX2M")
    assert person.wanted == (WithdrawConsent("referral", "TJ-K7QX2M"),)
    assert "rien à arrêter" in person.command("withdraw").read


def test_the_checks_are_asked_for_once_and_taken_back_with_one_tap() -> None:
    person = asked().tap("Oui, envoyer")
    assert person.step == "consent.checks"
    assert person.press("yes").wanted == (GrantConsent("checks"),)
    person.command("withdraw").tap("Arrêter les questions")
    assert person.wanted == (WithdrawConsent("checks"),)
    assert person.fact("checks") == "no"
    again = asked(checks="no").tap("Oui, envoyer")
    assert again.step == "hub.menu"


def test_a_sensitive_case_without_a_safe_time_is_not_asked_for_checks() -> None:
    person = asked("violence", "SHELTER").press("yes").press("skip")
    assert person.step == "hub.menu"


def test_erasing_is_asked_twice_names_nothing_and_needs_no_word() -> None:
    person = guarded().command("delete")
    first = person.read
    person.press("yes")
    assert EraseEverything() not in person.effects
    for secret in ("TJ-", "SHELTER", "demande"):
        assert secret not in first + person.read
    person.press("yes")
    assert person.effects[0] == EraseEverything()
    assert person.step == "welcome.language"


def test_erasing_can_be_left_at_both_questions() -> None:
    assert met().command("delete").press("no").step == "hub.menu"
    assert met().command("delete").press("yes").press("no").wanted == ()


def test_mydata_shows_every_fact_consent_and_case_in_words() -> None:
    person = asked(
        country="ES", returned="lt6", return_kind="own", family="alone", safe_times="any"
    )
    said = person.tap("Oui, envoyer").press("yes").command("mydata").read
    for known in ("Lalla", "<need employment>", TOWN, "Espagne", "6 mois", "TJ-K7QX2M", "nom"):
        assert known in said


def test_one_answer_goes_back_to_the_actor_and_no_second() -> None:
    person = asked(checks="no").tap("Oui, envoyer")
    waiting = (replace(person.view.cases[0], awaits_reply=True),)
    person.sees(cases=waiting).press("@reply:TJ-K7QX2M").write("Oui, jeudi à 10 h")
    assert person.wanted == (RelayToActor("TJ-K7QX2M", "Oui, jeudi à 10 h"),)
    person.sees(cases=(replace(waiting[0], awaits_reply=False),))
    assert person.press("@reply:TJ-K7QX2M").step == "hub.menu"
    assert "case.reply.over" in person.keys
