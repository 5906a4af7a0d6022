"""Weights of words: the table is read, learned the same each time, and judged with care."""

import numpy as np
import pytest

from catalogue.features import features
from catalogue.needs import needs
from catalogue.tokens import tokens
from catalogue.understand import reader
from catalogue.weights import DANGER, Weights, weights
from tools.weights.learn import chances, learn, rows

TABLE = [["(by itself)", "food=-1.0 debt=-2.0"], ["khbz", "0=4.0 1=-0.5"], ["krydy", "1=5.0"]]


def test_what_is_shown_weighs_for_the_labels_of_the_table() -> None:
    found = Weights(TABLE).chances({"khbz": 1.0, "nobody": 1.0})
    assert found["food"] == pytest.approx(0.9526, abs=1e-3)
    assert found["debt"] < 0.1


def test_the_shipped_table_knows_every_need_and_danger() -> None:
    assert {*needs(), DANGER} <= set(weights().labels)


@pytest.mark.parametrize("text", ["bghit chi khdma", "je dois de l'argent", "لا أنام", "7"])
def test_what_a_message_shows_is_of_length_one(text: str) -> None:
    shown = features(tokens(text))
    assert sum(worth * worth for worth in shown.values()) == pytest.approx(1.0)


def test_nothing_is_shown_of_a_name_left_out() -> None:
    message = tokens("khdma f casa")
    assert features(message, besides=[range(2, 3)]) == features(tokens("khdma f"))


def test_the_weights_learn_to_tell_examples_apart_and_the_same_each_time() -> None:
    shown = [{"a": 1.0}, {"b": 1.0}, {"a": 0.7, "c": 0.7}, {"b": 0.7, "c": 0.7}] * 5
    labels = np.array([[1], [0], [1], [0]] * 5, dtype=np.float32)
    examples = rows(shown, {"a": 0, "b": 1, "c": 2})
    worths = np.ones(len(shown), dtype=np.float32)
    learned = learn(examples, labels, worths, steps=60)
    again = learn(examples, labels, worths, steps=60)
    assert np.array_equal(learned, again)
    assert ((chances(examples, learned) > 0.5) == (labels > 0.5)).all()


@pytest.mark.parametrize("code", [code for code, need in needs().items() if need.sensitive])
def test_a_sensitive_need_never_comes_from_the_weight_of_one_word(code: str) -> None:
    for text in ("lbare7", "maison", "البارح", "rajli", "mon mari", "ولدي"):
        assert code not in {need.code for need in reader().read(text).needs}
