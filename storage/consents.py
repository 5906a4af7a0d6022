"""Consents: given once, taken back once, kept as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import Select, select, update

from casework.consent import Consent
from storage.session import Session
from storage.tables import consent as table

FIELDS = tuple(field.name for field in fields(Consent))


class Consents:
    """Implements `casework.ports.Consents`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, consent: Consent) -> None:
        """A recorded yes."""
        self._session.add(table, asdict(consent) | {"scope": list(consent.scope)})

    def get(self, consent: str) -> Consent | None:
        """The consent of that id, taken back or not."""
        return next(iter(self._found(select(table).where(table.c.id == consent))), None)

    def of(self, person: str) -> Sequence[Consent]:
        """All consents a person ever gave, oldest first."""
        theirs = select(table).where(table.c.person == person)
        return self._found(theirs.order_by(table.c.granted_at, table.c.id))

    def withdraw(self, consent: str, at: datetime) -> None:
        """Taken back; the first time counts."""
        standing = update(table).where(table.c.id == consent, table.c.withdrawn_at.is_(None))
        self._session.run(standing.values(withdrawn_at=at))

    def _found(self, wanted: Select[tuple[object, ...]]) -> list[Consent]:
        rows = self._session.all(wanted)
        return [Consent(**row | {"scope": tuple(row["scope"])}) for row in rows]
