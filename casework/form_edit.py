"""A part of a record edited in a form: filled from one state of the record, sent back later.

The form tells what it was filled from. Where the record has become something else meanwhile in a
field that was typed in, nothing is written: whoever typed sees both and sends it again.
"""

from __future__ import annotations

from dataclasses import dataclass

from casework import care
from casework.care import Edited
from casework.errors import NotYours
from casework.moved import lost, moved
from casework.person import StaffMember
from casework.record_access import Levels, Sheet, sheet, whole
from casework.sitting import Sitting
from catalogue.record import Change, Record, applied, changes
from catalogue.schema import ACTOR, GROUPS, PARTS, Field, fields_of

IDENTITY = "id"
"""Nobody edits it: everything hangs on it."""


@dataclass(frozen=True, slots=True)
class Section:
    """What is edited together: a group of an actor's own fields, or the rows of one part."""

    name: str
    part: str
    fields: tuple[Field, ...]

    @property
    def own(self) -> bool:
        """Whether it is of the actor's own row."""
        return self.part == ACTOR


@dataclass(frozen=True, slots=True)
class Clash:
    """The record has changed since the form was filled: in these fields, and what it says now."""

    now: Record
    since: tuple[Change, ...]


def section_of(name: str, levels: Levels) -> Section:
    """A section with the fields of these levels. Raises `NotYours` for one that is not there."""
    part = name if name in PARTS else ACTOR
    if part == ACTOR and name not in GROUPS:
        raise NotYours
    fields = tuple(
        each
        for each in fields_of(part)
        if each.seen in levels and each.name != IDENTITY and (part != ACTOR or each.group == name)
    )
    return Section(name, part, fields)


def portion(record: Record, section: Section) -> Record:
    """What a record says in a section."""
    if not section.own:
        rows = record.rows(section.part)
        return Record({}, {section.part: rows} if rows else {})
    names = {each.name for each in section.fields}
    return Record({name: value for name, value in record.values.items() if name in names})


def editable(sitting: Sitting, member: StaffMember, actor: str) -> Sheet:
    """The record of a member who may change it, or propose to. Raises `NotYours`."""
    seen = sheet(sitting, member, actor)
    if not seen.editable:
        raise NotYours
    return seen


def submit(
    sitting: Sitting,
    seen: Sheet,
    section: Section,
    *,
    member: StaffMember,
    was: Record,
    now: Record,
) -> Edited | Clash:
    """Make what was typed (`now`) of what the form was filled from (`was`) an edit.

    Raises what `care.edit` does.
    """
    actor, current = seen.record.id, portion(seen.record, section)
    told = changes(was, now)
    since = moved(current, told)
    if since or lost(current, told):
        return Clash(current, since)
    full = sitting.uow.records.get(actor) or Record({IDENTITY: actor})
    after = whole(full, seen.record, _with(seen.record, section, applied(current, told)))
    return care.edit(sitting, actor, changes(full, after), member=member)


def _with(record: Record, section: Section, edited: Record) -> Record:
    """A record with this section as edited."""
    names = {each.name for each in section.fields} if section.own else set()
    kept = {name: value for name, value in record.values.items() if name not in names}
    parts = record.parts if section.own else {**record.parts, section.part: ()}
    return Record({**kept, **edited.values}, {**parts, **edited.parts})
