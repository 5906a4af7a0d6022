"""Reading messages: the labelled set, the sentences that hold no need, and any text at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.needs import needs
from catalogue.places import Place, gazetteer
from catalogue.understand import LONGEST_READ, reader
from locales import texts

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Query:
    """One labelled message."""

    text: str
    lang: str
    needs: frozenset[str]
    place: str
    danger: str
    foreign: str


def queries() -> Iterator[Query]:
    lines = (HERE / "queries.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    for text, lang, codes, place, danger, foreign in rows[1:]:
        yield Query(text, lang, frozenset(codes.split(",")) - {"-"}, place, danger, foreign)


QUERIES = tuple(queries())
NO_NEED = (HERE / "no_need.txt").read_text(encoding="utf-8").splitlines()


def found_needs(text: str) -> set[str]:
    return {need.code for need in reader().read(text).needs}


def test_the_labelled_set_is_large_and_in_all_four_forms() -> None:
    assert len(QUERIES) >= 150
    assert {query.lang for query in QUERIES} >= {"fr", "ar", "ary", "ary_Latn"}
    assert {code for query in QUERIES for code in query.needs} == set(needs())


def test_needs_are_found_with_few_mistakes() -> None:
    pairs = [(found_needs(query.text), query.needs) for query in QUERIES]
    right = sum(len(found & wanted) for found, wanted in pairs)
    precision = right / sum(len(found) for found, _ in pairs)
    recall = right / sum(len(wanted) for _, wanted in pairs)
    assert precision >= 0.97
    assert recall >= 0.98


def test_every_danger_is_heard_and_none_invented() -> None:
    for query in QUERIES:
        reading = reader().read(query.text)
        assert (reading.danger_kind or "-") == query.danger, query.text
        assert reading.danger == (query.danger != "-")


def test_places_are_found_and_ambiguous_ones_left_open() -> None:
    wrong = [query.text for query in QUERIES if _place(query.text) != query.place]
    assert len(wrong) <= 0.02 * len(QUERIES), wrong


def _place(text: str) -> str:
    reading = reader().read(text)
    if reading.place:
        return reading.place.code
    return "?" if reading.places else "-"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((ok, None) for ok in ("safi", "Safi!", "صافي", "safi choukran", "wakha safi", "ok safi")),
        *((ok, None) for ok in ("safi fhemt", "safi salina", "صافي فهمت", "la safi baraka")),
        *((town, "07.431.01.03") for town in ("ana f safi", "mn safi", "sakna f asfi", "asfi")),
        *((town, "07.431.01.03") for town in ("je viens de Safi", "bghit khdma f safi", "آسفي")),
        *((town, "07.431.01.03") for town in ("أنا من آسفي", "ساكنة ف آسفي", "ville de Safi")),
    ],
)
def test_safi_is_the_town_only_where_it_is_spoken_of_as_one(text: str, code: str | None) -> None:
    place = reader().read(text).place
    assert (place and place.code) == code


def test_foreign_places_are_known_as_foreign() -> None:
    wrong = [q.text for q in QUERIES if (reader().read(q.text).foreign or "-") != q.foreign]
    assert not wrong


def test_the_language_of_the_labelled_set_is_known() -> None:
    right = sum(reader().read(query.text).lang == query.lang for query in QUERIES)
    assert right / len(QUERIES) >= 0.95


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("wach kayn chi sbitar", "health_care"),
        ("mon père est malade", "health_care"),
        ("je suis au chômage, je cherche un emploi, mon père est malade", "employment"),
        ("بغيت نحبس الشراب، واش كاين شي سبيطار", "addiction"),
    ],
)
def test_a_general_word_names_its_need_only_where_no_other_is_told(text: str, code: str) -> None:
    assert found_needs(text) == {code}


def test_everyday_sentences_hold_no_need_and_no_danger() -> None:
    assert len(NO_NEED) >= 120
    for sentence in NO_NEED:
        reading = reader().read(sentence)
        assert not reading.needs, sentence
        assert not reading.danger, sentence


def test_no_everyday_sentence_names_a_place_that_is_not_there() -> None:
    named = {"rbat", "safi", "tanja", "casablanca", "فاس", "agadir", "كازا", "essaouira"}
    for sentence in NO_NEED:
        place = reader().read(sentence).place
        assert place is None or place.evidence in named, sentence


@pytest.mark.parametrize("place", gazetteer().children(None), ids=lambda place: place.name_fr)
def test_every_region_is_found_by_both_names(place: Place) -> None:
    for text in (f"région {place.name_fr}", f"جهة {place.name_ar}"):
        reading = reader().read(text)
        assert reading.place is not None, text
        assert reading.place.code == place.code


PROVINCES = [
    place for place in gazetteer().places() if place.level == "province" and len(place.code) == 6
]


@pytest.mark.parametrize("place", PROVINCES, ids=lambda place: place.name_fr)
def test_every_province_is_found_by_both_names(place: Place) -> None:
    for text in (f"province {place.name_fr}", f"إقليم {place.name_ar}"):
        reading = reader().read(text)
        assert reading.place is not None, text
        assert reading.place.code == place.code


def test_a_name_of_several_levels_is_the_commune() -> None:
    for text, level in (("Nador", "commune"), ("province de Nador", "province")):
        reading = reader().read(text)
        assert reading.place is not None
        place = gazetteer().get(reading.place.code)
        assert place is not None
        assert place.level == level


def test_several_communes_of_one_name_are_left_to_the_person() -> None:
    reading = reader().read("oulad ali")
    assert reading.place is None or reading.places == ()
    reading = reader().read("f tamda")
    assert reading.danger is False


def test_a_sensitive_need_never_comes_from_a_misspelt_lone_word() -> None:
    assert "addiction" not in found_needs("j'aime la drague")
    assert "mother_child" not in found_needs("une encante aux meubles")


def test_weak_words_alone_only_raise_a_question() -> None:
    reading = reader().read("banque")
    assert not reading.needs
    assert "business_finance" in reading.unsure


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("khdma", "employment"),
        ("bonjour, projet snack svp", "business_start_up"),
        ("نقل", "transport"),
    ],
)
def test_a_word_that_counts_alone_is_a_request_when_nothing_else_is_said(
    text: str, need: str
) -> None:
    assert need in found_needs(text)


@pytest.mark.parametrize("text", ["salit lkhedma ghadi n3es", "mon projet de loi préféré est voté"])
def test_a_word_that_counts_alone_asks_nothing_among_other_words(text: str) -> None:
    assert not found_needs(text)


def test_a_word_that_only_sounds_like_a_denial_takes_nothing_back() -> None:
    assert "debt" in found_needs("mon mari a laissé des dettes")


def test_a_word_that_only_stands_between_is_not_hidden() -> None:
    assert found_needs("احتاج تكوينا ثم قرضا لمشروعي") >= {
        "vocational_training",
        "business_finance",
    }


@pytest.mark.parametrize(
    ("text", "control"),
    [
        ("oui", "yes"),
        ("واخا", "yes"),
        ("la", "no"),
        ("stop", "stop"),
        ("mse7 kolchi", "erase"),
        ("quitter", "quit"),
        ("رجوع", "back"),
        ("aide", "help"),
        ("bghit nhder m3a bnadem", "human"),
        ("langue", "language"),
        ("oui je cherche du travail", None),
        ("stop violence", None),
        ("safi", "yes"),
        ("صافي", "yes"),
        ("wakha safi", "yes"),
        ("safi choukran", "thanks"),
        ("صافي شكرا", "thanks"),
        ("moins de 18 ans", "no"),
        ("تحت 18", "no"),
        ("sghir", "no"),
    ],
)
def test_a_control_is_the_whole_message_or_nothing(text: str, control: str | None) -> None:
    assert reader().read(text).control == control


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("j'ai 15 ans", 15),
        ("3ndi 16 3am", 16),
        ("عمري 17", 17),
        ("عندي 14 عام", 14),
        ("ولدي عندو 15 عام", None),
        ("mon fils a 12 ans", None),
        ("j'ai 3 enfants", None),
        ("j'ai seize ans", 16),
        ("عندي سطاش عام", 16),
        ("3ndi sba3tach 3am", 17),
        ("je suis mineure", 17),
        ("ana 9asir", 17),
        ("أنا قاصر", 17),
        ("mon fils est mineur", None),
        ("weldi 9asir", None),
        ("3ndi 16 3am f talyan", 16),
        ("j'ai 5 ans d'expérience", None),
        ("3ndi 10 3wam f talyan", None),
        ("عندي 10 سنين ف إسبانيا", None),
        ("fou9 18", 18),
        ("oui, j'ai plus de 18 ans", 18),
        ("non, je suis majeure", 18),
        ("ana kbir", 18),
        ("فوق 18", 18),
        ("أنا راشدة", 18),
        ("18 ans et plus", 18),
        ("ma3ndich 18 3am", 17),
        ("j'ai pas encore 18 ans", 17),
        ("je ne suis pas majeur", 17),
        ("ما عنديش 18 عام", 17),
        ("أنا أقل من 18 سنة", 17),
        ("j'ai un enfant de moins de 18 ans", None),
        ("mineur", None),
        ("weldi ta7t 18", None),
        ("les majeurs de plus de 18 ans ont droit à quoi", None),
    ],
)
def test_only_the_persons_own_age_is_their_age(text: str, age: int | None) -> None:
    assert reader().read(text).stated_age == age


@pytest.mark.parametrize(
    "text", ["je suis rentré d'Italie", "rje3t men sbanya", "رجعت من ليبيا", "عدت من فرنسا"]
)
def test_a_return_is_noted(text: str) -> None:
    reading = reader().read(text)
    assert reading.returned
    assert reading.foreign is not None


@pytest.mark.parametrize(
    "text", ["", " ", "😀" * 50, "\x00", "\u202e\u202d", "a" * 100_000, "؟" * 999]
)
def test_what_cannot_be_read_gives_an_empty_answer(text: str) -> None:
    reading = reader().read(text)
    assert (reading.needs, reading.place, reading.danger) == ((), None, False)
    assert len(text) <= LONGEST_READ or reading.lang == "unknown"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    reading = reader().read(text)
    assert reading.text == text
    assert all(0 < need.score <= 1 for need in reading.needs)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(QUERIES), st.sampled_from([str.upper, str.title, str.swapcase]))
def test_needs_do_not_depend_on_case(query: Query, change: object) -> None:
    assert callable(change)
    assert found_needs(change(query.text)) == found_needs(query.text)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(QUERIES), st.sampled_from(["ـ", "ُ", "\u200f", "\u2067"]))
def test_needs_do_not_depend_on_marks_between_letters(query: Query, mark: str) -> None:
    marked = "".join(char + mark if "ء" <= char <= "ي" else char for char in query.text)
    assert found_needs(marked) == found_needs(query.text)


@pytest.mark.parametrize(
    "text",
    [
        "كنجرب هاد التطبيق",
        "الحراسة ديال الضيعة",
        "on a arreté le match",
        "bghit tafsir dyal lmanam",
    ],
)
def test_a_lone_word_is_not_taken_for_another_that_sounds_nearly_so(text: str) -> None:
    assert not found_needs(text) & {"legal_aid", "schooling", "social_protection"}


def test_no_button_is_taken_for_danger() -> None:
    labels = {
        texts.text("person", key, language)
        for key in texts.keys("person")
        for language in texts.LANGUAGES
        if not texts.placeholders("person", key, language)
    }
    buttons = [label for label in labels if len(label) <= 40]
    assert len(buttons) > 500
    assert [label for label in buttons if reader().read(label).danger] == []


def test_the_label_of_a_need_is_read_as_the_need() -> None:
    labels = [(need.code, label) for need in needs().values() for label in need.labels.values()]
    missed = [label for code, label in labels if code not in found_needs(label)]
    assert len(missed) <= 0.2 * len(labels), missed


def test_a_long_word_is_understood_with_a_slip_of_the_pen() -> None:
    assert "legal_aid" in found_needs("jai besoin dune asistance juridiqe")


def test_a_lack_that_begins_a_phrase_does_not_take_it_back() -> None:
    assert "family_mediation" in found_needs("je n'ai plus de nouvelles de ma mère")
    assert not found_needs("je n'ai pas de dettes")
