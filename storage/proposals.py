"""Proposed changes of records, those that wait and those that were decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Select, select, update

from casework.proposal import Proposal
from catalogue.record import Change
from storage.actor_tables import proposal as table
from storage.session import Row, Session


class Proposals:
    """Implements `casework.ports.Proposals`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, proposal: Proposal) -> None:
        """A new proposal."""
        self._session.add(table, _row(proposal))

    def get(self, proposal: str) -> Proposal | None:
        """One proposal."""
        return next(iter(self._found(select(table).where(table.c.id == proposal))), None)

    def waiting(self) -> Sequence[Proposal]:
        """Those nobody has decided, the oldest first."""
        open_ones = select(table).where(table.c.state == "open")
        return self._found(open_ones.order_by(table.c.proposed_at, table.c.id))

    def of_actor(self, actor: str) -> Sequence[Proposal]:
        """Every proposal about an actor, the newest first."""
        of_one = select(table).where(table.c.actor == actor)
        return self._found(of_one.order_by(table.c.proposed_at.desc(), table.c.id))

    def decide(self, proposal: str, *, approved: bool, by: str, at: datetime) -> bool:
        """True for exactly one caller: False when it was decided before."""
        values = {
            "state": "approved" if approved else "refused",
            "decided_by": by,
            "decided_at": at,
        }
        waits = (table.c.id == proposal, table.c.state == "open")
        return bool(self._session.run(update(table).where(*waits).values(values)).rowcount)

    def _found(self, wanted: Select[tuple[object, ...]]) -> list[Proposal]:
        return [_proposal(row) for row in self._session.all(wanted)]


def _row(proposal: Proposal) -> Row:
    return {
        "id": proposal.id,
        "batch": proposal.batch,
        "actor": proposal.actor,
        "proposed_at": proposal.at,
        "proposed_by": proposal.by,
        "why": proposal.why,
        "changes": [asdict(change) for change in proposal.changes],
        "state": proposal.state,
        "decided_at": proposal.decided_at,
        "decided_by": proposal.decided_by,
    }


def _proposal(row: Row) -> Proposal:
    return Proposal(
        id=row["id"],
        batch=row["batch"],
        actor=row["actor"],
        at=row["proposed_at"],
        by=row["proposed_by"],
        why=row["why"],
        changes=tuple(Change(**each) for each in row["changes"]),
        state=row["state"],
        decided_at=row["decided_at"],
        decided_by=row["decided_by"],
    )
