"""Contacts as files write them: numbers in one script, and those that stand where none belongs."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace

from catalogue.exchange.draft import Told
from catalogue.exchange.rows import Fault
from catalogue.record import Row, Value
from catalogue.schema import ACTOR, Field, fields_of

CONTACT = "contact"
_FREE = ("text", "long", "items", "words")
_NOT_FREE = frozenset({"id", "value", "source", "field"})
"""Texts that are an id, a contact itself, or say where something was read."""
_NUMBER = r"(?<!\d)(?:(?:\+|00)\s?212[\s.()-]*0?|0)[5-8](?:[\s./-]?\d){8}(?!\d)"
_ABROAD = r"\+\d{1,3}(?:[\s./-]?\d){7,12}"
_MAIL = r"[\w.+-]+@[\w-]+\.\w{2,}"
_CHAT = r"\b(?:wa\.me|api\.whatsapp\.com|chat\.whatsapp\.com|t\.me|m\.me)/"
_IN_TEXT = re.compile(f"{_NUMBER}|{_ABROAD}|{_MAIL}|{_CHAT}", re.IGNORECASE)
_IN_LINK = re.compile(_CHAT, re.IGNORECASE)


def with_plain_numbers(told: Told) -> Told:
    """What is told with the digits 0-9 in phone numbers: ٠ and ۰ are typed in Arabic."""
    if CONTACT not in told.parts:
        return told
    rows = tuple(_plain(row) for row in told.parts[CONTACT])
    return replace(told, parts={**told.parts, CONTACT: rows})


def _plain(row: Row) -> Row:
    if row.get("kind") != "phone" or "value" not in row:
        return row
    return {**row, "value": _western(str(row["value"]))}


def _western(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)


def loose_contacts(told: Told) -> Iterator[Fault]:
    """A notice for each column whose text holds a number, an e-mail address or a chat's link.

    Such a text is read by people, and no second person has seen where it leads.
    """
    rows = [(ACTOR, told.values), *((part, row) for part in told.parts for row in told.parts[part])]
    for part, row in rows:
        for field in fields_of(part):
            if any(_leads(field, text) for text in _texts(row.get(field.name, ()))):
                values = {"actor": told.id, "part": part}
                yield Fault(told.row, field.columns[0], "contact_in_text", values, told.sheet)


def _leads(field: Field, text: str) -> bool:
    if field.kind == "link":
        return bool(_IN_LINK.search(text))
    free = field.kind in _FREE and field.name not in _NOT_FREE
    return free and bool(_IN_TEXT.search(_western(unicodedata.normalize("NFKC", text))))


def _texts(value: Value) -> Iterator[str]:
    """The texts of a value: of every language, of every item."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
