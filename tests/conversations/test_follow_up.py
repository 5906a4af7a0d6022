"""What comes by itself: day 3, day 14, the nine questions, the next actor."""

from __future__ import annotations

from datetime import timedelta

import pytest

from conversations.dialogues.checks import QUESTIONS
from conversations.effects import (
    AnswerCheck,
    AnswerFollowUp,
    CallHuman,
    GrantConsent,
    OpenReferral,
    PostponeCheck,
    RecordFact,
)
from conversations.messages import Text
from conversations.view import CaseView, Input
from locales.texts import LANGUAGES, text
from tests.conversations.person_talk import NOW, Someone, bare, met
from tests.conversations.small_world import TOWN

REF = "TJ-K7QX2M"


def with_case(state: str = "requested", need: str = "employment", **told: bool) -> Someone:
    """Somebody with one case at ACTOR-1."""
    case = CaseView(
        REF, "ACTOR-1", state, need, "normal", need == "violence",
        sent_at=NOW, answer_by=NOW + timedelta(days=4), ended=told.pop("ended", False),
    )  # fmt: skip
    person = met(needs="housing", place=TOWN, call_name="Lalla", reach="chat", checks="no")
    return person.sees(cases=(case,), **told)


@pytest.mark.parametrize(
    "step", ["follow_up.day3", "follow_up.day14", "checks.start", "offers.next"]
)
def test_what_comes_by_itself_stands_behind_a_line_that_says_nothing(step: str) -> None:
    person = with_case().is_asked(step, REF)
    assert person.step == step
    assert person.told[-1].neutral == Text("push.message")


def test_yes_on_day_3_is_noted_and_what_was_going_on_goes_on() -> None:
    person = with_case().at("intake.which", unsure="debt")
    person.is_asked("follow_up.day3", REF).tap("Oui")
    assert person.wanted == (AnswerFollowUp("day3", REF, "yes"),)
    assert person.step == "intake.which"


def test_no_on_day_3_is_no_dispute_says_by_when_and_offers_the_next_actor() -> None:
    person = with_case().is_asked("follow_up.day3", REF).tap("Pas encore")
    assert person.wanted == (AnswerFollowUp("day3", REF, "no"),)
    assert "samedi 28 novembre 2026" in person.read
    person.tap("Voir un autre organisme")
    assert "ACTOR-2" in person.read
    assert "ACTOR-1" not in person.read


def test_the_next_actor_is_asked_for_the_same_need_with_consent_anew() -> None:
    person = with_case("rejected", ended=True).is_asked("offers.next", REF).tap("Oui, une autre")
    assert person.step == "offers.show"
    assert "<need employment>" in person.read
    person.press("pick:ACTOR-2")
    assert person.step == "consent.ask"
    person.press("yes")
    consent, referral = person.wanted
    assert consent == GrantConsent("referral", "ACTOR-2", ("name", "contact", "need", "place"))
    assert referral == OpenReferral("ACTOR-2", "employment", replaces=REF)


def test_no_to_the_next_actor_is_fine() -> None:
    person = with_case("expired", ended=True).is_asked("offers.next", REF).tap("Non merci")
    assert person.wanted == ()
    assert person.step == "hub.menu"


@pytest.mark.parametrize("answer", ["yes", "partly", "no", "later", "stop"])
def test_every_answer_of_day_14_is_passed_on(answer: str) -> None:
    person = with_case().is_asked("follow_up.day14", REF).press(answer)
    assert person.wanted == (AnswerFollowUp("day14", REF, answer),)
    assert (person.step == "follow_up.day14_no") == (answer in ("no", "partly"))


@pytest.mark.parametrize("step", ["follow_up.day3", "follow_up.day14", "offers.next"])
def test_behind_a_word_a_follow_up_speaks_of_no_case_until_it_is_given(step: str) -> None:
    person = with_case("rejected", "violence", ended=True).sees(protected=True)
    person.world.secret = "rose"
    person.is_asked(step, REF)
    assert REF not in person.read
    assert person.keys == {"case.guarded"}
    person.write("Rose")
    assert person.step == step
    assert REF in person.read


def test_a_follow_up_of_a_case_that_is_gone_asks_nothing() -> None:
    person = met().at("place.ask").is_asked("follow_up.day3", REF)
    assert person.step == "place.ask"


def test_a_follow_up_may_be_answered_long_after_other_things_were_said() -> None:
    person = with_case().is_asked("follow_up.day3", REF)
    yes = person.options[0].value
    assert yes == f"@day3:{REF}:yes"
    person.command("start").press("over").press("new").press("self")
    assert person.press(yes).wanted == (AnswerFollowUp("day3", REF, "yes"),)
    assert person.step == "intake.need"


def test_the_keyboard_that_was_there_before_still_works_under_a_follow_up() -> None:
    hub = met().sees(cases=with_case().view.cases).is_asked("follow_up.day3", REF)
    hub.write("📄 Où en est ma demande ?")
    assert "case.line" in hub.keys
    open_question = with_case().at("intake.need").knows(needs="").is_asked("follow_up.day3", REF)
    open_question.press("all:social")
    assert open_question.step == "intake.needs_of"


