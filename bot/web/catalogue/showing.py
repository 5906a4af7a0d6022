"""A record worded for its page: headings, what each field says, rows, history. It decides nothing.

What comes in is what its reader may read (`casework.record_access`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.web.pages import worded
from casework.field_words import change_words, hours_words
from casework.form_edit import section_of
from casework.morocco_time import local
from casework.person import StaffMember
from casework.ports import UnitOfWork
from casework.proposal import Past, signers
from casework.record_access import Sheet
from catalogue.labels import field_label, group_label, need_label, part_label, shown_items
from catalogue.needs import needs
from catalogue.record import Change, Record, Row, Value
from catalogue.schema import ACTOR, GROUPS, NAMED_BY, PARTS, Field, Seen, field_of, fields_of
from locales.texts import date as date_in

WHO = ("operator", "import")
"""Those who change records and are no member of staff, as far as they have a name."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A field and what it says, item by item. `kind` is the table's; `seen` who may read it."""

    label: str
    items: tuple[str, ...]
    kind: str
    seen: Seen


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a part: what names it, and its other fields."""

    heading: str
    facts: tuple[Fact, ...]
    visibility: str


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the page: facts of the actor's own row, or rows."""

    name: str
    title: str
    facts: tuple[Fact, ...] = ()
    rows: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A line of history: when, who (a role), and what it was and became."""

    when: str
    who: str
    label: str
    before: str
    after: str


def parts_of(seen: Sheet, lang: str) -> tuple[Part, ...]:
    """Every heading with what this reader reads below it; one they may fill stays, empty."""
    own = (_group(seen, name, lang) for name in GROUPS)
    rows = (_rows(seen, name, lang) for name in PARTS)
    kept = (each for each in (*own, *rows) if each.facts or each.rows or seen.editable)
    return tuple(each for each in kept if section_of(each.name, seen.levels).fields)


def _group(seen: Sheet, name: str, lang: str) -> Part:
    fields = section_of(name, seen.levels).fields
    facts = tuple(_facts(fields, seen.record.values, lang, named=naming(seen)))
    return Part(name, group_label(name, lang), facts)


def _rows(seen: Sheet, part: str, lang: str) -> Part:
    told = (_row(part, row, lang, named=naming(seen)) for row in seen.record.rows(part))
    return Part(part, part_label(part, lang), rows=tuple(told))


def naming(seen: Sheet) -> bool:
    """Whether a sensitive need is named to this reader: who works with it must know which it is."""
    return "staff" in seen.levels


def _row(part: str, row: Row, lang: str, *, named: bool) -> Entry:
    first = [field_of(part, name) for name in NAMED_BY[part]]
    heading = [item for each in _facts(first, row, lang, named=named) for item in each.items]
    others = [each for each in fields_of(part) if each not in first]
    told = tuple(_facts(others, row, lang, named=named))
    return Entry(" – ".join(heading), told, str(row.get("visibility", "public")))


def _facts(fields: Sequence[Field], row: Row, lang: str, *, named: bool) -> Iterator[Fact]:
    for field in fields:
        if field.name in row:
            told = items(field, row[field.name], lang, named=named)
            yield Fact(field_label(field, lang), told, field.kind, field.seen)


def items(field: Field, value: Value, lang: str, *, named: bool) -> tuple[str, ...]:
    """What a field says, item by item; a sensitive need by its name only where `named`."""
    if field.kind == "hours":
        return (hours_words(str(value), lang),)
    if named and field.kind in ("need", "needs"):
        codes = value if isinstance(value, tuple) else (str(value),)
        return tuple(plain_need(each, lang) for each in codes)
    return tuple(dict.fromkeys(shown_items(field, value, lang)))


def plain_need(code: str, lang: str) -> str:
    """A need by its own name, for those who work with it."""
    known = needs().get(code)
    return known.labels[lang] if known else need_label(code, lang)


def history_of(
    uow: UnitOfWork, lines: Sequence[Past], member: StaffMember, lang: str
) -> list[Told]:
    """The lines of history in words; people are roles, nobody's name is known here."""
    return [_told(uow, each, member, lang) for each in lines]


def _told(uow: UnitOfWork, past: Past, member: StaffMember, lang: str) -> Told:
    who = " + ".join(role_of(uow, each, member, lang) for each in signers(past.who))
    when = date_in(local(past.at), lang)
    if past.change.part == ACTOR and not past.change.field:
        return Told(when, who, worded(lang, "staff.catalogue.history.new"), "", "")
    return Told(when, who, *change_in_words(past.change, lang))


def role_of(uow: UnitOfWork, who: str, member: StaffMember, lang: str) -> str:
    """Who it was, as a role."""
    if who == member.id:
        return worded(lang, "staff.catalogue.who.own")
    known = uow.staff.get(who)
    role = known.role if known else who if who in WHO else "other"
    return worded(lang, f"staff.catalogue.who.{role}")


def change_in_words(change: Change, lang: str, *, named: bool = True) -> tuple[str, str, str]:
    """What changes: the label, before and after. Needs are told apart even where confidential."""
    told = change_words(change, lang)
    field = field_of(change.part, change.field) if change.field else None
    if field is None or field.kind not in ("need", "needs") or not named:
        return told.label, told.before, told.after
    return told.label, _needs(change.before, lang), _needs(change.after, lang)


def _needs(told: object, lang: str) -> str:
    codes = told if isinstance(told, list | tuple) else [told] if told else []
    return ", ".join(plain_need(str(each), lang) for each in codes)


def name_in(record: Record, lang: str) -> str:
    """What a record is called."""
    return record.text("name", lang) or record.id


def moment(at: datetime, lang: str) -> str:
    """A day, as people here read it."""
    return date_in(local(at), lang)
