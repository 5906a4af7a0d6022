"""What an actor's own focal point may change by message, and the changes an edit makes. Pure.

A value travels as the text of one cell (`catalogue.exchange.cells`), so that what is read back is
what is proposed. Sensitive needs are not touched here: a coordinator grants them by name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from casework.errors import NotYours
from casework.tasks import is_sensitive
from catalogue.exchange.cells import CellFault, read, written
from catalogue.opening_hours import read as read_hours
from catalogue.record import Change, Record, Row, Value, changes, named
from catalogue.schema import ACTOR, Field, field_of

CONTACT = "contact"
GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "action": ("needs", "description", "audience"),
        "reach": ("perimeter", "city"),
        "access": (
            "hours", "languages", "documents", "cost", "referral_method", "usual_response",
        ),
        CONTACT: (CONTACT, "website"),
        "capacity": ("places_free", "places_total"),
        "swot": ("expectations", "training_needs"),
    }
)  # fmt: skip
"""The fields that are shown together; the contacts are rows."""
FIELDS = frozenset(name for names in GROUPS.values() for name in names)
FULL = frozenset({"needs", "perimeter"})
"""What is never left empty: without a perimeter an actor would serve the whole country."""
PHONE = re.compile(r"\+?\d{3,15}")
EMAIL = re.compile(r"[^@\s;,]+@[^@\s;,]+\.[a-z]{2,}", re.IGNORECASE)
LINK = re.compile(r"https?://\S{3,}", re.IGNORECASE)


def cell_of(record: Record, name: str) -> str:
    """What a listed field holds, as a cell; sensitive needs, which stay as they are, left out."""
    value = record.values.get(name)
    if not isinstance(value, tuple):
        return ""
    codes = (each for each in value if not (name == "needs" and is_sensitive(each)))
    return written(field_of(ACTOR, name), tuple(codes))


def typed_cell(name: str, typed: str) -> str:
    """What was typed, as the cell of that field. Raises `CellFault`."""
    if name == CONTACT:
        return _contact_cell(typed)
    field = field_of(ACTOR, name)
    if field.kind == "hours":
        typed = read_hours(typed) or typed
    if field.kind == "items":
        typed = re.sub(r"\s*[;؛]\s*", " | ", typed)
    if field.kind == "words":
        typed = re.sub(r"\s*[,،؛]\s*", ";", typed)
    value = read(field, typed)
    if value is None:
        raise CellFault("empty")
    return written(field, value)


def _contact_cell(typed: str) -> str:
    """A telephone number, an address of mail, or a page: what it is can be seen."""
    number = re.sub(r"[\s.\-()/]", "", typed)
    if PHONE.fullmatch(number):
        return f"phone {number}"
    if EMAIL.fullmatch(typed.strip()):
        return f"email {typed.strip()}"
    if LINK.fullmatch(typed.strip()):
        return f"web {read(field_of(ACTOR, 'website'), typed)}"
    raise CellFault("not_a_contact")


def changes_of(record: Record, name: str, cell: str, *, row: str, lang: str) -> tuple[Change, ...]:
    """What changes in the record when a field is given this cell; an empty one takes it away.

    Raises `NotYours` for a field that is not changed by message, `CellFault` for a bad cell.
    """
    if name not in FIELDS or (not cell and name in FULL):
        raise NotYours
    after = _contacts(record, cell, row) if name == CONTACT else _own(record, name, cell, lang)
    return changes(record, after)


def with_day(record: Record, told: tuple[Change, ...], today: date) -> tuple[Change, ...]:
    """How many places are free is said of a day."""
    if not any(each.field == "places_free" for each in told):
        return told
    before = record.values.get("places_on")
    was = before.isoformat() if isinstance(before, date) else None
    now = today.isoformat()
    dated = (Change(ACTOR, "", "places_on", was, now),) if was != now else ()
    return (*told, *dated)


def _own(record: Record, name: str, cell: str, lang: str) -> Record:
    field = field_of(ACTOR, name)
    values = dict(record.values)
    value = _value(record, field, cell, lang)
    if value is None:
        values.pop(name, None)
    else:
        values[name] = value
    return Record(values, record.parts)


def _value(record: Record, field: Field, cell: str, lang: str) -> Value | None:
    read_ = read(field, cell)
    if field.spoken:
        return _spoken(record.values.get(field.name), lang, cell, field)
    if field.name == "needs" and isinstance(read_, tuple):
        kept = tuple(each for each in record.items("needs") if is_sensitive(each))
        plain = tuple(each for each in read_ if not is_sensitive(each))
        return (*plain, *kept)
    return read_


def _spoken(was: Value | None, lang: str, cell: str, field: Field) -> Value | None:
    """The text in this language; what stands in the other one stays for a coordinator to see."""
    told = dict(was) if isinstance(was, Mapping) else {}
    value = read(field, cell)
    if value is None:
        return None
    return {**told, lang: value}


def _contacts(record: Record, cell: str, row: str) -> Record:
    """A contact that changes goes, and another comes; its source was the old one's."""
    old = next((each for each in record.rows(CONTACT) if named(CONTACT, each) == row), None)
    if row and old is None:
        raise NotYours
    new = (_contact(cell, old),) if cell else ()
    kept: list[Row] = []
    for each in record.rows(CONTACT):
        kept.extend(new if each is old else (each,))
    kept.extend(() if old else new)
    return Record(record.values, {**record.parts, CONTACT: tuple(kept)})


def _contact(cell: str, old: Row | None) -> Row:
    """Staff alone read a new contact until a coordinator opens it to everybody."""
    kind, _, value = cell.partition(" ")
    same = {name: each for name, each in (old or {}).items() if name in ("role", "hours")}
    seen = (old or {}).get("visibility", "public" if old else "staff")
    return {"kind": kind, "value": value, **same, "visibility": seen}
