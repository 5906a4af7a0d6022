"""Erasure is real, and a stolen database tells nothing: the files themselves are searched."""

import asyncio
import base64
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from casework.ports import Outgoing
from conversations.messages import say
from storage import tables
from storage.store import Store
from storage.vault import data_key
from storage.work import Work
from tests.storage.conftest import NOON, Clock, Opener
from tests.storage.samples import (
    chat,
    consent,
    coordinator,
    focal,
    keep_case,
    keep_somebody,
    person,
    referral,
)  # fmt: skip

PEOPLE = 50
PLANTED = ("فاطمة-المزروعة-{}", "Planted-Name-{}", "+2126{:08d}", "بغيت نهضر مع شي حد {}")


class Killed(Exception):
    """Stands for the end of the process: nothing after it ran."""


def planted(number: int) -> list[str]:
    return [pattern.format(number) for pattern in PLANTED]


def forms(text: str) -> Iterator[bytes]:
    """The ways a text could stand in a file; of base64 the part no neighbour changes."""
    for coded in (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")):
        yield coded
        yield base64.b64encode(coded)[: len(coded) * 4 // 3 - 4]
    yield text.encode("unicode_escape")


def content_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def found_in(folder: Path, needles: list[bytes]) -> list[str]:
    return [
        name
        for name, content in content_of(folder).items()
        for needle in needles
        if needle in content
    ]


def keep_planted(work: Work, number: int) -> None:
    name, latin, phone, text = planted(number)
    who = f"p{number}"
    work.people.add(person(who))
    work.chats.add(chat(f"c-{who}", owner=who, address=f"tg-{phone}", proposed_name=name))
    for fact, value in [("call_name", latin), ("reach", phone), ("note", text)]:
        work.people.record(who, fact, value, at=NOON)
    work.consents.add(consent(f"k-{who}", owner=who))
    work.referrals.add(referral(f"r-{who}", owner=who, consent=f"k-{who}", place=latin))
    work.referrals.event(f"r-{who}", NOON, "person", {"reason": text})
    work.outbox.put(Outgoing(f"c-{who}", say("told", name=name, text=text), "ary"))


async def test_a_stolen_database_shows_nothing_that_was_told(
    tmp_path: Path, opened: Opener
) -> None:
    store = await opened(f"sqlite:///{tmp_path / 'tawjih.db'}")
    await store.write(lambda work: [keep_planted(work, number) for number in range(PEOPLE)])
    needles = [form for n in range(0, PEOPLE, 4) for text in planted(n) for form in forms(text)]
    assert len(needles) > 50
    assert found_in(tmp_path, needles) == []
    await store.close()
    assert found_in(tmp_path, needles) == []


def wrapped_keys(work: Work) -> list[bytes]:
    """The wrapped keys of the people, as they stand in the store of keys."""
    with work.people._session.keys._vault._engine.connect() as connection:
        rows = connection.execute(select(data_key)).all()
    return [row.wrapped.encode() for row in rows if row.owner.startswith("p")]


async def test_what_is_erased_is_in_no_file(tmp_path: Path, opened: Opener) -> None:
    store = await opened(f"sqlite:///{tmp_path / 'tawjih.db'}")
    await store.write(lambda work: [keep_planted(work, number) for number in range(PEOPLE)])
    keys = await store.read(wrapped_keys)
    assert len(set(keys)) == PEOPLE
    # Each is found before: the search is able to find.
    assert len(found_in(tmp_path, keys)) >= PEOPLE
    sealed = await store.read(sealed_values)
    assert len(found_in(tmp_path, sealed)) >= len(sealed) > PEOPLE
    for number in range(10):
        await store.write(lambda work, number=number: work.people.erase(f"p{number}"))
    rest = range(10, PEOPLE)
    await store.write(lambda work: [work.people.erase(f"p{number}") for number in rest])
    assert found_in(tmp_path, keys) == []
    assert found_in(tmp_path, sealed) == []


async def test_what_a_reader_kept_from_being_purged_is_purged_when_it_ends(
    tmp_path: Path, opened: Opener
) -> None:
    store = await opened(f"sqlite:///{tmp_path / 'tawjih.db'}")
    await store.write(keep_somebody)
    sealed = await store.read(sealed_values)
    reads, release = threading.Event(), threading.Event()

    def long_reading(work: Work) -> None:
        sealed_values(work)
        reads.set()
        release.wait(20)

    reading = asyncio.create_task(store.read(long_reading))
    await asyncio.to_thread(reads.wait, 20)
    await store.write(lambda work: work.people.erase("p1"))
    assert found_in(tmp_path, sealed) != []
    release.set()
    await reading
    await store.write(lambda work: None)
    assert found_in(tmp_path, sealed) == []


def sealed_values(work: Work) -> list[bytes]:
    """The sealed facts as they stand: ciphertext, and still to be gone from the file."""
    rows = work.people._session.all(select(tables.fact))
    return [row["value"] for row in rows]


async def test_after_erasure_counted_rows_stay_and_tie_nothing_together(store: Store) -> None:
    def two_cases(work: Work) -> None:
        keep_case(work)
        work.consents.add(consent("k2", actor="OFPPT"))
        work.referrals.add(
            referral("r2", actor="OFPPT", consent="k2", replaces="TJ-R-P1", reference="TJ-2")
        )
        keep_case(work, "p2")

    await store.write(two_cases)
    await store.write(lambda work: work.people.erase("p1"))

    def left(work: Work) -> None:
        assert work.people.get("p1") is None
        assert work.people.facts("p1") == {}
        assert work.chats.of_owner("p1") == []
        assert work.consents.of("p1") == []
        assert work.referrals.of_person("p1") == []
        cases = [work.referrals.by_reference(each) for each in ("TJ-R-P1", "TJ-2")]
        assert [(c.person, c.place, c.scope, c.replaces) for c in cases if c] == [
            ("", "", (), ""),
            ("", "", (), ""),
        ]
        assert [count.n for count in work.referrals.counts(["region"], {})] == [3]
        assert work.people.facts("p2")["reach"]
        assert list(work.people.export("p1")) == []

    await store.read(left)


async def test_one_case_is_let_go_and_the_other_stays_its_persons(store: Store) -> None:
    def two_cases(work: Work) -> None:
        keep_case(work)
        work.consents.add(consent("k2", actor="OFPPT"))
        second = referral("r2", actor="OFPPT", consent="k2", reference="TJ-2")
        work.referrals.add(second)
        work.referrals.event("r2", NOON, "person", {"to": "requested"})

    await store.write(two_cases)
    await store.write(lambda work: work.referrals.release(referral("r2")))

    def left(work: Work) -> None:
        gone = work.referrals.by_reference("TJ-2")
        assert gone is not None
        assert (gone.person, gone.place, gone.scope, gone.need) == ("", "", (), "food")
        assert work.referrals.events("r2") == []
        assert [each.id for each in work.consents.of("p1")] == ["k-p1"]
        (kept,) = work.referrals.of_person("p1")
        assert kept.place

    await store.read(left)


async def test_the_audit_is_kept_twenty_four_months(store: Store) -> None:
    def noted(work: Work) -> None:
        for months in (25, 23):
            work.audit.note(NOON - timedelta(days=30.5 * months), "someone", f"m{months}")

    await store.write(noted)
    await store.write(lambda work: work.sweep(NOON))
    lines = await store.read(lambda work: [line["action"] for line in work.audit.lines()])
    assert "m23" in lines
    assert "m25" not in lines


async def test_an_erased_case_can_still_be_closed_by_its_actor(store: Store) -> None:
    await store.write(keep_case)
    await store.write(lambda work: work.people.erase("p1"))

    def confirm(work: Work) -> None:
        case = work.referrals.by_reference("TJ-R-P1")
        assert case is not None
        work.referrals.save(replace(case, destroyed_at=NOON, version=1), was=0)
        work.referrals.event(case.id, NOON, "provider", {"to": "destroyed"})

    await store.write(confirm)
    case = await store.read(lambda work: work.referrals.by_reference("TJ-R-P1"))
    assert case is not None
    assert case.destroyed_at == NOON
    history = await store.read(lambda work: work.referrals.events("r-p1"))
    assert history == [(NOON, "provider", {})]


async def test_the_same_address_begins_anew_after_erasure(store: Store) -> None:
    def erase_and_greet(work: Work) -> None:
        work.people.erase("p1")
        work.people.add(person("p2"))
        work.chats.add(chat("c2", owner="p2", address="address-of-c-p1"))
        work.outbox.put(Outgoing("c2", say("told.erased"), "ary"))

    await store.write(keep_somebody)
    await store.write(erase_and_greet)
    found = await store.write(lambda work: work.chats.find("telegram", "address-of-c-p1"))
    assert found is not None
    assert (found.id, found.owner) == ("c2", "p2")


async def test_rows_left_by_a_kill_after_the_key_was_destroyed_read_as_erased(
    store: Store,
) -> None:
    await store.write(keep_case)
    await destroy_key_alone(store, "p1")

    def reads_as_erased(work: Work) -> None:
        assert work.people.get("p1") is None
        assert work.people.facts("p1") == {}
        assert work.chats.get("c-p1") is None
        case = work.referrals.by_reference("TJ-R-P1")
        assert case is not None
        assert case.place == ""

    await store.read(reads_as_erased)
    assert await store.write(lambda work: work.chats.find("telegram", "address-of-c-p1")) is None
    await store.write(lambda work: work.sweep(NOON))
    rows = await store.read(lambda work: list(work.people.export("p1")))
    assert rows == []


async def destroy_key_alone(store: Store, owner: str) -> None:
    """A kill between the two stores: the key is gone, the transaction was never committed."""
    try:
        await store.write(lambda work: erase_and_die(work, owner))
    except Killed:
        return


def erase_and_die(work: Work, owner: str) -> None:
    work.people.erase(owner)
    raise Killed


async def test_a_key_left_by_a_kill_before_its_rows_is_swept(store: Store, clock: Clock) -> None:
    def make_and_die(work: Work) -> None:
        work.people.add(person("p9"))
        raise Killed

    try:
        await store.write(make_and_die)
    except Killed:
        clock.move(timedelta(minutes=59))
    await store.write(keep_somebody)
    for minutes, standing in [(0, {"p1", "p9"}), (2, {"p1"})]:
        now = clock.move(timedelta(minutes=minutes))
        await store.write(lambda work, now=now: work.sweep(now))
        assert await store.read(owners) - {"canary"} == standing


def owners(work: Work) -> set[str]:
    return work.people._session.keys.standing()


async def test_whoever_leaves_the_staff_takes_their_keys_and_sessions_along(
    store: Store,
) -> None:
    def join(work: Work) -> None:
        work.staff.add(focal())
        work.staff.add(coordinator())
        work.chats.add(chat("c-s1", owner="s1", staff=True))
        work.staff.begin_session("hash", "s1", NOON + timedelta(hours=8))

    await store.write(join)
    await store.write(lambda work: work.staff.remove("s1"))
    assert await store.read(owners) - {"canary"} == {"s9"}
    assert await store.read(lambda work: work.chats.of_owner("s1")) == []
    assert await store.read(lambda work: work.staff.session("hash", NOON)) is None
