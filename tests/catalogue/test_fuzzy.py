"""The fuzzy index: found by sound in either script, quick to say nothing, never changed by use."""

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import name_quality
from benchmarks.synthetic import actors, queries
from catalogue.fuzzy import SHORT, Hit, Index
from catalogue.places import gazetteer
from catalogue.tables import read_pairs

COMMUNES = [place for place in gazetteer().places() if place.level == "commune"]
FRENCH = Index((place.name_fr, place.code) for place in COMMUNES)
OFFICIAL = Index(name_quality.official_names())
MANY = actors(SHORT + 1)
LONG = Index((actor.name, number) for number, actor in enumerate(MANY))
NAMES = st.text(
    st.characters(categories=("Ll", "Lu", "Lo", "Nd", "Zs", "Pd", "Po"), max_codepoint=0x6FF)
)


def names_of(hits: list[Hit[str]]) -> list[str]:
    return [place.name_fr for hit in hits if (place := gazetteer().get(hit.key))]


def test_an_official_name_finds_itself_first() -> None:
    for place in COMMUNES[::25]:
        best = FRENCH.search(place.name_fr)[0]
        assert names_of([best]) == [place.name_fr]
        assert best.score == 1.0


def test_arabic_names_find_the_french_ones() -> None:
    names = [place for place in COMMUNES if place.urban]
    right = sum(
        place.code in {hit.key for hit in FRENCH.search(place.name_ar, 3)} for place in names
    )
    assert right / len(names) >= 0.97


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ouarzazat", "Ouarzazate"),
        ("bni mlal", "Béni Mellal"),
        ("tetwan", "Tétouan"),
        ("Ben Sliman", "Benslimane"),
        ("El Araich", "Larache"),
        ("Xexauen", "Chefchaouen"),
        ("Es-Suvejra", "Essaouira"),
        ("Kasba Temara", "Témara"),
        ("Souk-Sebt-Ouijjane", "Ouijjane"),
        ("الدارالبيضاء", "Casablanca"),
        ("l3youn", "Laâyoune"),
        ("Udzda", "Oujda"),
        ("Al-Dzadida", "El Jadida"),
        ("Chunajfira", "Khenifra"),
    ],
)
def test_a_name_is_found_as_people_write_it(typed: str, name: str) -> None:
    assert name in names_of(OFFICIAL.search(typed, 3))


def test_a_name_the_query_covers_wholly_goes_before_one_it_covers_in_part() -> None:
    index = Index([("Souk Sebt", 1), ("Mrirt", 2), ("Souk Jemaa", 3)])
    assert index.search("Souk Jemaa de Mrirt")[0].key in {2, 3}
    assert index.search("village de Mrirt")[0].key == 2


def test_the_script_of_the_query_goes_before_the_other() -> None:
    index = Index([("مكرس", "a"), ("Mogress", "a"), ("Mikkes", "b"), ("ميكس", "b")])
    assert index.search("Mogres")[0].key == "a"
    assert index.search("ميكص")[0].key == "b"


def test_an_entry_with_several_names_is_found_once() -> None:
    index = Index([("Casa", 1), ("Casablanca", 1), ("Cassis", 2)])
    assert [hit.key for hit in index.search("casa")].count(1) == 1
    assert len(index) == 3


def test_equal_names_come_in_the_order_they_were_given() -> None:
    index = Index([("Oulad Aissa", 2), ("Oulad Aissa", 1), ("Oulad Aissa", 3)])
    assert [hit.key for hit in index.search("oulad aissa")] == [2, 1, 3]


def test_an_empty_index_and_a_query_without_words_find_nothing() -> None:
    assert Index[int]([]).search("Rabat") == []
    assert FRENCH.search(" !? ") == []
    assert FRENCH.search("Rabat", 0) == []


def test_a_name_of_signs_alone_is_found_as_written() -> None:
    assert Index([("!!", 1), ("Rabat", 2)]).search("!!") == [Hit(1, 1.0)]


def test_a_hit_cannot_be_changed() -> None:
    hit = FRENCH.search("Rabat")[0]
    with pytest.raises(FrozenInstanceError):
        hit.__setattr__("score", 0.5)


def test_more_words_than_are_remembered_change_no_answer() -> None:
    before = FRENCH.search("Ouarzazat", 5)
    for number in range(9_000):
        FRENCH.search(f"{number:04}x")
    assert FRENCH.search("Ouarzazat", 5) == before


def test_searching_changes_nothing() -> None:
    before = OFFICIAL.search("Ouarzazate", 5)
    for place in COMMUNES[::40]:
        OFFICIAL.search(place.name_ar)
    assert OFFICIAL.search("Ouarzazate", 5) == before


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.integers(-1, 20))
def test_any_query_gives_sorted_scores_between_zero_and_one(text: str, limit: int) -> None:
    for index in (FRENCH, LONG):
        scores = [hit.score for hit in index.search(text, limit)]
        assert len(scores) <= max(0, limit)
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


@settings(max_examples=60, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=8, unique=True))
def test_any_name_is_found_first_by_itself_with_all_of_the_score(names: list[str]) -> None:
    index = Index((name, name) for name in names)
    for name in filter(str.split, names):
        best = index.search(name)
        assert not best or best[0].score == 1.0
        assert not best or name in {hit.key for hit in best if hit.score == 1.0}


def test_names_of_a_long_list_are_found_misspelt_and_in_the_other_script() -> None:
    for kind, floor in (("full", 0.99), ("three", 0.97), ("across", 0.94)):
        asked = list(queries(MANY, kind, 150))
        found = [number in {hit.key for hit in LONG.search(text)} for text, number in asked]
        assert sum(found) / len(found) >= floor, kind


@pytest.mark.parametrize("limit", [1, 10, 100])
def test_as_many_are_found_as_are_wanted_where_so_many_fit(limit: int) -> None:
    assert len(LONG.search("association", limit)) == limit


def test_geonames_alternate_names_are_found_with_official_names_only() -> None:
    asked = name_quality.alternate_names()
    first, three, wrong = name_quality.scores(lambda name: OFFICIAL.search(name, 3), asked)
    assert first >= 0.84
    assert three >= 0.885
    assert wrong <= 0.07


def test_the_names_in_use_are_searched_with_as_much_care_however_many_they_become() -> None:
    aliases = [(name, code) for code, name in read_pairs("aliases.tsv")]
    index = Index([*name_quality.official_names(), *aliases])
    asked = name_quality.alternate_names()
    first, three, wrong = name_quality.scores(lambda name: index.search(name, 3), asked)
    assert first >= 0.92
    assert three >= 0.95
    assert wrong <= 0.05


@pytest.mark.parametrize(("source", "target"), [("name_fr", "name_ar"), ("name_ar", "name_fr")])
def test_names_of_the_census_are_found_across_scripts(source: str, target: str) -> None:
    asked, names = name_quality.across(source, target)
    index = Index(names)
    first, _, _ = name_quality.scores(lambda name: index.search(name, 3), asked)
    assert first >= 0.98
