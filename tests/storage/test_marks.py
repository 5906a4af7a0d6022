"""Every column says what it tells; whoever adds personal data adds its sealing and its erasure."""

from typing import Any

import pytest
from sqlalchemy import Column, LargeBinary, MetaData, Table, Text, select

from casework.ports import Due, Outgoing, Task
from conversations.messages import say
from storage import tables
from storage.columns import MARKS, metadata
from storage.erase import CLEARED, theirs
from storage.inbox import Arrived
from storage.store import Store
from storage.work import Work
from tests.storage.conftest import NOON
from tests.storage.samples import NAME, PHONE, PLACE, keep_case

NOBODYS = {"inbox": "emptied when served, its key destroyed after seven days", "canary": "no one"}
"""Tables with sealed columns that are not a person's, and why."""
SECRETS = (NAME, PHONE, PLACE, "address-of-c-p1", "intake.need", "told.secret", "raw update")


def faults(checked: MetaData) -> list[str]:
    """What is wrong with the columns of a schema."""
    covered = {table.name for table, _ in theirs()}
    return [
        f"{table.name}.{column.name}: {fault}"
        for table in checked.sorted_tables
        for column in table.columns
        if (fault := fault_of(table, column, covered))
    ]


def fault_of(table: Table, column: Column[Any], covered: set[str]) -> str:
    mark = column.info.get("mark")
    if mark not in MARKS:
        return "no mark"
    if mark != "personal":
        return ""
    if not isinstance(column.type, LargeBinary) or not column.nullable:
        return "personal and not sealed bytes that can be emptied"
    if {"owner", "row"} - table.info.keys():
        return "personal, and the table does not say whose"
    return "" if table.name in covered or table.name in NOBODYS else "not erased with its person"


def test_every_column_is_marked_sealed_and_erased() -> None:
    assert faults(metadata) == []
    assert len(metadata.sorted_tables) > 20


@pytest.mark.parametrize(
    ("column", "told"),
    [
        (Column("phone", Text), "no mark"),
        (Column("phone", Text, info={"mark": "secret"}), "no mark"),
        (Column("phone", Text, info={"mark": "personal"}), "not sealed bytes"),
        (Column("phone", LargeBinary, info={"mark": "personal"}), "does not say whose"),
    ],
)
def test_a_forgotten_mark_is_found(column: Column[Any], told: str) -> None:
    schema = MetaData()
    Table("fiche", schema, column)
    (fault,) = faults(schema)
    assert told in fault


def test_a_personal_column_that_is_not_erased_is_found() -> None:
    schema = MetaData()
    phone = Column("phone", LargeBinary, info={"mark": "personal"})
    Table("fiche", schema, phone, info={"owner": "person", "row": ("id",)})
    assert faults(schema) == ["fiche.phone: not erased with its person"]


def test_every_table_that_names_a_person_is_cleared_or_kept_on_purpose() -> None:
    naming = {
        table.name for table in metadata.sorted_tables if {"person", "owner"} & {*table.c.keys()}
    }
    assert naming == {table.name for table, _ in theirs()} - {"person"}
    assert [table.name for table, _ in CLEARED][-1] == "person"


def keep_everything(work: Work) -> None:
    """Something in every table that holds what a person said."""
    keep_case(work)
    work.checks.answer("p1", "check1", "E1", value="told.secret", scoring="v1", at=NOON)
    work.referrals.event("r-p1", NOON, "person", {"reason": "told.secret"})
    work.outbox.put(Outgoing("c-p1", say("told.secret", name=NAME), "ary"))
    work.schedule.add(Due("d1", "day3", "p1", "TJ-R-P1", NOON.replace(tzinfo=None), NOON))
    work.tasks.add(Task("t1", "human", "04", NOON, person="p1"))
    work.inbox.add([Arrived("telegram", "1", "lane", NOON, b"raw update " + NAME.encode())])


def bytes_kept(work: Work) -> dict[str, str]:
    """Everything that stands in the tables, as it stands."""
    session = work.people._session
    return {table.name: repr(session.all(select(table))) for table in metadata.sorted_tables}


async def test_nothing_a_person_told_stands_readable_in_any_table(store: Store) -> None:
    await store.write(keep_everything)
    kept = await store.read(bytes_kept)
    found = [(name, secret) for name, rows in kept.items() for secret in SECRETS if secret in rows]
    assert found == []
    filled = {name for name, rows in kept.items() if rows != "[]"}
    assert {name for table, _ in theirs() if (name := table.name) not in filled} == set()


async def test_which_facts_were_told_does_not_show(store: Store) -> None:
    await store.write(keep_everything)
    assert "call_name" not in (await store.read(bytes_kept))["fact"]


async def test_yes_is_as_long_as_no(store: Store) -> None:
    def lengths(work: Work) -> set[int]:
        keep_case(work)
        for name, value in [("adult", "yes"), ("danger", "no"), ("place", PLACE)]:
            work.people.record("p1", name, value, at=NOON)
        return {len(row["value"]) for row in work.people._session.all(select(tables.fact))}

    assert len(await store.write(lengths)) == 1


async def test_export_gives_all_that_is_kept_in_clear(store: Store) -> None:
    await store.write(keep_everything)
    rows = await store.read(lambda work: list(work.people.export("p1")))
    assert {name for name, _ in rows} == {table.name for table, _ in theirs()}
    told = repr(rows)
    assert all(secret in told for secret in SECRETS if secret != "raw update")
