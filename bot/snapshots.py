"""The catalogue as it stands: one immutable snapshot, swapped when a newer one is seen."""

from __future__ import annotations

from casework.ports import UnitOfWork
from catalogue.actor import Actor
from catalogue.places import Gazetteer
from catalogue.search import Snapshot


class Snapshots:
    """Rebuilds the snapshot only when the catalogue's version has grown."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._version = -1
        self.latest = Snapshot((), gazetteer)
        """The newest snapshot that any transaction has seen; names are rendered from it."""

    def of(self, uow: UnitOfWork) -> Snapshot:
        """The snapshot that this transaction sees."""
        version = uow.actors.version()
        if version != self._version:
            self.latest = Snapshot(uow.actors.all(), self._gazetteer)
            self._version = version
        return self.latest

    def actor(self, actor: str) -> Actor | None:
        """An actor of the newest snapshot, for its names."""
        return self.latest.actor(actor)
