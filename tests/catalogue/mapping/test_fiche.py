"""A fiche is one page, tells every group of the schema, and never what must not be seen."""

import re
from datetime import date

import pytest

from catalogue.labels import field_label, group_label, part_label
from catalogue.mapping.assessed import capacity_of
from catalogue.mapping.choice import Choice
from catalogue.mapping.fiche import fiche, fiches
from catalogue.mapping.fiche_blocks import blocks_of, body_of
from catalogue.mapping.fiche_lines import LINES, TITLE
from catalogue.mapping.fitting import STEPS
from catalogue.mapping.grid import grid
from catalogue.mapping.readers import Reader
from catalogue.mapping.seen import UnknownActor, seen
from catalogue.mapping.swot import QUADRANTS, swot
from catalogue.papers import pdf
from catalogue.papers.blocks import Language, Paper
from catalogue.papers.cleaning import cleaned
from catalogue.record import Record
from catalogue.schema import ACTOR, PARTS, fields_of
from catalogue.starter import starter_records
from catalogue.synthetic.records import synthetic_records
from tests.catalogue.mapping.full_actor import (
    EMPTY,
    HIDDEN,
    OTHER,
    SHELTER,
    STAFF_ONLY,
    TODAY,
    fullest,
    guarded,
    material_of,
)

FULL = material_of(fullest(), OTHER, SHELTER, EMPTY)
LANGS: tuple[Language, ...] = ("fr", "ar")
READERS: tuple[Reader, ...] = ("public", "staff")


def told(paper: Paper) -> str:
    """Every text of the paper."""
    return repr(paper)


def pages(paper: Paper) -> int:
    return len(pdf.pages(cleaned(paper), ppi=20))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("actor", ["FULL-1", "EMPTY-1"])
def test_the_fullest_and_the_emptiest_actor_fill_one_page(
    actor: str, lang: Language, reader: Reader
) -> None:
    assert pages(fiche(FULL, actor, lang, reader)) == 1


def test_only_the_fiche_for_staff_says_that_it_is_not_to_be_passed_on() -> None:
    actor = FULL.entries[0].id
    assert "Réservé aux équipes" in told(fiche(FULL, actor, "fr", "staff"))
    assert "Réservé aux équipes" not in told(fiche(FULL, actor, "fr", "public"))


def test_actors_of_every_kind_fill_one_page_each() -> None:
    records = synthetic_records(400, on=TODAY)[::40]
    material = material_of(*records)
    for lang in LANGS:
        for record in records:
            assert pages(fiche(material, record.id, lang)) == 1


def test_together_each_stands_on_its_page_after_cover_and_contents() -> None:
    records = (fullest(), *synthetic_records(400, on=TODAY)[::80])
    paper = fiches(material_of(*records), Choice())
    assert pages(paper) == 2 + len(records)


def test_what_is_shortened_says_so_and_what_is_not_does_not() -> None:
    full, empty = fiche(FULL, "FULL-1"), fiche(FULL, "EMPTY-1")
    assert "…" in told(full)
    assert "abrégés" in told(full)
    assert "…" not in told(empty)
    assert "abrégés" not in told(empty)


def test_every_field_of_an_actor_has_its_place_on_the_fiche() -> None:
    lines = {name for lines in LINES.values() for line in lines for name in line}
    placed = {*TITLE, *QUADRANTS, *lines}
    own = {field.name for field in fields_of(ACTOR) if field.seen != "hidden"}
    assert own <= placed
    assert placed - own == {*PARTS, "other_name"}


@pytest.mark.parametrize("lang", LANGS)
def test_every_group_is_told_where_there_is_room(lang: Language) -> None:
    record = Record(
        {
            "id": "EX-1", "name": {"fr": "Exemple"}, "description": {"fr": "Aide"}, "people": 3,
            "strengths": {"fr": ("équipe",)}, "scope": "national", "needs": ("employment",),
            "cost": "free", "certainty": "A",
        }
    )  # fmt: skip
    paper = told(fiche(material_of(record), "EX-1", lang))
    assert all(group_label(group, lang) in paper for group in LINES)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("reader", READERS)
def test_nothing_hidden_is_told_to_anybody(lang: Language, reader: Reader) -> None:
    papers = (fiche(FULL, "FULL-1", lang, reader), fiches(FULL, Choice(reader=reader), lang))
    for paper in papers:
        assert not [word for word in HIDDEN if word in told(paper)]
        assert "violence" not in told(paper)
        assert "SHELTER-1" not in told(paper)


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_hidden_is_told_even_where_nothing_is_shortened(lang: Language) -> None:
    material = material_of(guarded(), OTHER, SHELTER)
    for reader in READERS:
        paper = told(fiche(material, "FULL-1", lang, reader))
        assert not [word for word in HIDDEN if word in paper]
        assert all((word in paper) is (reader == "staff") for word in STAFF_ONLY)
        assert "Aide" in paper


