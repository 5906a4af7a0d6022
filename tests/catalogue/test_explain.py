"""Why offers stand as they stand, who is left out, and what a reading rests on."""

from dataclasses import replace
from datetime import date, timedelta
from math import exp

import pytest

from catalogue.actor import Actor
from catalogue.explain import account, left_out
from catalogue.places import gazetteer
from catalogue.search import WEIGHTS, Snapshot
from catalogue.starter import starter_actors
from catalogue.understand import reader

TODAY = date(2026, 11, 22)
CASA, OUJDA = "06.141.01.0", "02.411.01.23"
READY = Actor(
    id="ready",
    names={"fr": "Prêt"},
    needs=("employment",),
    focal_points=1,
    verified_on=TODAY - timedelta(days=10),
)


def told(*actors: Actor, needs: tuple[str, ...] = ("employment",), place: str | None = None):  # type: ignore[no-untyped-def]
    return left_out(Snapshot(actors, gazetteer()), needs, place)


def test_every_score_of_the_starter_is_the_sum_of_its_parts_and_factors() -> None:
    snapshot = Snapshot(starter_actors(), gazetteer())
    offers = snapshot.offers(["employment", "housing"], CASA, today=TODAY)
    assert {offer.rank for offer in offers} == {0, 1}
    for offer in offers:
        whole = account(offer)
        assert [part.name for part in whole.parts] == list(WEIGHTS)
        score = whole.sum * whole.later_need * whole.variety
        assert score == pytest.approx(offer.score, abs=0.002)


def test_who_is_left_out_is_told_with_the_reason() -> None:
    away = replace(READY, id="away", perimeter=("12",))
    inner = replace(READY, id="inner", visibility="staff")
    other = replace(READY, id="other", needs=("food",))
    groups = told(READY, away, inner, other, place=CASA)
    assert [(group.why, group.actors) for group in groups] == [
        ("elsewhere", ("away",)),
        ("staff_only", ("inner",)),
        ("no_such_service", ()),
    ]


def test_the_hidden_are_counted_and_never_named() -> None:
    hidden = replace(READY, id="hidden", visibility="hidden")
    shelter = replace(READY, id="shelter", hidden_services=("employment",))
    far = replace(hidden, id="far", perimeter=("12",))
    (group,) = told(hidden, shelter, far, place=CASA)
    assert (group.why, group.count, group.actors) == ("hidden", 2, ())


def test_everybody_is_an_offer_or_left_out_once() -> None:
    actors = starter_actors()
    snapshot = Snapshot(actors, gazetteer())
    for need in ("employment", "violence", "emergency_shelter"):
        shown = {offer.actor for offer in snapshot.offers([need], OUJDA, today=TODAY)}
        groups = left_out(snapshot, [need], OUJDA)
        named = [actor for group in groups for actor in group.actors]
        assert shown.isdisjoint(named)
        assert len(named) == len(set(named))
        assert len(shown) + sum(group.count for group in groups) <= len(actors)


def test_without_a_need_nobody_is_left_out() -> None:
    assert told(READY, needs=()) == ()


@pytest.mark.parametrize(
    ("text", "evidence", "fate"),
    [
        ("je cherche un travail", "travail", "counts"),
        ("je ne cherche pas de travail", "travail", "denied"),
        ("kridi bach n7el mechrou3", "kridi", "covered"),
        ("ابي اغمي عليه ولا يستجيب", "اغمي", "taken"),
        ("mourir de rire", "mourir de rire", "nothing"),
        ("khdaw liya lpassport ma bghawch ykhelsouni", "mabghawch ykhelsouni", "explained"),
    ],
)
def test_each_sign_tells_what_became_of_it(text: str, evidence: str, fate: str) -> None:
    fates = {sign.fate for sign in reader().signs(text) if sign.evidence == evidence}
    assert fate in fates


def test_the_signs_that_count_are_those_the_reading_rests_on() -> None:
    for text in ("bghit chi khdma f bni mlal", "j'ai faim", "ماعنديش فين نبات", "rak mezian"):
        reading = reader().read(text)
        counting = {s.speaks_for for s in reader().signs(text) if s.fate == "counts"}
        assert {need.code for need in reading.needs} == counting - {*reading.unsure}


@pytest.mark.parametrize("text", ["", "???", "x" * 30_000])
def test_what_cannot_be_read_has_no_signs(text: str) -> None:
    assert reader().signs(text) == ()


def test_each_need_found_is_weighed_by_what_it_has_by_itself_by_signs_and_by_words() -> None:
    text = "bghit chi khdma f casa"
    (scale,) = reader().scales(text)
    (need,) = reader().read(text).needs
    total = scale.by_itself + scale.signs + scale.said
    assert scale.code == need.code
    assert scale.chance == pytest.approx(1 / (1 + exp(-total)), abs=1e-6)
    assert need.score == pytest.approx(scale.chance, abs=1e-3)
    assert "khdma" in scale.words
