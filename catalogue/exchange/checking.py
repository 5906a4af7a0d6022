"""What is wrong, lacking or doubtful in records that are there already."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from catalogue.exchange.confidential_sites import SITE, shown_doors
from catalogue.exchange.leaving import hidden_actors
from catalogue.exchange.rows import cells_of, row_of
from catalogue.exchange.unshown import is_hidden_row, told_id
from catalogue.labels import hidden_label
from catalogue.needs import needs
from catalogue.record import Record, Row, actor_of, named
from catalogue.schema import ACTOR, PARTS

SOURCED = (ACTOR, "contact", "link")
"""Rows that must say where they come from."""
WRONG = ("unknown_actor", "bad_phone", "bad_email")
_PHONE = re.compile(r"[0-9 +]+", re.ASCII)
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)*\.\w{2,}")
"""A bare address: no name before it, no mailto:."""
_DIGITS, _SHORT = 8, range(2, 6)
"""A number has so many digits at least, or is a short one (19, 2511)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a record: `code` is `catalogue.fault.CODE`, `row` names the row of a part.

    `grave`: wrong by the schema or a value that cannot be right; else something lacks. Of what is
    hidden it names neither row nor value.
    """

    actor: str
    part: str
    row: str
    column: str
    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    grave: bool = False


def findings(records: Iterable[Record]) -> Iterator[Finding]:
    """Everything found in records, in their order, then the needs that no actor helps with."""
    known = list(records)
    ids, hidden = {record.id for record in known}, hidden_actors(known)
    for record in known:
        yield from _of_record(record, ids, hidden)
    served = {need for record in known for need in actor_of(record).needs}
    for need in needs():
        if need not in served:
            yield Finding("", "", "", need, "need_without_actor", {"what": need})


def contact_fault(row: Row) -> str:
    """The code of what is wrong with a contact's value, empty where nothing is."""
    value = str(row.get("value", ""))
    if row.get("kind") == "phone" and not _is_phone(value):
        return "bad_phone"
    return "bad_email" if row.get("kind") == "email" and not _EMAIL.fullmatch(value) else ""


def _is_phone(value: str) -> bool:
    digits = sum(letter.isdigit() for letter in value)
    return bool(_PHONE.fullmatch(value)) and (digits >= _DIGITS or digits in _SHORT)


def _of_record(record: Record, ids: Collection[str], hidden: Collection[str]) -> Iterator[Finding]:
    for part, row in _rows(record):
        found = _of_row(record, part, row, ids)
        unshown = is_hidden_row(record, part, row, hidden)
        yield from (_told(each, hidden) if unshown else each for each in found)
    for row in shown_doors(record):
        name = named(SITE, row)
        values = {"what": name[:80]}
        yield Finding(record.id, SITE, name, "visibility", "site_shown", values, grave=True)


def _told(finding: Finding, hidden: Collection[str]) -> Finding:
    """A finding about what is hidden, without what it is."""
    word, actor = hidden_label(), told_id(finding.actor, hidden)
    values = dict.fromkeys(finding.values, word)
    return replace(finding, actor=actor, row=word if finding.row else "", values=values)


def _of_row(record: Record, part: str, row: Row, ids: Collection[str]) -> Iterator[Finding]:
    name = "" if part == ACTOR else named(part, row)
    for fault in row_of(part, cells_of(part, row)).faults:
        yield Finding(record.id, part, name, fault.column, fault.code, fault.values, grave=True)
    if part == "link" and row.get("to") == record.id:
        yield Finding(record.id, part, name, "to", "self_link", {"what": record.id}, grave=True)
    for column, code, what in _doubts(part, row, ids):
        values, grave = {"what": what[:80]}, code in WRONG
        yield Finding(record.id, part, name, column, code, values, grave=grave)


def _rows(record: Record) -> Iterator[tuple[str, Row]]:
    yield ACTOR, record.values
    for part in PARTS:
        for row in record.rows(part):
            yield part, row


def _doubts(part: str, row: Row, ids: Collection[str]) -> Iterator[tuple[str, str, str]]:
    if part == "link" and row.get("to") not in ids:
        yield "to", "unknown_actor", str(row.get("to", ""))
    wrong = contact_fault(row) if part == "contact" else ""
    if wrong:
        yield "value", wrong, str(row.get("value", ""))
    if part in SOURCED and not row.get("source"):
        yield "source", "no_source", ""
