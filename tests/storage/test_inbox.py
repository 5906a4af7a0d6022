"""The inbox: what came in is served once, per lane in order, and is forgotten in time."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from storage.errors import Overtaken
from storage.inbox import Arrived
from storage.store import Store
from storage.work import Work
from tests.storage.conftest import NOON, Clock

LEASE = timedelta(seconds=30)


def arrived(number: int, lane: str = "lane-a") -> Arrived:
    return Arrived("telegram", str(number), lane, NOON, f'{{"update_id": {number}}}'.encode())


async def claimed(store: Store, clock: Clock) -> Sequence[Arrived]:
    return await store.write(lambda work: work.inbox.claim(clock.now(), limit=10, lease=LEASE))


async def test_a_repeated_update_is_stored_once(store: Store, clock: Clock) -> None:
    first = await store.write(lambda work: work.inbox.add([arrived(1), arrived(2), arrived(1)]))
    again = await store.write(lambda work: work.inbox.add([arrived(2), arrived(3)]))
    assert (first, again) == (2, 1)


async def test_what_is_new_wakes_the_workers(store: Store) -> None:
    await store.write(lambda work: work.inbox.add([arrived(1)]))
    assert store.wake.is_set()
    store.wake.clear()
    await store.write(lambda work: work.inbox.add([arrived(1)]))
    assert not store.wake.is_set()


async def test_each_lane_is_served_one_row_at_a_time_in_order(store: Store, clock: Clock) -> None:
    rows = [arrived(1, "a"), arrived(2, "a"), arrived(3, "b"), arrived(4, "a")]
    await store.write(lambda work: work.inbox.add(rows))
    heads = await claimed(store, clock)
    assert [(each.lane, each.update_id) for each in heads] == [("a", "1"), ("b", "3")]
    assert await claimed(store, clock) == []
    await store.write(lambda work: work.inbox.done(heads[0].id))
    assert [each.update_id for each in await claimed(store, clock)] == ["2"]


async def test_what_came_in_is_given_back_as_it_was(store: Store, clock: Clock) -> None:
    raw = '{"text": "بغيت خدمة"}'.encode() + b"\xff\x00"
    row = Arrived("web", "u-1", "lane", NOON, raw)
    await store.write(lambda work: work.inbox.add([row]))
    (found,) = await claimed(store, clock)
    assert (found.raw, found.at, found.channel, found.tries) == (raw, NOON, "web", 1)


async def test_a_lease_that_ran_out_gives_the_row_to_another(store: Store, clock: Clock) -> None:
    await store.write(lambda work: work.inbox.add([arrived(1)]))
    await claimed(store, clock)
    clock.move(LEASE)
    (again,) = await claimed(store, clock)
    assert (again.update_id, again.tries) == ("1", 2)


async def test_a_failed_row_holds_its_lane_until_its_retry(store: Store, clock: Clock) -> None:
    await store.write(lambda work: work.inbox.add([arrived(1), arrived(2), arrived(3, "b")]))
    first, _ = await claimed(store, clock)
    later = clock.now() + timedelta(minutes=1)
    await store.write(lambda work: work.inbox.failed(first.id, retry_at=later, dead=False))
    assert await claimed(store, clock) == []
    clock.move(timedelta(minutes=1))
    assert [each.update_id for each in await claimed(store, clock)] == ["1", "3"]


async def test_a_dead_row_lets_the_next_of_its_lane_pass(store: Store, clock: Clock) -> None:
    await store.write(lambda work: work.inbox.add([arrived(1), arrived(2)]))
    (first,) = await claimed(store, clock)
    await store.write(lambda work: work.inbox.failed(first.id, retry_at=NOON, dead=True))
    assert [each.update_id for each in await claimed(store, clock)] == ["2"]
    assert await store.read(lambda work: work.inbox.dead()) == 1


async def test_a_row_is_done_only_with_what_it_led_to(store: Store, clock: Clock) -> None:
    await store.write(lambda work: work.inbox.add([arrived(1)]))
    (row,) = await claimed(store, clock)

    def serve_and_fail(work: Work) -> None:
        work.inbox.done(row.id)
        raise KeyError("something else went wrong in the turn")

    try:
        await store.write(serve_and_fail)
    except KeyError:
        clock.move(LEASE)
    assert [each.update_id for each in await claimed(store, clock)] == ["1"]


async def test_after_seven_days_rows_and_their_keys_are_gone(store: Store, clock: Clock) -> None:
    await store.write(lambda work: work.inbox.add([arrived(1), arrived(2)]))
    (row,) = await claimed(store, clock)
    await store.write(lambda work: work.inbox.done(row.id))
    clock.move(timedelta(days=7))
    await store.write(lambda work: work.inbox.sweep(clock.now()))
    assert await store.write(lambda work: work.inbox.add([arrived(1)])) == 0
    clock.move(timedelta(days=1))
    await store.write(lambda work: work.inbox.sweep(clock.now()))
    assert await store.read(lambda work: work.inbox.waiting()) == (0, None)
    assert await store.write(lambda work: work.inbox.add([arrived(1)])) == 1


async def test_who_was_overtaken_leaves_nothing_behind(store: Store, clock: Clock) -> None:
    """A lease ran out, two have served the row: what the second did is undone."""
    await store.write(lambda work: work.inbox.add([arrived(1)]))
    (slow,) = await claimed(store, clock)
    clock.move(LEASE)
    (quick,) = await claimed(store, clock)

    def serve(work: Work, row: Arrived) -> None:
        work.gaps.count("food", "04.091", NOON)
        work.inbox.done(row.id)

    await store.write(lambda work: serve(work, quick))
    with pytest.raises(Overtaken):
        await store.write(lambda work: serve(work, slow))
    assert sum((await store.read(lambda work: work.gaps.all())).values()) == 1
    await store.write(lambda work: work.inbox.failed(slow.id, retry_at=NOON, dead=False))
    assert await claimed(store, clock) == []
