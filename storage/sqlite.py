"""SQLite: one thread owns the writing connection and gets whole functions; readers have their own.

Why whole functions on one thread, and not aiosqlite: docs/decisions/sqlite-writer-thread.md.
"""

from __future__ import annotations

import asyncio
import os
import queue
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection

from storage.errors import Closed, translated

T = TypeVar("T")
Job = Callable[[Connection], T]

BUSY_SECONDS = 10
"""How long a transaction waits for another process that writes."""
MOST_IN_ONE = 64
LONGEST_MS = 20
"""A commit carries what waited while the last one ran, up to so many functions and so much time."""
READERS = 2
PURGE_MS = 50

PRAGMAS = (
    "foreign_keys=ON",
    "journal_mode=WAL",
    # FULL: what is acknowledged after a commit must survive the loss of power.
    "synchronous=FULL",
    # Deleted values are overwritten; the write-ahead log is cut by `purge` (both are needed).
    "secure_delete=ON",
    # Sorting leaves no file on the disk.
    "temp_store=MEMORY",
    f"busy_timeout={BUSY_SECONDS * 1000}",
)
KEYS_PRAGMAS = (
    # No write-ahead log here: a destroyed key must not wait in one for a checkpoint.
    "journal_mode=DELETE",
    "synchronous=FULL",
    "secure_delete=ON",
    f"busy_timeout={BUSY_SECONDS * 1000}",
)


class SqliteBackend:
    """One database file (or one in memory) and the sibling file that holds the wrapped keys."""

    def __init__(self, url: URL, keys_url: URL | None) -> None:
        self.in_memory = in_memory(url)
        beside = keys_url or (url if self.in_memory else url.set(database=f"{url.database}.keys"))
        self.keys_engine = _engine(beside, KEYS_PRAGMAS, begin="")
        self._reading = _engine(url, (*PRAGMAS, "query_only=ON"), begin="BEGIN")
        self._writer = Writer(_engine(url, PRAGMAS, begin="BEGIN IMMEDIATE"))
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="storage-reader")

    async def write(self, job: Job[T]) -> T:
        """Run a whole function on the writing thread; returns after its commit."""
        return await asyncio.wrap_future(self._writer.submit(job))

    async def read(self, job: Job[T]) -> T:
        """Run a whole function on a reading connection, which waits for no writer."""
        if self.in_memory:
            return await self.write(job)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, _in_transaction, self._reading, job)

    async def purge(self) -> bool:
        """Cut the write-ahead log, where deleted values still stand; False while readers use it."""
        return await asyncio.wrap_future(self._writer.submit(cut_log, alone=True))

    async def close(self) -> None:
        """Finish what was begun, then let go of the files."""
        self._readers.shutdown(wait=False)
        await asyncio.to_thread(self._writer.close)
        for engine in (self._reading, self.keys_engine):
            engine.dispose()


class Writer:
    """The thread that owns the writing connection."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: queue.SimpleQueue[Asked | None] = queue.SimpleQueue()
        self._put_back: list[Asked | None] = []
        self._closed = False
        self._thread = threading.Thread(target=self._serve, name="storage-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Job[T], *, alone: bool = False) -> Future[T]:
        """Queue a function; its future ends after the commit, or with what was raised.

        `alone`: outside any transaction.
        """
        if self._closed:
            raise Closed("the store was closed")
        future: Future[T] = Future()
        self._waiting.put(Asked(job, future, alone))
        return future

    def close(self) -> None:
        """Serve what is queued, then end the thread."""
        self._closed = True
        self._waiting.put(None)
        self._thread.join()

    def _serve(self) -> None:
        while (asked := self._next()) is not None:
            if asked.alone:
                self._serve_alone(asked)
            else:
                self._serve_together(asked)
        self._engine.dispose()

    def _next(self) -> Asked | None:
        return self._put_back.pop() if self._put_back else self._waiting.get()

    def _serve_alone(self, asked: Asked) -> None:
        try:
            with translated(), self._engine.connect() as connection:
                asked.result = asked.job(connection)
        except BaseException as error:  # noqa: BLE001 - whoever asked is told, the thread lives on
            asked.fail(error)
        else:
            asked.succeed()

    def _serve_together(self, first: Asked) -> None:
        """One transaction for all that waits: one commit, one sync. Each later function has a
        savepoint, so that its failure is its own; the first one's needs none."""
        served = [first]
        try:
            with translated(), self._engine.begin() as connection:
                first.result = first.job(connection)
                for asked in self._waiting_now():
                    served.append(asked)
                    self._serve_within(connection, asked)
        except BaseException as error:  # noqa: BLE001 - as above
            for asked in served:
                asked.fail(error)
        else:
            for asked in served:
                asked.succeed()

    def _serve_within(self, connection: Connection, asked: Asked) -> None:
        savepoint = connection.begin_nested()
        try:
            asked.result = asked.job(connection)
        except BaseException as error:
            # A full disk makes SQLite give up the whole transaction: then nobody's may go on.
            if not in_transaction(connection):
                raise
            savepoint.rollback()
            asked.fail(error)
        else:
            savepoint.commit()

    def _waiting_now(self) -> Iterator[Asked]:
        until = time.monotonic() + LONGEST_MS / 1000
        for _ in range(MOST_IN_ONE):
            if time.monotonic() > until or self._waiting.empty():
                return
            asked = self._waiting.get()
            if asked is None or asked.alone:
                self._put_back.append(asked)
                return
            yield asked


@dataclass(slots=True)
class Asked:
    """A function that waits for its turn, and who waits for it."""

    job: Job[Any]
    future: Future[Any]
    alone: bool
    result: Any = None

    def fail(self, error: BaseException) -> None:
        """Tell who waits, unless they were told already."""
        if not self.future.done():
            self.future.set_exception(error)

    def succeed(self) -> None:
        """Give the result, unless it failed by itself."""
        if not self.future.done():
            self.future.set_result(self.result)


def in_memory(url: URL) -> bool:
    """Whether this is a scratch database, gone when it is closed."""
    return url.database in (None, "", ":memory:")


def in_transaction(connection: Connection) -> bool:
    """Whether SQLite itself still holds the transaction open."""
    return bool(getattr(connection.connection.driver_connection, "in_transaction", False))


def cut_log(connection: Connection) -> bool:
    """Move the write-ahead log into the file and cut it to nothing, unless readers are at it."""
    # Nobody's turn may wait long for a reader: what cannot be cut now is cut later.
    sqlite = connection.connection
    sqlite.execute(f"PRAGMA busy_timeout={PURGE_MS}")
    try:
        busy, *_ = sqlite.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        sqlite.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    return not busy


def _in_transaction(engine: Engine, job: Job[T]) -> T:
    with translated(), engine.begin() as connection:
        return job(connection)


def _engine(url: URL, pragmas: tuple[str, ...], *, begin: str) -> Engine:
    options: dict[str, Any] = {"poolclass": StaticPool} if in_memory(url) else {}
    if not begin:
        # Each statement is its own transaction: there is nothing to roll back in between.
        options["pool_reset_on_return"] = None
    # The thread that closes is another than the one that opened; none ever uses it beside another.
    engine = create_engine(
        _owned(url), hide_parameters=True, connect_args={"check_same_thread": False}, **options
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, record: object) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        if begin:
            connection.exec_driver_sql(begin)

    return engine


def _owned(url: URL) -> URL:
    """The same address; a file that is not there yet is made readable by its owner alone."""
    if in_memory(url):
        return url
    with suppress(FileExistsError):
        os.close(os.open(str(url.database), os.O_CREAT | os.O_EXCL, 0o600))
    return url
