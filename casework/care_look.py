"""The look-ups of the records' care for one viewer, as `conversations.care.Care` wants them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casework import care, closing, links
from casework.editing import CONTACT, FULL, GROUPS, cell_of, typed_cell
from casework.field_words import change_words, contact_label, own_words, value_words
from casework.moved import mark, moved
from casework.person import StaffMember
from casework.ports import UnitOfWork
from casework.proposal import Past, Proposal, proposal_of, signers
from casework.second_person import OWN_BUSINESS, looks_after, may_decide
from catalogue.exchange.cells import CellFault, read
from catalogue.labels import code_label, field_label, group_label, part_label
from catalogue.record import Change, Record, Row, named, text_of
from catalogue.schema import ACTOR, Field, field_of
from conversations.care import (
    BatchView,
    ChangeView,
    ClaimView,
    FieldView,
    GroupView,
    PastView,
    ProposalView,
    Written,
)

MOST_PAST = 10
"""Lines of history in one message."""


@dataclass(frozen=True, slots=True)
class CareLook:
    """One member of staff looks, in their language; everything is read when it is asked for."""

    uow: UnitOfWork
    member: StaffMember
    lang: str

    @property
    def record(self) -> Record | None:
        """One's own actor's record."""
        return self.uow.records.get(self.member.actor) if self.member.actor else None

    def groups(self) -> Sequence[GroupView]:
        """The headings of one's own record."""
        if self.record is None:
            return ()
        return [GroupView(name, self._heading(name)) for name in GROUPS]

    def _heading(self, name: str) -> str:
        return part_label(name, self.lang) if name == CONTACT else group_label(name, self.lang)

    def fields(self, group: str) -> Sequence[FieldView]:
        """The fields of a group, contacts one by one and then a new one."""
        record = self.record
        if record is None:
            return ()
        waits = self._waiting()
        return [
            each
            for name in GROUPS.get(group, ())
            for each in (
                self._contacts(record, waits)
                if name == CONTACT
                else [self._own(record, name, waits)]
            )
        ]

    def _own(self, record: Record, name: str, waits: frozenset[str]) -> FieldView:
        field = field_of(ACTOR, name)
        return FieldView(
            name,
            field_label(field, self.lang),
            field.kind,
            own_words(record, field, self.lang),
            chosen=tuple(filter(None, cell_of(record, name).split(";"))) if _coded(field) else (),
            choices=tuple(self._choices(field)),
            removable=name not in FULL and name in record.values,
            waits=name in waits,
            own=name in OWN_BUSINESS,
        )

    def _choices(self, field: Field) -> Iterator[tuple[str, str]]:
        for code in field.values:
            yield code, code_label(field.name, code, self.lang)

    def _contacts(self, record: Record, waits: frozenset[str]) -> Iterator[FieldView]:
        rows: tuple[Row, ...] = (*record.rows(CONTACT), {})
        for row in rows:
            kind = text_of(row, "kind")
            name = named(CONTACT, row) if row else ""
            label = contact_label(kind, self.lang) if row else ""
            shown = text_of(row, "value")
            yield FieldView(
                CONTACT, label, CONTACT, shown, name, removable=bool(row), waits=name in waits
            )

    def _waiting(self) -> frozenset[str]:
        """Fields, and rows, of one's own record that somebody has proposed to change."""
        told = self.uow.proposals.of_actor(self.member.actor)
        changes = (change for each in told if each.state == "open" for change in each.changes)
        return frozenset(each.row or each.field for each in changes)

    def written(self, field: FieldView, typed: str) -> Written:
        """What was typed or tapped, as the field would hold it."""
        try:
            cell = typed_cell(field.name, typed)
        except CellFault as fault:
            return Written(fault=fault.code)
        if field.name == CONTACT:
            kind, _, value = cell.partition(" ")
            return Written(cell, f"{contact_label(kind, self.lang)} {value}")
        known = field_of(ACTOR, field.name)
        return Written(cell, value_words(known, read(known, cell), self.lang))

    def claims(self) -> Sequence[ClaimView]:
        """The links other records claim with one's own."""
        found = links.claims(self.uow, self.member.actor) if self.member.actor else ()
        return [
            ClaimView(each.record.id, each.record.text("name", self.lang), each.as_)
            for each in found
        ]

    def closing(self) -> bool:
        """Whether it waits to be decided that one's own actor has closed."""
        return bool(self.member.actor) and closing.told(self.uow, self.member.actor)

    def waiting(self) -> Sequence[BatchView]:
        """The open proposals of a coordinator's records, what belongs together as one."""
        if self.member.role != "coordinator":
            return ()
        batches: dict[str, list[Proposal]] = {}
        for each in care.waiting(self.uow, self.member):
            batches.setdefault(each.batch, []).append(each)
        return [self._batch(some) for some in batches.values()]

    def _batch(self, some: Sequence[Proposal]) -> BatchView:
        first = some[0]
        alone = first.id if len(some) == 1 else ""
        name = self._name(first.actor) if alone else ""
        by = self._by(first.by, first.actor)
        return BatchView(first.batch, len(some), first.at, by, first.why, alone, name)

    def proposal(self, proposal: str) -> ProposalView | None:
        """An open proposal of a record this coordinator looks after."""
        found = self.uow.proposals.get(proposal)
        if found is None or found.state != "open" or not self._sees(found.actor):
            return None
        return self._proposal(found)

    def batch(self, batch: str) -> Sequence[ProposalView]:
        """The open proposals of a batch."""
        some = (each for each in care.waiting(self.uow, self.member) if each.batch == batch)
        return [self._proposal(each) for each in some] if self._coordinates else []

    def _proposal(self, found: Proposal) -> ProposalView:
        record = self.uow.records.get(found.actor) or Record({"id": found.actor})
        since = moved(record, found.changes)
        served = care.perimeter(self.uow, found.actor)
        return ProposalView(
            found.id,
            found.batch,
            found.actor,
            record.text("name", self.lang) or found.actor,
            found.at,
            self._by(found.by, found.actor),
            found.why,
            tuple(self._change(each, since) for each in found.changes),
            mark(since),
            may_decide(found, self.member, served),
        )

    def _change(self, change: Change, since: Sequence[Change]) -> ChangeView:
        place = (change.part, change.row, change.field)
        now = next((each for each in since if (each.part, each.row, each.field) == place), None)
        return change_words(change, self.lang, now.before if now else None)

    def past(self, proposal: str = "") -> Sequence[PastView]:
        """The latest lines of a record's history, each with what could be taken back."""
        found = self.uow.proposals.get(proposal) if proposal else None
        actor = found.actor if found and self._sees(found.actor) else self.member.actor
        lines = self.uow.records.history(actor) if actor else ()
        told = [each for each in lines if not _hidden(each.change)]
        return [self._line(each, actor) for each in told[:MOST_PAST]]

    def _line(self, past: Past, actor: str) -> PastView:
        back = proposal_of(past.why) if self._coordinates else ""
        change = change_words(past.change, self.lang)
        return PastView(past.at, self._by(signers(past.who)[0], actor), change, back)

    @property
    def _coordinates(self) -> bool:
        return self.member.role == "coordinator"

    def _sees(self, actor: str) -> bool:
        return looks_after(self.member, care.perimeter(self.uow, actor))

    def _name(self, actor: str) -> str:
        record = self.uow.records.get(actor)
        return record.text("name", self.lang) if record else actor

    def _by(self, who: str, actor: str) -> str:
        """Who it was, as a role: nobody's name is known here."""
        if who == self.member.id:
            return "own"
        member = self.uow.staff.get(who)
        if member is None:
            return "other"
        return "focal" if member.actor == actor else member.role


def _coded(field: Field) -> bool:
    return field.kind in ("needs", "places", "many")


def _hidden(change: Change) -> bool:
    """What is never read outside the catalogue's own care stands in no message."""
    return bool(change.field) and field_of(change.part, change.field).seen == "hidden"
