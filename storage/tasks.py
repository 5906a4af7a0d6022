"""What coordinators have to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Select, select, update

from casework.ports import Task
from storage.session import Session
from storage.tables import task as table


class Tasks:
    """Implements `casework.ports.Tasks`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, task: Task) -> None:
        """Something to look at."""
        self._session.add(table, asdict(task))

    def get(self, task: str) -> Task | None:
        """The task of that id, open or closed."""
        return next(iter(self._found(select(table).where(table.c.id == task))), None)

    def open_in(self, region: str) -> Sequence[Task]:
        """Open tasks of a region (all of them for an empty one), oldest first."""
        return self._found(_open().where(table.c.region == region) if region else _open())

    def find_open(self, kind: str, *, person: str = "", reference: str = "") -> Task | None:
        """The open task of a kind about a person or a referral."""
        wanted = _open().where(table.c.kind == kind)
        wanted = wanted.where(table.c.person == person) if person else wanted
        wanted = wanted.where(table.c.reference == reference) if reference else wanted
        return next(iter(self._found(wanted.limit(1))), None)

    def close(self, task: str, at: datetime, by: str) -> None:
        """Somebody has dealt with it; the first one counts."""
        still = update(table).where(table.c.id == task, table.c.closed_at.is_(None))
        self._session.run(still.values(closed_at=at, closed_by=by))

    def _found(self, wanted: Select[tuple[object, ...]]) -> list[Task]:
        ordered = wanted.order_by(table.c.opened_at, table.c.id)
        return [Task(**row) for row in self._session.all(ordered)]


def _open() -> Select[tuple[object, ...]]:
    return select(table).where(table.c.closed_at.is_(None))
