"""The catalogue as it stands: one immutable snapshot, swapped for the next one without a pause.

Within a transaction only the actors that changed are read. What would take long (the first time,
an import) is read and built beside the transactions, while the snapshot before still serves.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from casework.ports import Clock, UnitOfWork
from catalogue.actor import Actor
from catalogue.places import Gazetteer
from catalogue.search import Snapshot
from storage.store import Store

MOST_AT_ONCE = 100
"""More changed actors than this are not read within a transaction (measured: decision 0014)."""
RENEWED_EVERY = timedelta(hours=1)
"""How actors answer changes with every case: they are counted anew this often."""
RENEW_SECONDS = 5
"""How often it is asked whether there is something to renew."""
NEVER = -1


@dataclass(frozen=True, slots=True)
class Held:
    """A snapshot and the version of the catalogue it shows; swapped as one."""

    version: int
    snapshot: Snapshot


class Snapshots:
    """Gives each transaction the snapshot it may see; `renew` builds it anew beside them."""

    def __init__(self, gazetteer: Gazetteer, clock: Clock) -> None:
        self._gazetteer, self._clock = gazetteer, clock
        self._held = Held(NEVER, Snapshot((), gazetteer))
        self._renewed_at: datetime | None = None
        self._behind = False

    @property
    def latest(self) -> Snapshot:
        """The newest snapshot that any transaction has seen; names are rendered from it."""
        return self._held.snapshot

    def of(self, uow: UnitOfWork) -> Snapshot:
        """The snapshot that this transaction sees.

        After an import it is for some seconds the one before, where somebody renews; what is sent
        to an actor is asked of the actor's own row (`handle_consent`).
        """
        held = self._current(uow)
        # What is not committed yet is seen by nobody else: another may take the same version.
        if not uow.actors.changed_here:
            self._held = held
        elif self._held.version == NEVER:
            self._held = Held(NEVER, held.snapshot)
        return held.snapshot

    def _current(self, uow: UnitOfWork) -> Held:
        held, version = self._held, uow.actors.version()
        if version <= held.version:
            return held
        if held.version == NEVER:
            return self._whole(uow)
        changes = uow.actors.changed_since(held.version, MOST_AT_ONCE)
        if changes is not None:
            return Held(version, held.snapshot.changed(changes))
        self._behind = True
        return held if self._renewed_at else self._whole(uow)

    def _whole(self, uow: UnitOfWork) -> Held:
        return Held(uow.actors.version(), Snapshot(uow.actors.all(), self._gazetteer))

    async def renew(self, store: Store) -> None:
        """Build it anew where it is behind or an hour old: one that reads, one that builds."""
        now = self._clock.now()
        old = self._renewed_at is None or now - self._renewed_at >= RENEWED_EVERY
        if not old and not self._behind:
            return
        self._behind = False
        version, actors = await store.read(lambda work: (work.actors.version(), work.actors.all()))
        snapshot = await asyncio.to_thread(Snapshot, actors, self._gazetteer)
        # What changed meanwhile is read by the next transaction: the version says from where.
        self._held, self._renewed_at = Held(version, snapshot), now

    def actor(self, actor: str) -> Actor | None:
        """An actor of the newest snapshot, for its names."""
        return self.latest.actor(actor)
