"""Who of the staff reads what of a record, and who may change it: every page asks here.

Public fields are read by all staff; the others by the actor's own focal points and by
coordinators; what is hidden by the coordinators who look after the record, and by nobody else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from casework.care import perimeter
from casework.errors import NotYours
from casework.person import StaffMember
from casework.proposal import Past
from casework.second_person import looks_after
from casework.sitting import Sitting
from catalogue.actor import Actor
from catalogue.record import Change, Record, Row, Value, items_of, named
from catalogue.schema import ACTOR, PARTS, Field, field_of, fields_of

Levels = frozenset[str]
"""What may be read: of public, staff and hidden (`catalogue.schema.Seen`)."""
EVERYBODY: Levels = frozenset({"public"})
STAFF: Levels = EVERYBODY | {"staff"}
CARE: Levels = STAFF | {"hidden"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A record as one member of staff may read it, and whether they may change it."""

    record: Record
    actor: Actor
    levels: Levels
    own: bool
    cares: bool

    @property
    def editable(self) -> bool:
        """Whether their edit is heard at all: at once or as a proposal, `casework.care` says."""
        return self.own or self.cares


def knows(member: StaffMember, actor: Actor) -> bool:
    """Whether this member of staff may know that the actor is there."""
    if not member.active:
        return False
    mine = _own(member, actor.id) or looks_after(member, actor.perimeter)
    return mine or actor.visibility != "hidden"


def levels_of(member: StaffMember, actor: Actor) -> Levels:
    """What this member may read of the actor."""
    if looks_after(member, actor.perimeter):
        return CARE
    return STAFF if _own(member, actor.id) or member.role == "coordinator" else EVERYBODY


def _own(member: StaffMember, actor: str) -> bool:
    return member.active and member.role == "focal" and member.actor == actor


def sheet(sitting: Sitting, member: StaffMember, actor: str) -> Sheet:
    """The record as this member reads it. Raises `NotYours`, also where there is none."""
    record = sitting.uow.records.get(actor)
    known = sitting.uow.actors.get(actor)
    if record is None or known is None or not knows(member, known):
        raise NotYours
    levels = levels_of(member, known)
    return Sheet(
        readable(record, levels, known.hidden_services),
        known,
        levels,
        own=_own(member, actor),
        cares=looks_after(member, perimeter(sitting.uow, actor)),
    )


def look(sitting: Sitting, member: StaffMember, actor: str) -> Sheet:
    """The same, with a line of audit where somebody else's staff fields are read."""
    seen = sheet(sitting, member, actor)
    if seen.levels != EVERYBODY and not seen.own:
        sitting.note(member.id, "record_read", subject=actor)
    return seen


def readable(record: Record, levels: Levels, hidden: tuple[str, ...]) -> Record:
    """The record without what these levels do not read; `hidden` needs are named by nobody else."""
    kept = () if "hidden" in levels else hidden
    parts = {part: tuple(_rows(record, part, levels, kept)) for part in PARTS}
    return Record(
        _fields(ACTOR, record.values, levels, kept),
        {part: rows for part, rows in parts.items() if rows},
    )


def _rows(record: Record, part: str, levels: Levels, kept: tuple[str, ...]) -> Iterator[Row]:
    for row in record.rows(part):
        there = row.get("visibility", "public") in levels and row.get("need") not in kept
        if there and (shown := _fields(part, row, levels, kept)):
            yield shown


def _fields(part: str, row: Row, levels: Levels, kept: tuple[str, ...]) -> Row:
    fields = (each for each in fields_of(part) if each.seen in levels and each.name in row)
    shown = ((each.name, _without(each, row[each.name], kept)) for each in fields)
    return {name: value for name, value in shown if value != ()}


def _without(field: Field, value: Value, kept: tuple[str, ...]) -> Value:
    if field.kind != "needs" or not isinstance(value, tuple):
        return value
    return tuple(each for each in value if each not in kept)


def whole(full: Record, shown: Record, edited: Record) -> Record:
    """The full record once what was shown of it is as edited: what was not shown stays."""
    gone = {name for name in shown.values if name not in edited.values}
    unseen = {name: value for name, value in full.values.items() if name not in shown.values}
    values = {**unseen, **_restored(ACTOR, edited.values, full.values, shown.values)}
    for name in gone:
        if left := _restored(ACTOR, {name: ()}, full.values, shown.values)[name]:
            values[name] = left
    rows = {part: tuple(_whole_rows(part, full, shown, edited)) for part in PARTS}
    return Record(values, {part: some for part, some in rows.items() if some})


def _whole_rows(part: str, full: Record, shown: Record, edited: Record) -> Iterator[Row]:
    """The edited rows, each with what was kept back in it, then the rows that were not shown."""
    was = {named(part, row): row for row in full.rows(part)}
    seen = {named(part, row): row for row in shown.rows(part)}
    for row in edited.rows(part):
        name = named(part, row)
        yield _restored(part, row, was[name], seen[name]) if name in seen else row
    yield from (row for name, row in was.items() if name not in seen)


def _restored(part: str, edited: Row, full: Row, shown: Row) -> Row:
    """A row with the needs again that its editor could not read."""
    return {
        name: (*items_of(edited, name), *_kept_back(name, full, shown))
        if field_of(part, name).kind == "needs"
        else value
        for name, value in edited.items()
    }


def _kept_back(name: str, full: Row, shown: Row) -> Iterator[str]:
    seen = items_of(shown, name)
    return (each for each in items_of(full, name) if each not in seen)


def history(sitting: Sitting, seen: Sheet, most: int) -> list[Past]:
    """The latest lines of a record's history that these levels read, the newest first."""
    lines = sitting.uow.records.history(seen.record.id)
    return [each for each in lines if reads(each.change, seen)][:most]


def reads(change: Change, seen: Sheet) -> bool:
    """Whether a change may be read: neither its field, its row nor a need in it is kept back."""
    if "hidden" in seen.levels:
        return True
    if not change.field:
        return change.part == ACTOR or all(map(seen_by(seen), _told(change)))
    field = field_of(change.part, change.field)
    rows = {named(change.part, row) for row in seen.record.rows(change.part)}
    there = change.part == ACTOR or change.row in rows
    return there and field.seen in seen.levels and not _names_hidden(field, change, seen)


def _told(change: Change) -> Iterator[Mapping[str, object]]:
    return (each for each in (change.before, change.after) if isinstance(each, Mapping))


def seen_by(seen: Sheet) -> Callable[[Mapping[str, object]], bool]:
    """Whether a row, in JSON's values, may be read by whoever reads this sheet."""
    hidden = seen.actor.hidden_services
    return lambda row: (
        row.get("visibility", "public") in seen.levels and (row.get("need") not in hidden)
    )


def _names_hidden(field: Field, change: Change, seen: Sheet) -> bool:
    if field.kind not in ("need", "needs"):
        return False
    told = str(change.before) + str(change.after)
    return any(code in told for code in seen.actor.hidden_services)
