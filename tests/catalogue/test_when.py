"""When what a message tells of plays: now, once, or somewhere left behind."""

import pytest

from catalogue.tokens import tokens
from catalogue.when import Tense, tense_of


def told(text: str) -> Tense:
    return tense_of(text, tokens(text))


@pytest.mark.parametrize(
    "text",
    [
        "il y a deux ans mon oncle m'a frappée",
        "quand j'étais petit on me battait",
        "hadi 3amayn ghtasbouni",
        "تعرضت للضرب قبل سنتين",
        "9bel 3 snin",
        "في طفولتي",
    ],
)
def test_a_span_of_time_sets_a_telling_long_ago(text: str) -> None:
    assert told(text).long_ago


@pytest.mark.parametrize(
    "text",
    ["depuis deux ans il me frappe", "hadi 3 snin w ana m7bousa", "lbare7 drebni", "امس ضربني"],
)
def test_what_began_long_ago_or_was_yesterday_is_not_long_ago(text: str) -> None:
    assert not told(text).long_ago


def test_who_came_back_or_fled_has_got_away() -> None:
    assert told("rje3t mn libya").got_away
    assert told("je me suis enfuie de chez eux").got_away
    assert not told("bghit nhreb").got_away


def test_a_past_before_the_verb_tells_what_used_to_be() -> None:
    assert told("rajli kan kaydrebni").used_to_be(0, 3)
    assert told("il me battait").used_to_be(0, 3)
    assert not told("شخص كنت أعرفه يهددني").used_to_be(3, 4)


def test_a_present_or_a_word_of_now_goes_on() -> None:
    assert told("rajli kaydrebni").goes_on(0, 2)
    assert told("il me frappe encore").goes_on(2, 3)
    assert not told("il m'a frappée").goes_on(0, 4)
