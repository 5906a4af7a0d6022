"""What comes by itself, and when: day 3 and 14, checks, reminders, silence, keeping, forgetting."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import due_rows, follow_up
from casework.follow_up import CHECKS, check_days, may_check_in
from casework.quiet_hours import allowed
from casework.reintegration import CODES, QUESTIONS, needs_a_look, score, valid
from conversations.effects import (
    AnswerCheck,
    AnswerFollowUp,
    CallHuman,
    GrantConsent,
    MoveReferral,
    PostponeCheck,
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


def test_a_blocked_chat_is_told_to_a_coordinator_and_asked_nothing_more() -> None:
    stage = stage_with_case()
    stage.refer()
    chat = stage.chat("amina")
    stage.store.tables.chats[chat.id] = replace(chat, blocked_at=stage.clock.now())
    stage.forget_said()

    stage.after(days=3, hours=1)

    assert stage.store.tables.outbox == [
        row for row in stage.store.tables.outbox if row.chat != chat.id
    ]
    assert "silent" in stage.tasks()
    assert "day3" not in dict(stage.dues())


# --- reintegration checks ---


def test_the_checks_come_after_1_3_6_12_and_18_months() -> None:
    days = dict(check_days("2026-09", date(2026, 10, 5), date(2026, 10, 5)))

    assert days == {
        "m3": date(2026, 12, 1),
        "m6": date(2027, 3, 1),
        "m12": date(2027, 9, 1),
        "m18": date(2028, 3, 1),
    }


@pytest.mark.parametrize(
    ("returned", "first"),
    [("", "m1"), ("lt1", "m1"), ("lt6", "m6"), ("lt12", "m12"), ("gt12", "m18"), ("2020-01", None)],
)
def test_checks_already_past_are_not_asked(returned: str, first: str | None) -> None:
    names = [name for name, _ in check_days(returned, date(2026, 10, 5), date(2026, 10, 5))]

    assert next(iter(names), None) == first
    assert names == list(CHECKS)[len(CHECKS) - len(names) :]


def test_checks_need_a_consent_of_their_own() -> None:
    stage = stage_with_case()
    stage.send("amina", AnswerCheck("m1", "E1", "3"))
    assert stage.store.tables.checks == {}

    stage.send("amina", GrantConsent("checks"))
    assert [p for p, _ in stage.dues()].count("check") == 5
    stage.forget_said()
    stage.after(days=32)
    assert asked(stage, "checks.start") == 1

    stage.send("amina", AnswerCheck("m1", "E1", "3"))
    person = stage.owner("amina")
    assert stage.store.tables.checks[person] == {"m1": {"E1": "3"}}

    stage.send("amina", WithdrawConsent("checks"))
    assert "check" not in dict(stage.dues())


def test_a_check_is_put_off_or_stopped_for_good() -> None:
    stage = stage_with_case()
    stage.send("amina", GrantConsent("checks"))

    stage.send("amina", PostponeCheck("m1", 2))
    assert ("check", "2026-10-07 10:00") in stage.dues()

    stage.send("amina", PostponeCheck("m1", 0))
    assert "check" not in dict(stage.dues())
    stage.send("amina", AnswerCheck("m1", "E1", "3"))
    assert stage.store.tables.checks == {}


def test_a_low_psychosocial_answer_flags_the_case_once() -> None:
    stage = stage_with_case()
    stage.send("amina", GrantConsent("checks"))

    stage.send("amina", AnswerCheck("m1", "P1", "1"), AnswerCheck("m1", "P2", "0"))

    assert stage.tasks() == ["flag"]


def test_an_answer_that_is_none_is_refused() -> None:
    stage = stage_with_case()
    stage.send("amina", GrantConsent("checks"))

    stage.send("amina", AnswerCheck("m1", "E9", "1"))
    stage.send("amina", AnswerCheck("m1", "E1", "5"))

    assert stage.store.tables.checks == {}


def test_nine_questions_three_for_each_dimension_and_e2_the_other_way_round() -> None:
    assert len(CODES) == len(QUESTIONS) == 9
    assert {q.code for q in QUESTIONS if q.best == "never"} == {"E2"}
    assert [q.dimension for q in QUESTIONS].count("social") == 3


ALL_BEST = dict.fromkeys(CODES, "4")


def test_the_score_counts_what_was_answered_and_nothing_else() -> None:
    half = {**ALL_BEST, "E1": "0", "E2": "skip", "S1": "skip"}

    assert score(ALL_BEST) == 1.0
    assert score(half) == pytest.approx(6 / 7)
    assert score(half, "economic") == pytest.approx(0.5)
    assert score({**half, "E3": "skip"}, "economic") is None
    assert score({"E1": "4"}) is None


@given(st.dictionaries(st.sampled_from(sorted(CODES)), st.sampled_from(["skip", *"01234"])))
def test_missing_is_never_zero(answers: dict[str, str]) -> None:
    given_ = {code: value for code, value in answers.items() if value != "skip"}

    assert score(answers) == score(given_)
    mark = score(answers)
    assert mark is None or 0 <= mark <= 1
    assert all(valid(code, value) for code, value in answers.items())


def test_a_fall_is_seen() -> None:
    fallen = {**ALL_BEST, "E1": "1", "E2": "1", "E3": "1"}

    assert needs_a_look(fallen, ALL_BEST)
    assert not needs_a_look({**ALL_BEST, "E1": "3"}, ALL_BEST)
    assert not needs_a_look(fallen, None)


# --- keeping and forgetting ---


def test_a_draft_is_forgotten_seven_days_after_the_last_word() -> None:
    stage = Stage()
    stage.tell(call_name="Amina")
    person = stage.owner("amina")
    stage.after(days=5)
    stage.send("amina")

    stage.after(days=6)
    assert stage.write(lambda uow: uow.people.get(person)) is not None
    stage.after(days=1, hours=1)
    assert stage.write(lambda uow: uow.people.get(person)) is None
    assert "Amina" not in str(stage.store.tables)


def test_of_a_minor_only_the_age_stays() -> None:
    stage = Stage()
    stage.tell(call_name="Amina", adult="no")

    stage.after(days=8)

    assert stage.facts() == {"adult": "no"}


def test_who_awaits_a_human_is_not_forgotten() -> None:
    stage = stage_with_case()
    stage.send("amina", CallHuman("human"))
    person = stage.owner("amina")

    stage.after(days=8)

    assert stage.write(lambda uow: uow.people.get(person)) is not None


@pytest.mark.parametrize(("need", "days"), [(SENSITIVE, 90), ("employment", 365)])
def test_an_ended_case_becomes_anonymous(need: str, days: int) -> None:
    stage = stage_with_case(needs=need)
    stage.accredit("ngo", SENSITIVE)
    case = stage.refer(need=need)
    person = stage.owner("amina")
    stage.send("amina", WithdrawConsent("referral", case.reference))

    stage.after(days=days - 1)
    assert stage.write(lambda uow: uow.people.get(person)) is not None
    stage.after(days=2)
    assert stage.write(lambda uow: uow.people.get(person)) is None
    assert stage.referral(case.reference).need == need


def test_free_text_is_kept_thirty_days() -> None:
    stage = stage_with_case(note="le matin")
    stage.refer()

    stage.after(days=29)
    assert stage.facts()["note"] == "le matin"
    stage.after(days=2)
    assert "note" not in stage.facts()


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
