"""Texts in every language, dates and numbers as people here read them. No rule stands here.

A file is `<language>/<domain>.po`; its keys are dotted names, not sentences. Darija (`ary`,
`ary_Latn`) is unknown to Babel: its files carry their own plural rule, as all do, and its dates
and numbers are those of Morocco in Arabic and in French, always with Latin digits.
"""

from __future__ import annotations

import gettext
import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from string import Formatter

from babel import Locale
from babel.dates import format_date, format_time
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LANGUAGES = ("fr", "ar", "ary", "ary_Latn")
"""What a person can be spoken to in."""
STAFF_LANGUAGES = ("fr", "ar")
OPERATOR_LANGUAGES = ("fr", "en")
DOMAINS = {
    "person": LANGUAGES,
    "staff": STAFF_LANGUAGES,
    "cartography": STAFF_LANGUAGES,
    "operator": OPERATOR_LANGUAGES,
}
"""The files of each language; the first word of a key tells its file (`domain_of`)."""
FIRST_WORDS = {
    "staff": "staff",
    "operator": "operator",
    "cli": "operator",
    "catalogue": "cartography",
    "paper": "cartography",
    "study": "cartography",
}
"""Whose keys begin so; all others are the person's."""

NEAREST = {"ary": "ar", "ary_Latn": "fr", "ar": "fr", "en": "fr"}
"""The language to read instead, in a domain that lacks one."""
REGIONAL = {"fr": "fr_MA", "ar": "ar_MA", "ary": "ar_MA", "ary_Latn": "fr_MA", "en": "en"}
"""The Babel locale of each language: Latin Darija is dated with the French names of months."""

FIRST_OF_MONTH = re.compile(r"\b1(?= )")
"""French says *mardi 1er décembre*."""
FOLDER = Path(__file__).parent
ISOLATE, RELEASE, RIGHT_TO_LEFT, LEFT_TO_RIGHT = "\u2068", "\u2069", "\u200f", "\u2066"
COMMAND = re.compile(r"(?<![\w/])/[a-z]{2,}\b")
"""A slash command: among Arabic letters its slash would end up on the wrong side."""


class MissingTextError(KeyError):
    """A key, a language or the value of a placeholder that is not there: a fault of ours."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One text: its forms (one, or as many as the plural rule counts) and its placeholders."""

    forms: tuple[str, ...]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Texts:
    """One file, read."""

    entries: dict[str, Entry]
    plural: Callable[[int], int]
    plural_forms: int


def text(domain: str, key: str, lang: str, /, **values: str | int) -> str:
    """The text of a key with its placeholders filled; `n` chooses the plural form.

    Names, numbers and codes are isolated where they run against the text's direction, so that
    they do not tear it apart. Raises `MissingTextError`.
    """
    spoken = nearest(domain, lang)
    texts = _load(domain, spoken)
    entry = texts.entries.get(key)
    if entry is None or not entry.names <= values.keys():
        raise MissingTextError(f"{spoken}/{domain}: {key}")
    n = values.get("n", 0)
    form = texts.plural(n) if len(entry.forms) > 1 and isinstance(n, int) else 0
    filled = {name: _isolated(_shown(values[name], spoken), spoken) for name in entry.names}
    written = entry.forms[form].format_map(filled)
    return COMMAND.sub(rf"{LEFT_TO_RIGHT}\g<0>{RELEASE}", written) if is_rtl(spoken) else written


def has(domain: str, key: str, lang: str) -> bool:
    """Whether this very language has the text."""
    return lang in DOMAINS[domain] and key in _load(domain, lang).entries


def keys(domain: str) -> Collection[str]:
    """Every key of a domain (those of its French file: the tests keep the others equal)."""
    return _load(domain, "fr").entries.keys()


def forms(domain: str, key: str, lang: str) -> tuple[str, ...]:
    """The text as written, in all its plural forms. Raises `MissingTextError`."""
    if not has(domain, key, lang):
        raise MissingTextError(f"{lang}/{domain}: {key}")
    return _load(domain, lang).entries[key].forms


