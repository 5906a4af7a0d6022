"""Figures tell no small number: not by a cell, a total, a second table, an order or a height."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework import statistics
from casework.person import StaffMember
from casework.ports import Count, UnitOfWork
from casework.statistics import Figures, gather, scope, title
from casework.suppression import INSIDE, PUBLIC, Sheet, publish
from conversations.messages import Ref, Text
from locales.texts import STAFF_LANGUAGES, domain_of, text

JOINED = datetime(2026, 1, 1, tzinfo=UTC)
CAP = 70
"""No generated cell is larger: what is larger cannot be told from this by the attacker below."""
Table = dict[str, int]


# --- the attacker: sets of sums, cell by cell, by no formula of the code's -------------------


def possible(sheet: Sheet, threshold: int) -> list[range]:
    """What each cell may be, by its mark alone and by the rule that the smallest go first."""
    least_shown = min((cell.n for cell in sheet.cells if cell.kind == "shown"), default=CAP)
    marks = {"small": range(1, threshold), "kept_back": range(threshold, least_shown + 1)}
    return [marks.get(cell.kind) or range(cell.n, cell.n + 1) for cell in sheet.cells]


def sums(cells: Iterable[range]) -> set[int]:
    """Every sum that can be reached."""
    reached = {0}
    for cell in cells:
        reached = {before + n for before in reached for n in cell}
    return reached


def conclusions(sheets: Sequence[Sheet], threshold: int) -> list[tuple[str, set[int]]]:
    """For each hidden cell its mark and all it can still be, the tables' sums being equal."""
    open_sheets = [sheet for sheet in sheets if not sheet.withheld]
    cells = [possible(sheet, threshold) for sheet in open_sheets]
    totals = set.intersection(*(sums(each) for each in cells)) if cells else set()
    found = []
    for sheet, own in zip(open_sheets, cells, strict=True):
        for at, cell in enumerate(sheet.cells):
            if cell.kind != "shown":
                rest = sums(own[:at] + own[at + 1 :])
                can_be = {n for n in own[at] if any(total - n in rest for total in totals)}
                found.append((cell.kind, can_be))
    return found


def assert_nothing_follows(tables: Sequence[Mapping[str, int]], threshold: int) -> None:
    sheets, total = publish(tables, threshold)
    for kind, can_be in conclusions(sheets, threshold):
        assert kind != "small" or can_be == set(range(1, threshold)), (tables, sheets)
        assert len(can_be) >= threshold - 1, (tables, sheets)
    hidden = any(cell.kind != "shown" for sheet in sheets for cell in sheet.cells)
    assert not (total is not None and hidden)


@st.composite
def linked(draw: st.DrawFn) -> tuple[Table, Table]:
    """Two tables of the same cases, small numbers being likely."""
    n = st.one_of(st.integers(0, 6), st.integers(0, 15))
    first = draw(st.lists(n, min_size=1, max_size=6))
    second, left = [], sum(first)
    for _ in range(draw(st.integers(0, 5))):
        second.append(draw(st.integers(0, left)))
        left -= second[-1]
    return (
        {f"s{at}": count for at, count in enumerate(first)},
        {f"n{at}": count for at, count in enumerate([*second, left])},
    )


@settings(max_examples=400, deadline=None, derandomize=True)
@given(linked())
def test_from_all_that_is_shown_no_small_cell_can_be_told_more_closely(
    tables: tuple[Table, Table],
) -> None:
    assert_nothing_follows(tables, INSIDE)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(linked())
def test_nor_where_the_threshold_is_that_of_the_public(tables: tuple[Table, Table]) -> None:
    assert_nothing_follows(tables, PUBLIC)


def test_nor_in_any_pair_of_very_small_tables() -> None:
    values = range(5)
    for first in product(values, repeat=3):
        for second in product(values, repeat=2):
            rest = sum(first) - sum(second)
            if rest >= 0:
                two = dict(zip("abc", first, strict=True)), dict(zip("xy", second, strict=True))
                assert_nothing_follows((two[0], {**two[1], "z": rest}), 3)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(linked())
def test_what_is_shown_is_true_and_nothing_is_hidden_without_a_small_cell(
    tables: tuple[Table, Table],
) -> None:
    sheets, total = publish(tables)
    for sheet, table in zip(sheets, tables, strict=True):
        for cell in sheet.cells:
            assert cell.n == (table[cell.name] if cell.kind == "shown" else 0)
            assert (cell.kind == "small") == (table[cell.name] < INSIDE)
            assert table[cell.name] > 0
    if not any(0 < n < INSIDE for table in tables for n in table.values()):
        assert total == sum(tables[0].values())


def test_hiding_the_small_cells_alone_would_have_been_found() -> None:
    # The attacker works: without a second cell kept back the total gives the small one back.
    first = publish(({"a": 3, "b": 9, "c": 20},))[0][0]
    naive = Sheet(
        tuple(c if c.kind != "kept_back" else type(c)("b", "shown", 9) for c in first.cells)
    )
    known = publish(({"x": 32},))[0][0]
    assert [can_be for _, can_be in conclusions((naive, known), INSIDE)] == [{3}]


def test_the_next_smallest_goes_with_a_small_one() -> None:
    (sheet,), total = publish(({"a": 3, "b": 7, "c": 12, "d": 0},))
    assert [(cell.name, cell.kind) for cell in sheet.cells] == [
        ("a", "small"),
        ("b", "kept_back"),
        ("c", "shown"),
    ]
    assert total is None


