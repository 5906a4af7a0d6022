"""The network: its ties are those that records tell, and what it says of them can be recounted."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from catalogue.mapping.material import Entry, Material
from catalogue.mapping.network import (
    Among,
    Network,
    Tie,
    degrees,
    density,
    depended_on,
    groups,
    isolated,
    network_of,
    one_way,
    unconfirmed,
    weak_points,
)
from catalogue.places import gazetteer
from catalogue.record import Record, Row, actor_of
from catalogue.synthetic.records import synthetic_records

DAY = date(2026, 11, 24)


def material(*records: Record) -> Material:
    return Material(tuple(Entry(each, actor_of(each)) for each in records), DAY, gazetteer())


def record(name: str, *links: Row, **values: object) -> Record:
    plain = {"id": name, "name": {"fr": name}, "needs": ("food",)}
    return Record(plain | values, {"link": links} if links else {})  # type: ignore[arg-type]


def link(to: str, kind: str = "partner", **more: str) -> Row:
    return {"to": to, "as": kind, **more}


def test_ties_are_those_of_the_records_among_the_actors_that_are_asked_for() -> None:
    found = network_of(
        material(
            record("A", link("B"), link("GONE")),
            record("B", link("C", "funder", confirmed="both")),
            record("C", visibility="hidden"),
            record("D", needs=("housing",)),
        ),
        Among(need="food"),
    )
    assert found == Network(("A", "B"), (Tie("A", "B", "partner"),), ("GONE",), told=2)


def test_who_is_for_staff_only_is_not_in_what_everybody_reads() -> None:
    told = material(record("A", link("B")), record("B", visibility="staff"))
    assert network_of(told, Among()).actors == ("A", "B")
    assert network_of(told, Among(reader="public")).actors == ("A",)


def test_a_link_about_another_need_is_no_tie_for_this_one() -> None:
    told = material(record("A", link("B", need="housing"), link("B", need="food")), record("B"))
    assert [tie.need for tie in network_of(told, Among(need="food")).ties] == ["food"]


def test_an_actor_that_cannot_be_missed_is_named_with_those_it_cuts_off() -> None:
    chain = Network(
        ("A", "B", "C", "D", "E"), tuple(Tie(*pair, "partner") for pair in ("AB", "BC", "CD"))
    )
    assert [(each.actor, each.cut_off) for each in weak_points(chain)] == [
        ("B", ("A",)),
        ("C", ("D",)),
    ]
    assert isolated(chain) == ("E",)
    assert groups(chain) == (("A", "B", "C", "D"),)


def test_funders_of_several_and_referrals_without_return_are_told() -> None:
    ties = (
        *(Tie(each, "F", "funder", confirmed="both") for each in "ABC"),
        Tie("A", "B", "refers_to"), Tie("B", "A", "refers_to"), Tie("C", "A", "refers_to"),
    )  # fmt: skip
    found = Network(("A", "B", "C", "F"), ties)
    assert depended_on(found) == [("F", 3)]
    assert one_way(found) == (ties[-1],)
    assert len(unconfirmed(found)) == 3
    assert density(found) == 5 / 6


PAIRS = st.lists(st.tuples(st.sampled_from("ABCDEFGH"), st.sampled_from("ABCDEFGH")), max_size=14)


@given(PAIRS)
def test_without_a_weak_point_those_it_cuts_off_cannot_be_reached(
    pairs: list[tuple[str, str]],
) -> None:
    ties = tuple(Tie(one, other, "partner") for one, other in pairs if one != other)
    found = Network(tuple("ABCDEFGH"), ties)
    for point in weak_points(found):
        rest = [tie for tie in ties if point.actor not in (tie.source, tie.target)]
        for cut in point.cut_off:
            assert not reached(cut, rest) - {*point.cut_off}
    assert {one for group in groups(found) for one in group} | {*isolated(found)} == {*"ABCDEFGH"}


def reached(start: str, ties: list[Tie]) -> set[str]:
    seen = {start}
    for _ in range(len(ties)):
        seen |= {tie.target for tie in ties if tie.source in seen}
        seen |= {tie.source for tie in ties if tie.target in seen}
    return seen


def test_the_order_of_the_records_changes_nothing() -> None:
    records = synthetic_records(80, on=DAY)
    one, other = (
        network_of(material(*records), Among()),
        network_of(material(*records[::-1]), Among()),
    )
    assert one == other
    assert sum(degrees(one).values()) == 2 * len(
        {frozenset((t.source, t.target)) for t in one.ties}
    )
