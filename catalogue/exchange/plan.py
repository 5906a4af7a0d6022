"""What an import would do, compared with the catalogue as it is; nothing is written here."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from catalogue.assessment import Score
from catalogue.exchange.checking import contact_fault
from catalogue.exchange.draft import Draft, Told
from catalogue.exchange.duplicates import Pair
from catalogue.exchange.leaving import HIDDEN, hidden_actors
from catalogue.exchange.merging import merged
from catalogue.exchange.rows import Fault
from catalogue.labels import hidden_label
from catalogue.record import Change, Record, changes
from catalogue.schema import ACTOR

CONTACT = "contact"
"""The part that a second person must see before it changes (domain.md; decision 0017)."""

NEW = Change(ACTOR, "", "", None, None)
"""The one change of a record that is new."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One record as it would be written. `held` are the changes of its contacts, which wait."""

    record: Record
    before: Record | None
    changes: tuple[Change, ...]
    held: tuple[Change, ...]
    row: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an import would do. With any fault it does nothing."""

    new: tuple[Planned, ...] = ()
    changed: tuple[Planned, ...] = ()
    unchanged: int = 0
    scores: tuple[Score, ...] = ()
    faults: tuple[Fault, ...] = ()
    notices: tuple[Fault, ...] = ()
    pairs: tuple[Pair, ...] = field(default=())

    @property
    def written(self) -> Iterator[Record]:
        """The records to be written: the new ones, and those that changed beside contacts."""
        return (each.record for each in (*self.new, *self.changed) if each.changes)

    @property
    def held(self) -> Iterator[Planned]:
        """The records whose contacts would change."""
        return (each for each in (*self.new, *self.changed) if each.held)


def planned(draft: Draft, known: Mapping[str, Record]) -> Plan:
    """Compare a draft with the known records, by id."""
    hidden = hidden_actors(known.values())
    found = [_planned(told, known.get(told.id), hidden) for told in draft.told]
    differing = [each for each in found if each.changes or each.held]
    return Plan(
        new=tuple(each for each in differing if each.before is None),
        changed=tuple(each for each in differing if each.before is not None),
        unchanged=len(found) - len(differing),
        scores=draft.scores,
        faults=(*draft.faults, *_faults(draft, known)),
        notices=(*draft.notices, *_notices(draft, known)),
    )


def _planned(told: Told, before: Record | None, hidden: Collection[str]) -> Planned:
    wanted = merged(before, told, hidden)
    if before is None:
        contacts = Record({}, {CONTACT: wanted.rows(CONTACT)})
        return Planned(_without_contacts(wanted), None, (NEW,), changes(None, contacts), told.row)
    differing = changes(before, wanted)
    held = tuple(each for each in differing if each.part == CONTACT)
    own = tuple(each for each in differing if each.part != CONTACT)
    return Planned(_with_contacts_of(before, wanted), before, own, held, told.row)


def _with_contacts_of(before: Record, wanted: Record) -> Record:
    bare, contacts = _without_contacts(wanted), before.rows(CONTACT)
    return Record(bare.values, {**bare.parts, CONTACT: contacts}) if contacts else bare


def _without_contacts(wanted: Record) -> Record:
    if CONTACT not in wanted.parts:
        return wanted
    parts = {part: rows for part, rows in wanted.parts.items() if part != CONTACT}
    return Record(wanted.values, parts)


def _faults(draft: Draft, known: Mapping[str, Record]) -> Iterator[Fault]:
    """What is wrong only beside the catalogue: a new actor that lacks its name, or its own row."""
    told = {each.id for each in draft.told}
    for each in draft.told:
        if each.id not in known:
            lacking = each.lacking()
            unlisted = Fault(each.row, "id", "no_own_row", {"what": each.id}, each.sheet)
            yield from lacking if each.listed else (unlisted,)
    for actor in dict.fromkeys(score.actor for score in draft.scores):
        if actor not in told and actor not in known:
            yield Fault(0, "id", "no_own_row", {"what": actor})


def _notices(draft: Draft, known: Mapping[str, Record]) -> Iterator[Fault]:
    ids = {*known, *(each.id for each in draft.told)}
    for each in draft.told:
        for part, column, code, what in _doubts(each, ids):
            values = {"what": what, "actor": each.id, "part": part}
            yield Fault(each.row, column, code, values, each.sheet)


def _doubts(told: Told, ids: Collection[str]) -> Iterator[tuple[str, str, str, str]]:
    for row in told.parts.get("link", ()):
        if row["to"] not in ids:
            yield "link", "to", "unknown_actor", str(row["to"])[:80]
    for row in told.parts.get(CONTACT, ()):
        wrong = contact_fault(row)
        if wrong:
            hidden = row.get("visibility") == HIDDEN
            told_value = hidden_label() if hidden else str(row.get("value", ""))[:80]
            yield CONTACT, "value", wrong, told_value
