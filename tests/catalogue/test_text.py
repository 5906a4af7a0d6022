"""The written form: total, idempotent, one key for all spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.text import fold, language_of, skeleton

LATIN = "abcdefghijklmnopqrstuvwxyzéèàç'2357 9-"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأؤإئگڭڤپ "
TEXTS = st.one_of(st.text(max_size=80), st.text(LATIN, max_size=60), st.text(ARABIC, max_size=60))
WORDS = st.one_of(st.text("abcdefghijklmnopqrstuvwxyz ", max_size=40), st.text(ARABIC, max_size=40))


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_the_skeleton_of_a_skeleton_is_itself(text: str) -> None:
    assert skeleton(skeleton(text)) == skeleton(text)


@given(TEXTS)
def test_any_text_has_a_language_or_is_unknown(text: str) -> None:
    assert language_of(text) in {"fr", "ar", "ary", "ary_Latn", "mixed", "unknown"}


@given(WORDS)
def test_the_skeleton_does_not_hear_case_or_doubled_letters(text: str) -> None:
    doubled = "".join(char * 2 if char.isalpha() else char for char in text)
    assert skeleton(text.upper()) == skeleton(text) == skeleton(doubled)


@given(st.text(ARABIC, max_size=30), st.sampled_from("ـًٌٍَُِّْ\u200f\u202b\u2066\ufeff"))
def test_the_skeleton_does_not_see_tatweel_vowel_signs_or_marks_of_direction(
    text: str, mark: str
) -> None:
    assert skeleton(mark.join(["", *text, ""])) == skeleton(text)


@given(st.text("abcdefgimnoprstuvyz ", max_size=40))
def test_the_skeleton_does_not_see_accents(text: str) -> None:
    accented = text.translate(str.maketrans("aeiouc", "àéîôüç"))
    assert skeleton(accented) == skeleton(text)


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("khdma", "خدمة"),
        ("sbitar", "سبيطار"),
        ("machrou3", "مشروع"),
        ("7anout", "حانوت"),
        ("l9raya", "لقراية"),
        ("bghit", "بغيت"),
        ("tbib nafsani", "طبيب نفساني"),
        ("warzazat", "وارزازات"),
        ("bni mlal", "بني ملال"),
        ("passpor", "باسبور"),
        ("osra", "أسرة"),
        ("bab", "باب"),
        ("3a2ila", "عائلة"),
    ],
)
def test_both_scripts_of_a_word_have_one_key(latin: str, arabic: str) -> None:
    assert skeleton(latin) == skeleton(arabic)


@pytest.mark.parametrize(
    "spellings",
    [
        ("khdma", "lkhdma", "el khdma", "elkhdma", "flkhdma", "الخدمة", "بالخدمة", "للخدمة"),
        ("ma 3ndich", "ma3ndich", "m3ndich", "ما عنديش", "ماعنديش", "معنديش"),
        ("sghir", "srhir", "sghyr", "صغير"),
        ("9raya", "l9raya", "qraya", "القراية", "لقراية"),
        ("lbes", "lebs", "لبس"),
        ("lsan", "lssan", "لسان"),
    ],
)
def test_article_and_negation_do_not_part_the_spellings_of_a_word(spellings: tuple[str]) -> None:
    assert len({skeleton(spelling) for spelling in spellings}) == 1


def test_a_denial_is_not_what_it_denies() -> None:
    assert skeleton("ma 3ndich") != skeleton("3ndi")


@pytest.mark.parametrize(
    ("one", "other"), [("bghit", "bgit"), ("khdma", "kdma"), ("7out", "tout"), ("3am", "am")]
)
def test_different_words_have_different_keys(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_numbers_stay_numbers() -> None:
    assert skeleton("500 km") == "500 km"
    assert skeleton("٢٥") == "25"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("je cherche un logement à Rabat", "fr"),
        ("jé perdu mes papié a mekness", "fr"),
        ("أريد عملا في الدار البيضاء من فضلكم", "ar"),
        ("محتاجة طبيبة نفسانية قريبة من الناضور", "ar"),
        ("بغيت نخدم ف كازا", "ary"),
        ("ولدي عندو 15 عام بوحدو", "ary"),
        ("bghit chi khdma f bni mlal", "ary_Latn"),
        ("بغيت نخدم svp je cherche travail", "mixed"),
        ("12345", "unknown"),
        ("", "unknown"),
        ("😀😀", "unknown"),
    ],
)
def test_the_language_of_a_text_is_known(text: str, language: str) -> None:
    assert language_of(text) == language
