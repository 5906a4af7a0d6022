"""Assessors' scores of actors, each kept beside the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from sqlalchemy import select

from catalogue.assessment import Score
from storage.actor_tables import assessment as table
from storage.session import Session

ORDER = (table.c.day, table.c.assessor, table.c.criterion)


class Assessments:
    """Implements `casework.ports.Assessments`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, scores: Iterable[Score]) -> None:
        """Keep scores; the same assessor's of the same day and criterion is corrected."""
        for score in scores:
            self._session.put(table, asdict(score))

    def forget(self, actor: str) -> None:
        """Drop every score of an actor."""
        self._session.run(table.delete().where(table.c.actor == actor))

    def of(self, actor: str) -> Sequence[Score]:
        """Every score of an actor, in the order of days."""
        of_one = select(table).where(table.c.actor == actor)
        found = self._session.all(of_one.order_by(*ORDER))
        return [Score(**row) for row in found]

    def all(self) -> Sequence[Score]:
        """Every score, by actor and day."""
        rows = select(table).order_by(table.c.actor, *ORDER)
        return [Score(**row) for row in self._session.all(rows)]
