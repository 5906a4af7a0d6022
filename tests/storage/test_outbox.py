"""The outbox: told in order per chat, once, with what came of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from casework.ports import Outgoing
from conversations.messages import Chart, Message, Moment, Option, Ref, Text, say
from storage.errors import Erased
from storage.outbox import Ready
from storage.store import Store
from tests.storage.conftest import NOON, Clock
from tests.storage.samples import chat, keep_somebody

LEASE = timedelta(seconds=60)
NOTICE = Text("told.neutral")

EVERYTHING = Message(
    parts=(
        Text("case.card", {"need": Ref("need", "food"), "n": 3, "who": "فاطمة \ud83d"}),
        Text("case.when", {"at": Moment(datetime(2026, 12, 1, 9, tzinfo=UTC), "datetime")}),
        Text("case.list", {"names": (Ref("actor", "EN"), "x", Text("and.more"))}),
    ),
    options=(Option("@accept:TJ-K7QX2M", Text("case.accept"), "https://example.org"),),
    columns=2,
    wants="position",
    neutral=NOTICE,
    card="case:TJ-K7QX2M",
    chart=Chart(Text("stats.title"), ((Text("a"), "< 5", 2), (Ref("need", "food"), "7", 7))),
    copy_of=("c1", "77"),
    footer=False,
)


@pytest.fixture
async def people(store: Store) -> Store:
    """Two people with a chat each, and a member of staff's way of telling them apart."""
    await store.write(lambda work: [keep_somebody(work, name) for name in ("p1", "p2")])
    return store


async def put(store: Store, message: Message, name: str = "c-p1", **options: Any) -> None:
    await store.write(lambda work: work.outbox.put(Outgoing(name, message, "ary", **options)))


async def claimed(store: Store, clock: Clock) -> Sequence[Ready]:
    return await store.write(lambda work: work.outbox.claim(clock.now(), limit=9, lease=LEASE))


async def settled(store: Store, row: Ready, outcome: str, *messages: str, **more: Any) -> None:
    await store.write(
        lambda work: work.outbox.settle(row.id, outcome=outcome, messages=messages, **more)
    )


def keys(rows: Sequence[Ready]) -> list[str]:
    return [row.message.parts[0].key for row in rows]


async def test_a_message_is_read_back_with_all_it_holds(people: Store, clock: Clock) -> None:
    await put(people, EVERYTHING, version=7, silent=True)
    (row,) = await claimed(people, clock)
    assert row.message == EVERYTHING
    assert (row.chat, row.channel, row.address) == ("c-p1", "telegram", "address-of-c-p1")
    assert (row.language, row.kind, row.version, row.silent) == ("ary", "message", 7, True)
    assert (row.stage, row.sent, row.edit, row.tries) == (0, (), "", 1)


async def test_each_chat_is_told_in_order_one_at_a_time(people: Store, clock: Clock) -> None:
    for name, key in [("c-p1", "a1"), ("c-p1", "a2"), ("c-p2", "b1")]:
        await put(people, say(key), name)
    heads = await claimed(people, clock)
    assert keys(heads) == ["a1", "b1"]
    assert await claimed(people, clock) == []
    await settled(people, heads[0], "delivered", "m1")
    assert keys(await claimed(people, clock)) == ["a2"]


async def test_what_is_delivered_is_gone_from_the_database(people: Store, clock: Clock) -> None:
    await put(people, say("a1"))
    (row,) = await claimed(people, clock)
    await settled(people, row, "delivered", "m1")
    await settled(people, row, "delivered", "m1")
    assert await people.read(lambda work: work.outbox.waiting()) == (0, None)
    assert await people.read(lambda work: work.outbox.recent("c-p1", NOON)) == ["m1"]


async def test_a_lease_that_ran_out_gives_the_row_to_another(people: Store, clock: Clock) -> None:
    await put(people, say("a1"))
    await claimed(people, clock)
    clock.move(LEASE)
    (row,) = await claimed(people, clock)
    assert row.tries == 2


async def test_a_later_message_does_not_hold_up_its_chat(people: Store, clock: Clock) -> None:
    await put(people, say("tomorrow"), not_before=NOON + timedelta(days=1))
    await put(people, say("now"))
    assert keys(await claimed(people, clock)) == ["now"]


async def test_a_flood_limit_holds_the_chat_and_counts_no_try(people: Store, clock: Clock) -> None:
    await put(people, say("a1"))
    await put(people, say("a2"))
    (row,) = await claimed(people, clock)
    await settled(people, row, "not_before", retry_at=NOON + timedelta(seconds=90))
    assert await claimed(people, clock) == []
    clock.move(timedelta(seconds=90))
    (again,) = await claimed(people, clock)
    assert (again.id, again.tries) == (row.id, 1)


async def test_an_unknown_outcome_is_tried_again_and_counted(people: Store, clock: Clock) -> None:
    await put(people, say("a1"))
    (row,) = await claimed(people, clock)
    await settled(people, row, "unknown", retry_at=NOON + timedelta(seconds=5))
    clock.move(timedelta(seconds=5))
    (again,) = await claimed(people, clock)
    assert (again.id, again.tries) == (row.id, 2)


