"""What a column is: its mark, its type, how an instant is kept. Which columns there are: `tables`.

Marks: *personal* (sealed under its owner's key: bytes nobody reads without it), *lookup* (a keyed
hash), *counted* (may be grouped and counted in figures), *technical* (tells of the program, an
organisation or an event, never of somebody).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Text,
    TypeDecorator,
    text,
)

MARKS = ("personal", "lookup", "counted", "technical")
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)
Serial = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite counts by itself only in a column of type INTEGER."""


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored in UTC; SQLite keeps no zone, so it is put back when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC) if value else None


def personal(name: str) -> Column[Any]:
    """A sealed value; empty where there is none."""
    return Column(name, LargeBinary, nullable=True, info={"mark": "personal"})


def lookup(name: str, **options: Any) -> Column[Any]:
    """A keyed hash."""
    options = {"nullable": False, **options}
    return Column(name, Text, info={"mark": "lookup"}, **options)


def counted(name: str, kind: Any = None, **options: Any) -> Column[Any]:
    """A value that figures may group by or add up."""
    options = {"nullable": False, **options}
    return Column(name, kind or Text, info={"mark": "counted"}, **options)


def technical(name: str, kind: Any = None, *rules: Any, **options: Any) -> Column[Any]:
    """A value that tells of nobody."""
    options = {"nullable": options.get("primary_key", False) and False, **options}
    return Column(name, kind or Text, *rules, info={"mark": "technical"}, **options)


def key(name: str = "id") -> Column[Any]:
    """The key of a row, given by the caller."""
    return technical(name, Text, primary_key=True)


def within(column: str, values: tuple[str, ...]) -> CheckConstraint:
    """The column holds one of these."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def only_where(name: str, condition: str, *columns: str) -> Index:
    """An index of the rows that are looked for, not of those that are over."""
    return Index(name, *columns, sqlite_where=text(condition), postgresql_where=text(condition))
