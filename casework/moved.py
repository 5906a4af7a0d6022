"""What a record has become in the fields of a proposal since it was made. Pure.

Nobody approves over what he has not seen: the mark of what it is now is given back with the
decision, and must still be true.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from catalogue.record import Change, Record, as_json, named
from catalogue.schema import ACTOR

MARK_BYTES = 6


def moved(record: Record, changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes whose field is neither what it was nor what it shall be, told from what it is."""
    now = ((each, current(record, each)) for each in changes)
    return tuple(
        replace(each, before=value) for each, value in now if value not in (each.before, each.after)
    )


def lost(record: Record, changes: Iterable[Change]) -> bool:
    """Whether a row that shall change is no longer there: nothing could be approved over that."""
    return any(each.part != ACTOR and each.field and _row(record, each) is None for each in changes)


def mark(since: Sequence[Change]) -> str:
    """Twelve characters that stand for what has moved; empty when nothing has."""
    if not since:
        return ""
    told = json.dumps([asdict(each) for each in since], sort_keys=True)
    return hashlib.blake2b(told.encode(), digest_size=MARK_BYTES).hexdigest()


def current(record: Record, change: Change) -> Any:
    """What the record says now where this change is, in JSON's values; None is nothing."""
    if change.part == ACTOR:
        return as_json(record)["values"].get(change.field)
    row = _row(record, change)
    return row if not change.field or row is None else row.get(change.field)


def _row(record: Record, change: Change) -> Any:
    rows = as_json(record)["parts"].get(change.part, ())
    names = (named(change.part, row) for row in record.rows(change.part))
    return dict(zip(names, rows, strict=True)).get(change.row) if rows else None
