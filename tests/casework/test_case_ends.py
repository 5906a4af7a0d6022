"""How a case ends: outcomes, disputes, withdrawal, a chosen word, forgetting."""

from __future__ import annotations

from conversations.effects import (
    AnswerFollowUp,
    CallHuman,
    CloseTask,
    ConfirmDestruction,
    EraseEverything,
    LiftDispute,
    MoveReferral,
    ProtectWith,
    RecordOutcome,
    RelayToPerson,
    Say,
    ShowCase,
    WithdrawConsent,
)
from conversations.messages import Moment, say
from tests.casework.test_cases import TUESDAY_AT_TEN, accepted
from tests.casework.test_disclosure import shown
from tests.casework.world import BENI_MELLAL, Stage, stage_with_case


def purposes(stage: Stage) -> set[str]:
    """What waits for this case; that the record is asked about later is no matter of a case."""
    return {purpose for purpose, _ in stage.dues()} - {"verify"}


def test_help_told_by_both_sides_closes_the_loop() -> None:
    stage = stage_with_case()
    reference = accepted(stage)

    stage.send("karim", MoveReferral(reference, "in_progress"))
    stage.send("karim", MoveReferral(reference, "completed", outcome="got_help"))
    stage.send("amina", AnswerFollowUp("day14", reference, "yes"))

    closed = stage.referral(reference)
    assert (closed.state, closed.outcome, closed.person_says) == (
        "completed",
        "got_help",
        "got_help",
    )
    assert not closed.disputed


def test_a_word_against_the_others_is_disputed_until_a_coordinator_lifts_it() -> None:
    stage = stage_with_case()
    reference = accepted(stage)
    stage.send("karim", RecordOutcome(reference, "got_help"))

    stage.send("amina", AnswerFollowUp("day14", reference, "no"))

    assert stage.referral(reference).disputed
    assert stage.referral(reference).state == "completed"
    assert stage.tasks() == ["dispute"]
    stage.send("karim", LiftDispute(reference))
    assert stage.referral(reference).disputed
    stage.send("samira", LiftDispute(reference), CloseTask(stage.task("dispute").id))
    assert not stage.referral(reference).disputed
    assert stage.tasks() == []


def test_a_failure_asks_the_person_what_next() -> None:
    stage = stage_with_case()
    reference = accepted(stage)
    stage.forget_said()

    stage.send("karim", MoveReferral(reference, "failed", outcome="no_capacity"))

    assert stage.referral(reference).provider_says == "no_capacity"
    assert "offers.next" in stage.keys("amina")


def test_closing_takes_name_and_contact_off_every_card() -> None:
    stage = stage_with_case()
    reference = accepted(stage)
    stage.store.tables.retracted.clear()

    stage.send("karim", MoveReferral(reference, "completed", outcome="got_help"))

    emptied = {chat: (card, message) for card, chat, message in stage.store.tables.retracted}
    assert emptied.keys() == {stage.chat("karim").id, stage.chat("samira").id}
    for card, message in emptied.values():
        assert card == f"case:{reference}"
        assert not shown(message) & {"Amina", "+212600000001", f"place:{BENI_MELLAL}"}


def test_thirty_days_after_accepting_the_card_is_emptied() -> None:
    stage = stage_with_case()
    reference = accepted(stage)
    stage.send("karim", MoveReferral(reference, "in_progress"))
    stage.store.tables.retracted.clear()

    stage.after(days=30, hours=1)

    assert {card for card, _, _ in stage.store.tables.retracted} == {f"case:{reference}"}
    stage.send("karim", ShowCase(reference))
    assert "Amina" not in shown(stage.told("karim")[-2].message)


def test_withdrawing_cancels_empties_the_card_and_asks_for_destruction() -> None:
    stage = stage_with_case()
    reference = accepted(stage)
    stage.forget_said()

    stage.send("amina", WithdrawConsent("referral", reference))

    assert stage.referral(reference).state == "cancelled"
    assert {card for card, _, _ in stage.store.tables.retracted} == {f"case:{reference}"}
    assert stage.keys("karim") == ["staff.card.withdrawn", "staff.card.destroy"]
    assert purposes(stage) == {"destroy_by", "retention", "note"}
    stage.send("karim", ConfirmDestruction(reference))
    assert stage.referral(reference).destroyed_at is not None
    assert purposes(stage) == {"retention", "note"}


def test_destruction_that_is_not_confirmed_is_asked_again_and_seen_to() -> None:
    stage = stage_with_case()
    reference = accepted(stage)
    stage.send("amina", WithdrawConsent("referral", reference))
    stage.forget_said()

    stage.after(days=7, hours=1)

    assert "staff.card.withdrawn" in stage.keys("karim")
    assert stage.tasks() == ["destroy"]


