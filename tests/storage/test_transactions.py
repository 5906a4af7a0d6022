"""A transaction is whole, reaches nobody else, and outlives the one who asked for it."""

import asyncio
import random
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.errors import Closed, Refused, StorageFault
from storage.store import Store
from storage.work import Work
from tests.storage.conftest import NOON, Opener
from tests.storage.samples import keep_somebody, person

CANCELS = 400
PAIR = ("call_name", "reach")


def write_pair(number: int) -> Callable[[Work], None]:
    """Two rows that only mean something together."""

    def both(work: Work) -> None:
        for name in PAIR:
            work.people.record("p1", f"{name}-{number}", str(number), at=NOON)

    return both


async def test_random_cancels_leave_nothing_half_done(store: Store) -> None:
    """P15: each pair is there or not; everybody else's writes succeed."""
    await store.write(keep_somebody)
    dice = random.Random(15)
    finished = 0
    for start in range(0, CANCELS, 20):
        tasks = [asyncio.create_task(store.write(write_pair(start + n))) for n in range(20)]
        for task in tasks:
            for _ in range(dice.randrange(6)):
                await asyncio.sleep(0)
            if dice.random() < 0.7:
                task.cancel()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        finished += sum(outcome is None for outcome in outcomes)
        assert {type(each) for each in outcomes} <= {type(None), asyncio.CancelledError}
    await store.write(write_pair(-1))
    facts = await store.read(lambda work: work.people.facts("p1"))
    whole = {name.partition("-")[2] for name in facts if "-" in name}
    assert all(f"{name}-{number}" in facts for number in whole for name in PAIR)
    assert finished < len(whole) <= CANCELS + 1


async def test_a_cancelled_caller_does_not_undo_what_was_begun(store: Store) -> None:
    begun = threading.Event()
    loop = asyncio.get_running_loop()
    seen = asyncio.Event()

    def slow(work: Work) -> None:
        keep_somebody(work)
        loop.call_soon_threadsafe(seen.set)
        begun.set()

    task = asyncio.create_task(store.write(slow))
    await seen.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await store.write(lambda work: None)
    assert begun.is_set()
    assert await store.read(lambda work: len(work.people.facts("p1"))) == 2


async def test_what_fails_is_undone_and_its_neighbours_stand(store: Store) -> None:
    """Many functions may share one commit; each is whole by itself."""

    def even_ones_only(number: int) -> Callable[[Work], None]:
        def job(work: Work) -> None:
            work.people.add(person(f"p{number}"))
            if number % 2:
                raise ValueError("odd")

        return job

    jobs = [store.write(even_ones_only(number)) for number in range(40)]
    outcomes = await asyncio.gather(*jobs, return_exceptions=True)
    assert [isinstance(each, ValueError) for each in outcomes] == [bool(n % 2) for n in range(40)]

    def standing(work: Work) -> list[bool]:
        return [work.people.get(f"p{number}") is not None for number in range(40)]

    assert await store.read(standing) == [not n % 2 for n in range(40)]


async def test_a_constraint_that_fails_is_one_functions_own(store: Store) -> None:
    await store.write(lambda work: work.people.add(person("p0")))
    jobs = [store.write(lambda work, n=n: work.people.add(person(f"p{n % 3}"))) for n in range(6)]
    outcomes = await asyncio.gather(*jobs, return_exceptions=True)
    assert sum(isinstance(each, Refused) for each in outcomes) == 4
    assert sum(each is None for each in outcomes) == 2


async def test_reading_does_not_wait_for_who_writes(tmp_path: Path, opened: Opener) -> None:
    store = await opened(f"sqlite:///{tmp_path / 'tawjih.db'}")
    holds, release = threading.Event(), threading.Event()

    def long_one(work: Work) -> None:
        work.people.add(person())
        holds.set()
        release.wait(10)

    writing = asyncio.create_task(store.write(long_one))
    await asyncio.to_thread(holds.wait, 10)
    assert await store.read(lambda work: work.people.get("p1")) is None
    release.set()
    await writing
    assert await store.read(lambda work: work.people.get("p1")) is not None


async def test_who_only_reads_cannot_write(store: Store) -> None:
    with pytest.raises(StorageFault):
        await store.read(lambda work: work.gaps.count("food", "04.091", NOON))
    assert await store.read(lambda work: work.gaps.all()) == {}


async def test_closing_lets_what_runs_end_and_nothing_else_begin(
    database_url: str, opened: Opener
) -> None:
    store = await opened(database_url)
    jobs = [asyncio.create_task(store.write(lambda work, n=n: work.people.add(person(f"p{n}"))))
            for n in range(20)]  # fmt: skip
    await asyncio.sleep(0)
    await store.close()
    assert await asyncio.gather(*jobs) == [None] * 20
    with pytest.raises(Closed):
        await store.write(keep_somebody)
    again = await opened(database_url)
    assert await again.read(lambda work: work.people.get("p19")) is not None


async def test_sqlite_is_set_to_survive_the_loss_of_power(opened: Opener, tmp_path: Path) -> None:
    store = await opened(f"sqlite:///{tmp_path / 'tawjih.db'}")
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    for reach in (store._backend.write, store._backend.read):
        for pragma, value in wanted.items():
            found = await reach(lambda c, p=pragma: c.execute(text(f"PRAGMA {p}")).scalar())
            assert (pragma, found) == (pragma, value)
