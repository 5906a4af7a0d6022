"""Ordinary words are taken as they are written, and nothing that only sounds like them."""

import pytest

from catalogue.everyday import is_ordinary, may_mean
from catalogue.understand import reader


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("signe", "saigne"),
        ("part", "prêt"),
        ("atelier", "italie"),
        ("وليس", "lycée"),
        ("pr", "barre"),
    ],
)
def test_an_ordinary_word_is_no_other_that_sounds_like_it(word: str, known: str) -> None:
    assert not may_mean(word, known)


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("signes", "signe"),
        ("loyers", "loyer"),
        ("الخدمة", "خدمة"),
        ("khdma", "lkhedma"),
        ("machrou3", "مشروع"),
    ],
)
def test_a_word_may_be_its_own_forms_and_spellings(word: str, known: str) -> None:
    assert may_mean(word, known)


def test_an_ordinary_word_is_known_in_its_language() -> None:
    assert is_ordinary("montrons")
    assert not is_ordinary("zzzz")


@pytest.mark.parametrize(
    "text",
    [
        "j'ai signé un chèque hier",
        "il a 24 ans, il voudrait bosser, il habite Oulmès",
        "je tape ce message pour ma mère",
    ],
)
def test_french_words_tell_of_no_danger_by_their_sound(text: str) -> None:
    assert not reader().read(text).danger
