"""What was asked for by need and province tells no small number, whatever totals are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from casework.demand import demand
from casework.matrix_suppression import Key, hidden_cells
from casework.ports import Count
from casework.suppression import PUBLIC
from catalogue.mapping.coverage import is_part, provinces_in_order
from catalogue.mapping.gaps import CONFIDENTIAL
from catalogue.mapping.material import Demand
from catalogue.needs import needs
from catalogue.places import gazetteer

Rows = Iterator[dict[Key, int]]

# --- the attacker: every table that fits all that is known, one by one, by no formula ----------


def fillings(cells: list[Key], counts: Mapping[Key, int], hidden: Set[Key], total: int) -> Rows:
    """Every way to fill the hidden cells of a row so that it adds up to no more than a total."""
    if not cells:
        yield {}
        return
    key, *others = cells
    can_be = range(total + 1) if key in hidden else [counts[key]]
    for n in can_be:
        for rest in fillings(others, counts, hidden, total - n):
            yield {key: n, **rest}


def tables(
    counts: Mapping[Key, int], hidden: Set[Key], threshold: int, *, both: bool = True
) -> Rows:
    """Every table with these shown cells whose totals are what a reader knows of them."""
    true = sums(counts)
    rows = []
    for row in sorted({key[0] for key in counts}):
        cells = sorted(key for key in counts if key[0] == row)
        most = true[0, row] if true[0, row] >= threshold else threshold - 1 if true[0, row] else 0
        found = fillings(cells, counts, hidden, most)
        rows.append([each for each in found if fits(sum(each.values()), (0, row), true, threshold)])
    for filled in product(*rows):
        table = {key: n for row in filled for key, n in row.items()}
        told = sums(table)
        columns = (fits(told[line], line, true, threshold) for line in true if line[0] == 1)
        if not both or all(columns):
            yield table


def sums(table: Mapping[Key, int]) -> Counter[tuple[int, str]]:
    found: Counter[tuple[int, str]] = Counter()
    for key, n in table.items():
        found[0, key[0]] += n
        found[1, key[1]] += n
    return found


def fits(told: int, line: tuple[int, str], true: Mapping[tuple[int, str], int], least: int) -> bool:
    """Whether a total is what a reader knows of it: itself, or that it is small.

    Needs are listed where there are any (`tawjih stats`); provinces are listed nowhere.
    """
    if not 0 < true[line] < least:
        return told == true[line]
    return (line[0] == 1 or told > 0) and told < least


def conclusions(
    counts: Mapping[Key, int], threshold: int, *, both: bool = True
) -> dict[Key, set[int]]:
    """For each hidden cell all that it can still be."""
    hidden = hidden_cells(counts, threshold)
    can_be = {key: set[int]() for key in sorted(hidden)}
    for table in tables(counts, hidden, threshold, both=both):
        for key, found in can_be.items():
            found.add(table[key])
    return can_be


def crossed(rows: list[list[int]]) -> dict[Key, int]:
    return {(f"n{i}", f"p{j}"): n for i, row in enumerate(rows) for j, n in enumerate(row)}


def told_too_closely(counts: Mapping[Key, int], threshold: int, *, both: bool = True) -> list[Key]:
    """Hidden cells of which too much follows, although something else is still shown."""
    found = conclusions(counts, threshold, both=both)
    if both and len(found) == len(counts):
        return []
    small = set(range(1, threshold))
    return [
        key
        for key, can_be in found.items()
        if (0 < counts[key] < threshold and not small <= can_be)
        or (counts[key] >= threshold and len(can_be) < threshold - 1)
    ]


NUMBERS = st.one_of(st.just(0), st.integers(0, 2), st.integers(0, 9))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.lists(NUMBERS, min_size=3, max_size=3), min_size=2, max_size=2))
def test_from_all_totals_no_small_cell_can_be_told_more_closely(rows: list[list[int]]) -> None:
    assert told_too_closely(crossed(rows), 3) == []


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.lists(NUMBERS, min_size=4, max_size=4), min_size=1, max_size=2))
def test_from_the_totals_of_needs_nothing_follows_even_in_a_table_of_one_row(
    rows: list[list[int]],
) -> None:
    assert told_too_closely(crossed(rows), 3, both=False) == []


def test_nor_in_larger_tables_of_small_numbers() -> None:
    chance = Random(4)
    for _ in range(15):
        rows = [[chance.choice((0, 0, 1, 2, 3)) for _ in range(3)] for _ in range(3)]
        assert told_too_closely(crossed(rows), 3) == [], rows


def test_the_attacker_works() -> None:
    # Without others kept back the totals give the small one back.
    counts = crossed([[2, 9, 9], [9, 9, 9]])
    alone = {key for key, n in counts.items() if n == 2}
    assert len(list(tables(counts, alone, 3))) == 1
    assert len(hidden_cells(counts, 3)) == 4


# --- what is counted ----------------------------------------------------------------------------


@dataclass
class Counted:
    """A unit of work that holds counts and nothing else: demand may look at nothing else."""

    sent: Sequence[tuple[str, str, str, int]] = ()
    lacking: Mapping[tuple[str, str, str], int] = field(default_factory=dict)

    @property
    def referrals(self) -> Counted:
        return self

    @property
    def gaps(self) -> Counted:
        return self

    def counts(self, by: Sequence[str], where: Mapping[str, str]) -> Sequence[Count]:
        assert (tuple(by), dict(where)) == (("state", "need", "province"), {})
        return [Count((state, need, province), n) for state, need, province, n in self.sent]

    def all(self) -> Mapping[tuple[str, str, str], int]:
        return self.lacking


def told(
    *sent: tuple[str, str, str, int], lacking: Mapping[tuple[str, str, str], int] | None = None
) -> Mapping[Key, Demand]:
    return demand(Counted(sent, lacking or {}))  # type: ignore[arg-type]


HERE, THERE, FAR = "05.091", "05.311", "12.391"


def test_requests_sent_and_those_that_found_nobody_are_counted_over_states_and_months() -> None:
    found = told(
        ("accepted", "housing", HERE, 20), ("expired", "housing", HERE, 15),
        ("entered_in_error", "housing", HERE, 90),
        lacking={("housing", HERE, "2026-10"): 12, ("housing", HERE, "2026-11"): 13},
    )  # fmt: skip
    assert found == {("housing", HERE): Demand(60, 25)}


def test_a_difference_tells_no_small_number() -> None:
    # 31 asked and 28 for nobody would say that three were sent.
    found = told(("accepted", "housing", HERE, 3), lacking={("housing", HERE, "2026-11"): 28})
    assert found[("housing", HERE)] == Demand(None, 28)


def test_a_small_number_takes_others_with_it() -> None:
    found = told(
        ("accepted", "housing", HERE, 4), ("accepted", "housing", THERE, 15),
        ("accepted", "housing", FAR, 40),
    )  # fmt: skip
    assert found[("housing", HERE)].asked is None
    assert found[("housing", THERE)].asked is None
    assert found[("housing", FAR)].asked == 40


def test_sensitive_needs_and_unknown_ones_are_counted_together_without_a_name() -> None:
    found = told(
        ("accepted", "violence", HERE, 20), ("accepted", "trafficking", HERE, 20),
        ("accepted", "of_another_time", HERE, 20), ("accepted", "housing", HERE, 30),
    )  # fmt: skip
    assert found == {(CONFIDENTIAL, HERE): Demand(60, 0), ("housing", HERE): Demand(30, 0)}


def test_a_request_whose_province_is_not_known_stands_in_no_table() -> None:
    assert told(("accepted", "housing", "", 50), ("accepted", "housing", HERE, 50)) == {
        ("housing", HERE): Demand(50, 0)
    }


def test_without_requests_there_is_no_demand() -> None:
    assert told() == {}


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["housing", "food", "violence"]),
            st.sampled_from([HERE, THERE, FAR]),
            st.integers(0, 25),
        ),
        max_size=9,
    )
)
def test_no_figure_under_eleven_is_ever_told(rows: list[tuple[str, str, int]]) -> None:
    found = told(
        *(("accepted", need, place, n) for need, place, n in rows if n),
        lacking={(need, place, f"{at}"): n for at, (need, place, n) in enumerate(rows) if n},
    )
    for each in found.values():
        for n in (each.asked, each.nobody):
            assert n is None or n == 0 or n >= PUBLIC


def test_a_country_full_of_requests_keeps_most_figures_and_takes_no_long_time() -> None:
    chance = Random(1)
    codes = [each for each, need in needs().items() if not need.sensitive]
    provinces = [p.code for p in provinces_in_order(gazetteer()) if not is_part(p, gazetteer())]
    counts = Counter(
        (chance.choice(codes[:8]), provinces[int(75 * chance.random() ** 3)]) for _ in range(9000)
    )
    found = told(*(("accepted", *key, n) for key, n in counts.items()))
    shown = sum(each.asked or 0 for each in found.values())
    assert shown > 9000 * 0.7
