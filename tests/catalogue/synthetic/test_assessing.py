"""Invented scores: the same for the same seed, by several who do not always agree."""

from datetime import date

from catalogue.agreement import agreement
from catalogue.marks import is_own
from catalogue.synthetic.assessing import synthetic_scores
from catalogue.synthetic.records import synthetic_records

DAY = date(2026, 11, 24)
SOME = synthetic_records(300, on=DAY)


def test_the_same_seed_gives_the_same_scores_and_another_seed_others() -> None:
    assert synthetic_scores(SOME, on=DAY) == synthetic_scores(SOME, on=DAY)
    assert synthetic_scores(SOME, on=DAY) != synthetic_scores(SOME, seed=8, on=DAY)


def test_three_assess_some_actors_and_some_actors_themselves() -> None:
    scores = synthetic_scores(SOME, on=DAY)
    actors = {score.actor for score in scores}
    assert 20 < len(actors) < 90
    assert len({s.assessor for s in scores if not is_own(s.assessor)}) == 3
    assert any(is_own(score.assessor) for score in scores)
    assert all(0 <= score.score <= 4 and score.day <= DAY for score in scores)


def test_they_agree_mostly_but_not_always() -> None:
    found = agreement(synthetic_scores(SOME, on=DAY))
    assert found.within_one is not None
    assert 0.6 < found.within_one < 0.98
    assert found.alpha is not None
    assert 0.4 < found.alpha < 0.95
