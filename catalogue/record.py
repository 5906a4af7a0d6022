"""The whole record of one actor as a value: its fields and its parts, as `schema` lists them.

What people decide about it (verified, accredited, full) is not in it, nor how it is matched
(`actor`); whether its values are right is `validity`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast

from catalogue.actor import Actor
from catalogue.schema import ACTOR, LISTS, NAMED_BY, PARTS, Field, fields_of

Plain = str | int | float | date | tuple[str, ...]
Value = Plain | Mapping[str, Plain]
"""A field's value; a spoken one has one per language. A field without a value is left out."""
Row = Mapping[str, Value]
"""The values of an actor, or of one row of a part, by the names of their fields."""


@dataclass(frozen=True, slots=True)
class Record:
    """An actor's record. `values` holds the fields of its own row; `parts` rows by part."""

    values: Row
    parts: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The actor's id."""
        return str(self.values.get("id", ""))

    def rows(self, part: str) -> tuple[Row, ...]:
        """The rows of a part, none where there are none."""
        return self.parts.get(part, ())

    def text(self, name: str, lang: str = "") -> str:
        """The text of a field of its own row, in a language, else in the other one; else empty."""
        return text_of(self.values, name, lang)

    def items(self, name: str, lang: str = "") -> tuple[str, ...]:
        """The items of a list of its own row, in a language, else in the other one."""
        return items_of(self.values, name, lang)

    def number(self, name: str) -> int | None:
        """The number of a field of its own row, where it is known."""
        found = self.values.get(name)
        return found if isinstance(found, int) else None


@dataclass(frozen=True, slots=True)
class Change:
    """One field that is not what it was, in JSON's values (None: no value).

    `part` is `ACTOR` or the part; `row` names the row within it (empty for the actor's own), and a
    whole row that came or went has an empty `field`.
    """

    part: str
    row: str
    field: str
    before: Any
    after: Any


def text_of(row: Row, name: str, lang: str = "") -> str:
    """The text of a field of a row, in a language, else in the other one; else empty."""
    found = _spoken(row.get(name, ""), lang)
    return found if isinstance(found, str) else str(found or "")


def items_of(row: Row, name: str, lang: str = "") -> tuple[str, ...]:
    """The items of a list of a row, in a language, else in the other one; else none."""
    found = _spoken(row.get(name, ()), lang)
    return found if isinstance(found, tuple) else ()


def _spoken(value: Value, lang: str) -> Plain:
    if not isinstance(value, Mapping):
        return value
    return value.get(lang) or next(iter(value.values()), "")


def record_of(actor: Actor) -> Record:
    """The record that holds what an actor of the matching tells, and no more."""
    told: dict[str, Value] = {
        name: value
        for name in (each.name for each in fields_of(ACTOR))
        if (value := getattr(actor, name, None))
    }
    if actor.places_free == 0:
        told["places_free"] = 0
    sites = tuple({"place": code} for code in actor.sites)
    return Record({**told, "name": dict(actor.names)}, {"site": sites} if sites else {})


def actor_of(record: Record, **decided: Any) -> Actor:
    """The actor as it is matched: its own fields, the needs of its services, where its sites are.

    `decided` are the fields of `Actor` that stand in no record. Nothing hidden passes but the names
    of hidden needs, which `Actor` keeps apart.
    """
    values = record.values
    shown = [row for row in record.rows("service") if _active(row)]
    hidden = _unique(row["need"] for row in shown if row.get("visibility") == "hidden")
    served = _unique(row["need"] for row in shown)
    plain = {
        name: values[name] for name in _PLAIN if name in values
    }  # fmt: skip
    return Actor(
        **cast("dict[str, Any]", plain),
        names=cast("Mapping[str, str]", values.get("name", {})),
        needs=_unique((*items_of(values, "needs"), *served)),
        hidden_services=_unique((*items_of(values, "hidden_services"), *hidden)),
        sites=_unique(row["place"] for row in record.rows("site") if not _kept_back(row)),
        **decided,
    )


