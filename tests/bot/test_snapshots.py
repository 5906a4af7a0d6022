"""A change of the catalogue is seen by the next transaction, and nobody waits for it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.snapshots import MOST_AT_ONCE, RENEWED_EVERY, Snapshots
from bot.stage import StillClock
from catalogue.actor import Actor
from catalogue.places import gazetteer
from catalogue.record import record_of
from catalogue.search import Snapshot
from storage.store import Store
from storage.work import Work
from tests.bot.commands.story import NOW, store_in

NEW = Actor("new", {"fr": "Association Nouvelle"}, needs=("food",))
MANY = tuple(replace(NEW, id=f"many-{n}") for n in range(MOST_AT_ONCE + 1))


class RolledBack(Exception):
    """The transaction is undone."""


class Watched:
    """A unit of work that notes what is asked of the catalogue."""

    def __init__(self, work: Work, asked: list[str]) -> None:
        self.actors = self
        self._actors, self._asked = work.actors, asked

    def __getattr__(self, name: str) -> object:
        self._asked.append(name)
        return getattr(self._actors, name)


class Slow:
    """A store in which something changes right after it was read."""

    def __init__(self, store: Store, held: Snapshots) -> None:
        self._store, self._held = store, held

    async def read(self, fn: object) -> object:
        found = await self._store.read(fn)  # type: ignore[arg-type,var-annotated]
        await self._store.write(lambda work: work.records.write([record_of(NEW)], by="test"))
        await self._store.read(self._held.of)
        return found


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with store_in(tmp_path) as opened:
        yield opened


def snapshots() -> Snapshots:
    return Snapshots(gazetteer(), StillClock(NOW))


def import_many(work: Work) -> None:
    for each in MANY:
        work.records.write([record_of(each)], by="test")


async def ids(store: Store, held: Snapshots) -> set[str]:
    found = await store.read(held.of)
    return {actor.id for actor in found.actors}


async def asked(store: Store, held: Snapshots) -> list[str]:
    """What a transaction asks of the catalogue when it wants the snapshot."""
    noted: list[str] = []
    await store.read(lambda work: held.of(Watched(work, noted)))  # type: ignore[arg-type]
    return noted


async def test_the_next_transaction_sees_a_change_and_reads_only_what_changed(store: Store) -> None:
    held = snapshots()
    assert await ids(store, held) == {"ngo", "court"}
    await store.write(lambda work: work.records.write([record_of(NEW)], by="test"))
    await store.write(lambda work: work.actors.pause("ngo", date(2026, 12, 24)))
    assert "all" not in await asked(store, held)
    found = await store.read(held.of)
    ngo = found.actor("ngo")
    assert ngo is not None
    assert ngo.full_until == date(2026, 12, 24)
    offers = found.offers(["food"], None, today=NOW.date())
    assert {offer.actor for offer in offers} == {"ngo", "new"}


async def test_without_a_change_nothing_is_read(store: Store) -> None:
    held = snapshots()
    await store.read(held.of)
    assert await asked(store, held) == ["version", "changed_here"]


async def test_a_transaction_sees_its_own_change_and_nobody_sees_one_that_is_undone(
    store: Store,
) -> None:
    held = snapshots()
    await store.read(held.of)
    seen: list[set[str]] = []

    def undone(work: Work) -> None:
        work.records.write([record_of(NEW)], by="test")
        seen.append({actor.id for actor in held.of(work).actors})
        raise RolledBack

    with pytest.raises(RolledBack):
        await store.write(undone)
    assert "new" in seen[0]
    # Another change takes the version that was never committed.
    await store.write(
        lambda work: work.records.write([record_of(replace(NEW, id="other"))], by="test")
    )
    assert await ids(store, held) == {"ngo", "court", "other"}


async def test_after_an_import_the_old_one_serves_until_the_new_one_is_built(store: Store) -> None:
    held = snapshots()
    await held.renew(store)
    await store.write(import_many)
    assert "all" not in await asked(store, held)
    assert await ids(store, held) == {"ngo", "court"}
    await held.renew(store)
    assert len(await ids(store, held)) == 2 + len(MANY)


async def test_where_nobody_renews_an_import_is_read_at_once(store: Store) -> None:
    held = snapshots()
    await store.read(held.of)
    await store.write(import_many)
    assert len(await ids(store, held)) == 2 + len(MANY)


async def test_it_is_built_anew_each_hour_and_not_before(store: Store) -> None:
    clock = StillClock(NOW)
    held = Snapshots(gazetteer(), clock)
    await held.renew(store)
    first = held.latest
    await held.renew(store)
    assert held.latest is first
    clock.move(NOW + RENEWED_EVERY)
    await held.renew(store)
    assert held.latest is not first


async def test_what_changes_while_it_is_built_is_not_lost(store: Store) -> None:
    held = snapshots()
    await held.renew(Slow(store, held))  # type: ignore[arg-type]
    assert "new" in await ids(store, held)


async def test_names_are_known_in_the_first_transaction_of_all(store: Store) -> None:
    held = snapshots()

    def first(work: Work) -> None:
        work.records.write([record_of(NEW)], by="test")
        held.of(work)

    await store.write(first)
    assert held.actor("new") is not None
    await store.write(
        lambda work: work.records.write([record_of(replace(NEW, id="other"))], by="test")
    )
    assert {"new", "other"} <= await ids(store, held)


def test_a_changed_snapshot_is_the_one_that_would_be_built_anew() -> None:
    four = tuple(replace(NEW, id=f"a{n}", city="Rabat") for n in range(4))
    before = Snapshot(four, gazetteer())
    moved = replace(four[0], city="Fès", needs=("housing",))
    now = before.changed({"a0": moved, "a1": None})
    whole = Snapshot((*four[2:], moved), gazetteer())
    for need in ("food", "housing"):
        found = now.offers([need], None, today=NOW.date())
        assert found == whole.offers([need], None, today=NOW.date())
    assert now.town_of("a0") == whole.town_of("a0") != before.town_of("a0")
    assert now.actor("a1") is None
    assert before.actor("a1") is not None
