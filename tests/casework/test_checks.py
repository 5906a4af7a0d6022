"""The reintegration checks: when they come, what is kept, what a score is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.follow_up import CHECKS, check_days
from casework.reintegration import CODES, QUESTIONS, needs_a_look, score, valid
from conversations.effects import (
    AnswerCheck,
    GrantConsent,
    PostponeCheck,
    WithdrawConsent,
)
from tests.casework.test_follow_up import asked
from tests.casework.world import stage_with_case


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
