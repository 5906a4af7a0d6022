"""Where a reading command takes its actors from; what it does with them is its own."""

from __future__ import annotations

import asyncio

from bot.settings import Settings
from catalogue.places import gazetteer
from catalogue.search import Snapshot
from catalogue.starter import starter_actors
from storage.store import Store, database_exists


def snapshot(settings: Settings) -> Snapshot:
    """The database's catalogue; without one the starter's (or none, as the setting says).

    Makes no file. Raises `casework.errors.OperatorError` for a database that does not open.
    """
    return asyncio.run(current(settings))


async def current(settings: Settings) -> Snapshot:
    """The catalogue as it stands now."""
    if not await database_exists(settings.database_url):
        return Snapshot(starter_actors() if settings.starter_catalogue else (), gazetteer())
    store = await Store.at(settings.database_url, settings.key_file, keys_url=settings.keys_url)
    try:
        return Snapshot(await store.read(lambda work: work.actors.all()), gazetteer())
    finally:
        await store.close()
