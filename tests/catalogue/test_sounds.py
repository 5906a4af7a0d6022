"""Words beside each other: what people exchange costs little, what they never do costs much."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.sounds import alike, asked_readings, known_readings, reading
from catalogue.text import fold


@pytest.mark.parametrize(
    ("near", "word", "far"),
    [
        ("fez", "fes", "fen"),
        ("marakes", "marrakech", "marsa"),
        ("kenitra", "qnitra", "knidra"),
        ("oujda", "wjda", "ouarda"),
        ("كلاب", "klaab", "كلب"),
        ("عاش", "3ash", "اش"),
        ("الطريق", "ttri9", "طريق"),
    ],
)
def test_the_likelier_of_two_words_is_the_more_alike(near: str, word: str, far: str) -> None:
    assert alike(word, near) > alike(word, far)


def test_a_grown_article_and_foreign_letters_give_other_readings() -> None:
    assert reading("arache").sound in {each.sound for each in known_readings("larache")}
    assert reading("chauen").sound in {each.sound for each in asked_readings("xauen")}


@given(st.text(min_size=1, max_size=12).map(fold).filter(bool))
def test_every_word_is_wholly_like_itself(word: str) -> None:
    for part in word.split():
        assert alike(part, part) == pytest.approx(1.0)
