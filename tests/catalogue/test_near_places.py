"""The nearest names of places: for a misspelt name the right one, for everyday words none."""

from random import Random

import pytest

from benchmarks.synthetic import misspelt
from catalogue.everyday import ordinary
from catalogue.lexicon import control_of
from catalogue.near_places import MOST, near_places
from catalogue.places import gazetteer
from catalogue.understand import reader

TOWNS = [
    place
    for place in gazetteer().places()
    if place.level == "commune" and place.urban and len(place.name_fr) > 5
]


def test_most_misspelt_towns_that_are_not_read_are_offered_and_nearly_always_the_right_one() -> (
    None
):
    chance = Random(11)
    written = [(misspelt(place.name_fr, chance), place.code) for place in TOWNS for _ in range(2)]
    unread = [(text, code) for text, code in written if not _read(text)]
    offered = [(near, code) for text, code in unread if (near := near_places(text))]
    right = sum(code in near for near, code in offered)
    assert len(unread) >= 100
    assert len(offered) / len(unread) >= 0.6
    assert right / len(offered) >= 0.9


def _read(text: str) -> bool:
    reading = reader().read(text)
    return bool(reading.place or reading.places)


@pytest.mark.parametrize("language", ["fr", "ar", "ary_Latn"])
def test_everyday_words_offer_nothing(language: str) -> None:
    said = (word for word in sorted(ordinary(language)) if control_of(word) is None)
    chosen = Random(5).sample(list(said), 300)
    assert [word for word in chosen if near_places(word)] == []


@pytest.mark.parametrize(
    "text", ["", "!?", "je ne sais pas", "3id moubarak", "machi daba chokran bzaf 3likom khoya"]
)
def test_an_answer_that_is_no_name_offers_nothing(text: str) -> None:
    assert near_places(text) == ()


def test_of_a_province_and_its_town_of_one_name_the_town_is_offered() -> None:
    assert near_places("khribgua")[0] == "05.311.01.07"
    assert "05.311" not in near_places("khribgua")


def test_no_more_are_offered_than_fit_a_screen() -> None:
    assert 1 <= len(near_places("f bouafa")) <= MOST
