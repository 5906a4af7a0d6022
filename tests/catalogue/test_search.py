"""Offers: who fits, in what order, and what stands between an actor and a referral."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from catalogue.actor import Actor
from catalogue.needs import needs
from catalogue.places import gazetteer
from catalogue.search import WEIGHTS, Snapshot
from catalogue.starter import starter_actors

TODAY = date(2026, 11, 22)
BENI_MELLAL, CASA, SIDI_MOUMEN = "05.091.01.01", "06.141.01.0", "06.141.01.53"

LISTED = Actor(id="listed", names={"fr": "Liste"}, needs=("employment",))
READY = replace(LISTED, id="ready", focal_points=1, verified_on=TODAY - timedelta(days=10))


def offered(*actors: Actor, need: str = "employment", place: str | None = None, **more: object):  # type: ignore[no-untyped-def]
    return Snapshot(actors, gazetteer()).offers([need], place, today=TODAY, **more)  # type: ignore[arg-type]


def test_who_can_be_referred_to_comes_first() -> None:
    offers = offered(replace(LISTED, perimeter=(CASA,), city="Casablanca"), READY, place=CASA)
    assert [offer.actor for offer in offers] == ["ready", "listed"]
    assert [offer.referable for offer in offers] == [True, False]


@pytest.mark.parametrize(
    ("change", "why_not"),
    [
        ({}, None),
        ({"focal_points": 0}, "no_focal_point"),
        ({"tier": "information"}, "no_focal_point"),
        ({"verified_on": None}, "unverified"),
        ({"verified_on": TODAY - timedelta(days=184)}, "unverified"),
        ({"verified_on": TODAY - timedelta(days=183)}, None),
        ({"full_until": TODAY + timedelta(days=1)}, "full"),
        ({"full_until": TODAY}, None),
    ],
)
def test_what_stands_between_an_actor_and_a_referral_is_said(
    change: dict[str, object], why_not: str | None
) -> None:
    (offer,) = offered(replace(READY, **change))  # type: ignore[arg-type]
    assert offer.why_not == why_not
    assert offer.referable is (why_not is None)


@pytest.mark.parametrize("need", [need.code for need in needs().values() if need.sensitive])
def test_a_sensitive_need_goes_to_the_accredited_only(need: str) -> None:
    plain = replace(READY, needs=(need,), accredited=frozenset({"other"}))
    granted = replace(plain, id="granted", accredited=frozenset({need}))
    assert [(o.actor, o.why_not) for o in offered(plain, granted, need=need)] == [
        ("granted", None),
        ("ready", "not_accredited"),
    ]


def test_hidden_actors_and_services_are_never_shown_and_staff_ones_to_staff_only() -> None:
    hidden = replace(READY, id="hidden", visibility="hidden")
    inner = replace(READY, id="inner", visibility="staff")
    shelter = replace(READY, id="shelter", hidden_services=("employment",))
    assert offered(hidden, inner, shelter) == ()
    assert [offer.actor for offer in offered(hidden, inner, shelter, staff=True)] == ["inner"]


def test_an_actor_outside_its_perimeter_is_not_offered() -> None:
    south = replace(READY, id="south", perimeter=("12",))
    assert offered(south, place=CASA) == ()
    assert [offer.actor for offer in offered(south, place="12.391")] == ["south"]
    assert [offer.actor for offer in offered(south)] == ["south"]


def test_the_nearer_the_better_with_reasons() -> None:
    here = replace(READY, id="here", perimeter=("06",), city="Casablanca")
    region = replace(READY, id="region", perimeter=("06",), city="Settat")
    national = replace(READY, id="national")
    offers = offered(national, region, here, place=SIDI_MOUMEN)
    assert [offer.actor for offer in offers] == ["here", "region", "national"]
    assert [offer.reasons[1].code for offer in offers] == [
        "same_commune", "same_region", "national",
    ]  # fmt: skip


def test_without_points_the_cercle_is_nearer_than_the_province() -> None:
    tabant, ait_mhamed, demnate = "05.081.03.09", "05.081.03.07", "05.081.01.03"
    assert gazetteer().distance_km(ait_mhamed, tabant) is None
    assert gazetteer().province_of(demnate) == gazetteer().province_of(tabant)
    cercle = replace(READY, id="same cercle", perimeter=("05.081",), city="Tabant")
    province = replace(READY, id="a province", perimeter=("05.081",), city="Demnate")
    offers = offered(province, cercle, place=ait_mhamed)
    assert [(offer.actor, offer.reasons[1].code) for offer in offers] == [
        ("same cercle", "same_cercle"),
        ("a province", "same_province"),
    ]
    assert [offer.distance_km for offer in offers] == [None, None]


def test_excluded_actors_are_left_out_and_each_actor_comes_once() -> None:
    both = replace(READY, id="both", needs=("employment", "housing"))
    snapshot = Snapshot([both, READY], gazetteer())
    offers = snapshot.offers(["employment", "housing"], None, today=TODAY, exclude=["ready"])
    assert [(offer.actor, offer.service) for offer in offers] == [("both", "employment")]


def test_offers_are_the_same_in_whatever_order_actors_come() -> None:
    actors = starter_actors()
    there = Snapshot(actors, gazetteer()).offers(["housing", "food"], CASA, today=TODAY)
    back = Snapshot(actors[::-1], gazetteer()).offers(["housing", "food"], CASA, today=TODAY)
    assert there == back


def test_of_two_alike_the_one_that_usually_answers_sooner_comes_first() -> None:
    days = {"a-slow": 20.0, "b-unknown": None, "c-quick": 2.0}
    actors = [replace(READY, id=name, usual_days=usual) for name, usual in days.items()]
    offers = offered(*actors)
    assert [offer.actor for offer in offers] == ["c-quick", "b-unknown", "a-slow"]
    assert [offer.parts["speed"] for offer in offers] == [1.0, 0.5, 0.0]


def test_weights_sum_to_one() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1)


def test_the_starter_is_wholly_listed() -> None:
    actors = starter_actors()
    assert len(actors) == 87
    assert len({actor.id for actor in actors}) == 87
    assert {actor.rung(TODAY) for actor in actors} == {"listed"}
    assert all(not actor.accredited and not actor.focal_points for actor in actors)
    assert all(actor.verified_on is None for actor in actors)
    places = gazetteer()
    assert all(places.get(code) for actor in actors for code in actor.perimeter)
    assert all(need in needs() for actor in actors for need in actor.needs)


def test_nothing_of_the_starter_can_be_referred_to() -> None:
    snapshot = Snapshot(starter_actors(), gazetteer())
    for need in needs():
        offers = snapshot.offers([need], BENI_MELLAL, today=TODAY)
        assert not any(offer.referable for offer in offers)


def test_every_need_has_an_actor_somewhere() -> None:
    served = {need for actor in starter_actors() for need in actor.needs}
    assert served >= set(needs()) - {"transport", "debt"}
