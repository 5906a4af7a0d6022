"""What holds at every step: danger, under 18, quick exit, commands, old buttons, coming back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.dialogues.book import BOOK
from conversations.effects import (
    CallHuman,
    OpenReferral,
    QuickExit,
    RecordFact,
    SetLanguage,
)
from conversations.moves import MINOR_STANDS, dialogue_of
from conversations.steps import Place
from conversations.view import CaseView, Input, Reading
from tests.conversations.person_talk import NOW, Someone, bare, met
from tests.conversations.small_world import TOWN, VILLAGE, SmallWorld

STEPS = sorted(name for name in BOOK.steps if not name.startswith(("staff", "coordinator")))
STANDING = [name for name in STEPS if name not in ("start.door", "human.call", "checks.end")]
KINDS = ("position", "phone", "voice", "picture", "sticker", "other_contact", "edited", "other")


def standing(step: str) -> Someone:
    """Somebody of age who stands at that step, with a case and everything known."""
    case = CaseView("TJ-K7QX2M", "ACTOR-2", "requested", "employment", "normal", False, sent_at=NOW)
    person = met(needs="employment", place=TOWN, reach="chat", call_name="Lalla", checks="yes")
    person.sees(cases=(case,))
    return person.at(step, actor="ACTOR-1", need="employment", arg="TJ-K7QX2M", check="m3")


# --- danger ---


@pytest.mark.parametrize("step", STEPS)
def test_danger_words_at_any_step_give_numbers_at_once(step: str) -> None:
    person = standing(step).write("il va me tuer", danger="violence")
    assert person.step == "danger.tell"
    assert "8350" in person.read
    assert "prévienne l'équipe" in person.read
    assert RecordFact("danger", "violence") in person.effects


def test_for_a_place_unknown_police_and_gendarmerie_are_both_given() -> None:
    both = Someone().write("au secours", lang="fr", danger="other").read
    assert "19" in both
    assert "177" in both
    assert "177" not in met(place=TOWN).write("au secours", danger="other").read
    assert "177" in met(place=VILLAGE).write("au secours", danger="other").read


def test_after_danger_the_dialogue_goes_on_with_the_need_that_was_told() -> None:
    person = met().at("intake.need")
    person.write("bghit nmout", danger="suicide", needs=("psychosocial",)).press("no")
    assert person.fact("needs") == "psychosocial"
    assert person.step == "place.ask"


def test_the_team_is_told_of_danger_only_after_a_yes_and_no_help_is_promised() -> None:
    person = met().at("intake.need").write("au secours", danger="other")
    assert person.wanted == ()
    person.tap("Oui, prévenez")
    assert person.wanted == (CallHuman("danger"),)
    assert "Personne n'est là" in person.read
    person.world.on = True
    person.write("au secours", danger="other").tap("Oui, prévenez")
    assert "ne sais pas encore qui répondra" in person.read


def test_danger_in_the_first_words_keeps_the_language_and_the_dialogue() -> None:
    person = Someone().write("عتقوني", lang="ary", danger="other")
    assert SetLanguage("ary") in person.effects
    person.press("no")
    assert person.step == "welcome.adult"
    assert "أنا توجيه" in person.read


# --- under 18 ---


def test_under_18_gets_a_number_and_a_specialist_on_request_and_nothing_else() -> None:
    person = Someone().press("fr").tap("Moins de 18")
    assert "2511" in person.read
    assert person.press("yes").wanted == (CallHuman("minor"),)


@pytest.mark.parametrize("step", STEPS)
def test_an_age_under_18_told_at_any_step_leads_there(step: str) -> None:
    person = standing(step).write("j'ai 15 ans", stated_age=15)
    assert person.step.startswith("minor.")
    assert person.fact("adult") == "no"


@pytest.mark.parametrize("step", STEPS)
def test_under_18_holds_over_back_start_commands_and_old_buttons(step: str) -> None:
    for said in (
        Input("command", command="start"),
        Input("command", command="start", payload="fr"),
        Input("choice", choice="back"),
        Input("choice", choice="yes"),
        Input("choice", choice="@next:TJ-K7QX2M"),
        Input("choice", choice="pick:ACTOR-1", stale=True),
        Input("command", command="withdraw"),
        Input("text", text="salam"),
    ):
        person = standing(step).knows(adult="no").hear(said)
        assert dialogue_of(person.step) in MINOR_STANDS
        assert not any(isinstance(each, OpenReferral) for each in person.effects)


def test_under_18_danger_is_still_heard_and_the_age_still_holds_after_it() -> None:
    person = (
        Someone().press("fr").write("j'ai 15 ans et il me tape", stated_age=15, danger="violence")
    )
    assert "8350" in person.read
    assert person.press("no").step == "minor.again"


def test_only_a_human_lifts_it() -> None:
    person = Someone().press("fr").tap("Moins de 18")
    person.knows(adult="yes").write("salam")
    assert person.step == "hub.menu"


# --- quick exit, commands, old buttons ---


@pytest.mark.parametrize("step", STEPS)
def test_quick_exit_says_nothing_and_keeps_the_place(step: str) -> None:
    person = standing(step)
    before = person.place
    for said in (Input("choice", choice="/exit"), Input("command", command="exit")):
        person.hear(said)
        assert person.effects == (QuickExit(),)
        assert person.place == before


def test_quick_exit_by_a_word_alone() -> None:
    assert met().write("quitter", control="quit").effects == (QuickExit(),)


@pytest.mark.parametrize("command", ["help", "privacy", "mydata", "status", "human"])
@pytest.mark.parametrize("step", ["intake.need", "place.commune", "consent.ask", "checks.P1"])
def test_a_command_answers_and_the_question_comes_again(command: str, step: str) -> None:
    person = standing(step).sees(facts={"adult": "yes", "place": TOWN})
    assert person.command(command).step == step
    assert len(person.told) == 2


def test_the_language_changes_anywhere_and_the_question_is_asked_in_it() -> None:
    person = met().at("intake.need").command("language").press("ary_Latn")
    assert "Chno me7tajin" in person.read
    assert person.step == "intake.need"


def test_an_old_button_says_where_we_are() -> None:
    person = met().at("intake.need").press("pick:ACTOR-9", stale=True)
    assert person.keys == {"anywhere.here_we_are", "intake.need"}


def test_a_staff_button_does_nothing_for_a_person() -> None:
    person = met().at("intake.need").press("@accept:TJ-K7QX2M")
    assert person.wanted == ()
    assert person.step == "intake.need"


def test_the_team_s_answer_can_be_answered_at_any_step() -> None:
    person = met().at("facts.country").press("@team").write("Demain matin")
    assert person.wanted == (CallHuman("human", words="Demain matin"),)
    assert person.step == "facts.country"


def test_somebody_under_18_may_answer_the_team_too() -> None:
    person = Someone().press("fr").tap("Moins de 18").press("@team").write("Demain matin")
    assert person.wanted == (CallHuman("human", words="Demain matin"),)
    assert person.step.startswith("minor.")


def test_a_call_for_a_human_tells_the_truth_about_who_is_there() -> None:
    person = met().command("human")
    assert person.wanted == (CallHuman("human"),)
    assert "9:00 à 18:00" in person.read
    assert "19" in person.read
    assert "ne suit encore cette région" in Someone(SmallWorld(joined=False)).command("human").read
    assert "transmis" in Someone(SmallWorld(on=True)).command("human").read


# --- all kinds of updates ---


@pytest.mark.parametrize("step", STANDING)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_update_is_answered_and_commits_to_nothing(step: str, kind: str) -> None:
    said = Input(kind, text="avant" if kind == "edited" else "")  # type: ignore[arg-type]
    person = standing(step).hear(said)
    assert person.read.strip()
    assert not any(isinstance(each, OpenReferral) for each in person.wanted)


def test_a_voice_note_is_passed_on_only_after_a_yes() -> None:
    person = met().at("intake.need").hear(Input("voice", message="77"))
    assert person.wanted == ()
    person.tap("qu'une personne l'écoute")
    assert person.wanted == (CallHuman("voice", voice="77"),)
    assert person.step == "intake.need"
    again = met().at("intake.need").hear(Input("voice", message="77")).tap("je vais écrire")
    assert again.wanted == ()


def test_an_edited_text_counts_while_the_question_is_open_and_is_no_name() -> None:
    read = met().at("intake.need")
    read.hear(replace(Input("edited", text="khdma"), reading=Reading(needs=("employment",))))
    assert read.fact("needs") == "employment"
    name = met(needs="employment", place=TOWN).at("contact.name", actor="ACTOR-1")
    name.hear(Input("edited", text="bghit khdma"))
    assert name.fact("call_name") == ""
    assert name.step == "contact.name"


# --- starting and coming back ---


def test_start_in_the_middle_gives_one_line_and_a_choice() -> None:
    person = met(needs="violence").at("place.ask").command("start")
    assert person.keys == {"start.resume"}
    assert person.tap("Reprendre").step == "place.ask"
    assert person.command("start").tap("Recommencer").step == "hub.menu"


def test_after_a_day_a_greeting_gives_the_choice_and_a_plain_answer_goes_on() -> None:
    person = met(needs="employment").at("place.ask").sees(idle_days=2)
    assert person.write("salam").step == "start.resume"
    answered = met(needs="employment").at("place.ask").sees(idle_days=2)
    assert answered.write("Béni Mellal", place=TOWN).fact("place") == TOWN
    name = met(needs="employment", place=TOWN).at("contact.name", actor="ACTOR-1")
    assert name.sees(idle_days=2).write("salam").step == "start.resume"
    assert name.fact("call_name") == ""


def test_behind_a_word_a_new_day_shows_nothing_of_where_one_was() -> None:
    person = standing("consent.ask").sees(idle_days=1, protected=True)
    assert person.write("salam").keys == {"hub.menu"}


@pytest.mark.parametrize(
    ("payload", "language"), [("fr", "fr"), ("arl", "ary_Latn"), ("ary", "ary")]
)
def test_a_poster_presets_the_language(payload: str, language: str) -> None:
    person = Someone().command("start", payload)
    assert SetLanguage(language) in person.effects
    assert person.step == "welcome.adult"


def test_a_poster_presets_the_place() -> None:
    person = Someone().command("start", "p-05-091-01-05")
    assert person.fact("place") == TOWN
    assert person.step == "welcome.language"


@pytest.mark.parametrize("payload", ["p-99", "p-", "zz", "join-", "join-bad", "%", "x" * 64])
def test_any_other_payload_harms_nobody(payload: str) -> None:
    assert Someone().command("start", payload).read


def test_an_invite_leads_to_the_staffs_door() -> None:
    person = met().command("start", "join-good")
    assert person.step.startswith("staff")


def test_a_place_that_is_no_step_any_more_leads_to_the_hub() -> None:
    person = met()
    person.place = Place("gone.step", {}, ("gone.too",), Place("gone.under"))
    assert person.press("back").step == "hub.menu"


def test_labels_shown_are_the_ones_tapped() -> None:
    person = met()
    label = bare(person.word(person.options[0].label))
    assert person.write(label).keys >= {"case.none"}
