"""One unit of work: every repository over the same transaction. It knows no rule and no driver."""

from __future__ import annotations

from storage.actors import Actors
from storage.chats import Chats
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.people import People
from storage.session import Session


class Work:
    """Implements `casework.ports.UnitOfWork`, and adds the inbox and the delivery's outbox."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.actors = Actors(session)
        self.chats = Chats(session)
        self.people = People(session)
        self.inbox = Inbox(session)
        self.outbox = Outbox(session)

    def keyed_hash(self, purpose: str, text: str) -> str:
        """A hash under the ring's key of lookups."""
        return self._session.ring.lookup(purpose, text)
