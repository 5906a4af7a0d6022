"""PostgreSQL: asyncpg under SQLAlchemy's `run_sync`; many processes, one row lock per chat."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import URL, Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from storage.errors import translated
from storage.vault import SCHEMA

T = TypeVar("T")
Job = Callable[[Connection], T]


class PostgresBackend:
    """One database, and the wrapped keys in a schema of their own or in a database of their own."""

    in_memory = False

    def __init__(self, url: URL, keys_url: URL | None) -> None:
        self._engine = create_async_engine(url, hide_parameters=True, pool_size=10)
        self._keys = create_async_engine(
            keys_url or url,
            hide_parameters=True,
            isolation_level="AUTOCOMMIT",
            pool_size=5,
            execution_options={"schema_translate_map": {None: SCHEMA}},
        )
        # Used from within `run_sync`, where a plain engine may wait.
        self.keys_engine = self._keys.sync_engine

    async def write(self, job: Job[T]) -> T:
        """Run a whole function in one transaction; returns after its commit."""
        with translated():
            async with self._engine.begin() as connection:
                return await connection.run_sync(job)

    async def read(self, job: Job[T]) -> T:
        """Run a whole function in a transaction that may only read."""
        with translated():
            async with self._engine.connect() as connection:
                await connection.execution_options(postgresql_readonly=True)
                async with connection.begin():
                    return await connection.run_sync(job)

    async def purge(self) -> bool:
        """Rewrite the small table of keys, so that a destroyed one does not linger in its file."""
        with translated():
            async with self._keys.connect() as connection:
                await connection.execute(text(f"VACUUM (FULL) {SCHEMA}.data_key"))
        return True

    async def close(self) -> None:
        """Close all connections."""
        await self._engine.dispose()
        await self._keys.dispose()
