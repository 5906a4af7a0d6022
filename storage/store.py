"""The door of storage: opens a database with its keys, runs whole functions in transactions.

What a function does in its transaction is the repositories' business; which thread or driver runs
it is the backends'.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import URL, Connection, Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from casework.ports import Clock
from casework.proposal import STARTER
from catalogue.record import Record
from storage.canary import prove
from storage.errors import Closed, DatabaseAddress, KeyMissing, StorageFault, translated
from storage.keys import KeyRing
from storage.migrate import is_new, take_turns, upgrade
from storage.postgres import PostgresBackend
from storage.session import Session
from storage.sqlite import SqliteBackend, in_memory
from storage.vault import Vault
from storage.work import Work

T = TypeVar("T")
DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+aiosqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}


class WallTime:
    """The machine's own time."""

    def now(self) -> datetime:
        """This instant, aware, UTC."""
        return datetime.now(UTC)


WALL_TIME = WallTime()


class Backend(Protocol):
    """What the two databases have in common."""

    in_memory: bool
    keys_engine: Engine

    async def write(self, job: Callable[[Connection], T]) -> T: ...

    async def read(self, job: Callable[[Connection], T]) -> T: ...

    async def purge(self) -> bool: ...

    async def close(self) -> None: ...


class Store:
    """An open database. `made` tells whether this opening made it.

    `wake` is set after each commit that put rows into the inbox or the outbox, or freed some.
    """

    def __init__(self, backend: Backend, ring: KeyRing, clock: Clock) -> None:
        self.made = False
        self.wake = asyncio.Event()
        self._backend = backend
        self._vault = Vault(ring, backend.keys_engine)
        self._clock = clock
        self._running: set[asyncio.Task[object]] = set()
        self._closed = False
        self._to_purge = False

    @classmethod
    async def open(
        cls,
        url: str,
        ring: KeyRing,
        *,
        starter: Iterable[Record] = (),
        keys_url: str | None = None,
        clock: Clock = WALL_TIME,
    ) -> Store:
        """Open a database and bring its schema up; a new one begins with the starter catalogue.

        `sqlite://` is a scratch database in memory. Raises `WrongKey` for a ring of another
        database, `KeyMissing` when the store of wrapped keys is gone, `DatabaseAddress` for an
        unknown kind of database, `Unreachable` when it does not answer.
        """
        with translated():
            store = cls(_backend(url, keys_url), ring, clock)
        try:
            await store._prepare(starter)
        except BaseException:
            await store.close()
            raise
        return store

    @classmethod
    async def at(
        cls,
        url: str,
        key_file: Path,
        *,
        starter: Iterable[Record] = (),
        keys_url: str | None = None,
        clock: Clock = WALL_TIME,
    ) -> Store:
        """Open a database with the ring of a file; where neither exists both are made.

        Raises `KeyMissing` for a database without its file, and what `open` raises.
        """
        if _is_there(key_file):
            ring = KeyRing.load(key_file)
        elif await database_exists(url) and not _is_there(key_file):
            raise KeyMissing("cli.key_missing", path=str(key_file))
        else:
            # Two programs may be started at once for the first time (the bot, and an invite).
            ring = KeyRing.ensure(key_file)
        return await cls.open(url, ring, starter=starter, keys_url=keys_url, clock=clock)

    async def write(self, fn: Callable[[Work], T]) -> T:
        """Run a whole function in one transaction: all of it is committed, or none.

        The caller's cancellation does not reach it: a cancelled caller treats the outcome as
        unknown. `fn` must not wait for anything but the work it is given.
        """
        return await self._shielded(self._write(fn))

    async def read(self, fn: Callable[[Work], T]) -> T:
        """Run a function that only reads, without waiting for those who write."""
        return await self._shielded(self._backend.read(lambda c: fn(Work(self._session(c)))))

    async def rewrap(self, *, limit: int = 500) -> int:
        """Wrap up to `limit` keys anew under the ring's current one; 0 when none is left."""
        return await self.write(lambda work: self._vault.rewrap(limit=limit))

    async def close(self) -> None:
        """Let what runs end, then close. Further calls raise `Closed`."""
        self._closed = True
        while self._running:
            await asyncio.wait(self._running)
        await self._backend.close()

    async def _write(self, fn: Callable[[Work], T]) -> T:
        def whole(connection: Connection) -> tuple[T, Session]:
            session = self._session(connection)
            return fn(Work(session)), session

        result, session = await self._backend.write(whole)
        if session.to_wake:
            self.wake.set()
        self._to_purge |= session.erased
        if self._to_purge:
            await self._purge()
        return result

    async def _purge(self) -> None:
        # The transaction is committed whatever becomes of this; it is tried after the next one.
        with suppress(StorageFault):
            self._to_purge = not await self._backend.purge()

    async def _shielded(self, running: Coroutine[Any, Any, T]) -> T:
        if self._closed:
            running.close()
            raise Closed("the store was closed")
        task = asyncio.ensure_future(running)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def _prepare(self, starter: Iterable[Record]) -> None:
        def whole(connection: Connection) -> bool:
            take_turns(connection)
            made = is_new(connection)
            upgrade(connection, scratch=self._backend.in_memory)
            prove(self._session(connection), self._backend.keys_engine, new=made)
            if made:
                Work(self._session(connection)).records.write(starter, by=STARTER)
            return made

        self.made = await self._backend.write(whole)

    def _session(self, connection: Connection) -> Session:
        return Session(connection, self._vault, self._clock)


async def database_exists(url: str) -> bool:
    """Whether a database of ours stands there already."""
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        return not in_memory(address) and _is_there(Path(str(address.database)))
    backend = PostgresBackend(address, None)
    try:
        return not await backend.read(is_new)
    finally:
        await backend.close()


def _is_there(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0


def _backend(url: str, keys_url: str | None) -> Backend:
    address, keys = _address(url), _address(keys_url) if keys_url else None
    if keys and keys.drivername != address.drivername:
        raise DatabaseAddress("cli.keys_elsewhere")
    if address.get_backend_name() == "sqlite":
        return SqliteBackend(address, keys)
    return PostgresBackend(address, keys)


def _address(url: str) -> URL:
    try:
        address = make_url(url)
        return address.set(drivername=DRIVERS[address.drivername])
    except (ArgumentError, KeyError, ValueError):
        raise DatabaseAddress("cli.bad_database") from None
