"""How messages were read: counted rows of nobody's. What is counted, and why, is casework's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from sqlalchemy import delete, select, update

from casework.readings import Noted, Tallied
from storage.session import Session
from storage.tables import reading

KEY = tuple(column.name for column in reading.primary_key)


class Readings:
    """Implements `casework.ports.Readings`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def count(self, noted: Noted) -> None:
        """One more of that kind."""
        new = self._session.insert_into(reading).values(**asdict(noted), n=1)
        grown = {"n": reading.c.n + 1}
        self._session.run(new.on_conflict_do_update(index_elements=KEY, set_=grown))

    def uncount(self, noted: Noted) -> bool:
        """One less; False when there is none."""
        same = [reading.c[name] == value for name, value in asdict(noted).items()]
        less = update(reading).where(*same).values(n=reading.c.n - 1)
        if not self._session.run(less).rowcount:
            return False
        self._session.run(delete(reading).where(*same, reading.c.n < 1))
        return True

    def since(self, day: date) -> Sequence[Tallied]:
        """Every kind counted from that day on, day by day."""
        rows = self._session.all(select(reading).where(reading.c.day >= day).order_by(*KEY))
        return [Tallied(Noted(**{name: row[name] for name in KEY}), row["n"]) for row in rows]

    def sweep(self, before: date) -> None:
        """Forget what is older."""
        self._session.run(delete(reading).where(reading.c.day < before))
