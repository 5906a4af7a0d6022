"""Agencies of one body among the offers: none dropped, none alone in front."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from catalogue.actor import Actor
from catalogue.places import gazetteer
from catalogue.search import Snapshot
from catalogue.starter import starter_actors
from catalogue.variety import body_of

TODAY = date(2026, 11, 22)
CASA = "06.141.01.0"
AGENCY = Actor(
    id="a1",
    names={"fr": "ANAPEC - agence 1"},
    acronym="ANAPEC",
    category="public",
    perimeter=("06",),
    city="Casablanca",
    needs=("employment",),
    focal_points=1,
    verified_on=TODAY - timedelta(days=10),
)
AGENCIES = tuple(
    replace(AGENCY, id=f"a{n}", names={"fr": f"ANAPEC - agence {n}"}) for n in range(5)
)
OTHER = Actor(
    id="other",
    names={"fr": "Association Autre"},
    category="ngo",
    needs=("food", "employment"),
    focal_points=1,
    verified_on=TODAY - timedelta(days=10),
)


def offered(*actors: Actor) -> tuple[list[str], list[float]]:
    offers = Snapshot(actors, gazetteer()).offers(["employment"], CASA, today=TODAY)
    return [offer.actor for offer in offers], [offer.score for offer in offers]


def test_another_body_is_among_the_first_three() -> None:
    names, scores = offered(*AGENCIES, OTHER)
    assert names == ["a0", "a1", "other", "a2", "a3", "a4"]
    assert scores == sorted(scores, reverse=True)


def test_the_only_ones_are_never_dropped() -> None:
    names, _ = offered(*AGENCIES)
    assert names == ["a0", "a1", "a2", "a3", "a4"]


def test_one_who_can_be_referred_to_still_comes_before_a_listed_one_of_another_body() -> None:
    names, _ = offered(*AGENCIES, replace(OTHER, focal_points=0))
    assert names[-1] == "other"


def test_a_second_agency_weighs_a_tenth_less_than_alone() -> None:
    (_, _), (first, second) = offered(*AGENCIES[:2])
    assert second == pytest.approx(first * 0.9, abs=0.001)


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ({"acronym": "ANAPEC"}, {"acronym": "ANAPEC Rabat"}, True),
        ({"names": {"fr": "ANAPEC Casa"}}, {"names": {"fr": "ANAPEC Rabat"}}, True),
        ({"acronym": "ANAPEC"}, {"names": {"fr": "ANAPEC Rabat"}}, True),
        ({"names": {"fr": "Caritas - Rabat"}}, {"names": {"fr": "Caritas - Fès"}}, True),
        ({"names": {"fr": "Association A"}}, {"names": {"fr": "Association B"}}, False),
        ({"acronym": "AMAM"}, {"acronym": "AMAM", "category": "ngo"}, False),
        ({"names": {}}, {"names": {}}, False),
    ],
)
def test_what_makes_one_body(one: dict[str, object], two: dict[str, object], same: bool) -> None:
    plain = Actor(id="x", category="public")
    first, second = replace(plain, **one), replace(plain, id="y", **two)  # type: ignore[arg-type]
    assert (body_of(first) == body_of(second)) is same


def test_the_starter_shows_no_body_alone_in_front() -> None:
    snapshot = Snapshot(starter_actors(), gazetteer())
    known = {actor.id: body_of(actor) for actor in starter_actors()}
    for need in ("employment", "legal_aid", "disability", "vocational_training"):
        offers = snapshot.offers([need], CASA, today=TODAY)
        assert len({known[offer.actor] for offer in offers[:3]}) > 1