def placeholders(domain: str, key: str, lang: str) -> frozenset[str]:
    """The names of the values a text wants."""
    return _load(domain, lang).entries[key].names


def entries(domain: str, lang: str) -> Collection[str]:
    """Every key that this very language has."""
    return _load(domain, lang).entries.keys()


def plural_form(domain: str, lang: str, n: int) -> int:
    """Which of the forms of a plural goes with `n`, from 0."""
    return _load(domain, lang).plural(n)


def plural_forms(domain: str, lang: str) -> int:
    """How many forms a plural has in this file."""
    return _load(domain, lang).plural_forms


def domain_of(key: str) -> str:
    """The domain a key belongs to: its first word tells."""
    return FIRST_WORDS.get(key.partition(".")[0], "person")


def nearest(domain: str, lang: str) -> str:
    """The language itself, or the one to read instead in this domain. Raises `MissingTextError`."""
    for candidate in (lang, NEAREST.get(lang, ""), "fr"):
        if candidate in DOMAINS.get(domain, ()) and lang in REGIONAL:
            return candidate
    raise MissingTextError(f"{lang}/{domain}")


def is_rtl(lang: str) -> bool:
    """Whether the language is written from right to left."""
    return lang in ("ar", "ary")


def listed(items: Sequence[str], lang: str) -> str:
    """Several names in a row, the last one after an "and"."""
    if not items:
        return ""
    joined = items[0]
    for item in items[1:-1]:
        joined = text("person", "list.next", lang, first=joined, last=item)
    return text("person", "list.last", lang, first=joined, last=items[-1]) if items[1:] else joined


def number(value: int | float, lang: str) -> str:
    """A number with Latin digits, as Morocco writes it."""
    return format_decimal(value, locale=REGIONAL[lang])


def date(local: datetime, lang: str) -> str:
    """A day with its name, of a local (Moroccan) time: *mardi 24 novembre 2026*."""
    told = format_date(local, "EEEE d MMMM y", locale=REGIONAL[lang])
    return FIRST_OF_MONTH.sub("1er", told) if REGIONAL[lang].startswith("fr") else told


def clock(local: datetime, lang: str) -> str:
    """An hour of the day, of a local time: *14:30*."""
    return format_time(local, "HH:mm", locale=REGIONAL[lang])


def moment(local: datetime, lang: str) -> str:
    """A day and its hour, of a local time."""
    pattern = Locale.parse(REGIONAL[lang]).datetime_formats["medium"]
    return str(pattern).format(clock(local, lang), date(local, lang))


@cache
def _load(domain: str, lang: str) -> Texts:
    if lang not in DOMAINS.get(domain, ()):
        raise MissingTextError(f"{lang}/{domain}")
    with (FOLDER / lang / f"{domain}.po").open("rb") as file:
        catalog = read_po(file)
    entries = {}
    for message in catalog:
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            written = message.string or ""
            kept = (written,) if isinstance(written, str) else tuple(written)
            entries[str(key)] = _entry(kept, lang)
    return Texts(entries, gettext.c2py(catalog.plural_expr), catalog.num_plurals)


def _entry(written: tuple[str, ...], lang: str) -> Entry:
    names = {name for form in written for _, name, _, _ in Formatter().parse(form) if name}
    return Entry(tuple(_facing(form, lang) for form in written), frozenset(names))


def _facing(form: str, lang: str) -> str:
    """A right-to-left text begins so: by its own first letter, or by a mark before it."""
    bare = "".join(plain for plain, _, _, _ in Formatter().parse(form))
    strong = next((d for c in bare if (d := unicodedata.bidirectional(c)) in ("L", "R", "AL")), "L")
    return RIGHT_TO_LEFT + form if is_rtl(lang) and strong == "L" else form


def _shown(value: str | int, lang: str) -> str:
    return value if isinstance(value, str) else number(value, lang)


def _isolated(value: str, lang: str) -> str:
    """Inside a right-to-left text always; inside a left-to-right one, what runs against it."""
    against = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in value)
    return f"{ISOLATE}{value}{RELEASE}" if is_rtl(lang) or against else value
