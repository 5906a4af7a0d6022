"""How messages were read, as counted rows of nobody; and what the audit knows of a case."""

from __future__ import annotations

from datetime import date, timedelta

from casework.readings import Noted
from storage.store import Store
from storage.work import Work
from tests.storage.conftest import NOON


def noted(day: date, **told: str) -> Noted:
    return Noted(day, "ary_Latn", "need", told.pop("said", "missed"), **told)  # type: ignore[arg-type]


async def test_readings_are_counted_rows_of_nobody(store: Store) -> None:
    day, later = NOON.date(), NOON.date() + timedelta(days=1)

    def story(work: Work) -> None:
        for _ in range(3):
            work.readings.count(noted(day))
        work.readings.count(noted(later, said="read"))
        assert work.readings.uncount(noted(day))
        work.readings.count(noted(day, meant="debt"))
        assert not work.readings.uncount(noted(day, read="food"))
        assert {(each.noted, each.n) for each in work.readings.since(day)} == {
            (noted(day), 2),
            (noted(day, meant="debt"), 1),
            (noted(later, said="read"), 1),
        }
        assert [each.noted.day for each in work.readings.since(later)] == [later]

    await store.write(story)


async def test_a_row_that_is_counted_down_to_nothing_is_gone(store: Store) -> None:
    def story(work: Work) -> None:
        work.readings.count(noted(NOON.date()))
        assert work.readings.uncount(noted(NOON.date()))
        assert not work.readings.uncount(noted(NOON.date()))
        assert work.readings.since(NOON.date()) == []

    await store.write(story)


async def test_readings_are_forgotten_after_24_months(store: Store) -> None:
    def story(work: Work) -> int:
        work.readings.count(noted(NOON.date()))
        work.sweep(NOON + timedelta(days=731))
        kept = len(work.readings.since(NOON.date()))
        work.sweep(NOON + timedelta(days=732))
        return kept - len(work.readings.since(NOON.date()))

    assert await store.write(story) == 1


async def test_the_audit_knows_whether_something_was_noted_of_a_case(store: Store) -> None:
    def story(work: Work) -> tuple[bool, bool, bool]:
        work.audit.note(NOON, "s1", "misread", subject="TJ-1")
        has = work.audit.noted
        return has("misread", "TJ-1"), has("misread", "TJ-2"), has("case_shown", "TJ-1")

    assert await store.write(story) == (True, False, False)
