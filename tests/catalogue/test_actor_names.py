"""Actors by name: as people write them, never hidden ones, and never out of other words."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from catalogue.actor import Actor
from catalogue.places import gazetteer
from catalogue.search import Snapshot
from catalogue.starter import starter_actors

SNAPSHOT = Snapshot(starter_actors(), gazetteer())
DEV = Path(__file__).parents[2] / "benchmarks" / "data" / "queries_dev.tsv"
SPEAKS_OF_ONE = {"cnss ma bghatch ta3tini les allocations familiales"}


def ids(name: str, snapshot: Snapshot = SNAPSHOT) -> list[str]:
    return [actor.id for actor in snapshot.named(name)]


@pytest.mark.parametrize(
    ("written", "actor"),
    [
        ("entraide nationale oujda", "EN"),
        ("entraid nasionale", "EN"),
        ("التعاون الوطني", "EN"),
        ("anapec", "ANAPEC"),
        ("anapik", "ANAPEC"),
        ("لانابيك", "ANAPEC-CS"),
        ("fondation orient occident", "FOO"),
        ("orian oxidan", "FOO"),
        ("caritas", "CARITAS-MA"),
        ("اوفبت", "OFPPT"),
    ],
)
def test_an_actor_is_found_as_people_write_it(written: str, actor: str) -> None:
    assert ids(written)[0] == actor


def test_what_is_no_name_finds_nobody() -> None:
    assert ids("bonjour") == []
    assert ids("") == []


def test_a_hidden_actor_is_never_found_and_one_for_staff_is_never_mentioned() -> None:
    known = Actor("a", {"fr": "Association Exemple Tamount"}, acronym="TAMOUNT")
    for visibility, found, mentioned in (
        ("public", ["a"], True),
        ("staff", ["a"], False),
        ("hidden", [], False),
    ):
        snapshot = Snapshot([replace(known, visibility=visibility)], gazetteer())
        assert ids("tamount", snapshot) == found
        assert (snapshot.mentioned("tamount") is not None) is mentioned


def test_a_change_of_the_catalogue_is_a_change_of_the_names() -> None:
    one, other = Actor("a", {"fr": "Espace Najah"}), Actor("b", {"fr": "Centre Karama"})
    before = Snapshot([one, other], gazetteer())
    now = before.changed({"a": Actor("a", {"fr": "Maison Baraka"}), "b": None})
    later = now.changed({"a": replace(one, visibility="hidden"), "c": Actor("c", {"fr": "Wafae"})})
    assert (ids("espace najah", before), ids("karama", before)) == (["a"], ["b"])
    assert (ids("espace najah", now), ids("baraka", now), ids("karama", now)) == ([], ["a"], [])
    assert (ids("baraka", later), ids("wafae", later)) == ([], ["c"])


@pytest.mark.parametrize(
    ("message", "actor"),
    [
        ("je veux aller à l'entraide nationale", "EN"),
        ("fin kayna anapec f oujda", "ANAPEC"),
        ("بغيت نمشي لانابيك", "ANAPEC-CS"),
        ("orient occident", "FOO"),
    ],
)
def test_a_short_message_speaks_of_an_actor(message: str, actor: str) -> None:
    found = SNAPSHOT.mentioned(message)
    assert found is not None
    assert found.id == actor


def test_other_messages_and_places_speak_of_none() -> None:
    with DEV.open(encoding="utf-8") as source:
        messages = {row["text"] for row in csv.DictReader(source, delimiter="\t")}
    lines = (Path(__file__).parent / "no_need.txt").read_text(encoding="utf-8").splitlines()
    places = [n for place in gazetteer().places() for n in (place.name_fr, place.name_ar)]
    said = [*(messages - SPEAKS_OF_ONE), *lines, *places[::5]]
    assert len(said) > 1_000
    assert [each for each in said if SNAPSHOT.mentioned(each)] == []
