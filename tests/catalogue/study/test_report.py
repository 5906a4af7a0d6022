"""The study, of the starter and of the invented catalogue: whole, honest, and within its pages."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from catalogue.mapping.material import Entry, Material
from catalogue.papers import pdf
from catalogue.papers.blocks import Heading, Paper, Picture, Table
from catalogue.papers.cleaning import cleaned
from catalogue.papers.told import synthetic as said_to_be_made_up
from catalogue.papers.writing import made
from catalogue.places import gazetteer
from catalogue.record import Record, actor_of
from catalogue.starter import starter_records
from catalogue.study.report import PARTS, annexes, report
from catalogue.study.subject import Study
from catalogue.synthetic.assessing import synthetic_scores
from catalogue.synthetic.records import synthetic_records

DAY = date(2026, 11, 24)
FEWEST, MOST = 15, 30
"""Pages before the annexes (the brief)."""

pytestmark = pytest.mark.slow
HIDDEN = Record(
    {
        "id": "CACHE",
        "name": {"fr": "Refuge Introuvable"},
        "needs": ("emergency_shelter",),
        "perimeter": ("06",),
        "visibility": "hidden",
    }
)
SHELTER = Record(
    {
        "id": "GARDE",
        "name": {"fr": "Association Porte Ouverte"},
        "acronym": "APO",
        "category": "ngo",
        "needs": ("emergency_shelter", "food"),
        "hidden_services": ("emergency_shelter",),
        "perimeter": ("06",),
        "visibility": "public",
        "tier": "referral",
    },
    {
        "site": (
            {
                "place": "06.141.01.01",
                "name": {"fr": "Maison Discrète"},
                "address": {"fr": "12, rue Secrète"},
                "visibility": "hidden",
            },
        )
    },
)


def material(*records: Record, scored: bool = False) -> Material:
    """What a study is made of: these actors on one day."""
    entries = tuple(Entry(record, actor_of(record)) for record in records)
    scores = synthetic_scores(records, on=DAY) if scored else ()
    return Material(entries, DAY, gazetteer(), scores=scores)


@cache
def starter() -> Paper:
    """The study of the starter catalogue."""
    return report(Study.of(material(*starter_records())))


@cache
def invented() -> Paper:
    """The study of the whole invented catalogue, with scores."""
    return report(Study.of(material(*synthetic_records(on=DAY), scored=True)))


def texts(value: Any) -> Iterator[str]:
    """Every text of a paper, in whichever block it stands; drawings are left to the eye."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, bytes):
        yield value.decode(errors="ignore")
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from texts(getattr(value, name))


def all_of(paper: Paper) -> str:
    """The text of a paper."""
    return "\n".join(texts(paper))


STUDIES = pytest.mark.parametrize("study", [starter, invented])


@STUDIES
def test_it_has_fifteen_to_thirty_pages_before_the_annexes(study: Any) -> None:
    assert FEWEST <= len(pdf.pages(cleaned(study()), ppi=20)) <= MOST


@STUDIES
def test_every_part_of_the_brief_stands_in_it_in_order(study: Any) -> None:
    titles = [b.text for b in study().blocks if isinstance(b, Heading) and b.level == 1]
    own = Study(material())
    assert [title.split(". ", 1)[-1] for title in titles] == [
        own.tell(f"study.{part}") for part in PARTS
    ]


@STUDIES
def test_it_is_drawn_and_every_drawing_is_told_in_words(study: Any) -> None:
    pictures = [block for block in study().blocks if isinstance(block, Picture)]
    assert len(pictures) >= 9
    assert all(picture.alt and picture.caption for picture in pictures)


@STUDIES
@pytest.mark.parametrize("ending", [".pdf", ".docx"])
def test_it_is_written_to_be_handed_over_and_to_be_edited(study: Any, ending: str) -> None:
    content = made(study(), ending)
    assert content.startswith(b"%PDF" if ending == ".pdf" else b"PK")
    if ending == ".docx":
        told = ZipFile(BytesIO(content)).read("word/document.xml").decode()
        assert "Feuille de route et mécanisme" in told


