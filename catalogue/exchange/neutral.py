"""Records as the public may read them in a file: no sensitive need named, no address that betrays.

Seven needs are sensitive (`needs.tsv`): a code beside an actor's address tells who goes there, and
a shelter's address is never shown (domain.md, The bot must not).
"""

from catalogue.needs import CONFIDENTIAL, is_sensitive
from catalogue.record import Record, Row, Value, actor_of, items_of
from catalogue.schema import ACTOR, Field, fields_of

_WHERE = {
    "site": ("address", "latitude", "longitude", "access"),
    "service": ("site",),
}
"""The fields of rows that say where people go."""


def is_guarded(record: Record) -> bool:
    """Whether the sites of an actor are not told: it shelters, or serves a sensitive need.

    A need that is hidden counts too. Those that only inform (police, courts) have known addresses.
    """
    actor = actor_of(record)
    served = (*actor.needs, *actor.hidden_services, *_of_services(record))
    shelters = any(need == "emergency_shelter" or is_sensitive(need) for need in served)
    return shelters and actor.tier != "information"


def neutral(record: Record, *, guarded: bool) -> Record:
    """The record with one neutral code for all sensitive needs, `CONFIDENTIAL`.

    Services for them are no rows: their names would tell. With `guarded` no address stands in it.
    """
    parts = {
        part: tuple(_row(part, row, guarded=guarded) for row in rows if _tells(part, row, guarded))
        for part, rows in record.parts.items()
    }
    values = dict(_row(ACTOR, record.values, guarded=guarded))
    needs = items_of(values, "needs")
    if any(map(is_sensitive, _of_services(record))) and CONFIDENTIAL not in needs:
        values["needs"] = (*needs, CONFIDENTIAL)
    return Record(values, {part: rows for part, rows in parts.items() if rows})


def with_needs_of_services(record: Record) -> Record:
    """The record with the needs of its services among its own: they say whether it is guarded where
    a file is to hold no services."""
    return Record({**record.values, "needs": actor_of(record).needs}, record.parts)


def _of_services(record: Record) -> tuple[str, ...]:
    return tuple(str(row["need"]) for row in record.rows("service"))


def _tells(part: str, row: Row, guarded: bool) -> bool:
    if part == "service":
        return not is_sensitive(str(row["need"]))
    return not (guarded and part == "contact" and row.get("kind") == "post")


def _row(part: str, row: Row, *, guarded: bool) -> Row:
    left_out = _WHERE.get(part, ()) if guarded else ()
    known = {field.name: field for field in fields_of(part)}
    return {name: _value(known[name], value) for name, value in row.items() if name not in left_out}


def _value(field: Field, value: Value) -> Value:
    if field.kind == "needs" and isinstance(value, tuple):
        return tuple(dict.fromkeys(map(_need, value)))
    return _need(str(value)) if field.kind == "need" else value


def _need(code: str) -> str:
    return CONFIDENTIAL if is_sensitive(code) else code
