"""Short verbs are known by their letters, not by what is left of their key."""

import pytest

from catalogue.lexicon import classes
from catalogue.roots import written_like
from catalogue.tokens import tokens


@pytest.mark.parametrize(
    ("word", "verb"),
    [
        ("kayhededni", "hedded"),
        ("يهددني", "هدد"),
        ("kaycheddo", "chedd"),
        ("makhellawnich", "khela"),
    ],
)
def test_a_form_has_the_letters_of_its_verb(word: str, verb: str) -> None:
    assert written_like(word, verb)


@pytest.mark.parametrize(
    ("word", "verb"),
    [("wa7ed", "hedded"), ("واحد", "هدد"), ("الاقساط", "قاس"), ("wa7ed", "هدد")],
)
def test_another_word_with_the_same_key_has_not(word: str, verb: str) -> None:
    assert not written_like(word, verb)


def test_one_is_no_threat() -> None:
    one, threatens = classes().see(tokens("واحد كيهددني"))
    assert "threaten" not in one
    assert "threaten" in threatens
