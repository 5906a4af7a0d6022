"""What a word that the lexicon does not know may be a spelling of."""

import pytest

from catalogue.near_phrases import MOST, is_known, near_phrases
from catalogue.tokens import tokens


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("lojment", ("logement", "housing")),
        ("psiquologue", ("psychologue", "psychosocial")),
        ("صيطار", ("sbitar", "health_care")),
    ],
)
def test_an_unknown_spelling_is_near_to_its_word(word: str, near: tuple[str, str]) -> None:
    (token,) = tokens(word)
    assert not is_known(token)
    assert near in near_phrases(token)
    assert len(near_phrases(token)) <= MOST


@pytest.mark.parametrize("word", ["logement", "khdma", "bonjour", "و", "2024", "لبسبور"])
def test_known_and_everyday_words_and_numbers_need_no_near_phrase(word: str) -> None:
    (token,) = tokens(word)
    assert is_known(token)
    assert near_phrases(token) == ()
