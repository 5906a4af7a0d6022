"""The grid tells the actors that are meant, in order, and the same to machines."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from catalogue.mapping.choice import RUNGS, SORTS, Choice, chosen
from catalogue.mapping.grid import columns, columns_of, grid, grid_rows
from catalogue.mapping.material import Entry
from catalogue.mapping.wording import joined, within
from catalogue.papers.blocks import Heading, Table
from catalogue.record import Record
from catalogue.schema import ACTOR, fields_of
from catalogue.synthetic.records import synthetic_records
from tests.catalogue.mapping.full_actor import TODAY, fullest, guarded, material_of


def actor(name: str, **values: object) -> Record:
    plain = {"id": name, "name": {"fr": name}, "category": "ngo", "needs": ("food",)}
    return Record(plain | values)  # type: ignore[arg-type]


OUJDA = actor("OUJDA", perimeter=("02.411",), needs=("housing",), city="Oujda")
KHOURIBGA = actor("KHOURIBGA", perimeter=("05.311",), category="public")
EVERYWHERE = actor("EVERYWHERE", needs=("food", "violence"), hidden_services=("violence",))
BOTH = actor("BOTH", perimeter=("02.411", "05.311"), founded=2009, people=1200, tier="information")
FOUR = material_of(OUJDA, KHOURIBGA, EVERYWHERE, BOTH)


def ids(choice: Choice) -> list[str]:
    return [entry.id for entry in chosen(FOUR, choice)]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(), ["BOTH", "EVERYWHERE", "KHOURIBGA", "OUJDA"]),
        (Choice(need="housing"), ["OUJDA"]),
        (Choice(area="02"), ["BOTH", "EVERYWHERE", "OUJDA"]),
        (Choice(category="public"), ["KHOURIBGA"]),
        (Choice(tier="information"), ["BOTH"]),
        (Choice(rung="accredited"), []),
        (Choice(sort="category"), ["BOTH", "EVERYWHERE", "OUJDA", "KHOURIBGA"]),
        (Choice(sort="city"), ["BOTH", "EVERYWHERE", "KHOURIBGA", "OUJDA"]),
    ],
)  # fmt: skip
def test_actors_are_chosen_and_sorted(choice: Choice, expected: list[str]) -> None:
    assert ids(choice) == expected


def test_a_hidden_service_is_found_by_nobody() -> None:
    assert ids(Choice(need="violence")) == []
    assert ids(Choice(need="food")) == ["BOTH", "EVERYWHERE", "KHOURIBGA"]


def test_those_confirmed_last_come_first() -> None:
    old, new = date(2026, 1, 1), date(2026, 11, 1)
    entries = tuple(
        Entry(each.record, replace(each.actor, verified_on=day))
        for each, day in zip(FOUR.entries, (old, new, None, None), strict=True)
    )
    material = replace(FOUR, entries=entries)
    found = [entry.id for entry in chosen(material, Choice(sort="verified_on"))]
    assert found == ["KHOURIBGA", "OUJDA", "BOTH", "EVERYWHERE"]


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_groups_head_their_own_tables(lang: str) -> None:
    paper = grid(FOUR, Choice(group="region"), lang)  # type: ignore[arg-type]
    heads = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert len(heads) == 4
    assert all(head.endswith("(1)") for head in heads)
    assert paper.landscape


def test_a_year_has_no_thousands_and_a_number_is_one() -> None:
    choice = Choice(columns=("name", "founded", "people"), tier="information")
    (table,) = (block for block in grid(FOUR, choice).blocks if isinstance(block, Table))
    assert table.rows == (("BOTH", "2009", 1200),)
    assert [column.kind for column in table.columns] == ["text", "text", "number"]


def test_who_works_everywhere_says_so() -> None:
    (row,) = grid_rows(FOUR, Choice(sort="id", category="public", columns=("perimeter",)))
    assert row == {"id": "KHOURIBGA", "perimeter": ["05.311"]}
    paper = repr(grid(FOUR, Choice(columns=("perimeter", "rung"), group="none")))
    assert "Tout le pays" in paper
    assert "répertorié" in paper


def test_every_column_that_may_be_chosen_can_be_drawn() -> None:
    material = material_of(fullest(), verified_on=TODAY, full_until=TODAY)
    for reader in ("public", "staff"):
        names = columns(reader)
        choice = Choice(columns=names, reader=reader)
        for lang in ("fr", "ar"):
            assert grid(material, choice, lang).blocks
        (row,) = grid_rows(material, choice)
        assert set(row) == set(names)


def test_the_public_chooses_no_column_of_the_staff() -> None:
    kept = {field.name for field in fields_of(ACTOR) if field.seen != "public"}
    assert not kept & {*columns("public")}
    assert "hidden_services" not in columns("staff")
    with pytest.raises(ValueError, match="strengths"):
        columns_of(Choice(columns=("strengths",), reader="public"))


def test_a_sensitive_need_is_named_by_its_staff_label() -> None:
    paper = repr(grid(material_of(actor("A", needs=("trafficking",))), Choice(need="trafficking")))
    assert "Accompagnement (confidentiel)" in paper
    assert "raite" not in paper


def test_nobody_is_said_in_words() -> None:
    assert "Aucun acteur" in repr(grid(material_of(), Choice()))


def test_a_need_of_a_hidden_row_is_in_no_grid() -> None:
    rows = list(grid_rows(material_of(guarded()), Choice()))
    assert [row["needs"] for row in rows] == [["employment", "housing"]]


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_holds_all_actors_once(sort: str) -> None:
    material = material_of(*synthetic_records(60, on=TODAY))
    found = [entry.id for entry in chosen(material, Choice(sort=sort))]  # type: ignore[arg-type]
    assert sorted(found) == sorted(entry.id for entry in material.entries)
    assert len(RUNGS) == 3


@given(some.lists(some.text("abc de", min_size=1, max_size=30), min_size=1, max_size=12),
       some.integers(60, 200))  # fmt: skip
def test_a_line_holds_no_more_than_it_may(items: list[str], longest: int) -> None:
    line = within(items, longest, "fr")
    assert len(line) <= longest
    if len(joined(items, "fr")) <= longest:
        assert line == joined(items, "fr")
