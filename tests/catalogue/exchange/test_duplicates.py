"""Actors that may be one: by name in any script and spelling, by acronym, never of two towns."""

from random import Random

import pytest

from benchmarks.synthetic import actors, misspelt
from catalogue.exchange.duplicates import Pair, pairs
from catalogue.record import Record, Value
from catalogue.starter import starter_records


def record(actor: str, **values: Value) -> Record:
    return Record({"id": actor, **values})


KNOWN = record(
    "A", name={"fr": "Association Amal pour la femme rurale"}, city="Béni Mellal", acronym="AAFR"
)


def only(found: list[Pair]) -> Pair:
    (pair,) = found
    return pair


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ({"fr": "Assoc. Amal pour la femme rurale"}, "Beni-Mellal"),
        ({"fr": "association amale pr la femme rural"}, "Béni Mellal"),
        ({"ar": "جمعية أمل للمرأة القروية"}, "بني ملال"),
    ],
)
def test_a_name_of_one_town_is_found_in_another_spelling_or_script(
    name: dict[str, str], city: str
) -> None:
    known = record(
        "A",
        name={"fr": "Association Amal pour la femme rurale", "ar": "جمعية الأمل للمرأة القروية"},
        city="Béni Mellal",
    )
    pair = only(pairs([known, record("N", name=name, city=city)]))
    assert {"name", "place"} <= {*pair.reasons}


def test_actors_of_two_towns_are_two() -> None:
    branch = record("N", name={"fr": "Association Amal pour la femme rurale"}, city="Oujda")
    assert pairs([KNOWN, branch]) == []


def test_one_acronym_and_one_place_are_enough() -> None:
    other = record("N", name={"fr": "Amal féminin"}, acronym="aafr", city="Béni Mellal")
    assert {"acronym", "place"} <= {*only(pairs([KNOWN, other])).reasons}


def test_other_actors_are_no_pair() -> None:
    other = record("N", name={"fr": "Coopérative Argan"}, city="Béni Mellal", acronym="CA")
    assert pairs([KNOWN, other]) == []


def test_the_known_one_stays_and_what_only_the_new_one_tells_is_named() -> None:
    new = record(
        "9",
        name=KNOWN.values["name"],
        city="Béni Mellal",
        founded=2009,
        website="https://a.example",
    )
    pair = only(pairs([KNOWN, new], [new]))
    assert (pair.kept, pair.other) == ("A", "9")
    assert pair.taken == ("founded", "website")


def test_with_new_records_only_pairs_with_one_of_them_are_told() -> None:
    twin = record("B", name=KNOWN.values["name"], city="Béni Mellal")
    new = record("N", name={"fr": "Coopérative Argan"}, city="Essaouira")
    assert pairs([KNOWN, twin, new], [new]) == []
    assert only(pairs([KNOWN, twin])).score == 1.0


def test_the_starter_catalogue_holds_few_doubtful_pairs() -> None:
    assert len(pairs(starter_records())) <= 3


def test_nine_in_ten_misspelt_actors_are_found_among_a_thousand() -> None:
    chance = Random(3)
    known = [
        record(f"K{n}", name={"fr": each.french, "ar": each.arabic}, city="Rabat")
        for n, each in enumerate(actors(1_000))
    ]
    new = [
        record(f"N{n}", name={"fr": misspelt(each.french, chance)}, city="Rabat")
        for n, each in enumerate(actors(1_000)[:100])
    ]
    found = {(pair.kept, pair.other) for pair in pairs([*known, *new], new)}
    assert sum((f"K{n}", f"N{n}") in found for n in range(100)) >= 90
    assert len(found) <= 130
