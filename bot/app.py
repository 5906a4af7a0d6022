"""The one composition root: settings in, the parts of a program out. No rule stands here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.chart import draw
from bot.clock import clock_for
from bot.delivery import Delivery, Route
from bot.figures import limits_of, weights_of
from bot.ids import SecureIds
from bot.intake import Intake
from bot.names import Names
from bot.pump import ring_at
from bot.render import Renderer
from bot.settings import Settings
from bot.snapshots import Snapshots
from bot.workers import Door, Workers
from casework.ports import Clock, Ids, Surroundings
from catalogue.places import gazetteer
from catalogue.starter import starter_records
from catalogue.understand import reader
from storage.keys import KeyRing
from storage.store import Store

TEXT_VERSION = "2026-11"
"""Which wording of the consent was shown; changes when its meaning does (domain.md, Consent)."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What every door shares. `around` is what use cases are given."""

    store: Store
    ring: KeyRing
    clock: Clock
    snapshots: Snapshots
    renderer: Renderer
    around: Surroundings
    intake: Intake


@asynccontextmanager
async def opened(settings: Settings, clock: Clock) -> AsyncIterator[tuple[Store, KeyRing]]:
    """The store and its key ring; both are made where neither exists.

    Raises `casework.errors.OperatorError` (`storage.errors.KeyMissing`, `WrongKey`, …).
    """
    store = await Store.at(
        settings.database_url,
        settings.key_file,
        starter=starter_records() if settings.starter_catalogue else (),
        keys_url=settings.keys_url,
        clock=clock,
    )
    try:
        yield store, KeyRing.load(settings.key_file)
    finally:
        await store.close()


def parts_of(
    settings: Settings,
    store: Store,
    ring: KeyRing,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    bot_link: str = "",
) -> Parts:
    """Everything above the store and below the doors."""
    clock = clock or clock_for(settings.clock_file)
    snapshots = Snapshots(gazetteer(), clock)
    renderer = Renderer(Names(snapshots.actor, gazetteer()), ring.tap_key, draw)
    around = Surroundings(
        clock=clock,
        ids=ids or SecureIds(),
        wording=renderer,
        snapshot=snapshots.of,
        reader=reader(),
        text_version=TEXT_VERSION,
        base_url=settings.base_url,
        bot_link=bot_link,
        staff_hours=(settings.staff_from, settings.staff_until),
        deadlines=limits_of(settings.deadlines),
        check_weights=weights_of(settings.check_weights),
    )
    intake = Intake(store, ring.lookup, clock)
    return Parts(store, ring, clock, snapshots, renderer, around, intake)


class Machine:
    """The workers and the delivery over the channels there are; `run` until cancelled."""

    def __init__(
        self, parts: Parts, routes: Mapping[str, Route], doors: Mapping[str, Door]
    ) -> None:
        self._store = parts.store
        self.workers = Workers(parts.store, doors, parts.around, tap_key=parts.ring.tap_key)
        self.delivery = Delivery(parts.store, routes, parts.renderer, parts.around)

    async def run(self) -> None:
        """Serve both queues, each woken by what is committed."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.workers.run())
            group.create_task(self.delivery.run())
            group.create_task(
                ring_at(self._store.wake, self.workers.bell, self.delivery.bell),
            )
