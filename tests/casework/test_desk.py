"""What arrives becomes a turn: chats, people, labels, refusals, quick exit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework import desk
from casework.desk import Arrival
from conversations.effects import (
    AnswerTask,
    CallHuman,
    MoveReferral,
    QuickExit,
    RecordFact,
    Say,
    SetLanguage,
    ShowCase,
)
from conversations.messages import say
from conversations.view import Input
from tests.casework.world import BENI_MELLAL, MONDAY, Stage, stage_with_case


def test_a_new_chat_makes_a_person_and_is_answered() -> None:
    stage = Stage()

    stage.send("amina", Say(say("hello")))

    chat = stage.chat("amina")
    assert not chat.staff
    assert stage.write(lambda uow: uow.people.get(chat.owner)) is not None
    assert stage.keys("amina") == ["hello"]
    assert chat.place is not None
    assert [row.version for row in stage.told("amina")] == [chat.place.version] * 2


def test_the_second_message_finds_the_same_person() -> None:
    stage = Stage()
    stage.send("amina")
    first = stage.owner("amina")

    stage.send("amina")

    assert stage.owner("amina") == first


def test_a_fact_is_kept_and_an_empty_one_forgotten() -> None:
    stage = Stage()

    stage.tell(call_name="Amina", note="matin")
    stage.tell(note="")

    assert stage.facts() == {"call_name": "Amina"}


def test_a_place_gives_the_counted_region_and_province() -> None:
    stage = Stage()

    stage.tell(place=BENI_MELLAL)

    person = stage.write(lambda uow: uow.people.get(stage.owner("amina")))
    assert person is not None
    assert (person.region, person.province) == ("05", "05.091")


def test_the_language_changes_for_what_is_said_next() -> None:
    stage = Stage()

    stage.send("amina", SetLanguage("ary"), Say(say("hello")))

    assert [row.language for row in stage.told("amina")] == ["ary", "ary"]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("fr play.red", "choice"),
        ("  FR  play.RED ", "choice"),
        ("\u200far play.red\u2069", "choice"),
        ("🔴 ary_Latn play.red", "choice"),
        ("fr footer.back", "choice"),
        ("fr play.green", "text"),
        ("red", "text"),
    ],
)
def test_a_typed_label_is_a_tap_in_any_language(typed: str, kind: str) -> None:
    stage = Stage()
    stage.send("amina")
    heard = heard_from(stage, Arrival("console", "amina", "u", MONDAY, "text", text=typed))
    assert heard.kind == kind


def heard_from(stage: Stage, arrival: Arrival) -> Input:
    """What the engine hears of an arrival."""
    found: list[Input] = []
    book = stage.book
    step = book.steps["hub.play"]

    class Ear:
        def take(self, said: Input, view: object, prompt: object) -> str | None:
            found.append(said)
            return "x"

    steps = {**book.steps, "hub.play": replace(step, answer=Ear())}
    deaf = replace(book, steps=steps)
    stage.write(lambda uow: desk.receive(uow, arrival, stage.around, book=deaf))
    return found[0] if found else Input("choice")


def test_a_button_of_an_older_prompt_is_stale_and_an_action_never_is() -> None:
    stage = Stage()
    stage.send("amina")
    old = Arrival("console", "amina", "u", MONDAY, "choice", tap_value="red", tap_version=0)

    stage.forget_said()
    stage.write(lambda uow: desk.receive(uow, old, stage.around, book=stage.book))

    assert stage.keys("amina") == ["anywhere.here_we_are"]


def test_what_is_typed_is_understood_before_the_transaction() -> None:
    understood = desk.read("bghit chi khdma f bni mlal", Stage().around)

    reading = desk.reading_of(understood)

    assert (reading.needs, reading.place) == (("employment",), BENI_MELLAL)


def test_a_person_can_never_accept() -> None:
    stage = stage_with_case()
    case = stage.refer()
    stage.forget_said()

    stage.send("amina", MoveReferral(case.reference, "accepted"), Say(say("accepted")))

    assert stage.referral(case.reference).state == "requested"
    assert stage.keys("amina") == ["anywhere.here_we_are"]
    assert any(action.startswith("refused.MoveReferral") for action in stage.audit())


def test_a_focal_point_of_another_actor_sees_and_moves_nothing() -> None:
    stage = stage_with_case()
    stage.join("nadia", actor="other")
    case = stage.refer()
    stage.forget_said()

    stage.send("nadia", ShowCase(case.reference))
    stage.send("nadia", MoveReferral(case.reference, "accepted"))

    assert stage.referral(case.reference).state == "requested"
    assert stage.keys("nadia") == ["staff.anywhere.here_we_are"] * 2


def test_a_coordinator_of_another_region_can_do_nothing() -> None:
    stage = stage_with_case()
    stage.join("omar", "coordinator", region="11")
    case = stage.refer()
    stage.send("amina", CallHuman("human"))
    task = stage.task("human")
    stage.forget_said()

    stage.send("omar", MoveReferral(case.reference, "entered_in_error"))
    stage.send("omar", AnswerTask(task.id, "bonjour"))

    assert stage.referral(case.reference).state == "requested"
    assert stage.keys("amina") == []
    assert stage.keys("omar") == ["staff.anywhere.here_we_are"] * 2


def test_quick_exit_holds_everything_until_they_write_again() -> None:
    stage = stage_with_case()
    stage.forget_said()

    stage.send("amina", QuickExit())
    assert stage.chat("amina").held
    assert next(row.kind for row in stage.told("amina")) == "exit"

    stage.send("amina")
    assert not stage.chat("amina").held


def test_under_18_is_lifted_by_no_button() -> None:
    stage = Stage()
    stage.tell(adult="no")

    stage.send("amina", RecordFact("adult", "yes"))
    stage.send("amina", RecordFact("adult", ""))

    assert stage.facts()["adult"] == "no"
