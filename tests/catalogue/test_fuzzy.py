"""The fuzzy index: found by sound in either script, quick to say nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.fuzzy import Index
from catalogue.places import gazetteer

COMMUNES = [place for place in gazetteer().places() if place.level == "commune"]
FRENCH = Index((place.name_fr, place.code) for place in COMMUNES)


def test_an_official_name_finds_itself_first() -> None:
    for place in COMMUNES[::25]:
        best = FRENCH.search(place.name_fr)[0]
        found = gazetteer().get(best.key)
        assert found is not None
        assert found.name_fr == place.name_fr
        assert best.score == pytest.approx(1.0)


def test_arabic_names_find_the_french_ones() -> None:
    names = [place for place in COMMUNES if place.urban]
    right = sum(
        place.code in {hit.key for hit in FRENCH.search(place.name_ar, 3)} for place in names
    )
    assert right / len(names) >= 0.9


@pytest.mark.parametrize(
    ("typed", "name"),
    [("ouarzazat", "Ouarzazate"), ("bni mlal", "Béni Mellal"), ("tetwan", "Tétouan")],
)
def test_a_name_is_found_as_people_write_it(typed: str, name: str) -> None:
    found = [gazetteer().get(hit.key) for hit in FRENCH.search(typed, 3)]
    assert name in [place.name_fr for place in found if place]


def test_an_entry_with_several_names_is_found_once() -> None:
    index = Index([("Casa", 1), ("Casablanca", 1), ("Cassis", 2)])
    assert [hit.key for hit in index.search("casa")].count(1) == 1
    assert len(index) == 3


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.integers(-1, 20))
def test_any_query_gives_sorted_scores_between_zero_and_one(text: str, limit: int) -> None:
    hits = FRENCH.search(text, limit)
    scores = [hit.score for hit in hits]
    assert len(hits) <= max(0, limit)
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