async def test_a_neutral_line_is_one_stage_and_its_content_the_next(
    people: Store, clock: Clock
) -> None:
    await put(people, replace(say("case"), neutral=NOTICE))
    (row,) = await claimed(people, clock)
    await settled(people, row, "delivered", "m1", stage=1)
    assert await claimed(people, clock) == []
    clock.move(LEASE)
    (again,) = await claimed(people, clock)
    assert (again.stage, again.sent) == (1, ("m1",))
    await settled(people, again, "delivered", stage=2)
    assert await people.read(lambda work: work.outbox.waiting()) == (0, None)


async def test_a_card_said_again_is_an_edit_of_the_first(people: Store, clock: Clock) -> None:
    card = replace(say("card.v1"), card="case:1")
    await put(people, card)
    (row,) = await claimed(people, clock)
    await settled(people, row, "delivered", "m1")
    await put(people, replace(card, parts=(Text("card.v2"),)))
    await put(people, replace(card, parts=(Text("card.v3"),)))
    await put(people, replace(card, card="case:2"), "c-p2")
    rows = await claimed(people, clock)
    assert [(row.message.parts[0].key, row.edit) for row in rows] == [
        ("card.v3", "m1"),
        ("card.v1", ""),
    ]


async def test_what_is_retracted_is_edited_away_or_never_sent(people: Store, clock: Clock) -> None:
    for name in ("c-p1", "c-p2"):
        await put(people, replace(say("with.name"), card="case:1"), name)
    first, second = await claimed(people, clock)
    await settled(people, first, "delivered", "m1")
    await settled(people, second, "unknown", retry_at=NOON)
    for name in ("c-p1", "c-p2"):
        await people.write(
            lambda work, to=name: work.outbox.retract("case:1", to, say("without.name"))
        )
    (row,) = await claimed(people, clock)
    assert (row.chat, row.edit, row.message) == ("c-p1", "m1", say("without.name"))
    assert await people.read(lambda work: work.outbox.waiting()) == (1, NOON)


async def test_a_held_chat_gets_nothing_but_its_exit(people: Store, clock: Clock) -> None:
    await put(people, say("a1"))
    await people.write(lambda work: work.outbox.noted("c-p1", "m0", NOON, ours=False))
    await people.write(lambda work: work.outbox.hold("c-p1", True))
    await put(people, say("gone"), kind="exit")
    await put(people, say("a2"))
    (row,) = await claimed(people, clock)
    assert (row.kind, keys([row])) == ("exit", ["gone"])
    await settled(people, row, "delivered", "m9")
    assert await claimed(people, clock) == []
    assert await people.read(lambda work: work.outbox.recent("c-p1", NOON)) == ["m9"]
    await people.write(lambda work: work.outbox.hold("c-p1", False))
    assert keys(await claimed(people, clock)) == ["a1"]


async def test_an_exit_waits_for_what_is_on_its_way(people: Store, clock: Clock) -> None:
    await put(people, say("a1"))
    (row,) = await claimed(people, clock)
    await people.write(lambda work: work.outbox.hold("c-p1", True))
    await put(people, say("gone"), kind="exit")
    assert await claimed(people, clock) == []
    await settled(people, row, "delivered", "m1")
    assert keys(await claimed(people, clock)) == ["gone"]


async def test_who_blocked_us_is_left_alone_until_they_write(people: Store, clock: Clock) -> None:
    await put(people, say("a1"))
    (row,) = await claimed(people, clock)
    await settled(people, row, "unreachable")
    clock.move(timedelta(days=1))
    assert await claimed(people, clock) == []
    blocked = await people.write(lambda work: work.chats.get("c-p1"))
    assert blocked is not None
    assert blocked.blocked_at == NOON
    await people.write(lambda work: work.chats.save(replace(blocked, blocked_at=None)))
    assert keys(await claimed(people, clock)) == ["a1"]


async def test_a_rejected_message_is_dead_and_the_next_passes(people: Store, clock: Clock) -> None:
    await put(people, say("a1"))
    await put(people, say("a2"))
    (row,) = await claimed(people, clock)
    await settled(people, row, "rejected")
    assert keys(await claimed(people, clock)) == ["a2"]
    assert await people.read(lambda work: work.outbox.dead()) == 1


async def test_quick_exit_finds_both_sides_messages_of_two_days(
    people: Store, clock: Clock
) -> None:
    for hour, message in [(0, "old"), (10, "theirs"), (20, "ours")]:
        at = NOON + timedelta(hours=hour)
        await people.write(
            lambda work, at=at, message=message: work.outbox.noted(
                "c-p1", message, at, ours=message == "ours"
            )
        )
    since = NOON + timedelta(hours=5)
    assert await people.read(lambda work: work.outbox.recent("c-p1", since)) == ["theirs", "ours"]
    await people.write(lambda work: work.outbox.sweep(NOON + timedelta(hours=60)))
    assert await people.read(lambda work: work.outbox.recent("c-p1", NOON)) == ["ours"]


async def test_nothing_is_put_for_a_chat_that_is_gone(people: Store) -> None:
    with pytest.raises(Erased):
        await put(people, say("a1"), "c-unknown")


async def test_putting_rows_wakes_the_delivery(people: Store, clock: Clock) -> None:
    people.wake.clear()
    await claimed(people, clock)
    assert not people.wake.is_set()
    await put(people, say("a1"))
    assert people.wake.is_set()


async def test_a_message_to_staff_says_so(people: Store, clock: Clock) -> None:
    await people.write(lambda work: work.chats.add(chat("c-s1", owner="s1", staff=True)))
    await put(people, say("staff.card"), "c-s1")
    (row,) = await claimed(people, clock)
    assert row.staff
