"""Where people at risk are taken in: such a site is hidden unless somebody says that it is shown.

An address that was published cannot be taken back (domain.md, Safety), so silence hides.
"""

from collections.abc import Iterator

from catalogue.exchange.draft import Told
from catalogue.exchange.leaving import HIDDEN
from catalogue.exchange.rows import Fault
from catalogue.needs import needs
from catalogue.record import Record, Row, items_of, named, text_of

SITE = "site"
SHELTER = "emergency_shelter"
_WHERE = ("address", "latitude", "longitude")
"""Fields that lead to the door; the place alone is a commune."""


def is_confidential(record: Record) -> bool:
    """Whether the record's sites are to be hidden: it shelters people or serves a sensitive need.

    Not those of an authority, which only informs: everybody may know where it is.
    """
    return record.text("tier") != "information" and any(map(_at_risk, _served(record)))


def _served(record: Record) -> Iterator[str]:
    """Every need it serves, shown or not, paused services too."""
    yield from items_of(record.values, "needs")
    yield from items_of(record.values, "hidden_services")
    yield from (text_of(row, "need") for row in record.rows("service"))


def _at_risk(need: str) -> bool:
    known = needs().get(need)
    return need == SHELTER or (known is not None and known.sensitive)


def with_sites_hidden(wanted: Record, told: Told, before: Record | None) -> Record:
    """The record with the sites hidden of which the file does not say who may see them.

    A site that is as it was before stays as it was. Whom the record served before counts too: a
    file that leaves the need out does not show the door.
    """
    silent = {named(SITE, row) for row in told.parts.get(SITE, ()) if "visibility" not in row}
    risk = is_confidential(wanted) or (before is not None and is_confidential(before))
    if not silent or not risk:
        return wanted
    known = before.rows(SITE) if before else ()
    rows = tuple(
        {**row, "visibility": HIDDEN}
        if named(SITE, row) in silent and row not in known and _is_public(row)
        else row
        for row in wanted.rows(SITE)
    )
    return Record(wanted.values, {**wanted.parts, SITE: rows})


def site_notices(planned: Record, merged: Record, told: Told) -> Iterator[Fault]:
    """Which sites the file's silence has hidden (`planned` is not `merged`), and which it shows."""
    said = {named(SITE, row) for row in told.parts.get(SITE, ())}
    for row, was in zip(planned.rows(SITE), merged.rows(SITE), strict=True):
        if row is not was:
            yield _notice(told, row, "site_hidden")
        elif named(SITE, row) in said and row in shown_doors(planned):
            yield _notice(told, row, "site_shown")


def shown_doors(record: Record) -> tuple[Row, ...]:
    """The sites of a confidential record whose address everybody can see."""
    if not is_confidential(record):
        return ()
    return tuple(row for row in record.rows(SITE) if _is_public(row) and row.keys() & {*_WHERE})


def _is_public(row: Row) -> bool:
    return row.get("visibility", "public") == "public"


def _notice(told: Told, row: Row, code: str) -> Fault:
    values = {"what": named(SITE, row)[:80], "actor": told.id, "part": SITE}
    return Fault(told.row, "visibility", code, values, told.sheet)
