"""Words beside each other: what people exchange costs little, what they never do costs much."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.sounds import alike, known_readings, reading, spelt_otherwise
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
    assert "chauen" in spelt_otherwise("xauen")


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("udzda", "udjda"),
        ("chunajfira", "khunayfira"),
        ("s8ir", "sghir"),
        ("trik", "triq"),
        ("khel", "k2hel"),
        ("kobba", "kbba"),
        ("stah", "sta7"),
    ],
)
def test_letters_are_read_as_other_people_write_them(word: str, other: str) -> None:
    assert other in spelt_otherwise(word)


@pytest.mark.parametrize(("doubled", "long"), [("jareeda", "jarida"), ("noor", "nour")])
def test_a_doubled_vowel_is_one_long_one(doubled: str, long: str) -> None:
    assert reading(doubled) == reading(long)


def test_a_french_e_at_the_end_is_no_long_vowel() -> None:
    assert reading("musee").sound != reading("musi").sound


@given(st.text(min_size=1, max_size=12).map(fold).filter(bool))
def test_every_word_is_wholly_like_itself(word: str) -> None:
    for part in word.split():
        assert alike(part, part) == pytest.approx(1.0)
