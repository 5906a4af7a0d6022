"""Recommendations: each rule speaks only of what is there, and its numbers can be recounted."""

import re
from dataclasses import replace
from datetime import date

import pytest

from catalogue.assessment import Score
from catalogue.mapping.evidence import Evidence
from catalogue.mapping.material import Demand, Entry, Material
from catalogue.mapping.recommendations import (
    Recommendation,
    recommendations,
    recommendations_paper,
)
from catalogue.mapping.rules import HORIZONS, RULES
from catalogue.needs import needs
from catalogue.papers.blocks import Heading, Paragraph, Table
from catalogue.places import gazetteer
from catalogue.record import Record, actor_of
from catalogue.starter import starter_records
from catalogue.synthetic.records import synthetic_records
from locales.texts import STAFF_LANGUAGES

DAY = date(2026, 11, 24)


def material(*records: Record, **more: object) -> Material:
    entries = tuple(Entry(each, actor_of(each)) for each in records)
    return Material(entries, DAY, gazetteer(), **more)  # type: ignore[arg-type]


STARTER = material(*starter_records())
COUNTRY = material(*synthetic_records(on=DAY))


def told(found: Material) -> dict[str, Recommendation]:
    return {each.rule.code: each for each in recommendations(found)}


def test_rules_are_told_apart_and_ordered() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len(codes) >= 15
    assert {rule.horizon for rule in RULES} == set(HORIZONS)


@pytest.mark.parametrize("found", [STARTER, COUNTRY], ids=["starter", "country"])
@pytest.mark.parametrize("lang", STAFF_LANGUAGES)
def test_every_recommendation_can_be_said_and_names_no_need_that_is_confidential(
    found: Material, lang: str
) -> None:
    labels = {
        need.labels[lang].casefold() for need in needs().values() if need.sensitive
    }  # fmt: skip
    for each in recommendations(found):
        said = f"{each.said(found, lang)} {each.act(found, lang)} {each.indicator(lang)}"
        assert not [label for label in labels if label in said.casefold()]
        assert each.who(lang)


def test_the_numbers_of_the_starter_can_be_recounted() -> None:
    found = told(STARTER)
    partners = [r for r in starter_records() if r.text("tier") == "referral"]
    assert found["R03"].found.values == {"n": len(partners), "all": len(partners)}
    uncertain = [r.id for r in partners if r.text("certainty") == "C"]
    assert list(found["R10"].found.actors) == uncertain
    kept = [r.id for r in partners if r.text("visibility") == "staff"]
    assert list(found["R09"].found.actors) == kept
    assert found["R13"].found.values["n"] == len(partners)
    assert {"R05", "R14", "R16"}.isdisjoint(found)


def test_a_rule_is_silent_once_what_it_asks_for_is_there() -> None:
    one = Record(
        {"id": "A", "name": {"fr": "A"}, "needs": ("food",), "tier": "referral", "people": 3,
         "certainty": "A", "website": "https://a.example.org"},
    )  # fmt: skip
    done = Record(
        {**one.values, "id": "B", "difficulties": {"fr": ("peu de places",)},
         "training_needs": ("law",)},
        {"link": ({"to": "A", "as": "partner", "confirmed": "both"},)},
    )  # fmt: skip
    other = replace(done, values={**done.values, "id": "A"}, parts={"link": (BACK,)})
    scores = [SCORE, replace(SCORE, actor="A")]
    before, after = told(material(one)), told(material(done, other, scores=scores))
    assert {"R13", "R19", "R20", "R21"} <= before.keys()
    assert {"R13", "R19", "R20", "R21", "R22"}.isdisjoint(after)
    assert after["R14"].found.actors == ("B", "A")


def linked(name: str, *others: str, **more: object) -> Record:
    """A partner with links to others."""
    own = {"id": name, "name": {"fr": name}, "needs": ("food",), "tier": "referral", **more}
    return Record(own, {"link": tuple({"to": each, "as": "partner"} for each in others)})  # type: ignore[arg-type]


def test_weak_points_and_those_they_cut_off_are_of_one_set() -> None:
    chain = material(linked("A", "B"), linked("B", "C"), linked("C", "D"), linked("D"))
    points = Evidence(chain).weak_points
    found = told(chain)["R15"]
    assert found.found.actors == tuple(point.actor for point in points) == ("B", "C")
    assert found.found.values == {"n": 2, "all": len({o for p in points for o in p.cut_off})}
    assert "2 (B et C)" in found.said(chain, "fr")


