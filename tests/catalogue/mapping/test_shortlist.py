"""The shortlist: explained to the last point, the same every time, fair to what is not known."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.assessment import Score
from catalogue.capacity import criteria
from catalogue.mapping.material import Entry, Material
from catalogue.mapping.ranking import CRITERIA, BadWeight
from catalogue.mapping.sensitivity import sensitivity
from catalogue.mapping.shortlist import SERVICES, Shortlist, as_object, shortlist
from catalogue.mapping.shortlist_paper import shortlist_paper
from catalogue.needs import needs
from catalogue.papers.blocks import Items, Paper, Paragraph, Picture, Table
from catalogue.places import gazetteer
from catalogue.record import Record, actor_of
from catalogue.starter import starter_records
from locales.texts import text
from tests.project.tracked import ROOT

DAY = date(2026, 11, 24)
NEED, SENSITIVE = "legal_aid", "psychosocial"
TADLA, BENI_MELLAL, KHOURIBGA = "05", "05.091", "05.311"


def entry(name: str, *, decided: Mapping[str, Any] | None = None, **values: Any) -> Entry:
    """An actor for legal aid, of which nothing more is told than `values` say."""
    plain = {"id": name, "name": {"fr": f"Exemple {name}"}, "needs": (NEED,), "tier": "referral",
             "visibility": "public"}  # fmt: skip
    parts = {part: values.pop(part) for part in ("service", "link", "site") if part in values}
    record = Record(plain | values, parts)
    return Entry(record, actor_of(record, **(decided or {})))


def material(*entries: Entry, scores: tuple[Score, ...] = ()) -> Material:
    return Material(entries, DAY, gazetteer(), scores)


def starter() -> Material:
    return material(*(Entry(record, actor_of(record)) for record in starter_records()))


def ids(found: Shortlist) -> list[str]:
    return [each.actor for each in found.ranked]


def worth(found: Shortlist, actor: str, criterion: str) -> float | None:
    every = (*found.ranked, *found.little_known)
    parts = next(each.parts for each in every if each.actor == actor)
    return next(part.worth for part in parts if part.criterion == criterion)


def words(paper: Paper) -> str:
    """All that can be read in a paper, and its title."""
    return f"{paper.title} {paper.subtitle} {paper.blocks}"


# --- a list that anybody can recompute ----------------------------------------------------------


@pytest.mark.parametrize("service", SERVICES)
def test_the_parts_of_every_score_add_up_to_it(service: str) -> None:
    found = shortlist(starter(), service, "02", reader="staff")
    for each in (*found.ranked, *found.little_known):
        assert sum(part.points for part in each.parts) == pytest.approx(each.score)
        known = [part for part in each.parts if part.worth is not None]
        assert sum(part.weight for part in known) == pytest.approx(each.known)
        mean = sum(part.weight * (part.worth or 0) for part in known) / each.known
        assert mean == pytest.approx(each.score)
        assert 0 <= each.score <= 1


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_the_order_in_which_actors_are_read_changes_nothing(seed: int) -> None:
    entries = list(starter().entries)
    Random(seed).shuffle(entries)
    found, usual = shortlist(material(*entries), NEED, "02"), shortlist(starter(), NEED, "02")
    assert as_object(found) == as_object(usual)
    assert sensitivity(found) == sensitivity(usual)


OTHERS = st.builds(
    lambda perimeter, audience, cost: entry(
        "ELSEWHERE", perimeter=perimeter, audience=audience, cost=cost,
        link=({"to": "CRDH-OR", "as": "partner", "confirmed": "both"},)),
    st.sampled_from([("12",), ("02.411",), ()]),
    st.sampled_from([("returnees",), ("youth",), ()]),
    st.sampled_from(["free", "paid"]),
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(OTHERS)
def test_another_actor_more_changes_nobodys_score(other: Entry) -> None:
    before = shortlist(starter(), NEED, "02")
    after = shortlist(material(*starter().entries, other), NEED, "02")
    scores = {each.actor: each for each in after.ranked}
    assert all(scores[each.actor] == each for each in before.ranked)


def test_equal_scores_are_kept_apart_by_the_id_and_it_is_said() -> None:
    same = {"perimeter": (BENI_MELLAL,), "city": "Béni Mellal", "audience": ("returnees",)}
    found = shortlist(material(entry("B", **same), entry("A", **same)), NEED, BENI_MELLAL)
    assert ids(found) == ["A", "B"]
    assert found.tied == {"A", "B"}
    told = words(shortlist_paper(material(), found, pictures=False))
    assert text("cartography", "paper.shortlist.tied", "fr", names="A, B") in told


# --- what is not known --------------------------------------------------------------------------


def test_what_is_not_known_is_neither_nothing_nor_everything() -> None:
    same = {"perimeter": (BENI_MELLAL,), "city": "Béni Mellal", "audience": ("returnees",)}
    told = material(
        entry("FREE", **same, cost="free"), entry("PAID", **same, cost="paid"), entry("?", **same)
    )
    found = shortlist(told, NEED, BENI_MELLAL)
    scores = {each.actor: each.score for each in found.ranked}
    assert worth(found, "?", "cost") is None
    assert scores["PAID"] < scores["?"] < scores["FREE"]


def test_of_whom_too_little_is_known_stands_apart_without_a_rank() -> None:
    told = material(entry("A", perimeter=(BENI_MELLAL,)),
                    entry("B", perimeter=(BENI_MELLAL,), city="Béni Mellal", cost="free",
                          audience=("all",), certainty="A"))  # fmt: skip
    found = shortlist(told, NEED, BENI_MELLAL, {"freshness": 0, "specialisation": 0})
    assert ids(found) == ["B"]
    assert [each.actor for each in found.little_known] == ["A"]
    assert text("cartography", "paper.shortlist.little", "fr") in words(
        shortlist_paper(told, found, pictures=False)
    )


def test_capacity_is_the_overall_mark_of_others_and_unknown_where_too_few_criteria_are_scored() -> (
    None
):
    def scores(actor: str, assessor: str, n: int, many: int | None = None) -> tuple[Score, ...]:
        day = date(2026, 11, 1 + n)
        return tuple(Score(actor, assessor, day, each.code, n) for each in criteria()[:many])

    told = (
        *scores("A", "oim", 1), *scores("A", "oim", 3), *scores("A", "self:A", 0),
        *scores("B", "oim", 4, 2), *scores("C", "self:C", 4),
    )  # fmt: skip
    actors = (entry("A"), entry("B"), entry("C"), entry("D"))
    found = shortlist(material(*actors, scores=told), NEED, reader="staff")
    assert [worth(found, each, "capacity") for each in "ABCD"] == [0.75, None, None, None]
    everybody = shortlist(material(*actors, scores=told), NEED)
    assert "capacity" not in everybody.weights


def test_places_told_long_ago_are_not_known_and_a_pause_is_no_place() -> None:
    old, lately = DAY - timedelta(days=31), DAY - timedelta(days=3)
    told = material(
        entry("OLD", places_free=8, places_on=old),
        entry("NEW", places_free=8, places_on=lately),
        entry("SHUT", decided={"full_until": DAY + timedelta(days=9)}),
    )
    found = shortlist(told, NEED)
    assert [worth(found, each, "places") for each in ("OLD", "NEW", "SHUT")] == [None, 0.8, 0.0]


# --- what counts, and what never does -----------------------------------------------------------


def test_a_claim_is_worth_nothing_and_a_granted_need_counts() -> None:
    same = {"needs": (SENSITIVE,), "sensitive_role": "claimed"}
    granted = entry("G", **same, decided={"accredited": frozenset({SENSITIVE})})
    found = shortlist(material(entry("C", **same), granted), SENSITIVE)
    assert worth(found, "C", "accreditation") == 0
    assert worth(found, "G", "accreditation") == 1
    assert ids(found) == ["G", "C"]
    assert "accreditation" not in shortlist(material(entry("A")), NEED).weights


def test_coverage_is_the_share_of_people_who_live_in_the_perimeter() -> None:
    told = material(entry("ALL"), entry("ONE", perimeter=(BENI_MELLAL,)),
                    entry("TWICE", perimeter=(BENI_MELLAL, "05.091.01.01")),
                    entry("FAR", perimeter=("12",)))  # fmt: skip
    found = shortlist(told, NEED, TADLA)
    places = gazetteer()
    people = [places.get(code).population for code in (BENI_MELLAL, TADLA)]  # type: ignore[union-attr]
    share = people[0] / people[1]
    assert worth(found, "ALL", "coverage") == 1
    assert worth(found, "ONE", "coverage") == pytest.approx(share)
    assert worth(found, "TWICE", "coverage") == pytest.approx(share)
    assert "FAR" not in ids(found)
    narrow = shortlist(told, NEED, "05.091.01.01")
    assert worth(narrow, "ONE", "coverage") == 1


def test_who_only_informs_is_never_ranked() -> None:
    told = material(entry("POLICE", tier="information"), entry("A"))
    found = shortlist(told, NEED)
    assert ids(found) == ["A"]
    for service in (*SERVICES, *needs()):
        ranked = shortlist(starter(), service, reader="staff")
        every = (*ranked.ranked, *ranked.little_known)
        assert all(starter().entry(e.actor).actor.tier == "referral" for e in every)  # type: ignore[union-attr]


SECRETS = (
    entry("HIDDEN", visibility="hidden"),
    entry("SHELTER", hidden_services=(NEED,)),
    entry("UNSEEN", needs=(), service=({"need": NEED, "visibility": "hidden"},)),
)
FOR_STAFF = (
    entry("STAFF", visibility="staff"),
    entry("INNER", needs=(), service=({"need": NEED, "visibility": "staff"},)),
)


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize("reader", ["public", "staff"])
def test_no_paper_names_who_is_hidden_nor_a_public_one_who_is_for_staff(
    reader: Any, lang: Any
) -> None:
    told = material(entry("OPEN"), *SECRETS, *FOR_STAFF)
    found = shortlist(told, NEED, reader=reader)
    shown = words(shortlist_paper(told, found, lang, pictures=False)) + str(as_object(found))
    assert "OPEN" in shown
    assert not any(each.id in shown for each in SECRETS)
    assert all((each.id in shown) == (reader == "staff") for each in FOR_STAFF)


def test_the_number_of_an_actors_needs_does_not_tell_of_a_hidden_one() -> None:
    told = material(
        entry("ONE"), entry("TWO", needs=(NEED, "housing"), hidden_services=("housing",))
    )
    found = shortlist(told, NEED)
    assert worth(found, "ONE", "specialisation") == worth(found, "TWO", "specialisation")


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_sensitive_need_is_not_named_in_a_paper(lang: Any) -> None:
    found = shortlist(starter(), SENSITIVE, "02", reader="staff")
    shown = words(shortlist_paper(starter(), found, lang, pictures=False))
    assert needs()[SENSITIVE].staff_labels[lang] in shown
    assert needs()[SENSITIVE].labels[lang] not in shown
    assert SENSITIVE not in shown


# --- weights and how firm the list is -----------------------------------------------------------


def test_weights_are_multiplied_and_their_sum_stays_one() -> None:
    usual, heavy = (
        shortlist(starter(), NEED, "02", told).weights for told in ({}, {"coverage": 2})
    )
    assert sum(heavy.values()) == pytest.approx(1)
    ratio = heavy["coverage"] / heavy["cost"]
    assert ratio == pytest.approx(2 * usual["coverage"] / usual["cost"])
    assert "cost" not in shortlist(starter(), NEED, "02", {"cost": 0}).weights


@pytest.mark.parametrize(
    "told",
    [{"luck": 1.0}, {"cost": -1.0}, {"cost": float("nan")}, {"cost": float("inf")},
     {each.name: 0.0 for each in CRITERIA}],
)  # fmt: skip
def test_a_weight_that_cannot_be_used_is_refused(told: dict[str, float]) -> None:
    with pytest.raises(BadWeight):
        shortlist(starter(), NEED, "02", told)


def by_hand(found: Shortlist, factors: Mapping[str, float]) -> list[str]:
    """The first of a list under other weights, computed from its worths by another road."""
    scores = {}
    for each in found.ranked:
        known = [(p.worth, found.weights[p.criterion] * factors.get(p.criterion, 1))
                 for p in each.parts if p.worth is not None]  # fmt: skip
        scores[each.actor] = sum(w * f for w, f in known) / sum(f for _, f in known)
    return sorted(scores, key=lambda actor: (-round(scores[actor], 6), actor))


@pytest.mark.parametrize("need", ["legal_aid", "health_care", "psychosocial", "social_ties"])
def test_every_move_of_the_weights_is_recounted_by_hand(need: str) -> None:
    found = shortlist(starter(), need, "02", reader="staff")
    firm = sensitivity(found)
    heaviest = sorted(found.weights, key=lambda name: -found.weights[name])[:3]
    tried = [{name: factor} for name in found.weights for factor in (0.8, 1.2)]
    tried += [dict(zip(heaviest, corner, strict=True)) for corner in product((0.8, 1.2), repeat=3)]
    orders = [by_hand(found, each) for each in tried]
    assert firm.moves == len(tried)
    for actor in ids(found):
        assert firm.kept[actor] == sum(actor in order[:3] for order in orders)
        ranks = [order.index(actor) + 1 for order in (by_hand(found, {}), *orders)]
        assert firm.ranks[actor] == (min(ranks), max(ranks))
    changed = [each for each, order in zip(tried, orders, strict=True)
               if set(order[:3]) != set(ids(found)[:3])]  # fmt: skip
    assert [dict(each.move) for each in firm.changes] == changed
    assert firm.firm == (not changed)


def test_a_weak_lead_is_said_to_be_weak() -> None:
    same = {"perimeter": (BENI_MELLAL,), "city": "Béni Mellal", "audience": ("returnees",)}
    told = material(entry("A", **same, cost="free", certainty="C"),
                    entry("B", **same, cost="paid", certainty="A"))  # fmt: skip
    found = shortlist(told, NEED, BENI_MELLAL, many=1)
    firm = sensitivity(found)
    assert not firm.firm
    assert firm.ranks["A"] == (1, 2)
    assert any("certainty" in each.move and each.entered == ("B",) for each in firm.changes)


# --- the paper ----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_the_paper_explains_each_of_the_first_and_names_every_criterion(lang: Any) -> None:
    found = shortlist(starter(), NEED, "02", reader="staff")
    paper = shortlist_paper(starter(), found, lang, pictures=False)
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    sums = text("cartography", "paper.shortlist.sum", lang)
    totals = [table.rows[-1] for table in tables if table.rows[-1][0] == sums]
    assert [row[-1] for row in totals] == [round(each.score * 100, 1) for each in found.first]
    for table in tables:
        if table.rows[-1][0] == sums:
            points = [row[-1] for row in table.rows[:-1]]
            assert sum(points) == pytest.approx(table.rows[-1][-1], abs=0.5)  # type: ignore[arg-type]
    labels = [row[0] for row in tables[-1].rows]
    assert len(labels) == len(found.weights)
    assert isinstance(paper.blocks[-1], Items)


def test_a_need_without_partners_says_so_and_names_a_general_service() -> None:
    found = shortlist(starter(), "housing", "02")
    first, second = shortlist_paper(starter(), found, pictures=False).blocks[:2]
    assert isinstance(first, Paragraph)
    assert first.text == text("cartography", "paper.shortlist.none", "fr")
    assert "Entraide nationale" in str(second)


def test_a_paper_of_invented_actors_says_so() -> None:
    told = material(entry("SYN-1"))
    assert shortlist_paper(told, shortlist(told, NEED), pictures=False).synthetic


def test_the_picture_shows_who_stays_among_the_first() -> None:
    paper = shortlist_paper(starter(), shortlist(starter(), NEED, "02"))
    (picture,) = (block for block in paper.blocks if isinstance(block, Picture))
    assert picture.image
    assert picture.alt.count(" sur 32") >= len(shortlist(starter(), NEED, "02").first) == 3


def test_the_usual_weights_are_out_of_a_hundred_and_have_their_words() -> None:
    assert sum(each.weight for each in CRITERIA) == 100
    for each in CRITERIA:
        for lang in ("fr", "ar"):
            assert each.label(lang)
            assert each.meaning(lang)


def test_the_page_has_the_criteria_of_the_code() -> None:
    page = (ROOT / "docs/cartography.md").read_text(encoding="utf-8").partition("## Shortlist")[2]
    lines = [line.split("|") for line in page.splitlines() if line.startswith("| ")]
    told = {cells[1].strip(): cells for cells in lines[1 : len(CRITERIA) + 1]}
    assert list(told) == [each.name for each in CRITERIA]
    for each in CRITERIA:
        assert told[each.name][2].strip() == str(each.weight)
        assert (told[each.name][4].strip() == "staff") == (each.seen == "staff")
