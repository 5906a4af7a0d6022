"""Reads what the cartography is drawn from: records, how they are matched, scores, demand."""

from __future__ import annotations

import asyncio
from datetime import date
from functools import partial

from bot.clock import clock_for
from bot.settings import Settings
from casework.demand import demand
from casework.morocco_time import today
from casework.ports import UnitOfWork
from catalogue.mapping.material import Entry, Material
from catalogue.places import gazetteer
from catalogue.record import actor_of
from catalogue.starter import starter_records
from storage.store import Store, database_exists


def material(settings: Settings) -> Material:
    """The cartography's material as it stands; without a database that of the starter catalogue.

    Makes no file. Raises `casework.errors.OperatorError` for a database that does not open.
    """
    return asyncio.run(read(settings))


async def read(settings: Settings) -> Material:
    """The same, where something runs already."""
    day = today(clock_for(settings.clock_file).now())
    if not await database_exists(settings.database_url):
        return starting(day, starter=settings.starter_catalogue)
    store = await Store.at(settings.database_url, settings.key_file, keys_url=settings.keys_url)
    try:
        return await store.read(partial(gathered, day=day))
    finally:
        await store.close()


def starting(day: date, *, starter: bool = True) -> Material:
    """The material of a database that is not there yet."""
    records = starter_records() if starter else ()
    entries = tuple(Entry(record, actor_of(record)) for record in records)
    return Material(entries, day, gazetteer())


def gathered(uow: UnitOfWork, day: date) -> Material:
    """The material of one transaction."""
    actors = {actor.id: actor for actor in uow.actors.all()}
    entries = tuple(Entry(record, actors[record.id]) for record in uow.records.all())
    return Material(entries, day, gazetteer(), uow.assessments.all(), demand(uow))
