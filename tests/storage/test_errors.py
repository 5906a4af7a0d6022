"""What goes wrong below is told in the project's own words; no library's error passes."""

import asyncio
import socket
from operator import attrgetter
from pathlib import Path

import pytest
from sqlalchemy import exc, text

from casework.errors import TawjihError
from storage.errors import (
    Busy,
    NoSpace,
    Refused,
    StorageFault,
    Unreachable,
    WrongKey,
    fault,
)  # fmt: skip
from storage.keys import KeyRing
from storage.store import Store
from storage.work import Work
from tests.storage.conftest import NOON, Opener
from tests.storage.samples import NAME, PHONE, chat, keep_somebody, person

SAME_ADDRESS = chat("c2", address="address-of-c-p1")


async def test_every_error_of_the_library_becomes_one_of_ours(store: Store) -> None:
    await store.write(keep_somebody)
    session = attrgetter("people._session")
    stories = {
        "a row twice": (Refused, lambda work: work.people.add(person())),
        "a chat twice": (Refused, lambda work: work.chats.add(SAME_ADDRESS)),
        "no such actor": (Refused, lambda work: work.actors.accredit("x", "y", by="s", at=NOON)),
        "bad SQL": (StorageFault, lambda work: session(work).run(text("SELEC 1"))),
        "no such table": (StorageFault, lambda work: session(work).all(text("SELECT 1 FROM x"))),
        "a missing value": (StorageFault, lambda work: session(work).run(text("SELECT :a"))),
    }
    for name, (kind, story) in stories.items():
        with pytest.raises(TawjihError) as raised:
            await store.write(story)
        assert isinstance(raised.value, kind), name
        assert raised.value.__cause__ is None
        assert raised.value.__suppress_context__


async def test_an_error_repeats_nothing_of_a_row(store: Store) -> None:
    await store.write(keep_somebody)
    with pytest.raises(Refused) as raised:
        await store.write(lambda work: work.chats.add(SAME_ADDRESS))
    told = f"{raised.value!r} {raised.value}"
    assert [secret for secret in (NAME, PHONE, "address-of", "c2") if secret in told] == []


async def test_a_full_disk_is_told_and_heals_by_itself(tmp_path: Path, opened: Opener) -> None:
    """P12: what was acknowledged is stored; when there is room again, all goes on."""
    store = await opened(f"sqlite:///{tmp_path / 'tawjih.db'}")
    await store.write(keep_somebody)
    await limit_pages(store, "1")
    stored = await filled_up(store)
    assert await store.read(lambda work: len(work.people.facts("p1"))) == 2 + stored
    await limit_pages(store, "1073741823")
    await store.write(lambda work: fill(work, -1))
    assert await store.read(lambda work: len(work.people.facts("p1"))) == 3 + stored


async def test_on_a_full_disk_nobody_in_a_shared_commit_is_told_otherwise(
    tmp_path: Path, opened: Opener
) -> None:
    store = await opened(f"sqlite:///{tmp_path / 'tawjih.db'}")
    await store.write(keep_somebody)
    await limit_pages(store, "1")
    jobs = [store.write(lambda work, n=number: fill(work, n)) for number in range(300)]
    outcomes = await asyncio.gather(*jobs, return_exceptions=True)
    assert {type(each) for each in outcomes} - {type(None)} == {NoSpace}
    stored = await store.read(lambda work: len(work.people.facts("p1"))) - 2
    assert stored == sum(each is None for each in outcomes)


async def limit_pages(store: Store, pages: str) -> None:
    """The file may grow no further (SQLite takes its present size instead)."""
    pragma = text(f"PRAGMA max_page_count = {pages}")
    await store._backend.write(lambda connection: connection.execute(pragma).all())


async def filled_up(store: Store) -> int:
    """Write until there is no room; how many writes were acknowledged."""
    for number in range(2000):
        try:
            await store.write(lambda work, n=number: fill(work, n))
        except NoSpace:
            return number
    raise AssertionError("the disk is never full")


def fill(work: Work, number: int) -> None:
    work.people.record("p1", f"note-{number}", "x" * 3000, at=NOON)


async def test_a_database_that_does_not_answer_is_unreachable(ring: KeyRing) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        with pytest.raises(Unreachable):
            await Store.open(f"postgresql://u@127.0.0.1:{nobody.getsockname()[1]}/x", ring)


@pytest.mark.parametrize("name", ["missing/folder/tawjih.db", "."])
async def test_a_file_that_cannot_be_opened_is_unreachable(
    tmp_path: Path, ring: KeyRing, name: str
) -> None:
    with pytest.raises(Unreachable):
        await Store.open(f"sqlite:///{tmp_path / name}", ring)


async def test_a_file_that_is_no_database_is_told(tmp_path: Path, opened: Opener) -> None:
    (tmp_path / "tawjih.db").write_bytes(b"This is a letter, and no database. " * 200)
    with pytest.raises(StorageFault):
        await opened(f"sqlite:///{tmp_path / 'tawjih.db'}")


async def test_another_writer_who_does_not_end_makes_it_busy(
    tmp_path: Path, opened: Opener
) -> None:
    url = f"sqlite:///{tmp_path / 'tawjih.db'}"
    first, second = await opened(url), await opened(url)
    await second._backend.write(lambda c: c.execute(text("PRAGMA busy_timeout = 1")).all())
    loop = asyncio.get_running_loop()

    def hold(work: Work) -> None:
        waited = asyncio.run_coroutine_threadsafe(second.write(keep_somebody), loop)
        with pytest.raises(Busy):
            waited.result(20)

    await first.write(hold)
    await second.write(keep_somebody)


def test_an_unknown_fault_is_still_ours() -> None:
    assert type(fault(exc.SQLAlchemyError("x"))) is StorageFault
    assert type(fault(exc.TimeoutError("x"))) is Busy
    assert not isinstance(WrongKey("cli.key_wrong"), StorageFault)
