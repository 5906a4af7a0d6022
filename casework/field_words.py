"""What the fields of a record are called and what they say, in the reader's language.

Labels and the words of closed values are `catalogue.labels`'; here are hours, contacts and rows.
"""

from __future__ import annotations

from typing import Any

from catalogue.labels import code_label, field_label, part_label, shown
from catalogue.opening_hours import spans
from catalogue.record import Change, Record, Value, from_json
from catalogue.schema import ACTOR, NAMED_BY, Field, field_of, fields_of
from conversations.care import ChangeView
from locales.texts import text

CONTACT = "contact"
LONGEST = 400
"""Of a value in a message; what is cut is marked."""


def value_words(field: Field, value: Value | None, lang: str) -> str:
    """A field's value; empty for none."""
    if value is None:
        return ""
    if field.kind == "hours":
        return hours_words(str(value), lang)
    if field.kind in ("needs", "places", "many"):
        return ", ".join(dict.fromkeys(shown(field, (each,), lang) for each in _many(value)))
    said = shown(field, value, lang)
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"


def _many(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def hours_words(hours: str, lang: str) -> str:
    """Opening hours with the names of the days."""
    told = []
    for days, times in spans(hours):
        named = (" – ".join(_day(each, lang) for each in span) for span in days)
        told.append(" ".join(filter(None, (", ".join(named), times))))
    return " ; ".join(told)


def _day(day: str, lang: str) -> str:
    return text("staff", f"staff.care.day.{day}", lang)


def change_words(change: Change, lang: str, since: Any = None) -> ChangeView:
    """One change before and after; `since` is what the field has become meanwhile, in JSON."""
    return ChangeView(
        _label(change, lang),
        _side(change, change.before, lang),
        _side(change, change.after, lang),
        _side(change, since, lang),
    )


def _label(change: Change, lang: str) -> str:
    part = part_label(change.part, lang)
    if not change.field:
        return part
    label = field_label(field_of(change.part, change.field), lang)
    return label if change.part == ACTOR else f"{part} · {row_name(change, lang)} · {label}"


def row_name(change: Change, lang: str) -> str:
    """What names a row, closed values in words: the codes of `NAMED_BY` joined."""
    names, parts = NAMED_BY[change.part], change.row.split(" · ")
    known = ((field_of(change.part, name), each) for name, each in zip(names, parts, strict=False))
    return " ".join(value_words(field, each, lang) if each else "" for field, each in known).strip()


def _side(change: Change, told: Any, lang: str) -> str:
    if told is None:
        return ""
    if change.field:
        return value_words(field_of(change.part, change.field), _value(change, told), lang)
    return row_words(change.part, told, lang) if change.part != ACTOR else ""


def _value(change: Change, told: Any) -> Value | None:
    """JSON's value as the record holds it."""
    row = {change.field: told}
    if change.part == ACTOR:
        return from_json({"values": row}).values.get(change.field)
    read = from_json({"values": {}, "parts": {change.part: [row]}})
    return read.rows(change.part)[0].get(change.field)


def row_words(part: str, told: Any, lang: str) -> str:
    """A whole row: what it says, field by field."""
    row = from_json({"values": {}, "parts": {part: [told]}}).rows(part)[0]
    words = (
        value_words(field, row[field.name], lang) for field in fields_of(part) if field.name in row
    )
    return " · ".join(each for each in words if each)


def contact_label(kind: str, lang: str) -> str:
    """What a kind of contact is called."""
    return code_label("kind", kind, lang)


def own_words(record: Record, field: Field, lang: str) -> str:
    """What a field of the actor's own row says now."""
    return value_words(field, record.values.get(field.name), lang)
