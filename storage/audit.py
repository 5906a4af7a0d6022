"""What was done and what was lacking: lines of the audit, counted gaps. Ids and codes only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select

from storage.columns import Instant
from storage.session import Session
from storage.tables import audit, gap


class Audit:
    """Implements `casework.ports.Audit`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def note(
        self, at: datetime, who: str, action: str, *, subject: str = "", reason: str = ""
    ) -> None:
        """One line: ids only, never a name or a text."""
        line = {"at": at, "who": who, "action": action, "subject": subject, "reason": reason}
        self._session.run(insert(audit), line)

    def noted(self, action: str, subject: str) -> bool:
        """Whether there is such a line about that subject."""
        same = (audit.c.action == action, audit.c.subject == subject)
        return self._session.first(select(audit.c.id).where(*same).limit(1)) is not None

    def last(self, action: str) -> Mapping[str, datetime]:
        """When the action was last noted, by subject."""
        at = func.max(audit.c.at, type_=Instant)
        latest = select(audit.c.subject, at).where(audit.c.action == action)
        return dict(self._session.tuples(latest.group_by(audit.c.subject)))

    def lines(self, *, subject: str = "") -> Iterator[Mapping[str, Any]]:
        """All lines, or those about one id, oldest first."""
        wanted = select(audit).order_by(audit.c.id)
        yield from self._session.all(
            wanted.where(audit.c.subject == subject) if subject else wanted
        )

    def sweep(self, before: datetime) -> None:
        """Forget what is older."""
        self._session.run(delete(audit).where(audit.c.at < before))


class Gaps:
    """Implements `casework.ports.Gaps`: needs that found no actor, by province and month."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def count(self, need: str, province: str, at: datetime) -> None:
        """One more. The month is UTC's."""
        row = {"need": need, "province": province, "month": f"{at:%Y-%m}", "n": 1}
        new = self._session.insert_into(gap).values(row)
        grown = {"n": gap.c.n + 1}
        self._session.run(
            new.on_conflict_do_update(index_elements=["need", "province", "month"], set_=grown)
        )

    def all(self) -> Mapping[tuple[str, str, str], int]:
        """(need, province, month) → how many."""
        rows = self._session.tuples(select(gap.c.need, gap.c.province, gap.c.month, gap.c.n))
        return {(need, province, month): n for need, province, month, n in rows}
