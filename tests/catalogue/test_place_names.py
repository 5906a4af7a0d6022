"""Places in messages: every official name, names in use, places abroad, and words that are none."""

from pathlib import Path

import pytest

from catalogue.lexicon import alarms, triggers
from catalogue.places import Place, gazetteer
from catalogue.understand import Understanding, reader

HERE = Path(__file__).parent
LEVELS = {
    "region": ("région de {}", "جهة {}", "{} région"),
    "province": ("province de {}", "إقليم {}", "{} province"),
    "cercle": ("cercle de {}", "دائرة {}", "dayrat {}"),
    "commune": ("commune de {}", "جماعة {}", "jama3a dyal {}"),
    "arrondissement": ("arrondissement {}", "مقاطعة {}", "mou9ata3at {}"),
}


def rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


def candidates(reading: Understanding) -> set[str]:
    return {place.code for place in (reading.place, *reading.places) if place is not None}


def missed(frame: str, name: str, place: Place) -> bool:
    return place.code not in candidates(reader().read(frame.format(name)))


@pytest.mark.parametrize(("text", "place"), rows("place_messages.tsv"))
def test_a_message_is_read_as_the_place_it_speaks_of(text: str, place: str) -> None:
    reading = reader().read(text)
    if place.startswith("?"):
        assert reading.place is None
        assert candidates(reading) >= set(place[1:].split())
    elif place == "-":
        assert candidates(reading) == set()
    else:
        assert reading.place is not None
        assert reading.place.code == place


def test_every_official_name_alone_is_that_place_or_one_of_the_candidates() -> None:
    lost = [
        name
        for place in gazetteer().places()
        for name in (place.name_fr, place.name_ar)
        if missed("{}", name, place)
    ]
    assert len(lost) <= 4, lost


@pytest.mark.parametrize("level", LEVELS)
def test_a_name_with_its_level_is_the_unit_of_that_level(level: str) -> None:
    french, arabic, darija = LEVELS[level]
    units = [place for place in gazetteer().places() if place.level == level]
    lost = [
        frame.format(name)
        for place in units
        for frame, name in (
            (french, place.name_fr),
            (arabic, place.name_ar),
            (darija, place.name_fr),
        )
        if missed(frame, name, place)
    ]
    assert len(lost) <= max(1, len(units) // 200), lost


@pytest.mark.parametrize("frame", ["j'habite à {}", "ana sakn f {}", "bghit khdma f {}"])
def test_a_name_after_a_preposition_is_found(frame: str) -> None:
    units = [place for place in gazetteer().places() if place.level != "cercle"]
    lost = [place.name_fr for place in units if missed(frame, place.name_fr, place)]
    assert len(lost) <= len(units) * 0.03, lost


@pytest.mark.parametrize("frame", ["أسكن في {} وأبحث عن عمل", "انا ف{}", "أنا من {}"])
def test_an_arabic_name_after_a_preposition_is_found(frame: str) -> None:
    units = [place for place in gazetteer().places() if place.level != "cercle"]
    lost = [place.name_ar for place in units if missed(frame, place.name_ar, place)]
    assert len(lost) <= len(units) * 0.03, lost


@pytest.mark.parametrize(("country", "name"), rows("abroad.tsv"))
def test_a_place_abroad_is_known_as_foreign(country: str, name: str) -> None:
    for frame in ("rje3t mn {}", "كنت ف {}", "{}"):
        reading = reader().read(frame.format(name))
        assert (reading.foreign, candidates(reading)) == (country, set())


def test_the_words_of_needs_and_danger_are_no_places() -> None:
    phrases = [*(trigger.phrase for trigger in triggers()), *(alarm.phrase for alarm in alarms())]
    taken = [phrase for phrase in phrases if candidates(reader().read(f"{phrase} svp 3afak"))]
    assert len(taken) <= len(phrases) * 0.002, taken


def test_everyday_sentences_name_no_place_but_the_towns_in_them() -> None:
    lines = (HERE / "no_need.txt").read_text(encoding="utf-8").splitlines()
    taken = [line for line in lines if candidates(reader().read(line))]
    assert len(taken) <= len(lines) * 0.05, taken
