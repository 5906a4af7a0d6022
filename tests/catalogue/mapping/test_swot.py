"""What actors say is counted only where it is the same, and nothing is made up where nothing is."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from catalogue.assessment import Score
from catalogue.capacity import criteria
from catalogue.mapping.assessed import assessor_label, capacity, capacity_of
from catalogue.mapping.choice import Choice
from catalogue.mapping.material import Entry
from catalogue.mapping.sayings import sayings
from catalogue.mapping.swot import swot, swot_together
from catalogue.mapping.training import training, wanted
from catalogue.papers.blocks import Paragraph, Quadrants, Table
from catalogue.record import Record, actor_of
from tests.catalogue.mapping.full_actor import material_of


def record(name: str, *strengths: str, **values: object) -> Record:
    told = {"strengths": {"fr": strengths}} if strengths else {}
    return Record({"id": name, "name": {"fr": name}, **told, **values})  # type: ignore[arg-type]


def entries(*records: Record) -> tuple[Entry, ...]:
    return tuple(Entry(each, actor_of(each)) for each in records)


def test_the_same_words_in_another_spelling_are_one_saying() -> None:
    told = {"A": "Équipe formée", "B": "equipe  formee", "C": "Équipe formée"}
    found = sayings(
        entries(*(record(name, said) for name, said in told.items())), "strengths", "fr"
    )
    assert [(each.text, each.actors) for each in found] == [("Équipe formée", ("A", "B", "C"))]


def test_other_words_are_another_saying_however_near() -> None:
    told = ("équipe formée", "équipe non formée", "équipe stable", "une équipe formée")
    found = sayings(entries(record("A", *told)), "strengths", "fr")
    assert {each.text for each in found} == set(told)


def test_an_actor_that_says_it_twice_counts_once() -> None:
    found = sayings(entries(record("A", "local", "Local")), "strengths", "fr")
    assert [each.actors for each in found] == [("A",)]


@given(some.permutations(["A", "B", "C", "D"]))
def test_the_order_of_actors_changes_nothing(order: list[str]) -> None:
    told = {"A": ("x un", "y deux"), "B": ("y deux",), "C": ("z trois",), "D": ("Y DEUX", "x un")}
    found = sayings(entries(*(record(name, *told[name]) for name in order)), "strengths", "fr")
    assert [(each.text, len(each.actors)) for each in found] == [
        ("y deux", 3), ("x un", 2), ("z trois", 1),
    ]  # fmt: skip


def test_without_any_it_says_of_how_many() -> None:
    paper = swot_together(material_of(record("A"), record("B")), Choice())
    assert paper.blocks == (Paragraph("SWOT : 0 fiche renseignée sur 2", "strong"),)


def test_regions_are_drawn_with_those_who_work_there() -> None:
    material = material_of(
        record("A", "local", perimeter=("02.411",)),
        record("B", "local", perimeter=("05.311",)),
        record("C", "réseau"),
    )
    paper = swot_together(material, Choice())
    boxes = [block.boxes[0].items for block in paper.blocks if isinstance(block, Quadrants)]
    assert boxes == [("local (2)", "réseau"), ("local",), ("local",), ("réseau",)]
    one = swot_together(material, Choice(area="02"))
    assert sum(isinstance(block, Quadrants) for block in one.blocks) == 3


def test_one_actor_has_its_own_boxes_or_says_that_it_has_none() -> None:
    material = material_of(record("A", "local"), record("B"))
    assert isinstance(swot(material, "A").blocks[0], Quadrants)
    assert "pas renseignée" in repr(swot(material, "B"))


def test_what_a_hidden_actor_says_is_not_counted() -> None:
    material = material_of(record("A", "local"), record("H", "SECRET", visibility="hidden"))
    paper = repr(swot_together(material, Choice()))
    assert "1 fiche renseignée sur 1" in paper
    assert "SECRET" not in paper


def test_training_is_counted_by_how_many_want_it() -> None:
    some_want = entries(
        record("A", training_needs=("law", "listening")), record("B", training_needs=("law",))
    )
    assert wanted(some_want) == {"law": ("A", "B"), "listening": ("A",)}
    material = material_of(
        record("A", training_needs=("law", "listening"), perimeter=("02", "05")),
        record("B", training_needs=("law",)),
        record("C", expectations={"fr": ("une convention",)}),
    )
    first, second, third = (
        block for block in training(material, Choice()).blocks if isinstance(block, Table)
    )
    assert first.rows[0] == ("cadre juridique", 2, "100 %", "A ; B")
    assert [row[1:] for row in second.rows if row[0] == "cadre juridique"] == [(1, 1, 1)]
    assert third.rows == (("Attentes", "une convention", 1, "C"),)


def scores(actor: str, assessor: str, score: int, most: int = 17) -> list[Score]:
    day = date(2026, 11, 1)
    return [Score(actor, assessor, day, each.code, score) for each in criteria()[:most]]


def test_capacity_says_for_how_many_and_shows_each_assessor_apart() -> None:
    told = (*scores("A", "mission 2026", 2), *scores("A", "coordinator:05:abc123", 3),
            *scores("A", "self:A", 4))  # fmt: skip
    material = replace(material_of(record("A"), record("B")), scores=told)
    together = capacity(material, Choice())
    assert together.blocks[0] == Paragraph("Capacités : 1 acteur évalué sur 2", "strong")
    (table,) = (block for block in together.blocks if isinstance(block, Table))
    shown = [getattr(cell, "value", cell) for cell in table.rows[0]]
    assert shown == ["A", *["2,5"] * 5, "2,5", "17/17", 2, "4,0"]
    one = repr(capacity_of(material, "A"))
    assert "mission 2026" in one
    assert "coordination Béni Mellal-Khénifra (abc123)" in one
    assert "Auto-évaluation" in one
    assert "100 % à un point près, sur 17 critères" in one
    assert "-0," in one  # two assessors a point apart throughout agree less than by chance


def test_few_criteria_give_no_mark_and_one_assessor_no_agreement() -> None:
    material = material_of(record("A"))
    few = replace(material, scores=scores("A", "mission", 2, most=5))
    (table,) = (block for block in capacity(few, Choice()).blocks if isinstance(block, Table))
    assert table.rows[0][6] is None
    assert "aucun critère n'a été noté par deux évaluateurs" in repr(capacity_of(few, "A"))


def test_an_assessor_named_by_a_file_is_read_as_it_is() -> None:
    assert assessor_label("coordinator:x", "fr") == "coordinator:x"
    assert assessor_label("mission OIM 2026", "ar") == "mission OIM 2026"
    assert "Tout le pays" in assessor_label("coordinator::abc", "fr")
