"""What `locales/texts.py` promises, shown on the real files."""

from __future__ import annotations

from datetime import datetime

import pytest

from locales import texts

TUESDAY = datetime(2026, 11, 24, 14, 30)  # noqa: DTZ001 - a local wall time, as the functions want
RTL = ("ar", "ary")


def test_a_missing_key_is_refused_by_name() -> None:
    with pytest.raises(texts.MissingTextError, match=r"no\.such\.key"):
        texts.text("person", "no.such.key", "fr")


def test_a_missing_value_is_refused_without_showing_the_others() -> None:
    with pytest.raises(texts.MissingTextError) as caught:
        texts.text("person", "list.last", "fr", first="Fatima")
    assert "Fatima" not in str(caught.value)


def test_braces_in_a_value_are_only_letters() -> None:
    shown = texts.text("person", "list.last", "fr", first="{0.__class__}", last="{x}")
    assert shown == "{0.__class__} et {x}"


@pytest.mark.parametrize("lang", RTL)
def test_values_are_isolated_in_a_right_to_left_text(lang: str) -> None:
    shown = texts.text("person", "list.last", lang, first="ADHA", last="Béni Mellal")
    assert "\u2068ADHA\u2069" in shown
    assert "\u202e" not in shown


def test_an_arabic_name_is_isolated_in_a_french_text_and_a_french_one_is_not() -> None:
    shown = texts.text("person", "list.last", "fr", first="فاطمة", last="Amal")
    assert shown == "\u2068فاطمة\u2069 et Amal"


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_dates_and_numbers_have_latin_digits(lang: str) -> None:
    shown = texts.moment(TUESDAY, lang) + texts.number(1234, lang)
    digits = {letter for letter in shown if letter.isdigit()}
    assert digits == set("124630")


def test_dates_use_the_months_of_morocco() -> None:
    assert texts.date(TUESDAY, "ary") == "الثلاثاء 24 نونبر 2026"
    assert texts.date(TUESDAY, "ary_Latn") == "mardi 24 novembre 2026"
    assert texts.clock(TUESDAY, "ar") == "14:30"


def test_a_list_ends_in_the_languages_own_and() -> None:
    assert texts.listed(["a"], "fr") == "a"
    assert texts.listed(["a", "b", "c"], "fr") == "a, b et c"
    assert texts.listed(["a", "b"], "ary_Latn") == "a w b"
    assert texts.listed([], "fr") == ""


def test_staff_texts_are_read_in_the_nearest_language() -> None:
    assert texts.nearest("staff", "ary") == "ar"
    assert texts.nearest("staff", "ary_Latn") == "fr"
    assert texts.nearest("operator", "ar") == "fr"
    with pytest.raises(texts.MissingTextError):
        texts.nearest("person", "de")


def test_the_first_word_of_a_key_tells_its_domain() -> None:
    assert texts.domain_of("staff.card.new") == "staff"
    assert texts.domain_of("operator.doctor.ok") == "operator"
    assert texts.domain_of("welcome.privacy") == "person"


def test_a_command_keeps_its_slash_in_front_among_arabic_letters() -> None:
    assert "\u2066/delete\u2069" in texts.text("person", "mydata.delete", "ary")
    assert texts.text("person", "mydata.delete", "fr").endswith(" /delete")
