"""Opening hours as people write them, and the one form in which records keep them."""

import pytest

from catalogue.exchange.cells import read as read_cell
from catalogue.opening_hours import read, spans
from catalogue.schema import ACTOR, field_of

WRITTEN = {
    "lun-ven 9h-16h30": "Mo-Fr 09:00-16:30",
    "Lundi à vendredi 9h-12h, 14h-18h; samedi 9h00-12h00": (
        "Mo-Fr 09:00-12:00,14:00-18:00; Sa 09:00-12:00"
    ),
    "du lundi au vendredi de 8h30 à 16h30": "Mo-Fr 08:30-16:30",
    "mardi et jeudi 9h-12h": "Tu,Th 09:00-12:00",
    "lun-ven 9h-12h et 14h-18h": "Mo-Fr 09:00-12:00,14:00-18:00",
    "Mo-Fr 09:00-16:30": "Mo-Fr 09:00-16:30",
    "Sa 9:00-12:00": "Sa 09:00-12:00",
    "24/7": "24/7",
    "الاثنين إلى الجمعة 9-16:30": "Mo-Fr 09:00-16:30",
    "من الاثنين إلى الجمعة من 9 إلى 16": "Mo-Fr 09:00-16:00",
}


@pytest.mark.parametrize("written", WRITTEN)
def test_hours_are_read_as_they_are_written_here(written: str) -> None:
    assert read(written) == WRITTEN[written]


@pytest.mark.parametrize("known", sorted(set(WRITTEN.values())))
def test_what_is_read_is_what_the_records_keep_and_reads_back(known: str) -> None:
    assert read_cell(field_of(ACTOR, "hours"), known) == known
    assert read(known) == known


@pytest.mark.parametrize(
    "written",
    ["", "quand on peut", "9h-12h", "lun-ven", "lundi 25h-26h", "lun-ven 16h-9h",
     "lun-xyz 9h-12h", "lundi 9h-12h sauf férié", "lundi 9h60-12h"],
)  # fmt: skip
def test_what_is_not_understood_is_not_guessed(written: str) -> None:
    assert read(written) is None


def test_days_and_hours_are_told_apart_for_whoever_words_them() -> None:
    assert list(spans("Mo-Fr,Su 09:00-16:30; Sa 09:00-12:00")) == [
        ((("Mo", "Fr"), ("Su",)), "09:00-16:30"),
        ((("Sa",),), "09:00-12:00"),
    ]
    assert list(spans("24/7")) == [((), "24/7")]
