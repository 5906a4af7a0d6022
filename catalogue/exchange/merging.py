"""What a file says laid over what is known of an actor.

A file adds and corrects; an empty cell says nothing. It cannot take away or show what is hidden:
exports leave that out, and what came back would erase it.
"""

from collections.abc import Collection, Mapping

from catalogue.exchange.draft import Told
from catalogue.exchange.leaving import HIDDEN, hidden_needs, kept_back
from catalogue.needs import sensitive_needs
from catalogue.record import Record, Row, Value, named
from catalogue.schema import ACTOR, PARTS, fields_of

UNTOUCHED = ("hidden_services", "visibility")
"""Fields of a hidden thing that a file does not empty."""


def merged(known: Record | None, told: Told, hidden: Collection[str] = ()) -> Record:
    """The record as the file would have it. `hidden` are the ids of hidden actors.

    Parts of which the file has rows are replaced by these, hidden rows kept.
    """
    if known is None:
        return Record(told.values, {part: rows for part, rows in told.parts.items() if rows})
    needs = hidden_needs(known) | (sensitive_needs() if told.neutral else frozenset())
    parts = {
        part: _rows(part, known, told, needs=needs, hidden=hidden)
        for part in PARTS
        if part in told.parts or known.rows(part)
    }
    values = _kept(ACTOR, known.values, _values(known, told), needs)
    return Record(values, {part: rows for part, rows in parts.items() if rows})


def _values(known: Record, told: Told) -> Row:
    values: dict[str, Value] = dict(known.values)
    for name, lang in told.cleared:
        if name not in UNTOUCHED:
            _empty(values, name, lang)
    for name, value in told.values.items():
        old = values.get(name)
        both = isinstance(old, Mapping) and isinstance(value, Mapping)
        values[name] = {**old, **value} if both else value  # type: ignore[dict-item]
    return values


def _empty(values: dict[str, Value], name: str, lang: str) -> None:
    old = values.get(name)
    left = {each: text for each, text in old.items() if each != lang} if lang and old else {}  # type: ignore[union-attr]
    if left:
        values[name] = left
    else:
        values.pop(name, None)


def _rows(
    part: str, known: Record, told: Told, *, needs: Collection[str], hidden: Collection[str]
) -> tuple[Row, ...]:
    """The rows of a part: those of the file, and the known ones that a file never holds."""
    before = {named(part, row): row for row in known.rows(part)}
    if part not in told.parts:
        return tuple(before.values())
    kept = {name: row for name, row in before.items() if kept_back(part, row, needs, hidden)}
    said = {named(part, row): row for row in told.parts[part]}
    rows = {
        name: _kept(part, old, _with_known(part, old, row, told), needs)
        for name, row in said.items()
        for old in (before.get(name, {}),)
    }
    if told.adding:
        rows = {**before, **rows}
    order = {**dict.fromkeys(before), **rows}
    found = {**rows, **kept}
    return tuple(found[name] for name in {**order, **kept} if name in found)


def _with_known(part: str, before: Row, after: Row, told: Told) -> Row:
    """A row with what the file cannot say of it: texts in other languages than it speaks.

    Of a file that only adds, with all that it does not say.
    """
    values: dict[str, Value] = {**before, **after} if told.adding else dict(after)
    for field in fields_of(part):
        old, new = before.get(field.name, {}), after.get(field.name, {})
        if field.spoken and isinstance(old, Mapping) and isinstance(new, Mapping):
            other = {lang for lang in old if told.adding or lang not in told.spoken}
            if other:
                values[field.name] = {**{lang: old[lang] for lang in other}, **new}
    return values


def _kept(part: str, before: Row, after: Row, needs: Collection[str]) -> Row:
    """A row with what is hidden of it as it was before."""
    values: dict[str, Value] = dict(after)
    if before.get("visibility") == HIDDEN:
        values["visibility"] = HIDDEN
    for field in fields_of(part):
        old, new = before.get(field.name), after.get(field.name)
        if field.kind == "needs" and isinstance(old, tuple):
            told = new if isinstance(new, tuple) else ()
            values[field.name] = _with(told, old, field.seen == HIDDEN, needs)
        elif field.kind == "need" and new is None and old in needs and old is not None:
            values[field.name] = old
    return {name: value for name, value in values.items() if value != ()}


def _with(
    told: tuple[str, ...], old: tuple[str, ...], hidden: bool, needs: Collection[str]
) -> tuple[str, ...]:
    """What the file says and what of the old it cannot take away, in the old order."""
    lasting = [need for need in old if hidden or need in needs]
    both = {*told, *lasting}
    return tuple(dict.fromkeys(need for need in (*old, *told) if need in both))
