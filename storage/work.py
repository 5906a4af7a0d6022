"""One unit of work: every repository over the same transaction. It knows no rule and no driver."""

from __future__ import annotations

from datetime import datetime, timedelta

from casework.morocco_time import today
from casework.readings import KEPT
from storage.actors import Actors
from storage.assessments import Assessments
from storage.audit import Audit, Gaps
from storage.chats import Chats
from storage.checks import Checks
from storage.consents import Consents
from storage.erase import sweep
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.people import People
from storage.proposals import Proposals
from storage.readings import Readings
from storage.records import Records
from storage.referrals import Referrals
from storage.schedule import Schedule
from storage.session import Session
from storage.staff import Staff
from storage.tasks import Tasks

AUDIT_KEPT = timedelta(days=731)
"""24 months (domain.md, Retention)."""


class Work:
    """Implements `casework.ports.UnitOfWork`, and adds the inbox and the delivery's outbox."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.actors = Actors(session)
        self.assessments = Assessments(session)
        self.audit = Audit(session)
        self.chats = Chats(session)
        self.checks = Checks(session)
        self.consents = Consents(session)
        self.gaps = Gaps(session)
        self.inbox = Inbox(session)
        self.outbox = Outbox(session)
        self.people = People(session)
        self.proposals = Proposals(session)
        self.readings = Readings(session)
        self.records = Records(session)
        self.referrals = Referrals(session)
        self.schedule = Schedule(session)
        self.staff = Staff(session)
        self.tasks = Tasks(session)

    def keyed_hash(self, purpose: str, text: str) -> str:
        """A hash under the ring's key of lookups."""
        return self._session.ring.lookup(purpose, text)

    def sweep(self, now: datetime) -> None:
        """Forget what has had its time, and what a kill left between database and keys."""
        self.inbox.sweep(now)
        self.outbox.sweep(now)
        self.staff.sweep(now)
        self.audit.sweep(now - AUDIT_KEPT)
        self.readings.sweep(today(now - KEPT))
        sweep(self._session, now)
