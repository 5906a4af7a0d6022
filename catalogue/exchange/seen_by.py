"""What of the records a reader may see, row by row and field by field; nothing hidden for anybody.

`leaving` takes out what is hidden; this, for the public, what is for staff alone.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from catalogue.exchange.leaving import leaving
from catalogue.exchange.neutral import is_guarded, neutral
from catalogue.record import Record, Row, Value
from catalogue.schema import ACTOR, PARTS, fields_of

Reader = Literal["public", "staff"]


def seen_by(reader: Reader, records: Iterable[Record]) -> list[Record]:
    """The records as the reader may have them.

    For the public, links lead only to actors that are among them: another's id would tell of an
    actor that is kept back; and sensitive needs have one neutral name (`neutral`). It is asked of
    whole records, once: what it gives no longer says which actors only inform.
    """
    known = list(records)
    kept_sites = {each.id: _sites_kept_back(each, reader) for each in known}
    found = leaving(known)
    if reader == "public":
        found = [each for each in found if _is_public(each.values)]
    ids = {each.id for each in found} if reader == "public" else None
    shown = [_seen(each, reader, ids, kept_sites[each.id]) for each in found]
    if reader == "staff":
        return shown
    guarded = guarded_actors(known)
    return [neutral(each, guarded=each.id in guarded) for each in shown]


def guarded_actors(records: Iterable[Record]) -> frozenset[str]:
    """The ids of the actors whose sites the public is not told."""
    return frozenset(each.id for each in records if is_guarded(each))


def _seen(
    record: Record, reader: Reader, ids: Collection[str] | None, sites: Collection[str]
) -> Record:
    parts = {
        part: tuple(
            _row(part, row, reader, sites)
            for row in record.rows(part)
            if _may_see(part, row, reader, ids)
        )
        for part in PARTS
    }
    shown = {part: rows for part, rows in parts.items() if rows}
    return Record(_row(ACTOR, record.values, reader, ()), shown)


def _may_see(part: str, row: Row, reader: Reader, ids: Collection[str] | None) -> bool:
    if reader == "staff":
        return True
    if part == "link" and ids is not None and row.get("to") not in ids:
        return False
    lacking = (each for each in fields_of(part) if each.required and each.seen != "public")
    return _is_public(row) and not any(lacking)


def _row(part: str, row: Row, reader: Reader, sites: Collection[str]) -> Row:
    """The fields of a row; a service does not name a site that is kept back."""
    seen = ("public",) if reader == "public" else ("public", "staff")
    allowed = {each.name for each in fields_of(part) if each.seen in seen}
    found: dict[str, Value] = {name: value for name, value in row.items() if name in allowed}
    if part == "service" and str(found.get("site", "")).strip() in sites:
        del found["site"]
    return found


def _sites_kept_back(record: Record, reader: Reader) -> frozenset[str]:
    """How the sites that the reader does not see are told: by name, by address, by place."""
    kept = ("hidden",) if reader == "staff" else ("hidden", "staff")
    rows = [row for row in record.rows("site") if row.get("visibility") in kept]
    told = (row.get(name, {}) for row in rows for name in ("name", "address"))
    texts = (str(text) for each in told if isinstance(each, Mapping) for text in each.values())
    return frozenset((*texts, *(str(row["place"]) for row in rows)))


def _is_public(row: Row) -> bool:
    return row.get("visibility", "public") == "public"
