"""Every text in every language of its domain, each right in itself, each used, none missing."""

from __future__ import annotations

import re
import string
from functools import cache

import pytest

from locales import texts
from tests.locales.source_keys import button_patterns, keys_in_calls, mentioned

ALL = [(domain, key) for domain in texts.DOMAINS for key in sorted(texts.keys(domain))]
PLACES = [(domain, language) for domain, some in texts.DOMAINS.items() for language in some]
LONGEST_LABEL = 40
ASKING = {"Text": 0, "say": 0, "option": 1, "staff_says": 0, "OperatorError": 0, "worded": 0}
"""Functions that are given the key of a text, and where."""
PUSH = re.compile(r"push\.\w+|told\.exit|staff\.[\w.]*notice(_again)?")
"""Keys of what may be read on a lock screen: neutral lines, and what quick exit leaves."""
FORBIDDEN = (
    "viol", "trait", "vict", "enfant", "mineur", "police", "danger", "urgen", "migra", "retour",
    "demande", "besoin", "aide", "dossier", "organis", "psy", "drogu", "grossesse", "abri",
    "héberg", "consent", "iom", "oim", "onu", "refug", "expuls",
    "عنف", "اتجار", "ضحية", "طفل", "قاصر", "شرطة", "خطر", "مهاجر", "عودة", "طلب", "مساعدة", "حاجة",
    "جهة", "نفس", "مخدر", "حمل", "إيواء", "موافقة", "لاجئ", "بوليس", "رجوع", "لجمعية",
    "3onf", "talab", "mosa3ada", "7amla", "l7rig", "harga", "bolis", "khatar", "jam3iya", "nafs",
)  # fmt: skip
"""What must stand in no line that others may read (domain.md, The bot must not)."""


@cache
def either(patterns: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(patterns)))


def matches(key: str, patterns: frozenset[str]) -> bool:
    return either(patterns).fullmatch(key) is not None


def is_button(key: str) -> bool:
    """Whether a button is labelled so: by name, or by a pattern and nothing else uses the name."""
    exact = re.escape(key)
    return exact in button_patterns() or (
        exact not in mentioned() and matches(key, button_patterns())
    )


def missing(domain: str, language: str, keys: set[str]) -> set[str]:
    """Keys that this language lacks, or has empty."""
    there = {key for key in keys if texts.has(domain, key, language)}
    empty = {key for key in there if not all(map(str.strip, texts.forms(domain, key, language)))}
    return (keys - there) | empty


def too_long(form: str) -> bool:
    """Whether a button says too much, what is filled in not counted."""
    bare = "".join(plain for plain, _, _, _ in string.Formatter().parse(form))
    return len(bare.strip("\u200e\u200f")) > LONGEST_LABEL


def telling(form: str) -> list[str]:
    """The forbidden words in a line."""
    return [word for word in FORBIDDEN if word in form.casefold()]


@pytest.mark.parametrize(("domain", "language"), PLACES)
def test_every_language_has_every_text_and_no_other(domain: str, language: str) -> None:
    everywhere = {key for each in texts.DOMAINS[domain] for key in texts.entries(domain, each)}
    assert missing(domain, language, everywhere) == set()


@pytest.mark.parametrize(("domain", "language"), PLACES)
def test_every_language_fills_in_the_same_values(domain: str, language: str) -> None:
    wrong = {
        key
        for key in texts.keys(domain)
        if texts.placeholders(domain, key, language) != texts.placeholders(domain, key, "fr")
    }
    assert wrong == set()


@pytest.mark.parametrize(("domain", "language"), PLACES)
def test_a_plural_has_as_many_forms_as_its_language(domain: str, language: str) -> None:
    counts = {len(texts.forms(domain, key, language)) for key in texts.keys(domain)}
    assert counts <= {1, texts.plural_forms(domain, language)}
    assert texts.plural_forms(domain, language) == (2 if language in ("fr", "en") else 4)


def test_plurals_are_plurals_in_every_language() -> None:
    for domain, languages in texts.DOMAINS.items():
        for key in texts.keys(domain):
            plural = {len(texts.forms(domain, key, each)) > 1 for each in languages}
            assert len(plural) == 1, key


def test_no_button_says_more_than_fits() -> None:
    buttons = [(domain, key) for domain, key in ALL if is_button(key)]
    assert len(buttons) > 100
    long = {
        f"{language}: {key}"
        for domain, key in buttons
        for language in texts.DOMAINS[domain]
        if any(map(too_long, texts.forms(domain, key, language)))
    }
    assert long == set()


def test_what_a_lock_screen_shows_tells_nothing() -> None:
    shown = [(domain, key) for domain, key in ALL if PUSH.fullmatch(key)]
    assert {key for _, key in shown} >= {"push.message", "told.exit", "staff.card.notice"}
    told = {
        f"{language}: {key}: {telling(form)}"
        for domain, key in shown
        for language in texts.DOMAINS[domain]
        for form in texts.forms(domain, key, language)
        if telling(form)
    }
    assert told == set()


def test_no_text_turns_the_direction_of_writing_by_force() -> None:
    for domain, key in ALL:
        for language in texts.DOMAINS[domain]:
            for form in texts.forms(domain, key, language):
                assert not re.search("[\u202a-\u202e\u2066\u2067]", form), f"{language}: {key}"


def test_every_text_is_used() -> None:
    patterns = mentioned()
    # The engine asks for the staff's own wording of what it says to a person (`engine.keyed`).
    staff = {f"staff.{key}" for _, key in ALL if key.startswith("anywhere.")}
    dead = [key for _, key in ALL if key not in staff and not matches(key, patterns)]
    assert dead == []


def test_every_text_that_is_asked_for_exists() -> None:
    asked = set[str]()
    for name, first in ASKING.items():
        asked |= keys_in_calls(name, first)
    known = [key for _, key in ALL]
    assert len(asked) > 300
    assert {each for each in asked if not any(re.fullmatch(each, key) for key in known)} == set()


# --- the tests above can fail ---


def test_a_missing_text_is_found() -> None:
    assert missing("person", "ary", {"hub.menu", "no.such"}) == {"no.such"}


def test_a_button_over_forty_characters_is_found() -> None:
    assert too_long("✅ " + "x" * 39)
    assert not too_long("✅ " + "x" * 38)
    assert not too_long("✅ {name} " + "x" * 37)


def test_a_word_that_tells_is_found() -> None:
    assert telling("Votre DEMANDE a reçu une réponse") == ["demande"]
    assert telling("عندك جواب على الطلب") == ["طلب"]


def test_patterns_of_keys_are_read_from_the_source() -> None:
    assert matches("country.ES", mentioned())
    assert matches("hub.menu", mentioned())
    assert not matches("hub.nothing", mentioned())
    assert is_button("consent.yes")
    assert is_button("language.ary")
    assert not is_button("language.ask")
    assert not is_button("hub.menu")


@pytest.mark.parametrize("language", ["ar", "ary", "ary_Latn"])
def test_arabic_and_darija_count_in_four_ways(language: str) -> None:
    chosen = [texts.plural_form("person", language, n) for n in (0, 1, 2, 3, 10, 11, 100)]
    assert chosen == [0, 0, 1, 2, 2, 3, 3]


def test_french_counts_zero_as_one() -> None:
    assert [texts.plural_form("person", "fr", n) for n in (0, 1, 2, 10)] == [0, 0, 1, 1]
