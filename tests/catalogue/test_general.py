"""The nearest general service: found by a rule, near before wide, and never a hidden one."""

from dataclasses import replace

import pytest

from catalogue.actor import Actor
from catalogue.general import is_general, nearest_general
from catalogue.places import gazetteer
from catalogue.search import Snapshot
from catalogue.starter import starter_actors

WIDE = Actor(
    "WIDE",
    category="public",
    needs=("food", "disability", "schooling", "family_mediation"),
    audience=("vulnerable",),
)
NEAR = replace(WIDE, id="NEAR", perimeter=("05.091",), scope="provincial")
REGION = replace(WIDE, id="REGION", perimeter=("05",), scope="regional")
SITED = replace(WIDE, id="SITED", sites=("05.091.01.01",))


def test_the_nearest_comes_first_and_the_country_last() -> None:
    found = nearest_general((WIDE, REGION, NEAR, SITED), "05.091.01.01", gazetteer())
    assert [each.id for each in found] == ["SITED", "NEAR", "REGION", "WIDE"]
    elsewhere = nearest_general((WIDE, REGION, NEAR), "12.391.01.01", gazetteer())
    assert [each.id for each in elsewhere] == ["WIDE"]


@pytest.mark.parametrize(
    "other",
    [
        replace(WIDE, category="ngo"),
        replace(WIDE, visibility="staff"),
        replace(WIDE, visibility="hidden"),
        replace(WIDE, audience=("youth",)),
        replace(WIDE, needs=("food", "disability", "schooling", "housing")),
        replace(WIDE, hidden_services=("food",)),
    ],
)
def test_none_is_general_that_turns_some_away_does_little_or_is_not_shown(other: Actor) -> None:
    assert is_general(WIDE)
    assert not is_general(other)


def test_the_starter_has_a_general_service_for_every_place_and_no_police_among_them() -> None:
    snapshot = Snapshot(starter_actors(), gazetteer())
    for place in ("02.411.01.23", "12.391.01.01", "06.141.01.01", None):
        found = snapshot.general(place, 2)
        assert len(found) == 2
        assert not any("DGSN" in each.id or "TRIB" in each.id for each in found)