_PLAIN = (
    "id", "acronym", "category", "scope", "perimeter", "city", "audience", "website", "tier",
    "visibility", "certainty", "source", "note", "places_free", "places_on",
)  # fmt: skip


def _active(row: Row) -> bool:
    return row.get("status", "active") == "active"


def _kept_back(row: Row) -> bool:
    return row.get("visibility", "public") != "public"


def _unique(values: Iterable[Value]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(value) for value in values))


def named(part: str, row: Row) -> str:
    """What tells a row of a part from the others of its actor, as one text."""
    return " · ".join(text_of(row, name, "fr") for name in NAMED_BY[part])


def changes(before: Record | None, after: Record) -> tuple[Change, ...]:
    """What differs, field by field; rows of a part are told apart by what names them."""
    old = before or Record({})
    own = _field_changes(ACTOR, "", old.values, after.values)
    return (*own, *(each for part in PARTS for each in _row_changes(part, old, after)))


def _row_changes(part: str, old: Record, new: Record) -> Iterator[Change]:
    was = {named(part, row): row for row in old.rows(part)}
    now = {named(part, row): row for row in new.rows(part)}
    for name in dict.fromkeys((*was, *now)):
        if name in was and name in now:
            yield from _field_changes(part, name, was[name], now[name])
        else:
            yield Change(part, name, "", _json(was.get(name)), _json(now.get(name)))


def _field_changes(part: str, row: str, was: Row, now: Row) -> Iterator[Change]:
    for name in dict.fromkeys((*was, *now)):
        before, after = _json(was.get(name)), _json(now.get(name))
        if before != after:
            yield Change(part, row, name, before, after)


def applied(record: Record, told: Iterable[Change]) -> Record:
    """The record with these changes made, whatever else has changed since they were told."""
    values = dict(as_json(record)["values"])
    parts = {
        part: {named(part, row): dict(_json(row)) for row in record.rows(part)} for part in PARTS
    }
    for change in told:
        rows = parts.get(change.part, {})
        if change.part != ACTOR and not change.field:
            _put(rows, change.row, change.after)
        else:
            row = values if change.part == ACTOR else rows.get(change.row, {})
            _put(row, change.field, change.after)
    kept = {part: list(rows.values()) for part, rows in parts.items() if rows}
    return from_json({"values": values, "parts": kept})


def undone(told: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that take these back."""
    return tuple(replace(each, before=each.after, after=each.before) for each in told)


def _put(into: dict[str, Any], name: str, value: Any) -> None:
    if value is None:
        into.pop(name, None)
    else:
        into[name] = value


def as_json(record: Record) -> dict[str, Any]:
    """The record as JSON's values: lists for tuples, days as YYYY-MM-DD."""
    parts = {part: _json(rows) for part, rows in record.parts.items() if rows}
    return {"values": _json(record.values), "parts": parts}


def _json(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _json(each) for name, each in value.items()}
    if isinstance(value, tuple):
        return [_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def from_json(told: Mapping[str, Any]) -> Record:
    """The record that `as_json` wrote; what the schema no longer has is left out."""
    parts = {
        part: tuple(_row(part, row) for row in rows)
        for part, rows in told.get("parts", {}).items()
        if part in PARTS
    }
    return Record(_row(ACTOR, told["values"]), parts)


def _row(part: str, told: Mapping[str, Any]) -> Row:
    known = {each.name: each for each in fields_of(part)}
    return {name: _value(known[name], value) for name, value in told.items() if name in known}


def _value(known: Field, told: Any) -> Value:
    if known.spoken:
        return {lang: _plain(known, each) for lang, each in told.items()}
    return _plain(known, told)


def _plain(known: Field, told: Any) -> Plain:
    if known.kind in LISTS:
        return tuple(told)
    return date.fromisoformat(told) if known.kind == "date" else cast("Plain", told)
