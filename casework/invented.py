"""Taking the invented actors out of a database: a demonstration that is over leaves nothing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from casework.importing import OPERATOR
from casework.ports import UnitOfWork
from catalogue.mapping.material import is_synthetic
from catalogue.record import Record

WHY = "synthetic"
"""Why a record went, in its history and in the audit."""


def invented(uow: UnitOfWork) -> tuple[str, ...]:
    """The ids of the invented actors there are."""
    return tuple(record.id for record in uow.records.all() if is_synthetic(record.id))


def remove_invented(uow: UnitOfWork, now: datetime) -> None:
    """Take them out with their scores, grants, proposals and whatever links lead to them.

    Each leaves one line of history; cases about them stay, as those about any actor that went.
    """
    gone = invented(uow)
    _refuse_proposals(uow, now)
    _unlink(uow, gone)
    for actor in gone:
        uow.assessments.forget(actor)
        uow.actors.unaccredit(actor)
        uow.records.remove(actor, by=OPERATOR, why=WHY)
    uow.audit.note(now, OPERATOR, "removed", subject=WHY)


def _refuse_proposals(uow: UnitOfWork, now: datetime) -> None:
    for each in uow.proposals.waiting():
        if is_synthetic(each.actor):
            uow.proposals.decide(each.id, approved=False, by=OPERATOR, at=now)


def _unlink(uow: UnitOfWork, gone: Collection[str]) -> None:
    """Real actors keep their records, without the links to those that go."""
    real = (record for record in uow.records.all() if record.id not in gone)
    linked = [each for each in real if any(row["to"] in gone for row in each.rows("link"))]
    uow.records.write((_without_links(each, gone) for each in linked), by=OPERATOR, why=WHY)


def _without_links(record: Record, gone: Collection[str]) -> Record:
    links = tuple(row for row in record.rows("link") if row["to"] not in gone)
    return Record(record.values, {**record.parts, "link": links})
