"""What of the catalogue may leave it in a file: nothing hidden, whoever asks.

Hidden are actors, rows, and services: a hidden need is taken out wherever the record names it.
"""

from collections.abc import Collection, Iterable, Iterator

from catalogue.record import Record, Row, Value, actor_of
from catalogue.schema import ACTOR, PARTS, Field, fields_of

HIDDEN = "hidden"


def leaving(records: Iterable[Record], parts: Collection[str] = PARTS) -> list[Record]:
    """The records as a file may hold them, with these parts of theirs."""
    known = list(records)
    hidden = hidden_actors(known)
    return [_open(record, hidden, parts) for record in known if record.id not in hidden]


def hidden_actors(records: Iterable[Record]) -> frozenset[str]:
    """The ids of the actors that are never shown."""
    return frozenset(each.id for each in records if each.values.get("visibility") == HIDDEN)


def hidden_needs(record: Record) -> frozenset[str]:
    """The needs that the actor serves and that are never shown."""
    return frozenset(actor_of(record).hidden_services)


def _open(record: Record, actors: Collection[str], parts: Collection[str]) -> Record:
    needs = hidden_needs(record)
    rows = {
        part: tuple(_open_row(part, row, needs) for row in _open_rows(record, part, needs, actors))
        for part in PARTS
        if part in parts
    }
    kept = {part: found for part, found in rows.items() if found}
    return Record(_open_row(ACTOR, record.values, needs), kept)


def _open_rows(
    record: Record, part: str, needs: Collection[str], actors: Collection[str]
) -> Iterator[Row]:
    return (row for row in record.rows(part) if not kept_back(part, row, needs, actors))


def kept_back(part: str, row: Row, needs: Collection[str], actors: Collection[str]) -> bool:
    """Whether a row never leaves: hidden itself, or about a hidden service, actor or field."""
    if row.get("visibility") == HIDDEN:
        return True
    if part == "service":
        return row.get("need") in needs
    if part == "link":
        return row.get("to") in actors
    return part == "evidence" and _is_hidden(str(row.get("field", "")))


def _is_hidden(name: str) -> bool:
    return any(field.name == name and field.seen == HIDDEN for field in fields_of(ACTOR))


def _open_row(part: str, row: Row, needs: Collection[str]) -> Row:
    found: dict[str, Value] = {}
    for field in fields_of(part):
        value = _open_value(field, row.get(field.name), needs)
        if value is not None:
            found[field.name] = value
    return found


def _open_value(field: Field, value: Value | None, needs: Collection[str]) -> Value | None:
    if field.seen == HIDDEN or value is None:
        return None
    if field.kind == "needs" and isinstance(value, tuple):
        return tuple(need for need in value if need not in needs) or None
    return None if field.kind == "need" and value in needs else value
