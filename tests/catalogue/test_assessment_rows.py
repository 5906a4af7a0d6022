"""Rows of assessments: what is written reads back, what is wrong is told by column."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from catalogue.assessment import Score
from catalogue.capacity import SCORES, criteria
from catalogue.exchange.assessments import COLUMNS, Known, cells_of, score_of
from catalogue.labels import DOMAIN
from locales.texts import text

RIGHT = {
    "actor": "EX-1",
    "assessor": "mission Exemple 2026",
    "day": "20/11/2026",
    "criterion": "Accounts",
    "score": "3",
}
KNOWN = Known(actors={"EX-1"}, today=date(2026, 11, 20))


def codes(**cells: str) -> list[tuple[str, str]]:
    read = score_of({**RIGHT, **cells}, 7, KNOWN)
    assert (read.score is None) == bool(read.faults)
    assert {fault.row for fault in read.faults} <= {7}
    return [(fault.column, fault.code) for fault in read.faults]


def test_a_row_is_one_score() -> None:
    read = score_of(RIGHT, 7, KNOWN)
    assert read.score == Score("EX-1", RIGHT["assessor"], date(2026, 11, 20), "accounts", 3)


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("criterion", "charm", "not_among"),
        ("score", "5", "too_big"),
        ("score", "-1", "too_small"),
        ("score", "bien", "not_a_number"),
        ("score", "", "missing"),
        ("day", "2026-02-30", "not_a_date"),
        ("day", "2026-11-21", "in_future"),
        ("actor", "EX-2", "unknown_actor"),
        ("assessor", "", "missing"),
        ("assessor", "self:EX-1", "not_by_file"),
        ("assessor", "coordinator:05:abcdef", "not_by_file"),
        ("assessor", "Coordinator : 05", "not_by_file"),
        ("assessor", "self：EX-1", "not_by_file"),
        ("assessor", "s\u200belf:EX-1", "not_by_file"),
    ],
)
def test_a_wrong_cell_is_told_by_its_column(column: str, cell: str, code: str) -> None:
    assert codes(**{column: cell}) == [(column, code)]


def test_an_organisation_may_be_called_nearly_so() -> None:
    assert codes(assessor="coordination régionale") == []


def test_an_invented_actor_may_assess_itself_in_the_file_it_was_written_to() -> None:
    invented = {**RIGHT, "actor": "SYN-0001", "assessor": "self:SYN-0001"}
    assert score_of(invented).faults == ()
    (fault,) = score_of({**invented, "assessor": "self:EX-1"}).faults
    assert fault.code == "not_by_file"


@pytest.mark.parametrize("code", ["in_future", "not_by_file"])
@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_what_only_scores_can_have_wrong_is_said(code: str, lang: str) -> None:
    assert text(DOMAIN, f"catalogue.fault.{code}", lang, what="x")
    assert text(DOMAIN, f"catalogue.hint.do.{code}", lang)


def test_without_a_catalogue_the_actor_is_not_checked() -> None:
    assert score_of({**RIGHT, "actor": "EX-9"}).faults == ()


@given(
    some.builds(
        Score,
        actor=some.just("EX-1"),
        assessor=some.sampled_from(("mission", "coordination", "بعثة 2026")),
        day=some.dates(date(2000, 1, 1), date(2099, 1, 1)),
        criterion=some.sampled_from([each.code for each in criteria()]),
        score=some.sampled_from(SCORES),
        note=some.sampled_from(("", "vu sur place", "ligne\nautre")),
    )
)
def test_what_is_written_reads_back(score: Score) -> None:
    assert score_of(cells_of(score)).score == score


def test_the_columns_are_those_of_a_score() -> None:
    assert [column.name for column in COLUMNS] == list(Score.__dataclass_fields__)
