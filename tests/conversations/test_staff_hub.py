"""The focal points' hub: what waits, the menu, language, figures, the desk, and odd updates."""

from datetime import date

import pytest

from conversations import engine
from conversations.dialogues import coordinator, staff
from conversations.dialogues.book import BOOK as WHOLE
from conversations.effects import OpenDesk, PauseActor, Say, SetLanguage, ShowStatistics
from conversations.steps import RESUME, STAY, Place, Step
from conversations.view import Input
from tests.conversations.staff_talk import BOOK, Member, case, view_of

ADULT = {"adult": "yes", "for_whom": "self"}


def test_the_hub_says_how_many_cases_wait_for_an_answer() -> None:
    cases = (case(), case("TJ-BBBBBB", "accepted"), case("TJ-CCCCCC", "completed", ended=True))
    member = Member(view_of(cases=cases)).command("start")
    assert "2 dossiers ouverts." in member.read
    assert "1 attend votre réponse." in member.read


def test_asked_for_anew_the_menu_is_a_new_message_and_after_an_action_it_is_edited() -> None:
    member = Member(view_of(cases=(case(),))).command("start")
    assert member.told[-1].card == ""
    member.press("@accept:TJ-K7QX2M")
    assert member.told[-1].card == "staff.hub"
    assert "dossier" not in member.read


def test_figures_and_the_desk_are_one_command_each() -> None:
    assert Member(view_of()).command("stats").wanted == (ShowStatistics(),)
    assert Member(view_of()).command("desk").wanted == (OpenDesk(),)


def test_the_menus_buttons_are_commands() -> None:
    member = Member(view_of()).command("start").tap("Chiffres")
    assert member.wanted == (ShowStatistics(),)


def test_the_language_changes_and_the_hub_is_told_in_it() -> None:
    member = Member(view_of()).command("language").tap("العربية")
    assert member.wanted == (SetLanguage("ar"),)


def test_help_tells_the_commands() -> None:
    assert "/pause" in Member(view_of()).command("help").read


@pytest.mark.parametrize(
    "kind", ["voice", "picture", "sticker", "other_contact", "edited", "other", "position", "phone"]
)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_kind_of_update_gets_an_answer(kind: str, language: str) -> None:
    member = Member(view_of(language=language)).send(kind)
    assert member.wanted == ()
    assert len(member.told) == 2
    assert member.read


@pytest.mark.parametrize(
    ("label", "until"),
    [
        ("Une semaine", date(2026, 12, 1)),
        ("Deux semaines", date(2026, 12, 8)),
        ("Un mois", date(2026, 12, 24)),
    ],
)
def test_a_pause_is_one_tap(label: str, until: date) -> None:
    assert Member(view_of()).command("pause").tap(label).wanted == (PauseActor(until),)


@pytest.mark.parametrize(
    ("written", "until"),
    [
        ("24/12", date(2026, 12, 24)),
        ("3/1", date(2027, 1, 3)),
        ("31.12.2026", date(2026, 12, 31)),
        ("2027-01-15", date(2027, 1, 15)),
        ("٢٤/١٢", date(2026, 12, 24)),
    ],
)
def test_a_pause_can_end_on_a_day_that_is_written(written: str, until: date) -> None:
    assert Member(view_of()).command("pause").write(written).wanted == (PauseActor(until),)


@pytest.mark.parametrize(
    "written", ["demain", "31/02", "24/11/2026", "01/01/2031", "2026-13-01", "99/99", "0/0"]
)
def test_a_day_that_is_none_is_asked_again(written: str) -> None:
    member = Member(view_of()).command("pause").write(written)
    assert member.wanted == ()
    assert "Écrivez une date à venir" in member.read
    assert member.place.step == "staff.pause"


def test_a_pause_that_is_on_can_be_ended() -> None:
    member = Member(view_of(paused_until=date(2026, 12, 1))).command("pause")
    assert "2026-12-01" in member.read
    assert member.tap("Reprendre").wanted == (PauseActor(None),)


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("step", [*staff.STEPS, *coordinator.STEPS], ids=lambda step: step.name)
def test_every_question_can_be_read_in_both_languages(step: Step, language: str) -> None:
    view = view_of(language=language, data={"arg": "x", "text": "x"}, cases=(case("x"),))
    member = Member(view, Place(step.name, view.data))
    assert member.word_all(step.ask(view))


@pytest.mark.parametrize("step", [*staff.STEPS, *coordinator.STEPS], ids=lambda step: step.name)
def test_every_exit_is_a_step(step: Step) -> None:
    assert {each for each in step.exits if each not in (STAY, RESUME)} <= BOOK.steps.keys()


@pytest.mark.parametrize("command", ["stats", "cases", "pause", "tasks", "desk"])
def test_a_person_who_types_a_command_of_the_staff_is_told_in_one_line(command: str) -> None:
    said = Input("command", command=command)
    turn = engine.advance(WHOLE, Place("intake.need"), said, view_of("person", facts=ADULT))
    told = [each.message.parts[0].key for each in turn.effects if isinstance(each, Say)]
    assert told[0] == "not_for_you.line"
    assert turn.place.step == "intake.need"
    assert not any(isinstance(each, ShowStatistics | PauseActor) for each in turn.effects)


def test_who_stood_in_a_dialogue_of_another_time_finds_the_hub() -> None:
    member = Member(view_of(), Place("staff.of_old")).write("bonjour")
    assert member.place.step == "staff.hub"