def test_a_coordinator_marks_an_error_and_a_focal_point_cannot() -> None:
    stage = stage_with_case()
    case = stage.refer()

    stage.send("karim", MoveReferral(case.reference, "entered_in_error"))
    assert stage.referral(case.reference).state == "requested"
    stage.send("samira", MoveReferral(case.reference, "entered_in_error"))
    assert stage.referral(case.reference).state == "entered_in_error"


# --- a chosen word ---


def test_behind_a_word_the_case_does_not_exist_for_whoever_holds_the_phone() -> None:
    stage = stage_with_case()
    reference = accepted(stage)
    stage.send("amina", ProtectWith("Zitouna"))
    stage.after(hours=1)
    stage.forget_said()

    stage.send("karim", RelayToPerson(reference, "mardi"))
    stage.send("amina", WithdrawConsent("referral", reference))

    assert stage.keys("amina") == ["case.guarded", "anywhere.here_we_are"]
    assert stage.referral(reference).state == "accepted"


def test_the_word_gives_what_waited_for_it() -> None:
    stage = stage_with_case()
    reference = accepted(stage)
    stage.send("amina", ProtectWith("Zitouna"))
    stage.after(hours=1)
    stage.send("karim", RelayToPerson(reference, "venez", when="2026-10-06T10:00"))
    stage.forget_said()

    stage.send("amina", text="zitouna")

    kept = next(row.message for row in stage.told("amina") if row.message.options)
    assert [part.key for part in kept.parts] == [
        "told.relay.from",
        "told.relay.when",
        "told.relay.text",
    ]
    assert kept.parts[1].values["when"] == Moment(TUESDAY_AT_TEN, "datetime")
    assert stage.store.tables.audit[-1][2] == "unlocked"
    assert "kept_for_word" not in stage.facts()
    stage.send("amina", WithdrawConsent("referral", reference))
    assert stage.referral(reference).state == "cancelled"


def test_a_wrong_word_changes_nothing() -> None:
    stage = stage_with_case()
    stage.send("amina", ProtectWith("Zitouna"))
    stage.after(hours=1)

    for _ in range(3):
        stage.send("amina", text="laymoun")

    assert stage.chat("amina").unlocked_until is not None
    assert stage.chat("amina").unlocked_until <= stage.clock.now()  # type: ignore[operator]


# --- forgetting ---


def test_erasing_destroys_the_person_and_asks_the_actor_to_do_the_same() -> None:
    stage = stage_with_case()
    reference = accepted(stage)
    before = stage.owner("amina")
    stage.forget_said()

    stage.send("amina", EraseEverything(), Say(say("delete.done")))

    assert stage.write(lambda uow: uow.people.get(before)) is None
    assert stage.owner("amina") != before
    assert stage.facts() == {}
    assert stage.keys("amina") == ["delete.done"]
    assert stage.keys("karim") == ["staff.card.withdrawn", "staff.card.destroy"]
    gone = stage.referral(reference)
    assert (gone.state, gone.place) == ("cancelled", "")
    stage.send("karim", ConfirmDestruction(reference))
    assert stage.referral(reference).destroyed_at is not None
    assert "Amina" not in str(stage.store.tables)


def test_erasing_needs_no_word() -> None:
    stage = stage_with_case()
    stage.send("amina", ProtectWith("Zitouna"))
    stage.after(hours=1)
    before = stage.owner("amina")

    stage.send("amina", EraseEverything())

    assert stage.owner("amina") != before


def test_a_call_for_a_human_tells_who_it_is_to_the_one_who_opens_the_case() -> None:
    stage = stage_with_case()
    case = stage.refer()
    stage.send("samira", ShowCase(case.reference))
    assert "Amina" not in shown(stage.told("samira")[-2].message)

    stage.send("amina", CallHuman("human"))
    stage.send("samira", ShowCase(case.reference))

    assert "Amina" in shown(stage.told("samira")[-2].message)
    line = [each for each in stage.store.tables.audit if each[2] == "case_shown"][-1]
    assert line[4] == stage.task("human").id


def test_with_the_end_of_the_call_the_coordinators_card_is_emptied() -> None:
    stage = stage_with_case()
    reference = stage.refer().reference
    stage.send("amina", CallHuman("human"))
    stage.send("samira", ShowCase(reference))
    assert "Amina" in shown(stage.told("samira")[-2].message)
    stage.forget_said()

    stage.send("samira", CloseTask(stage.task("human").id))

    emptied = {card: message for card, _, message in stage.store.tables.retracted}
    assert not shown(emptied[f"case:{reference}"]) & {"Amina", "+212600000001"}