@pytest.mark.parametrize("box", ["strengths", "difficulties", "opportunities", "threats"])
def test_an_actor_that_filled_one_box_has_told_of_itself(box: str) -> None:
    one = linked("A", **{box: {"fr": ("connue de tous",)}})
    assert "R19" not in told(material(one))
    assert told(material(one, linked("B")))["R19"].found.actors == ("B",)


def test_no_request_is_spoken_of_where_none_is_recorded() -> None:
    assert "demandés" not in told(STARTER)["R03"].act(STARTER, "fr")


BACK = {"to": "B", "as": "partner", "confirmed": "both"}
SCORE = Score("B", "mission", DAY, "staff_qualified", 1)


def test_the_weakest_dimension_is_named_only_where_it_is_weak() -> None:
    one = Record({"id": "B", "name": {"fr": "B"}, "needs": ("food",), "tier": "referral"})
    assert told(material(one, scores=[SCORE]))["R16"].found.lists == {"dimension": ("human",)}
    assert "R16" not in told(material(one, scores=[replace(SCORE, score=3)]))


def test_hidden_numbers_of_people_stay_hidden() -> None:
    demand = {("food", "05.091"): Demand(30, 12), ("housing", "05.091"): Demand(None, None)}
    found = told(replace(STARTER, demand=demand))
    assert found["R12"].found.values == {"n": 12}
    assert found["R12"].found.lists == {"needs": ("food",)}
    assert "R12" not in told(STARTER)


def test_the_provinces_without_shelter_are_those_where_nobody_gives_it() -> None:
    evidence = Evidence(COUNTRY)
    places = gazetteer()
    for cover in evidence.shelters_missing:
        near = [
            entry.id
            for entry in COUNTRY.serving("emergency_shelter")
            for code in entry.actor.perimeter
            if places.contains(code, cover.province) or places.contains(cover.province, code)
        ]
        assert near == []
    assert {places.region_of(c.province) for c in evidence.shelters_missing} <= {"02", "05", "06"}


def test_the_order_of_the_records_changes_nothing() -> None:
    turned = replace(COUNTRY, entries=COUNTRY.entries[::-1])
    one, other = told(COUNTRY), told(turned)
    assert one.keys() == other.keys()
    for code, each in one.items():
        assert each.said(COUNTRY, "fr") == other[code].said(turned, "fr")


def test_the_paper_holds_every_recommendation_and_the_road_map() -> None:
    paper = recommendations_paper(COUNTRY)
    headed = " ".join(each.text for each in paper.blocks if isinstance(each, Heading))
    rows = [row[0] for each in paper.blocks if isinstance(each, Table) for row in each.rows]
    codes = [each.rule.code for each in recommendations(COUNTRY)]
    assert re.findall(r"R\d\d", headed) == codes
    assert sorted(map(str, rows)) == codes
    assert paper.synthetic


def test_what_a_sentence_stands_on_is_named_not_coded() -> None:
    paper = recommendations_paper(STARTER)
    basis = [
        each.text
        for each in paper.blocks
        if isinstance(each, Paragraph) and each.text.startswith("Repose sur")
    ]
    assert any("ANAPEC" in each for each in basis)
    assert not [each for each in basis if re.search(r"\d\d\.\d", each)]


def test_labels_that_hold_commas_are_parted_by_semicolons() -> None:
    demand = {("food", "05.091"): Demand(30, 12), ("housing", "05.091"): Demand(30, 11)}
    asked = replace(STARTER, demand=demand)
    said = told(asked)["R12"].said(asked, "fr")
    assert "Nourriture, vêtements, premiers besoins ; Logement / loyer" in said


def test_nothing_hidden_is_a_basis_of_any_sentence() -> None:
    hidden = Record(
        {"id": "REFUGE", "name": {"fr": "Refuge"}, "needs": ("emergency_shelter",),
         "hidden_services": ("emergency_shelter",), "tier": "referral", "visibility": "public"},
    )  # fmt: skip
    gone = Record({"id": "GONE", "name": {"fr": "X"}, "needs": ("food",), "visibility": "hidden"})
    found = told(material(hidden, gone))
    assert "R08" not in found
    assert not [each for each in found.values() if "GONE" in each.found.actors]
