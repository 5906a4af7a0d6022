"""The capacity grid can be read whole; its means are bounded, fair and made of what was scored."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from catalogue.agreement import LEAST_SHARED, agreement, ordinal_alpha
from catalogue.assessment import HIGHEST, LOWEST, Score
from catalogue.capacity import GRID, SCORES, criteria, dimension_label
from catalogue.marks import ENOUGH, assessed, latest, marks
from locales.texts import STAFF_LANGUAGES

DAY = date(2026, 11, 20)
CODES = [each.code for each in criteria()]
SCORE = some.builds(
    Score,
    actor=some.sampled_from(("A", "B")),
    assessor=some.sampled_from(("mission", "region", "self:A")),
    day=some.dates(date(2026, 1, 1), date(2026, 1, 3)),
    criterion=some.sampled_from(CODES),
    score=some.sampled_from(SCORES),
)
SCORED = some.lists(
    SCORE, max_size=60, unique_by=lambda s: (s.actor, s.assessor, s.day, s.criterion)
)


def scored(given_scores: dict[str, int], assessor: str = "mission") -> list[Score]:
    return [Score("A", assessor, DAY, code, score) for code, score in given_scores.items()]


@pytest.mark.parametrize("lang", STAFF_LANGUAGES)
def test_every_criterion_says_what_each_score_means(lang: str) -> None:
    assert all(dimension_label(dimension, lang) for dimension in GRID)
    for each in criteria():
        words = [each.level(score, lang) for score in SCORES]
        assert len({each.label(lang), *words}) == len(SCORES) + 1


def test_each_of_five_dimensions_has_three_or_four_criteria() -> None:
    assert [3 <= len(codes) <= 4 for codes in GRID.values()] == [True] * 5
    assert len(set(CODES)) == len(CODES)


def test_a_missing_criterion_is_missing_and_never_zero() -> None:
    first, second, _ = GRID["human"]
    found = marks(scored({first: 4, second: 3}))
    assert found.dimensions == {"human": 3.5}
    assert found.scored == 2


@pytest.mark.parametrize(("count", "told"), [(10, False), (11, True)])
def test_no_overall_mark_is_given_under_sixty_per_cent(count: int, told: bool) -> None:
    assert (count >= ENOUGH * len(CODES)) is told
    assert (marks(scored(dict.fromkeys(CODES[:count], 2))).overall is not None) is told


def test_a_dimension_with_more_criteria_weighs_no_more() -> None:
    given_scores = {code: 4 if dimension == "material" else 0 for dimension in GRID
                    for code in GRID[dimension]}  # fmt: skip
    assert marks(scored(given_scores)).overall == pytest.approx(4 / 5)


def test_the_latest_day_of_each_assessor_counts() -> None:
    old, new = Score("A", "m", date(2026, 1, 1), CODES[0], 1), Score("A", "m", DAY, CODES[0], 3)
    other = replace(old, assessor="n")
    assert set(latest([new, other, old])) == {new, other}


def test_a_criterion_the_grid_no_longer_has_counts_nowhere() -> None:
    assert latest([Score("A", "m", DAY, "no_such", 4)]) == ()


def test_an_actors_own_assessment_stands_apart() -> None:
    both = scored({CODES[0]: 1}) + scored({CODES[0]: 4}, "self:A")
    found = assessed(both)["A"]
    assert found.together.dimensions == {"human": 1}
    assert found.own is not None
    assert found.own.dimensions == {"human": 4}
    assert list(found.by_assessor) == ["mission"]
    assert agreement(both).assessors == 1


@given(SCORED)
def test_means_stay_between_the_lowest_and_the_highest_score(scores: list[Score]) -> None:
    for found in assessed(scores).values():
        for each in (found.together, *found.by_assessor.values()):
            means = [*each.dimensions.values(), *([] if each.overall is None else [each.overall])]
            assert all(LOWEST <= mean <= HIGHEST for mean in means)


@given(SCORED.flatmap(lambda scores: some.tuples(some.just(scores), some.permutations(scores))))
def test_the_order_in_which_scores_come_changes_nothing(two: tuple[list[Score], ...]) -> None:
    one, other = two
    assert assessed(one) == assessed(other)
    assert agreement(one) == agreement(other)


OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def test_alpha_is_that_of_krippendorffs_own_worked_example() -> None:
    units = [
        [int(value) for value in unit if value != "."]
        for unit in zip(*(row.split() for row in OBSERVERS), strict=True)
    ]
    assert ordinal_alpha(units) == pytest.approx(0.815, abs=0.0005)


def test_full_agreement_is_one_and_no_variety_says_nothing() -> None:
    assert ordinal_alpha([(0, 0), (4, 4), (2, 2, 2)]) == 1
    assert ordinal_alpha([(3, 3), (3, 3)]) is None
    assert ordinal_alpha([(1,), ()]) is None


def test_agreement_tells_the_share_within_one_point() -> None:
    found = agreement(
        scored({CODES[0]: 1, CODES[1]: 0, CODES[2]: 4})
        + scored({CODES[0]: 2, CODES[1]: 3}, "region")
    )
    assert (found.assessors, found.shared, found.within_one) == (2, 2, 0.5)


@pytest.mark.parametrize(("shared", "told"), [(LEAST_SHARED - 1, False), (LEAST_SHARED, True)])
def test_alpha_is_told_only_where_enough_was_scored_twice(shared: int, told: bool) -> None:
    values = {code: n % 5 for n, code in enumerate(CODES[:shared])}
    found = agreement(scored(values) + scored(values, "region"))
    assert (found.alpha == 1) is told
    assert found.within_one == 1


def test_one_assessor_alone_agrees_with_nobody() -> None:
    found = agreement(scored(dict.fromkeys(CODES, 2)))
    assert (found.shared, found.within_one, found.alpha) == (0, None, None)