def test_without_a_small_cell_everything_is_shown() -> None:
    (states, needs), total = publish(({"a": 5, "b": 7}, {"x": 12}))
    assert [cell.kind for cell in (*states.cells, *needs.cells)] == ["shown"] * 3
    assert total == 12


# --- whose cases are counted, and how it is told ---------------------------------------------


@dataclass
class Counted:
    """A unit of work that holds counts and nothing else: figures may look at nothing else."""

    rows: Sequence[tuple[Mapping[str, str], int]]

    @property
    def referrals(self) -> "Counted":
        return self

    def counts(self, by: Sequence[str], where: Mapping[str, str]) -> Sequence[Count]:
        return [
            Count(tuple(row[name] for name in by), n)
            for row, n in self.rows
            if all(row[name] == value for name, value in where.items())
        ]


def counted(*rows: tuple[str, str, int], region: str = "04", actor: str = "example") -> UnitOfWork:
    told = [
        ({"state": state, "need": need, "region": region, "actor": actor}, n)
        for state, need, n in rows
    ]
    return Counted(told)  # type: ignore[return-value]


def member(role: str = "coordinator", *, region: str = "04", actor: str = "") -> StaffMember:
    return StaffMember("m", role, actor, region, JOINED)  # type: ignore[arg-type]


def words(found: Figures, language: str = "fr") -> str:
    def word(each: Text) -> str:
        return text(
            domain_of(each.key),
            each.key,
            language,
            **{name: value(shown) for name, shown in each.values.items()},
        )

    def value(shown: object) -> str | int:
        if isinstance(shown, tuple):
            return ", ".join(str(value(each)) for each in shown)
        if isinstance(shown, Ref):
            return shown.code
        return word(shown) if isinstance(shown, Text) else shown  # type: ignore[return-value]

    return "\n".join(map(word, statistics.message(found, title(member())).parts))


def test_a_coordinator_counts_the_own_region_and_a_focal_point_the_own_actor() -> None:
    assert scope(member(region="04")) == {"region": "04"}
    assert scope(member(region="")) == {}
    assert scope(member("focal", region="", actor="example")) == {"actor": "example"}


def test_the_counts_of_another_region_are_not_in_it() -> None:
    found = gather(counted(("accepted", "housing", 50), region="05"), scope(member(region="04")))
    assert "Aucune demande" in words(found)


def test_a_small_count_reads_less_than_five() -> None:
    found = gather(
        counted(("accepted", "housing", 12), ("completed", "food", 9), ("received", "food", 3)), {}
    )
    told = words(found)
    assert "reçu : < 5" in told
    assert "terminé : —" in told
    assert "accepté : 12" in told
    assert "Total" not in told


def test_a_total_stands_where_nothing_is_hidden() -> None:
    assert "Total : 21 demandes" in words(
        gather(counted(("accepted", "housing", 12), ("completed", "food", 9)), {})
    )


def test_what_was_entered_in_error_is_not_counted() -> None:
    found = gather(counted(("accepted", "housing", 12), ("entered_in_error", "food", 30)), {})
    assert "Total : 12 demandes" in words(found)


SENSITIVE_NEEDS = (
    "trafficking", "violence", "child_protection", "minor_return",
    "mother_child", "psychosocial", "addiction",
)  # fmt: skip


@pytest.mark.parametrize("n", [1, 4, 5, 60])
def test_sensitive_needs_are_one_row_without_a_name(n: int) -> None:
    rows = [("accepted", need, n) for need in SENSITIVE_NEEDS]
    found = gather(counted(*rows, ("accepted", "housing", 90)), {})
    told = repr(statistics.message(found, title(member())))
    assert not any(need in told for need in SENSITIVE_NEEDS)
    assert f"Accompagnement (confidentiel) : {7 * n}" in words(found)


def test_a_need_that_is_unknown_counts_as_sensitive() -> None:
    found = gather(counted(("accepted", "of_another_time", 40)), {})
    assert "of_another_time" not in repr(found)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.integers(1, 9), min_size=2, max_size=8))
def test_the_chart_shows_no_more_than_the_words(counts: list[int]) -> None:
    rows = zip(statistics.STATES, counts, strict=False)
    found = gather(counted(*((state, "housing", n) for state, n in rows)), {})
    chart = statistics.chart(found, title(member()))
    for _, shown, height in chart.bars:
        assert (str(height) == shown) if height else not shown.isdigit()


@given(st.permutations([("requested", 30), ("accepted", 6), ("completed", 2), ("failed", 9)]))
def test_rows_stand_in_one_order_whatever_their_size(counts: list[tuple[str, int]]) -> None:
    found = gather(counted(*((state, "housing", n) for state, n in counts)), {})
    names = [cell.name for cell in found.by_state.cells]
    assert names == sorted(names, key=statistics.STATES.index)


@pytest.mark.parametrize("language", STAFF_LANGUAGES)
def test_figures_can_be_read_in_every_language_of_the_staff(language: str) -> None:
    every = [(state, "housing", at + 1) for at, state in enumerate(statistics.STATES)]
    assert "< 5" in words(gather(counted(*every), {}), language)
    tiny = gather(counted(("accepted", "housing", 1), ("received", "housing", 1)), {})
    assert words(tiny, language)
