"""Who confirmed a link is for people to say: a file claims at most that one side tells of it."""

from collections.abc import Iterator, Mapping

from catalogue.exchange.draft import Draft
from catalogue.exchange.rows import Fault
from catalogue.record import Record, Row, named

LINK = "link"
CONFIRMED = "confirmed"


def with_own_confirmations(wanted: Record, before: Record | None) -> Record:
    """The record whose known links are confirmed as they were, and new ones by one side at most."""
    if LINK not in wanted.parts:
        return wanted
    known = _links(before)
    rows = tuple(_as_known(row, known.get(named(LINK, row))) for row in wanted.rows(LINK))
    return Record(wanted.values, {**wanted.parts, LINK: rows})


def _links(record: Record | None) -> Mapping[str, Row]:
    return {named(LINK, row): row for row in record.rows(LINK)} if record else {}


def _as_known(row: Row, known: Row | None) -> Row:
    taken = _taken(row, known)
    bare = {name: value for name, value in row.items() if name != CONFIRMED}
    return {**bare, CONFIRMED: taken} if taken else bare


def _taken(row: Row, known: Row | None) -> str:
    if known is not None:
        return str(known.get(CONFIRMED, ""))
    told = str(row.get(CONFIRMED, ""))
    return "one" if told == "both" else told


def link_notices(draft: Draft, known: Mapping[str, Record]) -> Iterator[Fault]:
    """One notice for the file, at the first link whose confirmation is not taken from it."""
    for told in draft.told:
        links = _links(known.get(told.id))
        for row in told.parts.get(LINK, ()):
            if row.get(CONFIRMED, "none") not in ("none", _taken(row, links.get(named(LINK, row)))):
                yield Fault(told.row, CONFIRMED, "link_confirmed", sheet=told.sheet)
                return