def test_what_is_not_known_of_the_starter_is_said_with_how_many() -> None:
    told = all_of(starter())
    for missing in ("Capacités : 0 fiche évaluée sur 87.", "Demandes : aucune n'est enregistrée",
                    "Forces et faiblesses : 0 fiche renseignée sur 87.",
                    "Besoins de formation : 0 fiche renseignée sur 87.",
                    "Attentes : 0 fiche renseignée sur 87."):  # fmt: skip
        assert missing in told
    assert "Répertoriés : 87. Orientables : 0. Accrédités : 0." in told


def test_an_invented_study_says_so_and_a_real_one_does_not() -> None:
    assert invented().synthetic
    assert said_to_be_made_up(invented())
    assert "aucun de ses chiffres ne décrit le Maroc" in all_of(invented())
    assert not starter().synthetic


SEATED = Record(
    {"id": "SIEGE", "name": {"fr": "Fondation du Nord"}, "needs": ("food",), "perimeter": (),
     "city": "Rabat", "category": "ngo", "tier": "referral", "visibility": "public"},
)  # fmt: skip


def test_a_region_counts_those_that_its_coverage_counts() -> None:
    study = Study.of(material(SEATED))
    gaps, places = study.evidence.gaps, study.material.places
    for region in study.regions:
        served = any(
            gaps.covers["food", place.code].serving
            for place in gaps.provinces
            if places.region_of(place.code) == region
        )
        assert served == bool(study.of_region(region))
    assert [entry.id for entry in study.of_region("04")] == ["SIEGE"]
    assert [entry.id for entry in study.national] == ["SIEGE"]


def test_the_marks_of_certainty_add_up_to_all_actors() -> None:
    rows = [row for block in starter().blocks if isinstance(block, Table) for row in block.rows]
    at = next(i for i, row in enumerate(rows) if row[1] == "Non précisée")
    assert sum(int(str(row[2])) for row in rows[at - 3 : at + 1]) == 87


def test_it_says_whom_the_recommendations_count() -> None:
    assert "portent sur 70 acteurs pouvant un jour recevoir des orientations, sur 87" in all_of(
        starter()
    )


def test_provinces_that_tie_are_counted_not_passed_over() -> None:
    told = all_of(report(Study.of(material(SEATED))))
    assert "autres à égalité" in told
    assert "est la moins couverte" not in told


def test_nothing_hidden_is_in_it_nor_in_its_annexes() -> None:
    study = Study.of(material(HIDDEN, SHELTER, *starter_records()[:6]))
    told = all_of(report(study)) + all_of(annexes(study))
    assert "Association Porte Ouverte" in told
    for secret in ("Introuvable", "CACHE", "Discrète", "Secrète"):
        assert secret not in told
    shelter = next(entry for entry in study.entries if entry.id == "GARDE")
    assert "emergency_shelter" not in shelter.actor.needs


def test_a_study_of_one_region_speaks_of_those_who_reach_it() -> None:
    study = Study.of(material(*starter_records()), area="02")
    assert study.first == ("02",)
    assert not study.others
    assert "CRDH-BK" not in {entry.id for entry in study.entries}
    assert "limitée à Oriental" in all_of(report(study))


def test_a_catalogue_without_an_actor_still_makes_a_study() -> None:
    assert "Capacités : 0 fiche évaluée sur 0." in all_of(report(Study.of(material())))


def test_it_and_its_annexes_say_on_the_cover_and_inside_that_they_are_for_staff() -> None:
    study = Study.of(material(SEATED))
    for paper in (report(study), annexes(study)):
        assert "Réservé aux équipes" in paper.subtitle
        assert "Réservé aux équipes" in "\n".join(texts(paper.blocks))


def test_it_is_written_in_arabic_as_well() -> None:
    paper = report(Study.of(material(*starter_records()[:30]), "ar"))
    assert "خارطة الطريق" in all_of(paper)
    assert made(paper, ".pdf").startswith(b"%PDF")