@pytest.mark.parametrize("reader", READERS)
def test_a_hidden_actor_has_no_fiche(reader: Reader) -> None:
    with pytest.raises(UnknownActor):
        fiche(FULL, "SHELTER-1", "fr", reader)


def test_an_actor_kept_for_staff_has_no_public_fiche() -> None:
    material = material_of(Record({"id": "S-1", "name": {"fr": "A"}, "visibility": "staff"}))
    assert fiche(material, "s-1", "fr", "staff").title == "A"
    with pytest.raises(UnknownActor):
        fiche(material, "S-1", "fr", "public")


def test_the_public_reads_no_field_of_the_staff() -> None:
    paper = told(fiche(FULL, "FULL-1", "fr", "public"))
    for field in fields_of(ACTOR):
        if field.seen != "public":
            assert field_label(field, "fr") not in paper, field.name


def test_a_listed_actor_is_said_to_be_verified_still() -> None:
    paper = told(fiche(material_of(OTHER), "OTHER-1"))
    assert "Répertorié" in paper
    assert "À vérifier" in paper


def test_a_confirmed_actor_says_since_when_and_for_what() -> None:
    material = material_of(
        OTHER, verified_on=date(2026, 11, 1), focal_points=1, accredited=frozenset({"trafficking"})
    )
    paper = told(fiche(material, "OTHER-1"))
    assert "confirmée par l'organisme le dimanche 1er novembre 2026" in paper
    assert "Accréditation : Accompagnement (confidentiel)." in paper
    assert not re.search("traite|trafficking", paper)


def test_a_record_of_more_than_six_months_is_to_be_verified_again() -> None:
    paper = told(fiche(material_of(OTHER, verified_on=date(2026, 1, 1), focal_points=1), "OTHER-1"))
    assert "il y a plus de six mois" in paper
    assert "Répertorié" in paper


def test_police_and_courts_are_information_only() -> None:
    record = Record({**OTHER.values, "tier": "information"})
    assert "Information seulement" in told(fiche(material_of(record), "OTHER-1"))


def test_opening_hours_and_audiences_are_in_words() -> None:
    record = Record({**OTHER.values, "hours": "Mo-Fr 09:00-16:30", "audience": ("mre", "vot")})
    french = told(fiche(material_of(record), "OTHER-1"))
    assert "lun.-ven. 09:00-16:30" in french
    assert "Marocains résidant à l'étranger ; accompagnement confidentiel" in french
    assert "الاثنين-الجمعة" in told(fiche(material_of(record), "OTHER-1", "ar"))


def test_a_made_up_actor_says_so_on_its_page() -> None:
    record = synthetic_records(1, on=TODAY)[0]
    assert fiche(material_of(record), record.id).synthetic


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("lang", LANGS)
def test_every_actor_of_the_starter_catalogue_has_a_fiche_and_the_public_one_no_sources(
    lang: Language, reader: Reader
) -> None:
    material = material_of(*starter_records())
    assert any(entry.record.rows("evidence") for entry in material.entries)
    for entry in seen(material, reader):
        assert reader == "staff" or not entry.record.rows("evidence")
        body = body_of(material, entry.record, lang)
        assert blocks_of(body, STEPS[0])


def test_the_public_fiche_of_an_actor_with_sources_is_drawn() -> None:
    paper = told(fiche(material_of(*starter_records()), "ANAPEC", "fr", "public"))
    assert "ANAPEC" in paper
    assert part_label("evidence", "fr") not in paper


def test_beside_made_up_actors_only_papers_that_hold_one_say_so() -> None:
    mixed = material_of(synthetic_records(1, on=TODAY)[0], EMPTY)
    assert not fiche(mixed, EMPTY.id).synthetic
    assert not swot(mixed, EMPTY.id).synthetic
    assert not capacity_of(mixed, EMPTY.id).synthetic
    assert fiches(mixed, Choice()).synthetic
    assert grid(mixed, Choice()).synthetic


def test_a_category_heads_its_first_fiche() -> None:
    ngo = Record({"id": "N-1", "name": {"fr": "B"}, "category": "ngo"})
    public = Record({"id": "P-1", "name": {"fr": "A"}, "category": "public"})
    paper = told(fiches(material_of(ngo, public), Choice()))
    assert paper.index("text='Public'") < paper.index("'A'") < paper.index("text='Association'")
    assert paper.count("PageBreak") == 2
