"""Brings a database to the newest schema, whole or not at all. What a step does stands in its file.

A migration runs in one transaction on both databases: killed in the middle, nothing has happened.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, inspect, text

from storage import tables
from storage.columns import metadata
from storage.errors import NewerDatabase
from storage.triggers import STATEMENTS

FOLDER = Path(__file__).parent / "migrations"
LOCK = 7_204_913
"""PostgreSQL's advisory lock that two programs starting at once take in turn."""


def is_new(connection: Connection) -> bool:
    """Whether the database holds nothing of ours yet."""
    return not inspect(connection).has_table(tables.canary.name)


def upgrade(connection: Connection, *, scratch: bool) -> None:
    """Make or bring up the schema within the caller's transaction.

    A `scratch` database in memory is made at once from the tables; a test proves it is the same.
    Raises `NewerDatabase` for a schema that these migrations do not know.
    """
    if scratch:
        metadata.create_all(connection)
        for statement in STATEMENTS[connection.dialect.name]:
            connection.exec_driver_sql(statement)
        return
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError:
        raise NewerDatabase("cli.newer_database") from None


def take_turns(connection: Connection) -> None:
    """Wait until no other program prepares this database; on SQLite the transaction does it."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
