"""Stores what comes in before anyone is told that it came. What it says is read by the workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from casework.ports import Clock
from storage.inbox import Arrived
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Letter:
    """One update, unread: `raw` is what the channel's own door reads later.

    `update_id` is unique in its channel for at least seven days: a second one is a repeat.
    `address` is the chat it belongs to; one chat is served in order.
    """

    channel: str
    update_id: str
    address: str
    raw: bytes


class Intake:
    """The one way in. `lookup` is the key ring's keyed hash: lanes never hold an address."""

    def __init__(self, store: Store, lookup: Callable[[str, str], str], clock: Clock) -> None:
        self._store, self._lookup, self._clock = store, lookup, clock

    async def accept(self, letters: Iterable[Letter]) -> int:
        """Store them in one transaction and return how many were new.

        Returns after the commit: from then on they are answered, whatever happens. Raises
        `storage.errors.StorageFault`, and then nothing may be acknowledged.
        """
        rows = [self._row(letter) for letter in letters]
        return await self._store.write(lambda work: work.inbox.add(rows)) if rows else 0

    def _row(self, letter: Letter) -> Arrived:
        return Arrived(
            channel=letter.channel,
            update_id=letter.update_id,
            lane=self._lookup("lane", f"{letter.channel}:{letter.address}"),
            at=self._clock.now(),
            raw=letter.raw,
        )
