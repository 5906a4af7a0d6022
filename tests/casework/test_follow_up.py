"""What comes by itself, and when: day 3 and 14, checks, reminders, silence, keeping, forgetting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from casework import due_rows, follow_up
from casework.follow_up import may_check_in
from casework.quiet_hours import allowed
from conversations.effects import (
    AnswerFollowUp,
    GrantConsent,
    MoveReferral,
    ProtectWith,
    QuickExit,
    ShowCase,
    WithdrawConsent,
)
from tests.casework.world import DAKHLA, SENSITIVE, Stage, stage_with_case


def asked(stage: Stage, key: str) -> int:
    """How often the person was asked that."""
    return stage.keys("amina").count(key)


def test_every_purpose_has_its_one_handler_and_every_asking_a_step() -> None:
    assert due_rows.HANDLERS.keys() == follow_up.PURPOSES.keys()
    assert {name for name, each in follow_up.PURPOSES.items() if each.asks} == set(due_rows.STEPS)


def test_day_3_and_14_count_from_sending_at_ten_in_the_morning() -> None:
    stage = stage_with_case()
    stage.after(hours=12)
    stage.refer()

    rows = dict(stage.dues())

    assert (rows["day3"], rows["day14"]) == ("2026-10-08 10:00", "2026-10-19 10:00")


def test_day_3_comes_by_itself_behind_a_neutral_line() -> None:
    stage = stage_with_case()
    stage.refer()
    stage.forget_said()

    stage.until(datetime(2026, 10, 8, 10, 1, tzinfo=UTC))

    (row,) = stage.told("amina")
    assert row.message.parts[0].key == "follow_up.day3"
    assert row.message.neutral is not None
    assert row.message.neutral.key == "push.message"


def test_day_3_is_not_asked_once_they_have_been_in_touch() -> None:
    stage = stage_with_case()
    case = stage.refer()
    stage.send("karim", MoveReferral(case.reference, "accepted"))
    stage.send("karim", MoveReferral(case.reference, "in_progress"))
    stage.forget_said()

    stage.after(days=4)

    assert asked(stage, "follow_up.day3") == 0


def test_after_withdrawing_nothing_comes_any_more() -> None:
    stage = stage_with_case()
    case = stage.refer()
    stage.send("amina", WithdrawConsent("referral", case.reference))
    stage.forget_said()

    stage.after(days=40)

    assert stage.keys("amina") == []


def test_a_silent_person_is_reminded_twice_and_then_left_in_peace() -> None:
    stage = stage_with_case()
    case = stage.refer()
    stage.send("karim", MoveReferral(case.reference, "accepted"))
    stage.forget_said()

    days = []
    for day in range(13):
        before = asked(stage, "follow_up.day3")
        stage.after(days=1)
        if asked(stage, "follow_up.day3") > before:
            days.append(day + 1)

    assert days == [3, 5, 8]
    assert "silent" in stage.tasks()


def test_an_answer_ends_the_reminders() -> None:
    stage = stage_with_case()
    case = stage.refer()
    stage.after(days=3, hours=1)

    stage.send("amina", AnswerFollowUp("day3", case.reference, "skip"))

    assert "day3" not in dict(stage.dues())


def test_yes_on_day_3_is_the_first_contact() -> None:
    stage = stage_with_case()
    case = stage.refer()
    stage.send("karim", MoveReferral(case.reference, "accepted"))

    stage.send("amina", AnswerFollowUp("day3", case.reference, "yes"))

    assert stage.referral(case.reference).state == "in_progress"
    assert stage.referral(case.reference).contacted_at == stage.clock.now()


def test_no_on_day_3_reminds_the_actor_and_is_no_dispute() -> None:
    stage = stage_with_case()
    case = stage.refer()
    stage.forget_said()

    stage.send("amina", AnswerFollowUp("day3", case.reference, "no"))

    neutral = stage.told("karim")[0].message.neutral
    assert neutral is not None
    assert neutral.key == "staff.card.notice_again"
    assert not stage.referral(case.reference).disputed
    assert stage.tasks() == []


def test_later_is_asked_again_two_days_later_and_stop_is_never() -> None:
    stage = stage_with_case()
    case = stage.refer()

    stage.send("amina", AnswerFollowUp("day3", case.reference, "later"))
    assert dict(stage.dues())["day3"] == "2026-10-07 10:00"

    stage.send("amina", AnswerFollowUp("day3", case.reference, "stop"))
    assert not {"day3", "day14"} & dict(stage.dues()).keys()


def test_no_help_and_no_word_from_the_actor_is_flagged() -> None:
    stage = stage_with_case()
    case = stage.refer()
    stage.send("karim", MoveReferral(case.reference, "accepted"))

    stage.send("amina", AnswerFollowUp("day14", case.reference, "no"))

    assert stage.referral(case.reference).person_says == "not_helped"
    assert not stage.referral(case.reference).disputed
    assert stage.tasks() == ["flag"]


def test_day_14_is_asked_of_a_case_the_actor_has_closed() -> None:
    stage = stage_with_case()
    case = stage.refer()
    stage.send("karim", MoveReferral(case.reference, "accepted"))
    stage.send("karim", MoveReferral(case.reference, "completed", outcome="got_help"))
    stage.forget_said()

    stage.after(days=14, hours=1)

    assert asked(stage, "follow_up.day14") == 1


@pytest.mark.parametrize(
    ("sensitive", "guarded", "safe", "may"),
    [
        (False, False, "", True),
        (True, False, "", False),
        (True, False, "morning", True),
        (False, True, "", False),
        (True, True, "morning", False),
    ],
)
def test_no_check_in_on_a_sensitive_case_without_a_safe_slot(
    sensitive: bool, guarded: bool, safe: str, may: bool
) -> None:
    facts = {"safe_times": safe} if safe else {}

    assert may_check_in(facts, sensitive=sensitive, guarded=guarded) is may


@pytest.mark.parametrize(("safe", "times"), [("", 0), ("afternoon", 1)])
def test_a_sensitive_case_is_asked_about_in_its_safe_hours_only(safe: str, times: int) -> None:
    stage = stage_with_case(needs=SENSITIVE, safe_times=safe)
    stage.accredit("ngo", SENSITIVE)
    stage.refer(need=SENSITIVE)
    stage.forget_said()

    stage.until(datetime(2026, 10, 8, 11, tzinfo=UTC))
    assert asked(stage, "follow_up.day3") == 0
    stage.until(datetime(2026, 10, 8, 15, 1, tzinfo=UTC))
    assert asked(stage, "follow_up.day3") == times


def test_behind_a_word_nothing_is_asked() -> None:
    stage = stage_with_case(safe_times="any")
    stage.refer()
    stage.send("amina", ProtectWith("Zitouna"))
    stage.forget_said()

    stage.after(days=4)

    assert asked(stage, "follow_up.day3") == 0


def test_after_an_outage_a_late_row_waits_for_a_good_hour() -> None:
    stage = stage_with_case()
    stage.refer()
    stage.forget_said()

    stage.clock.at = datetime(2026, 10, 9, 2, tzinfo=UTC)
    stage.tick()
    assert asked(stage, "follow_up.day3") == 0
    stage.until(datetime(2026, 10, 9, 9, tzinfo=UTC))
    assert asked(stage, "follow_up.day3") == 1


def test_in_ramadan_the_south_is_asked_after_its_own_sunset() -> None:
    stage = Stage()
    stage.clock.at = datetime(2027, 2, 12, 10, tzinfo=UTC)
    stage.join("karim", actor="ngo")
    stage.tell(needs="employment", place=DAKHLA)

    stage.refer()

    assert dict(stage.dues())["day3"] == "2027-02-15 19:45"


def test_a_row_that_was_cancelled_after_its_claim_does_nothing() -> None:
    stage = stage_with_case()
    case = stage.refer()
    stage.clock.jump(days=3)
    rows = [
        row
        for row in stage.write(lambda uow: uow.schedule.claim(stage.clock.now(), 100, 60))
        if row.purpose == "day3"
    ]
    stage.send("amina", AnswerFollowUp("day3", case.reference, "stop"))
    stage.forget_said()

    for row in rows:
        stage.fulfil(row)

    assert len(rows) == 1
    assert stage.keys("amina") == []


def test_what_is_held_by_quick_exit_is_still_decided_by_the_hour() -> None:
    stage = stage_with_case()
    stage.refer()
    stage.send("amina", QuickExit())

    stage.after(days=3, hours=1)

    assert asked(stage, "follow_up.day3") == 1
    assert stage.chat("amina").held


def test_nothing_comes_by_itself_in_a_quiet_hour_for_a_year() -> None:
    stage = stage_with_case()
    stage.send("amina", GrantConsent("checks"))
    case = stage.refer()
    stage.send("karim", ShowCase(case.reference))
    quiet: list[datetime] = []
    end = stage.clock.now() + timedelta(days=400)

    while (nxt := stage.write(lambda uow: uow.schedule.next_at())) and nxt < end:
        stage.clock.at = max(nxt, stage.clock.at)
        if stage.write(lambda uow: uow.people.get(stage.owner("amina"))) is None:
            break
        stage.forget_said()
        stage.tick()
        wall = stage.clock.at.replace(tzinfo=None)
        if stage.told("amina") and not allowed(wall, "05", ""):
            quiet.append(wall)

    assert quiet == []
