"""Gaps: a number for each rule, nobody counted twice, nothing guessed, nothing hidden shown."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.mapping.coverage import is_part, provinces_in_order
from catalogue.mapping.gaps import CONFIDENTIAL, DENSE, MANY, MARKS, Cover, Gaps, as_objects, gaps
from catalogue.mapping.gaps_paper import gaps_paper
from catalogue.mapping.material import Demand, Entry, Material
from catalogue.needs import needs
from catalogue.papers.blocks import Paper, Picture, Table
from catalogue.places import gazetteer
from catalogue.record import Record, actor_of
from catalogue.starter import starter_records
from locales.texts import text
from tests.project.tracked import ROOT

DAY = date(2026, 11, 24)
NEED = "legal_aid"
BENI_MELLAL, KHOURIBGA, OUJDA, CASABLANCA, ANFA = (
    "05.091", "05.311", "02.411", "06.141", "06.141.01.00"
)  # fmt: skip
READY = {"verified_on": DAY, "focal_points": 1}


def entry(name: str, *, decided: Mapping[str, Any] | None = None, **values: Any) -> Entry:
    parts = {part: values.pop(part) for part in ("service", "site") if part in values}
    plain = {"id": name, "name": {"fr": name}, "needs": (NEED,), "tier": "referral",
             "visibility": "public"}  # fmt: skip
    record = Record(plain | values, parts)
    return Entry(record, actor_of(record, **(decided or {})))


def material(*entries: Entry, demand: Mapping[tuple[str, str], Demand] | None = None) -> Material:
    return Material(entries, DAY, gazetteer(), demand=demand or {})


def starter() -> Material:
    return material(*(Entry(record, actor_of(record)) for record in starter_records()))


def cover(*entries: Entry, province: str = BENI_MELLAL, need: str = NEED, **more: Any) -> Cover:
    return gaps(material(*entries), need, province, **more).covers[need, province]


def words(paper: Paper) -> str:
    return f"{paper.title} {paper.subtitle} {paper.blocks}"


# --- who counts ---------------------------------------------------------------------------------


def test_local_regional_and_national_actors_are_three_numbers() -> None:
    found = cover(
        entry("PROVINCE", perimeter=(BENI_MELLAL,)),
        entry("COMMUNE", perimeter=("05.091.01.01",)),
        entry("REGION", perimeter=("05",)),
        entry("COUNTRY"),
        entry("SITED", site=({"place": "05.091.01.01"},)),
        entry("TOWN", perimeter=("05",), city="Béni Mellal"),
        entry("ELSEWHERE", perimeter=(OUJDA,)),
    )
    assert (found.local, found.regional, found.national, found.serving) == (4, 1, 1, 5)


def test_a_national_actor_alone_leaves_the_gap_open() -> None:
    found = cover(entry("COUNTRY", decided=READY))
    assert (found.national, found.serving, found.mark) == (1, 0, "nobody")


@pytest.mark.parametrize(
    "secret",
    [
        entry("A", perimeter=("05",), tier="information"),
        entry("B", perimeter=("05",), visibility="hidden"),
        entry("C", perimeter=("05",), visibility="staff"),
        entry("D", perimeter=("05",), hidden_services=(NEED,)),
        entry("E", perimeter=("05",), needs=(), service=({"need": NEED, "visibility": "staff"},)),
    ],
)
def test_who_is_hidden_or_for_staff_or_only_informs_is_not_counted_for_everybody(
    secret: Entry,
) -> None:
    assert cover(secret).serving == 0
    assert cover(secret, reader="staff").serving == (1 if secret.id in "CE" else 0)


def test_districts_of_casablanca_are_parts_and_no_one_is_counted_twice() -> None:
    places = gazetteer()
    every = provinces_in_order(places)
    assert len(every) == 83
    whole = [each for each in every if not is_part(each, places)]
    assert len(whole) == 75
    assert sum(each.population for each in whole) == sum(
        r.population for r in places.children(None)
    )
    found = gaps(material(), NEED)
    assert found.people_without(NEED) == sum(each.population for each in whole)


def test_an_actor_of_a_district_serves_it_and_the_city_and_no_other_district() -> None:
    found = gaps(material(entry("A", perimeter=(ANFA,))), NEED, CASABLANCA)
    serving = {place for (_, place), each in found.covers.items() if each.serving}
    assert serving == {CASABLANCA, ANFA}
    whole = gaps(material(entry("A", perimeter=(CASABLANCA,))), NEED, CASABLANCA)
    assert len(whole.covers) == 9
    assert all(each.local == 1 for each in whole.covers.values())


def test_the_three_regions_of_the_project_come_first() -> None:
    regions = [gazetteer().region_of(each.code) for each in provinces_in_order(gazetteer())]
    order = list(dict.fromkeys(regions))
    assert order[:4] == ["06", "02", "05", "01"]
    assert sorted(order) == [f"{n:02}" for n in range(1, 13)]
    assert [each.code for each in provinces_in_order(gazetteer(), "05.091.01.01")] == [BENI_MELLAL]


# --- marks, capacity, population ----------------------------------------------------------------


def ready(n: int, province: str = BENI_MELLAL) -> list[Entry]:
    return [entry(f"R{at}", perimeter=(province,), decided=READY) for at in range(n)]


def test_marks_follow_their_rules() -> None:
    listed = entry("L", perimeter=(BENI_MELLAL,))
    assert cover().mark == "nobody"
    assert cover(listed).mark == "listed"
    assert cover(listed, *ready(1)).mark == "thin"
    assert cover(*ready(2)).mark == "covered"
    # Six take referrals, but for 580,000 people that is one for each 100,000.
    assert cover(*ready(6)).mark == "covered"
    small = "12.066"
    assert cover(*ready(5, small), province=small).mark == "covered"
    assert cover(*ready(6, small), province=small).mark == "redundant"


def test_a_sensitive_need_is_served_by_accredited_actors_only() -> None:
    need = "psychosocial"
    claimed = entry("A", needs=(need,), perimeter=("05",), sensitive_role="claimed", decided=READY)
    granted = entry("B", needs=(need,), perimeter=("05",),
                    decided={**READY, "accredited": frozenset({need})})  # fmt: skip
    assert cover(claimed, need=need).mark == "listed"
    found = cover(claimed, granted, need=need)
    assert (found.serving, found.usable, found.accredited, found.mark) == (2, 1, 1, "thin")


def test_places_are_summed_where_told_lately_and_staff_alone_read_how_many_people_work_there() -> (
    None
):
    lately, long_ago = DAY - timedelta(days=2), DAY - timedelta(days=60)
    told = (
        entry("A", perimeter=("05",), places_free=4, places_on=lately, people=12),
        entry("B", perimeter=("05",), places_free=9, places_on=long_ago),
        entry("C", perimeter=("05",), people=3),
    )
    assert (cover(*told).places, cover(*told).people) == (4, None)
    assert cover(*told, reader="staff").people == 15
    assert cover(told[1]).places is None


def test_actors_are_told_for_a_hundred_thousand_inhabitants() -> None:
    found = cover(*ready(2))
    assert found.population == gazetteer().get(BENI_MELLAL).population  # type: ignore[union-attr]
    assert found.per_100k(2) == pytest.approx(200_000 / found.population)


ENTRIES = st.lists(
    st.sampled_from([("05",), (BENI_MELLAL,), ("05.091.01.01",), (), (OUJDA,)]), max_size=6
)


@settings(max_examples=40, deadline=None)
@given(ENTRIES)
def test_every_actor_is_counted_once_where_it_reaches(perimeters: list[tuple[str, ...]]) -> None:
    entries = [entry(f"A{at}", perimeter=each) for at, each in enumerate(perimeters)]
    found = cover(*entries)
    here = [each for each in perimeters if each != (OUJDA,)]
    assert found.local + found.regional + found.national == len(here)
    assert found.serving == sum(each != () for each in here)


# --- what is asked for --------------------------------------------------------------------------


def test_what_may_not_be_shown_is_said_to_be_hidden_and_not_guessed() -> None:
    demand = {(NEED, BENI_MELLAL): Demand(None, 12), (NEED, KHOURIBGA): Demand(30, None)}
    told = material(entry("A", perimeter=("05",)), demand=demand)
    found = gaps(told, NEED, "05")
    assert (found.covers[NEED, BENI_MELLAL].asked, found.covers[NEED, BENI_MELLAL].nobody) == (
        None,
        12,
    )
    paper = gaps_paper(found, area="05", pictures=False)
    table = next(b for b in paper.blocks if isinstance(b, Table) and len(b.columns) > 5)
    rows = {row[0]: row[-3:-1] for row in table.rows}
    hidden = text("cartography", "paper.gaps.hidden", "fr")
    assert (rows["Béni Mellal"], rows["Khouribga"]) == ((hidden, "12"), ("30", hidden))
    assert rows["Azilal"] == ("0", "0")


def test_no_figure_of_demand_is_given_of_one_sensitive_need_nor_of_a_part_of_casablanca() -> None:
    demand = {
        ("trafficking", CASABLANCA): Demand(50, 40),
        (CONFIDENTIAL, CASABLANCA): Demand(90, 60),
        (NEED, ANFA): Demand(70, 70),
    }
    found = gaps(material(demand=demand), "", "06")
    alone = found.covers["trafficking", CASABLANCA]
    assert (alone.asked, alone.nobody) == (None, None)
    together = found.covers[CONFIDENTIAL, CASABLANCA]
    assert (together.asked, together.nobody) == (90, 60)
    assert found.covers[NEED, ANFA].asked is None


# --- the worst first, and what is given instead -------------------------------------------------


def test_the_worst_gap_is_where_most_people_have_nobody() -> None:
    told = material(entry("A", needs=("food",), perimeter=("06",)),
                    entry("B", needs=("housing",), perimeter=("12",)))  # fmt: skip
    found = gaps(told)
    plain = [code for code in found.worst() if code in ("food", "housing", "debt")]
    assert plain == ["debt", "housing", "food"]
    alone = found.without("food")
    assert [each.population for each in alone] == sorted(
        (each.population for each in alone), reverse=True
    )


def test_where_nobody_is_the_nearest_general_service_is_named_as_information() -> None:
    found = gaps(starter(), "housing", "02")
    lines = [each for each in as_objects(found) if each["province"] == OUJDA]
    assert [(each["mark"], each["general"]) for each in lines] == [("nobody", "EN-OR")]
    paper = words(gaps_paper(found, area="02", pictures=False))
    assert text("cartography", "paper.gaps.general", "fr") in paper
    served = next(iter(as_objects(gaps(starter(), NEED, OUJDA))))
    assert served["general"] is None


# --- the paper ----------------------------------------------------------------------------------


def rows_of(found: Gaps, lang: Any = "fr") -> list[str]:
    paper = gaps_paper(found, lang, area="05", pictures=False)
    table = next(b for b in paper.blocks if isinstance(b, Table) and b.header_rows)
    return [str(row[0]) for row in table.rows]


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize("need", ["", "trafficking"])
def test_no_sensitive_need_is_named_in_a_paper(need: str, lang: Any) -> None:
    found = gaps(starter(), need, "05", reader="staff")
    shown = words(gaps_paper(found, lang, area="05", pictures=False))
    for each in needs().values():
        if each.sensitive:
            assert each.labels[lang] not in shown
            assert each.code not in shown
    assert needs()["trafficking"].staff_labels[lang] in shown


def test_the_seven_confidential_needs_are_one_line_that_of_the_least_served() -> None:
    sensitive = [code for code, need in needs().items() if need.sensitive]
    all_but_one = entry("A", needs=tuple(sensitive[1:]), perimeter=("05",))
    found = gaps(material(all_but_one), "", "05")
    assert found.covers[CONFIDENTIAL, BENI_MELLAL].mark == "nobody"
    every = gaps(material(entry("A", needs=tuple(sensitive), perimeter=("05",))), "", "05")
    assert every.covers[CONFIDENTIAL, BENI_MELLAL].mark == "listed"
    assert len(rows_of(every)) == 1 + len(needs()) - 7 + 1


def test_tables_are_no_wider_than_a_page() -> None:
    paper = gaps_paper(gaps(starter(), "", "06"), area="06", pictures=False)
    assert paper.landscape
    assert all(len(b.columns) <= 12 for b in paper.blocks if isinstance(b, Table))


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize("need", ["", NEED])
def test_a_region_has_a_picture_that_is_told_in_words_too(need: str, lang: Any) -> None:
    paper = gaps_paper(gaps(starter(), need, "12"), lang, area="12")
    (picture,) = (block for block in paper.blocks if isinstance(block, Picture))
    assert picture.image
    assert picture.alt


def test_a_paper_of_invented_actors_says_so_and_an_empty_catalogue_is_all_gap() -> None:
    assert gaps_paper(gaps(material(entry("SYN-1")), NEED, "12"), pictures=False).synthetic
    found = gaps(material(), NEED)
    assert {each.mark for each in found.covers.values()} == {"nobody"}
    assert "83" in words(gaps_paper(found, pictures=False))


def test_the_page_has_the_marks_of_the_code() -> None:
    page = (ROOT / "docs/cartography.md").read_text(encoding="utf-8").partition("## Gaps")[2]
    lines = [line.split("|")[1:3] for line in page.splitlines() if line.startswith("| ")]
    told = {mark.strip(): rule for mark, rule in lines[1 : len(MARKS) + 1]}
    assert list(told) == list(MARKS)
    assert f"at least {MANY} " in told["redundant"]
    assert f"at least {DENSE:g} for" in told["redundant"]
