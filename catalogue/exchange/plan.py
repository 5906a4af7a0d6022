"""What an import would do, compared with the catalogue as it is; nothing is written here."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from catalogue.assessment import Score
from catalogue.exchange.checking import contact_fault
from catalogue.exchange.confidential_sites import site_notices, with_sites_hidden
from catalogue.exchange.contact_values import CONTACT, loose_contacts, with_plain_numbers
from catalogue.exchange.draft import Draft, Told
from catalogue.exchange.duplicates import Pair
from catalogue.exchange.hidden_notices import hidden_notices
from catalogue.exchange.leaving import HIDDEN, hidden_actors
from catalogue.exchange.link_claims import link_notices, with_own_confirmations
from catalogue.exchange.merging import merged
from catalogue.exchange.rows import Fault
from catalogue.labels import hidden_label
from catalogue.record import Change, Record, Row, changes
from catalogue.schema import ACTOR, CONTACT_FIELDS

NEW = Change(ACTOR, "", "", None, None)
"""The one change of a record that is new."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One record as it would be written.

    `held` are the changes of its contacts, of a known one of its website too: they wait.
    `notices` tell where it is not what the file says.
    """

    record: Record
    before: Record | None
    changes: tuple[Change, ...]
    held: tuple[Change, ...]
    row: int = 0
    notices: tuple[Fault, ...] = ()


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
    draft = replace(draft, told=tuple(map(with_plain_numbers, draft.told)))
    hidden = hidden_actors(known.values())
    found = [_planned(told, known.get(told.id), hidden) for told in draft.told]
    differing = [each for each in found if each.changes or each.held]
    return Plan(
        new=tuple(each for each in differing if each.before is None),
        changed=tuple(each for each in differing if each.before is not None),
        unchanged=len(found) - len(differing),
        scores=draft.scores,
        faults=(
            *draft.faults,
            *_faults(draft, known),
            *_like_another(draft, known),
            *_bad_mails(draft),
        ),
        notices=(
            *draft.notices,
            *(notice for each in found for notice in each.notices),
            *link_notices(draft, known),
            *_notices(draft, known),
        ),
    )


def _planned(told: Told, before: Record | None, hidden: Collection[str]) -> Planned:
    said = with_own_confirmations(merged(before, told, hidden), before)
    wanted = with_sites_hidden(said, told, before)
    found = _compared(before, wanted)
    notices = (*hidden_notices(before, told, hidden), *site_notices(wanted, said, told))
    return replace(found, row=told.row, notices=notices)


def _compared(before: Record | None, wanted: Record) -> Planned:
    if before is None:
        contacts = Record({}, {CONTACT: wanted.rows(CONTACT)})
        return Planned(_without_contacts(wanted), None, (NEW,), changes(None, contacts))
    differing = changes(before, wanted)
    held = tuple(each for each in differing if _leads_away(each))
    own = tuple(each for each in differing if not _leads_away(each))
    return Planned(_with_contacts_of(before, wanted), before, own, held)


def _leads_away(change: Change) -> bool:
    """Whether a change of a known record leads people somewhere else."""
    own = change.part == ACTOR and change.field in CONTACT_FIELDS
    return own or change.part == CONTACT


def _with_contacts_of(before: Record, wanted: Record) -> Record:
    bare, contacts = _without_contacts(wanted), before.rows(CONTACT)
    values = {name: value for name, value in bare.values.items() if name not in CONTACT_FIELDS}
    led = {name: before.values[name] for name in CONTACT_FIELDS if name in before.values}
    parts = {**bare.parts, CONTACT: contacts} if contacts else bare.parts
    return Record({**values, **led}, parts)


def _without_contacts(wanted: Record) -> Record:
    if CONTACT not in wanted.parts:
        return wanted
    parts = {part: rows for part, rows in wanted.parts.items() if part != CONTACT}
    return Record(wanted.values, parts)


def _faults(draft: Draft, known: Mapping[str, Record]) -> Iterator[Fault]:
    """What is wrong only beside the catalogue: a new actor that lacks its name, or its own row."""
    told = {each.id for each in draft.told}
    wrong = {(each.row, each.sheet, each.column) for each in draft.faults}
    for each in draft.told:
        if each.id not in known:
            # A name that cannot be read is not said to be missing as well.
            lacking = [at for at in each.lacking() if (at.row, at.sheet, at.column) not in wrong]
            unlisted = Fault(each.row, "id", "no_own_row", {"what": each.id}, each.sheet)
            yield from lacking if each.listed else (unlisted,)
        yield from _own_links(each)
    for actor in dict.fromkeys(score.actor for score in draft.scores):
        if actor not in told and actor not in known:
            yield Fault(0, "id", "no_own_row", {"what": actor})


def _own_links(told: Told) -> Iterator[Fault]:
    """Links of an actor to itself."""
    for n, link in enumerate(told.parts.get("link", ())):
        if link["to"] == told.id:
            row, sheet = told.where("link", n)
            yield Fault(row, "to", "self_link", {"what": told.id}, sheet)


def _notices(draft: Draft, known: Mapping[str, Record]) -> Iterator[Fault]:
    ids = {*known, *(each.id for each in draft.told)}
    for each in draft.told:
        yield from loose_contacts(each)
        yield from (_notice(each, doubt) for doubt in _doubts(each, ids))


def _notice(told: Told, doubt: tuple[str, int, str, str, str]) -> Fault:
    part, n, column, code, what = doubt
    row, sheet = told.where(part, n)
    return Fault(row, column, code, {"what": what[:80], "actor": told.id, "part": part}, sheet)


def _doubts(told: Told, ids: Collection[str]) -> Iterator[tuple[str, int, str, str, str]]:
    """The part, the how manieth of its rows, the column, the code, and what is told there."""
    for n, row in enumerate(told.parts.get("link", ())):
        if row["to"] not in ids:
            yield "link", n, "to", "unknown_actor", str(row["to"])
    for n, row in enumerate(told.parts.get(CONTACT, ())):
        if contact_fault(row) == "bad_phone":
            yield CONTACT, n, "value", "bad_phone", _value_of(row)


def _value_of(row: Row) -> str:
    """A contact's value as a report may hold it: one that is hidden is not told."""
    if row.get("visibility") == HIDDEN:
        return hidden_label()
    return str(row.get("value", ""))[:80]


def _bad_mails(draft: Draft) -> Iterator[Fault]:
    """E-mail values that are no bare address: what stands around it is often a person's name."""
    for told in draft.told:
        for n, row in enumerate(told.parts.get(CONTACT, ())):
            if contact_fault(row) == "bad_email":
                at, sheet = told.where(CONTACT, n)
                yield Fault(at, "value", "bad_email", {"what": _value_of(row)}, sheet)


def _like_another(draft: Draft, known: Mapping[str, Record]) -> Iterator[Fault]:
    """New ids that only capital letters tell from a known one, or from another of the file."""
    ids = {each.casefold(): each for each in known}
    for told in draft.told:
        near = ids.setdefault(told.id.casefold(), told.id)
        if told.id not in known and near != told.id:
            yield Fault(told.row, "id", "id_case", {"what": told.id, "near": near}, told.sheet)
