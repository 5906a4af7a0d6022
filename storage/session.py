"""What all repositories share in one transaction: statements, sealing by the marks, who was met.

A row is passed as a plain dictionary; personal columns are sealed on the way in and opened on the
way out, under the owner's key, as `tables` says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    CursorResult,
    Executable,
    Insert,
    NestedTransaction,
    Table,
    Update,
    bindparam,
    insert,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from casework.ports import Clock
from storage.cipher import pack, seal, unpack, unseal
from storage.errors import translated
from storage.keys import KeyRing
from storage.vault import Keys, Vault

Row = dict[str, Any]


class Session:
    """One transaction. `to_wake` and `erased` tell the store what to do once it is committed.

    `catalogue_version` is the one that this transaction makes: what it sees of the actors is nobody
    else's before that; None while it has changed nothing of them.
    """

    def __init__(self, connection: Connection, vault: Vault, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock
        self.keys = Keys(vault, clock.now)
        self.to_wake = False
        self.erased = False
        self.catalogue_version: int | None = None

    @property
    def ring(self) -> KeyRing:
        """The secrets of this installation."""
        return self.keys.ring

    def now(self) -> datetime:
        """This instant, by the one clock."""
        return self._clock.now()

    def run(self, statement: Executable, rows: Any = None) -> CursorResult[Any]:
        """Execute; no error of the library passes."""
        with translated():
            return self._connection.execute(statement, rows)

    def all(self, statement: Executable, values: Row | None = None) -> list[Row]:
        """All rows, as they stand."""
        with translated():
            return [row._asdict() for row in self._connection.execute(statement, values)]

    def first(self, statement: Executable, values: Row | None = None) -> Row | None:
        """The first row, as it stands."""
        with translated():
            row = self._connection.execute(statement, values).first()
            return row._asdict() if row else None

    def tuples(self, statement: Executable) -> list[tuple[Any, ...]]:
        """All rows as bare tuples."""
        with translated():
            return [tuple(row) for row in self._connection.execute(statement)]

    def value(self, statement: Executable, values: Row | None = None) -> Any:
        """The first column of the first row."""
        with translated():
            return self._connection.execute(statement, values).scalar()

    def savepoint(self) -> NestedTransaction:
        """What fails within it leaves the rest of the transaction as it was."""
        return self._connection.begin_nested()

    def add(self, table: Table, row: Row) -> None:
        """Insert a row, sealed."""
        self.run(insert_of(table), self.sealed(table, row))

    def put(self, table: Table, row: Row) -> None:
        """Insert a row, sealed, or change the one of the same key."""
        sealed = self.sealed(table, row)
        self.run(put_of(table, tuple(sealed), self._connection.dialect.name), sealed)

    def put_all(self, table: Table, rows: Sequence[Row]) -> None:
        """Insert or change rows of the same columns, none of them sealed, by one statement."""
        if rows:
            columns = tuple(rows[0])
            self.run(put_of(table, columns, self._connection.dialect.name), list(rows))

    def change(self, table: Table, row: Row) -> None:
        """Change the given columns of the row whose key is given with them, sealed."""
        sealed = self.sealed(table, row)
        given = {f"{name}_": sealed.pop(name) for name in row_key(table)}
        self.run(change_of(table), sealed | given)

    def opened(
        self,
        table: Table,
        statement: Executable,
        values: Row | None = None,
        *,
        bare: bool = False,
    ) -> list[Row]:
        """The rows of a statement over one table, opened.

        Sealed rows whose key is gone are left out, or come emptied of what was sealed (`bare`).
        """
        rows = self.all(statement, values)
        self.keys.meet({row[table.info["owner"]] for row in rows if is_sealed(table, row)})
        opened = (self._open_or_bare(table, row) for row in rows)
        return [row for row, readable in opened if readable or bare]

    def _open_or_bare(self, table: Table, row: Mapping[str, Any]) -> tuple[Row, bool]:
        if is_sealed(table, row) and self.keys.get(row[table.info["owner"]]) is None:
            return {**row, **dict.fromkeys(personal_names(table))}, False
        return self.open(table, row), True

    def open(self, table: Table, row: Mapping[str, Any]) -> Row:
        """A row opened. Raises `Erased` when its key is gone."""
        if not is_sealed(table, row):
            return dict(row)
        key = self.keys.need(row[table.info["owner"]])
        opened = {
            name: unpack(unseal(key, place_of(table, name, row), row[name]))
            for name in personal_names(table)
            if row.get(name) is not None
        }
        return {**row, **opened}

    def sealed(self, table: Table, row: Row) -> Row:
        """The row with its personal values sealed. Raises `Erased` where the owner has no key."""
        if not is_sealed(table, row):
            return dict(row)
        secret = [name for name in personal_names(table) if row.get(name) is not None]
        key = self.keys.need(row[table.info["owner"]])
        return row | {
            name: seal(key, place_of(table, name, row), pack(row[name])) for name in secret
        }

    def insert_into(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """An insert that can say what to do on a conflict, which each database spells itself."""
        return insert_into(table, self._connection.dialect.name)


# Statements that are run in every turn are built once: building one costs as much as running it.


@cache
def insert_of(table: Table) -> Insert:
    """An insert of the columns that are given when it is run."""
    return insert(table)


@cache
def put_of(table: Table, columns: tuple[str, ...], database: str) -> Insert:
    """An insert of these columns that changes them where the key is there already."""
    keys = [column.name for column in table.primary_key]
    new = insert_into(table, database).values({name: bindparam(name) for name in columns})
    rest = {name: new.excluded[name] for name in columns if name not in keys}
    return new.on_conflict_do_update(index_elements=keys, set_=rest)


@cache
def change_of(table: Table) -> Update:
    """An update of one row by its key; which columns change is said when it is run."""
    return update(table).where(*(table.c[name] == bindparam(f"{name}_") for name in row_key(table)))


def insert_into(table: Table, database: str) -> sqlite.Insert | postgresql.Insert:
    """An insert in the database's own spelling."""
    return sqlite.insert(table) if database == "sqlite" else postgresql.insert(table)


@cache
def personal_names(table: Table) -> tuple[str, ...]:
    """The sealed columns of a table."""
    return tuple(c.name for c in table.columns if c.info["mark"] == "personal")


def is_sealed(table: Table, row: Mapping[str, Any]) -> bool:
    """Whether the row holds anything that needs a key."""
    return any(row.get(name) is not None for name in personal_names(table))


def row_key(table: Table) -> tuple[str, ...]:
    """The columns that name a row."""
    return table.info.get("row") or tuple(column.name for column in table.primary_key)


def place_of(table: Table, column: str, row: Mapping[str, Any]) -> str:
    """Where a value stands: what its seal is bound to."""
    return "|".join((table.name, column, *(str(row[name]) for name in row_key(table))))
