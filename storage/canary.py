"""Proves at opening that database, key ring and store of wrapped keys belong together."""

from __future__ import annotations

from sqlalchemy import Engine, select
from sqlalchemy.schema import CreateSchema

from storage import tables
from storage.errors import KeyMissing, Unreadable, WrongKey
from storage.session import Session
from storage.vault import CANARY, SCHEMA, keys_metadata


def prove(session: Session, keys_engine: Engine, *, new: bool) -> None:
    """Begin a new database with a canary, or open the one of an old database.

    Raises `KeyMissing` when the store of wrapped keys is not this database's, `WrongKey` when the
    ring does not open it, or when the keys of another stand where a new database keeps its own.
    """
    make_keys_table(keys_engine)
    try:
        if new:
            begin(session)
        else:
            check(session)
    except Unreadable:
        raise WrongKey("cli.keys_foreign" if new else "cli.key_wrong") from None


def make_keys_table(engine: Engine) -> None:
    """The one table of the store of wrapped keys."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(CreateSchema(SCHEMA, if_not_exists=True))
        keys_metadata.create_all(connection)


def begin(session: Session) -> None:
    """The canary of a new database: sealed like anything else, and holding a lookup."""
    session.keys.make(CANARY)
    told = session.ring.lookup(CANARY, CANARY)
    session.add(tables.canary, {"name": CANARY, "value": told})


def check(session: Session) -> None:
    """Open the canary."""
    row = session.first(select(tables.canary))
    if row is None or session.keys.get(CANARY) is None:
        raise KeyMissing("cli.keys_lost")
    if session.open(tables.canary, row)["value"] != session.ring.lookup(CANARY, CANARY):
        raise WrongKey("cli.key_wrong")
