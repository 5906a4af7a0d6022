"""Erasure, export and the sweeping of what a kill left between the two stores: the marks at work.

The key goes first: from then on nothing of that person reads, whatever happens next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Select, Table, delete, select, union, update

from storage import tables
from storage.session import Session
from storage.vault import CANARY

CLEARED: tuple[tuple[Table, str], ...] = (
    (tables.sent_message, "chat"),
    (tables.card, "chat"),
    (tables.outbox, "owner"),
    (tables.outbox, "chat"),
    (tables.chat, "owner"),
    (tables.fact, "person"),
    (tables.check_answer, "person"),
    (tables.due, "person"),
    (tables.task, "person"),
    (tables.referral_event, "person"),
    (tables.person, "id"),
)
"""What is deleted, in this order, and by which column it is the person's."""

KEPT: tuple[Table, ...] = (tables.consent, tables.referral)
"""What stays as counted rows: sealed values emptied, the person's id replaced."""

OWNERS = (tables.person.c.id, tables.staff_member.c.id, tables.chat.c.owner)
"""Where the ids of those who have a key stand."""

LEFT_ALONE = timedelta(hours=1)
"""A key this young may belong to a transaction that has not ended."""


def erase(session: Session, owner: str) -> None:
    """Destroy the key of a person (or a member of staff) and all that is theirs."""
    session.keys.destroy([owner])
    session.erased = True
    chats = select(tables.chat.c.id).where(tables.chat.c.owner == owner)
    for table, column in CLEARED:
        of = table.c[column]
        session.run(delete(table).where(of.in_(chats) if column == "chat" else of == owner))
    emptied = update(tables.referral).where(tables.referral.c.person == owner)
    session.run(emptied.values(place=None, replaces="", scope=[]))
    # Its own id stands for the person: not even two cases of one person are tied together. The
    # referral follows, because its key to the consent cascades.
    consent = tables.consent.c
    session.run(update(tables.consent).where(consent.person == owner).values(person=consent.id))


def release(session: Session, referral: str) -> None:
    """Tie one case to its person no more, as erasure does for all of them."""
    case, history, task = tables.referral.c, tables.referral_event.c, tables.task.c
    named = select(case.reference).where(case.id == referral)
    session.run(delete(tables.task).where(task.reference.in_(named)))
    session.run(delete(tables.referral_event).where(history.referral == referral))
    emptied = update(tables.referral).where(case.id == referral)
    session.run(emptied.values(place=None, replaces="", scope=[]))
    consent = tables.consent.c
    of = select(case.consent).where(case.id == referral)
    session.run(update(tables.consent).where(consent.id.in_(of)).values(person=consent.id))


def export(session: Session, person: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every row of a person, opened, by table."""
    for table, column in theirs():
        rows = session.opened(table, select(table).where(table.c[column] == person))
        yield from ((table.name, row) for row in rows)


def theirs() -> Sequence[tuple[Table, str]]:
    """The tables that hold something of a person, and the column that says whose."""
    cleared = [(table, column) for table, column in CLEARED if column != "chat"]
    return [*cleared, *((table, "person") for table in KEPT)]


def sweep(session: Session, now: datetime) -> None:
    """Make good what a kill left between the two stores: rows without a key, keys without rows."""
    known = {row["id"] for row in session.all(union(*map(_owners, OWNERS)))}
    for owner in known - session.keys.standing():
        erase(session, owner)
    old = session.keys.standing(made_before=now - LEFT_ALONE)
    orphans = old - known - {CANARY}
    if orphans:
        session.keys.destroy(orphans)


def _owners(column: Column[Any]) -> Select[tuple[str]]:
    return select(column.label("id"))
