"""Links between actors: claimed by one record, confirmed or denied by the other side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casework.errors import NotYours
from casework.ports import UnitOfWork
from catalogue.record import Change, Record, Row, as_json, named, text_of

ONE, BOTH = "one", "both"
DENIED = "denied"
"""Why a link is proposed to go: the other side says that there is none."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Another actor's record says that one's own is its parent, partner, funder (`as_`) …"""

    record: Record
    row: Row

    @property
    def as_(self) -> str:
        """What the other record says one's own is to it."""
        return text_of(self.row, "as")


def stand_by(uow: UnitOfWork, actor: str, *, by: str) -> None:
    """Who says that the record is right stands by the links it claims: one side has confirmed."""
    record = uow.records.get(actor)
    if record is None:
        return
    rows = tuple(
        {**row, "confirmed": ONE} if row.get("confirmed", "none") == "none" else row
        for row in record.rows("link")
    )
    if rows != record.rows("link"):
        changed = Record(record.values, {**record.parts, "link": rows})
        uow.records.write([changed], by=by, why="verified")


def claims(uow: UnitOfWork, actor: str) -> Iterator[Claim]:
    """The links to this actor that only the other side has confirmed and nobody here has denied."""
    for record in uow.records.naming(actor):
        if record.text("visibility") == "hidden" or record.id == actor:
            continue
        for row in record.rows("link"):
            if row["to"] == actor and row.get("confirmed") == ONE and not _denied(uow, record, row):
                yield Claim(record, row)


def _denied(uow: UnitOfWork, record: Record, row: Row) -> bool:
    """It was denied before, whatever was decided then: one is asked once."""
    told = (each for each in uow.proposals.of_actor(record.id) if each.why == DENIED)
    return any(change.row == named("link", row) for each in told for change in each.changes)


def claim(uow: UnitOfWork, actor: str, claimant: str, as_: str) -> Claim:
    """The open claim of that actor. Raises `NotYours` when there is none."""
    found = (each for each in claims(uow, actor) if (each.record.id, each.as_) == (claimant, as_))
    known = next(found, None)
    if known is None:
        raise NotYours
    return known


def confirmed(found: Claim) -> Record:
    """The other actor's record with the link that both sides have confirmed."""
    rows = tuple(
        {**row, "confirmed": BOTH} if row == found.row else row for row in found.record.rows("link")
    )
    return Record(found.record.values, {**found.record.parts, "link": rows})


def removal(found: Claim) -> Change:
    """The change that takes the link out of the other actor's record."""
    row = as_json(Record({}, {"link": (found.row,)}))["parts"]["link"][0]
    return Change("link", named("link", found.row), "", row, None)
