"""What is told of changes and findings in records without what is hidden in them.

Whoever reads them learns that something hidden changed or is wrong, and not what or where.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from catalogue.exchange.duplicates import Pair
from catalogue.exchange.leaving import HIDDEN, hidden_needs, kept_back
from catalogue.labels import hidden_label
from catalogue.record import Change, Record, Row, named
from catalogue.schema import ACTOR, field_of


def told_id(actor: str, hidden: Collection[str]) -> str:
    """The id of an actor; the word for what is hidden instead of that of a hidden one."""
    return hidden_label() if actor in hidden else actor


def told_pair(pair: Pair, hidden: Collection[str]) -> Pair:
    """A pair with no id of a hidden actor in it."""
    return replace(pair, kept=told_id(pair.kept, hidden), other=told_id(pair.other, hidden))


def is_hidden_row(record: Record, part: str, row: Row, hidden: Collection[str] = ()) -> bool:
    """Whether a row is never shown: it is hidden itself, or its actor is, or what it is about.

    `hidden` are the ids of hidden actors.
    """
    own = record.values.get("visibility") == HIDDEN
    return own or kept_back(part, row, hidden_needs(record), hidden)


def told_change(change: Change, record: Record, hidden: Collection[str] = ()) -> Change:
    """The change with the word for what is hidden instead of all that is; `record` is its actor's.

    `hidden` are the ids of hidden actors.
    """
    if _is_hidden(change, record, hidden):
        word = hidden_label()
        sides = {name: word for name in ("before", "after") if getattr(change, name) is not None}
        return replace(change, row=word if change.row else "", **sides)
    needs = hidden_needs(record)
    before, after = (_without(side, needs) for side in (change.before, change.after))
    return replace(change, before=before, after=after)


def _is_hidden(change: Change, record: Record, hidden: Collection[str]) -> bool:
    if change.field and field_of(change.part, change.field).seen == HIDDEN:
        return True
    if change.field == "visibility" and HIDDEN in (change.before, change.after):
        return True
    rows = list(_rows(change, record))
    return any(is_hidden_row(record, change.part, row, hidden) for row in rows)


def _rows(change: Change, record: Record) -> Iterator[Row]:
    """The row that changes, as it is and as a whole one that comes or goes."""
    if change.part == ACTOR:
        yield record.values
        return
    yield from (each for each in record.rows(change.part) if named(change.part, each) == change.row)
    if not change.field:
        yield from (side for side in (change.before, change.after) if isinstance(side, Mapping))


def _without(side: Any, needs: Collection[str]) -> Any:
    """A value in JSON's terms with the word for each hidden need."""
    if isinstance(side, dict):
        return {name: _without(each, needs) for name, each in side.items()}
    if isinstance(side, list):
        return [_without(each, needs) for each in side]
    return hidden_label() if isinstance(side, str) and side in needs else side