def test_words_that_answer_the_question_before_are_taken_there() -> None:
    person = with_case().at("place.ask").knows(place="").is_asked("follow_up.day3", REF)
    person.write("Béni Mellal", place=TOWN)
    assert person.fact("place") == TOWN
    assert person.wanted == ()
    name = with_case().at("contact.name", actor="ACTOR-2", need="employment")
    name.is_asked("follow_up.day3", REF).write("pas encore")
    assert name.fact("call_name") == "Lalla"
    assert name.step == "follow_up.day3"


def test_a_yes_said_in_words_answers_what_came_by_itself() -> None:
    person = with_case().is_asked("follow_up.day3", REF).write("oui", control="yes")
    assert person.wanted == (AnswerFollowUp("day3", REF, "yes"),)


def test_a_button_older_than_the_question_before_is_still_refused() -> None:
    person = with_case().at("intake.need").is_asked("follow_up.day3", REF)
    old = Input("choice", choice="all:social", stale=True, version=-1)
    assert "anywhere.here_we_are" in person.hear(old).keys
    person = with_case().at("intake.need").is_asked("follow_up.day3", REF)
    shown = Input("choice", choice="all:social", stale=True, version=0)
    assert person.hear(shown).step == "intake.needs_of"


def answers(person: Someone, *values: str) -> Someone:
    """Answer the questions in a row."""
    for value in values:
        person.press(value)
    return person


def test_the_nine_questions_are_kept_one_by_one() -> None:
    person = met().is_asked("checks.start", "m3").press("go")
    answers(person, "4", "3", "rather_not", "2", "4", "4", "3", "2", "4")
    kept = [each for each in person.done if isinstance(each, AnswerCheck)]
    assert [each.question for each in kept] == list(QUESTIONS)
    assert [each.value for each in kept] == ["4", "3", "skip", "2", "4", "4", "3", "2", "4"]
    assert {each.check for each in kept} == {"m3"}
    assert "Merci d'avoir répondu" in person.read


@pytest.mark.parametrize("language", LANGUAGES)
def test_faces_go_from_worst_to_best_and_never_is_best_for_meals(language: str) -> None:
    person = met().sees(language=language).is_asked("checks.start", "m3").press("go")
    assert [bare(label) for label in person.labels[:5]] == ["😞", "🙁", "😐", "🙂", "😀"]
    assert person.told[-1].columns == 5
    never = {"fr": "jamais", "ar": "أبداً", "ary": "عمرها", "ary_Latn": "3merha"}[language]
    meals = text("person", "checks.E2", language, rank=2, of=9)
    assert never in meals.partition("😀")[2]


def test_a_low_psychosocial_answer_offers_help_at_once_and_once() -> None:
    person = met().is_asked("checks.start", "m3").press("go")
    answers(person, *["3"] * 6).press("0")
    assert person.step == "checks.help"
    assert person.press("yes").wanted == (CallHuman("follow_up"),)
    assert person.step == "checks.P2"
    assert person.press("1").step == "checks.P3"


def test_a_fall_since_last_time_offers_help_at_the_end() -> None:
    before = dict.fromkeys(QUESTIONS, "4")
    person = met().sees(before=before).is_asked("checks.start", "m3").press("go")
    answers(person, *["2"] * 9)
    assert person.step == "checks.help"
    assert person.press("no").step == "hub.menu"
    assert "Merci d'avoir répondu" in person.read


def test_steady_answers_offer_nothing_and_show_no_mark() -> None:
    before = dict.fromkeys(QUESTIONS, "3")
    person = met().sees(before=before).is_asked("checks.start", "m3").press("go")
    answers(person, *["3"] * 9)
    assert person.step == "hub.menu"
    assert not any(letter.isdigit() for letter in person.read)


def test_the_questions_are_put_off_left_out_or_stopped() -> None:
    later = met().is_asked("checks.start", "m3").press("later")
    assert later.wanted == (PostponeCheck("m3", 2),)
    stopped = met().is_asked("checks.start", "m3").press("go").press("4").press("stop")
    assert stopped.wanted == (PostponeCheck("m3", 0),)
    skipped = met().is_asked("checks.start", "m3").press("skip")
    assert {each.value for each in skipped.wanted} == {"skip"}  # type: ignore[union-attr]
    assert len(skipped.wanted) == len(QUESTIONS)


def test_back_corrects_an_answer_of_the_check() -> None:
    person = met().is_asked("checks.start", "m3").press("go").press("0").press("back")
    assert person.step == "checks.E1"
    assert person.press("4").wanted == (AnswerCheck("m3", "E1", "4"),)


def test_nobody_under_18_is_asked_by_itself() -> None:
    person = with_case().knows(adult="no").is_asked("follow_up.day3", REF)
    assert person.step == "minor.again"
    assert RecordFact("adult", "yes") not in person.effects
