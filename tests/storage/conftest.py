"""Stores for the tests of storage: the same story is told to SQLite and to PostgreSQL."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from storage.keys import KeyRing
from storage.store import Store

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> datetime:
        return self.time

    def move(self, by: timedelta) -> datetime:
        """Let time pass; the new instant."""
        self.time += by
        return self.time


Opener = Callable[..., Awaitable[Store]]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ring() -> KeyRing:
    return KeyRing.fresh()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'tawjih.db'}"
    return str(request.getfixturevalue("postgres_database"))


@pytest.fixture
async def opened(ring: KeyRing, clock: Clock) -> AsyncIterator[Opener]:
    """Opens stores, and closes them when the test is over."""
    async with AsyncExitStack() as stack:

        async def open_store(url: str, **options: Any) -> Store:
            store = await Store.open(url, options.pop("ring", ring), clock=clock, **options)
            stack.push_async_callback(store.close)
            return store

        yield open_store


@pytest.fixture
async def store(database_url: str, opened: Opener) -> Store:
    """An open, empty store of each kind."""
    return await opened(database_url)
