"""Migrations: from nothing to the newest schema, as the tables say it, whole or not at all."""

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from storage.columns import metadata
from storage.errors import NewerDatabase, StorageFault
from storage.migrate import FOLDER
from storage.store import Store
from storage.triggers import STATEMENTS
from tests.storage.conftest import Opener
from tests.storage.samples import keep_somebody

PROGRAMS = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT prosrc FROM pg_proc WHERE proname LIKE 'referral%'",
}
SCHEMA = """SELECT sql FROM sqlite_master WHERE name NOT LIKE 'alembic%'
    AND name NOT LIKE 'sqlite_autoindex_alembic%' AND sql IS NOT NULL ORDER BY name"""


def differences(connection: Connection) -> list[Any]:
    options = {"compare_type": True, "compare_server_default": True}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


async def test_the_newest_schema_is_what_the_tables_say(store: Store) -> None:
    assert await store._backend.write(differences) == []


async def test_a_difference_would_be_found(store: Store) -> None:
    await store._backend.write(lambda c: c.execute(text("ALTER TABLE gap ADD COLUMN more INTEGER")))
    assert len(await store._backend.write(differences)) == 1


async def test_triggers_are_the_ones_the_migration_writes(store: Store) -> None:
    def programs(connection: Connection) -> tuple[str, set[str]]:
        name = connection.dialect.name
        return name, {row[0].strip() for row in connection.execute(text(PROGRAMS[name]))}

    name, stored = await store._backend.read(programs)
    assert len(stored) == 2
    for program in stored:
        assert any(program in statement for statement in STATEMENTS[name])


async def test_a_scratch_database_has_the_schema_of_a_migrated_one(
    tmp_path: Path, opened: Opener
) -> None:
    def schema(connection: Connection) -> list[str]:
        return [" ".join(row[0].split()) for row in connection.execute(text(SCHEMA))]

    migrated = await (await opened(f"sqlite:///{tmp_path / 'a.db'}"))._backend.read(schema)
    scratch = await (await opened("sqlite://"))._backend.read(schema)
    assert [squeezed(each) for each in migrated] == [squeezed(each) for each in scratch]


def squeezed(statement: str) -> str:
    return statement.replace(" ", "")


async def test_opening_again_changes_nothing(database_url: str, opened: Opener) -> None:
    first = await opened(database_url)
    await first.write(keep_somebody)
    await first.close()
    again = await opened(database_url)
    assert (first.made, again.made) == (True, False)
    assert await again.read(lambda work: len(work.people.facts("p1"))) == 2


async def test_a_database_of_the_first_version_is_brought_up(
    database_url: str, opened: Opener
) -> None:
    def first(connection: Connection) -> None:
        for table in ("reading", "actor_change", "actor_history", "proposal", "assessment"):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    store = await opened(database_url)
    await store.write(keep_somebody)
    await store._backend.write(first)
    await store.close()
    again = await opened(database_url)
    assert await again._backend.write(differences) == []
    assert await again.read(lambda work: len(work.people.facts("p1"))) == 2


async def test_a_preparation_that_fails_leaves_nothing(database_url: str, opened: Opener) -> None:
    def broken_starter() -> Any:
        yield from ()
        raise StorageFault("killed in the middle")

    with pytest.raises(StorageFault):
        await opened(database_url, starter=broken_starter())
    store = await opened(database_url)
    assert store.made
    tables = await store._backend.read(lambda c: inspect(c).get_table_names())
    assert {*metadata.tables} <= {*tables}


async def test_a_database_of_a_later_version_is_refused_and_left_alone(
    database_url: str, opened: Opener
) -> None:
    later = text("UPDATE alembic_version SET version_num = 'r9999'")
    store = await opened(database_url)
    await store._backend.write(lambda c: c.execute(later).rowcount)
    await store.close()
    with pytest.raises(NewerDatabase):
        await opened(database_url)


def test_there_is_one_head_and_one_beginning() -> None:
    script = ScriptDirectory(str(FOLDER))
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1
