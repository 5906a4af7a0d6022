"""Answers to the reintegration checks, sealed one by one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from storage.session import Session
from storage.tables import check_answer as table


class Checks:
    """Implements `casework.ports.Checks`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def answer(
        self, person: str, check: str, question: str, *, value: str, scoring: str, at: datetime
    ) -> None:
        """Keep an answer, or the new one to the same question."""
        row = {"person": person, "check": check, "question": question}
        self._session.put(table, row | {"value": value, "scoring": scoring, "at": at})

    def answers(self, person: str) -> Mapping[str, Mapping[str, str]]:
        """Check → question → value (0…4, or skip)."""
        found: dict[str, dict[str, str]] = {}
        wanted = select(table).where(table.c.person == person)
        for row in self._session.opened(table, wanted.order_by(table.c.check, table.c.question)):
            found.setdefault(row["check"], {})[row["question"]] = row["value"]
        return found
