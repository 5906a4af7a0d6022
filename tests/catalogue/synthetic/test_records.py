"""The invented national catalogue: the same for the same seed, everywhere, and no actor is real."""

from collections import Counter
from datetime import date

from catalogue.exchange.rows import cells_of, row_of
from catalogue.mapping.material import is_synthetic
from catalogue.places import gazetteer
from catalogue.record import actor_of, named
from catalogue.schema import ACTOR
from catalogue.starter import starter_records
from catalogue.synthetic.records import COUNT, synthetic_records

DAY = date(2026, 11, 24)
ALL = synthetic_records(on=DAY)


def test_the_same_seed_gives_the_same_actors_and_another_seed_others() -> None:
    assert synthetic_records(40, on=DAY) == synthetic_records(40, on=DAY)
    assert synthetic_records(40, on=DAY) != synthetic_records(40, seed=8, on=DAY)


def test_every_region_has_some_and_every_id_says_they_are_invented() -> None:
    places = gazetteer()
    regions = {places.region_of(record.items("perimeter")[0]) for record in ALL}
    assert len(ALL) == len({record.id for record in ALL}) == COUNT
    assert regions == {place.code for place in places.children(None)}
    assert all(is_synthetic(record.id) for record in ALL)
    assert not any(is_synthetic(record.id) for record in starter_records())


def test_each_record_is_right_by_the_schema_cell_by_cell() -> None:
    for record in ALL:
        read = row_of(ACTOR, cells_of(ACTOR, record.values))
        assert (read.values, read.faults) == (record.values, ())
        for part, rows in record.parts.items():
            assert len({named(part, row) for row in rows}) == len(rows)
            assert [row_of(part, cells_of(part, row)).faults for row in rows] == [()] * len(rows)


def test_no_number_no_address_and_only_names_reserved_for_examples() -> None:
    for record in ALL:
        assert not record.rows("contact")
        assert record.text("website").endswith(".example.org")
        assert not any("address" in row for row in record.rows("site"))


def test_some_tell_little_some_needs_have_nobody_and_links_lead_to_actors() -> None:
    told = Counter(name for record in ALL for name in record.values)
    assert 0.5 * COUNT < told["people"] < 0.7 * COUNT
    assert 0.3 * COUNT < told["strengths"] < 0.5 * COUNT
    ids = {record.id for record in ALL}
    assert {row["to"] for record in ALL for row in record.rows("link")} <= ids
    places = gazetteer()
    served = {
        (need, places.province_of(code))
        for actor in map(actor_of, ALL)
        for need in actor.needs
        for code in actor.perimeter
    }
    assert len(served) < 26 * 83
