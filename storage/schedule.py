"""What is due and when: rows with a lease, so that each is done once whoever dies in between."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, fields
from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select, update

from casework.ports import Due
from storage.columns import Instant
from storage.session import Session
from storage.tables import due as table

FIELDS = tuple(field.name for field in fields(Due))


class Schedule:
    """Implements `casework.ports.Schedule`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, due: Due) -> None:
        """Something to be done at its hour."""
        self._session.add(table, asdict(due) | {"leased_until": None})

    def cancel(self, person: str, subject: str = "", purposes: Collection[str] = ()) -> None:
        """Nothing more of this person; only about a subject, only of some purposes."""
        gone = delete(table).where(table.c.person == person)
        gone = gone.where(table.c.subject == subject) if subject else gone
        self._session.run(gone.where(table.c.purpose.in_(purposes)) if purposes else gone)

    def claim(self, now: datetime, limit: int, lease_seconds: int) -> Sequence[Due]:
        """Rows whose hour has come and that nobody is doing, oldest first."""
        free = or_(table.c.leased_until.is_(None), table.c.leased_until <= now)
        ready = select(table.c.id).where(table.c.at <= now, free).order_by(table.c.at, table.c.id)
        ready = ready.limit(limit).with_for_update(skip_locked=True)
        leased = update(table).where(table.c.id.in_(ready.cte("ready").select()))
        until = now + timedelta(seconds=lease_seconds)
        rows = self._session.all(leased.values(leased_until=until).returning(table))
        found = [Due(**{name: row[name] for name in FIELDS}) for row in rows]
        return sorted(found, key=lambda due: (due.at, due.id))

    def done(self, due: str) -> bool:
        """True for exactly one caller: False when the row was cancelled or done since its claim."""
        return self._session.run(delete(table).where(table.c.id == due)).rowcount > 0

    def next_at(self) -> datetime | None:
        """When the next row can be claimed: its hour, or the end of its lease."""
        next_one = func.min(func.coalesce(table.c.leased_until, table.c.at, type_=Instant))
        at: datetime | None = self._session.value(select(next_one))
        return at
