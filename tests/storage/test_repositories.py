"""What casework keeps: each port gives back what it was given."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

from casework.person import Invite
from casework.ports import Due, Task
from catalogue.actor import Actor
from catalogue.record import record_of
from storage.store import Store
from storage.work import Work
from tests.storage.conftest import NOON, Opener
from tests.storage.samples import (
    NAME,
    actor,
    chat,
    consent,
    coordinator,
    focal,
    keep_case,
    keep_somebody,
    person,
    referral,
)  # fmt: skip

HOUR = timedelta(hours=1)


async def test_a_chat_and_its_person_are_read_back(store: Store) -> None:
    await store.write(keep_somebody)

    def seen(work: Work) -> None:
        assert work.people.get("p1") == person()
        expected = chat("c-p1")
        assert work.chats.find("telegram", "address-of-c-p1") == expected
        assert work.chats.get("c-p1") == expected
        assert work.chats.of_owner("p1") == [expected]
        assert work.chats.find("web", "address-of-c-p1") is None
        assert work.chats.get("none") is None
        assert work.people.get("none") is None

    await store.write(seen)


async def test_a_chat_moves_on_and_changes_hands(store: Store) -> None:
    await store.write(keep_somebody)
    later = NOON + HOUR

    def join(work: Work) -> None:
        work.staff.add(focal())
        old = work.chats.find("telegram", "address-of-c-p1")
        assert old is not None
        work.chats.save(replace(old, owner="s1", staff=True, place=None, seen_at=later))

    await store.write(join)
    found = await store.write(lambda work: work.chats.find("telegram", "address-of-c-p1"))
    assert found is not None
    assert (found.owner, found.staff, found.place, found.seen_at) == ("s1", True, None, later)
    assert found.proposed_name == NAME
    await store.write(lambda work: work.people.erase("p1"))
    assert await store.write(lambda work: work.chats.get("c-p1")) == found


async def test_facts_are_kept_changed_and_forgotten(store: Store) -> None:
    def story(work: Work) -> dict[str, str]:
        keep_somebody(work)
        work.people.record("p1", "reach", "chat", at=NOON + HOUR)
        work.people.record("p1", "note", "half a pair \ud83d", at=NOON)
        work.people.record("p1", "call_name", "", at=NOON + HOUR)
        work.people.save(replace(person(), region="09", secret="hash", minor_lifted=True))
        return work.people.facts("p1")

    assert await store.write(story) == {"reach": "chat", "note": "half a pair \ud83d"}
    found = await store.read(lambda work: work.people.get("p1"))
    assert found is not None
    assert (found.region, found.secret, found.minor_lifted) == ("09", "hash", True)


def due(name: str, hours: int, **changes: str) -> Due:
    at = NOON + hours * HOUR
    plain = {"id": name, "purpose": "day3", "person": "p1", "subject": "TJ-1"} | changes
    return Due(**plain, local=at.replace(tzinfo=None), at=at)


async def test_what_is_due_is_claimed_once_until_its_lease_ends(store: Store) -> None:
    rows = [due("d2", 2), due("d1", 1), due("d9", 9)]
    await store.write(lambda work: [work.schedule.add(each) for each in rows])
    assert await store.read(lambda work: work.schedule.next_at()) == NOON + HOUR
    now = NOON + 3 * HOUR
    claim = lambda work: work.schedule.claim(now, 10, 60)  # noqa: E731
    assert await store.write(claim) == [due("d1", 1), due("d2", 2)]
    assert await store.write(claim) == []
    await store.write(lambda work: work.schedule.done("d1"))
    later = now + timedelta(seconds=60)
    assert await store.write(lambda work: work.schedule.claim(later, 10, 60)) == [due("d2", 2)]
    assert await store.read(lambda work: work.schedule.next_at()) == later + timedelta(seconds=60)


async def test_what_is_due_is_cancelled_by_person_subject_and_purpose(store: Store) -> None:
    rows = [
        due("a", 1), due("b", 1, purpose="day14"), due("c", 1, subject="TJ-2"),
        due("d", 1, person="p2"),
    ]  # fmt: skip

    def left(work: Work) -> list[str]:
        return [each.id for each in work.schedule.claim(NOON + HOUR, 10, 0)]

    await store.write(lambda work: [work.schedule.add(each) for each in rows])
    await store.write(lambda work: work.schedule.cancel("p1", "TJ-1", {"day14"}))
    assert await store.write(left) == ["a", "c", "d"]
    await store.write(lambda work: work.schedule.cancel("p1", "TJ-1"))
    assert await store.write(left) == ["c", "d"]
    await store.write(lambda work: work.schedule.cancel("p1"))
    assert await store.write(left) == ["d"]


async def test_what_is_due_is_done_by_one_alone(store: Store) -> None:
    """Its lease ran out and two have it: one does it, and nobody does what was cancelled."""
    await store.write(lambda work: [work.schedule.add(due(name, 1)) for name in ("d1", "d2")])
    await store.write(lambda work: work.schedule.cancel("p1", "TJ-1", {"none"}))
    takers = [store.write(lambda work: work.schedule.done("d1")) for _ in range(4)]
    assert sorted(await asyncio.gather(*takers)) == [False, False, False, True]
    await store.write(lambda work: work.schedule.cancel("p1"))
    assert await store.write(lambda work: work.schedule.done("d2")) is False


async def test_nothing_is_due_in_an_empty_schedule(store: Store) -> None:
    assert await store.read(lambda work: work.schedule.next_at()) is None


async def test_tasks_are_found_while_they_are_open(store: Store) -> None:
    human = Task("t1", "human", "04", NOON, person="p1", province="04.091")
    gap = Task("t2", "gap", "09", NOON + HOUR, reference="TJ-1", need="food")

    def story(work: Work) -> None:
        work.tasks.add(human)
        work.tasks.add(gap)
        assert work.tasks.open_in("04") == [human]
        assert work.tasks.open_in("") == [human, gap]
        assert work.tasks.find_open("human", person="p1") == human
        assert work.tasks.find_open("human", person="p2") is None
        assert work.tasks.find_open("gap", reference="TJ-1") == gap
        work.tasks.close("t1", NOON + HOUR, "s9")
        work.tasks.close("t1", NOON + 2 * HOUR, "s8")
        assert work.tasks.find_open("human", person="p1") is None
        assert work.tasks.get("t1") == replace(human, closed_at=NOON + HOUR, closed_by="s9")

    await store.write(story)


async def test_an_invite_is_redeemed_by_exactly_one(store: Store) -> None:
    invite = Invite("hash", "focal", "EN", "", NOON + HOUR, protection=True)
    await store.write(lambda work: work.staff.add_invite(invite))
    assert await store.read(lambda work: work.staff.invite("hash")) == invite
    late = NOON + HOUR
    assert not await store.write(lambda work: work.staff.redeem("hash", late))
    takers = [await store.write(lambda work: work.staff.redeem("hash", NOON)) for _ in range(4)]
    assert takers == [True, False, False, False]
    assert not await store.write(lambda work: work.staff.redeem("other", NOON))
    used = await store.read(lambda work: work.staff.invite("hash"))
    assert used == replace(invite, used_at=NOON)


async def test_a_desk_link_opens_one_session_that_ends(store: Store) -> None:
    until = NOON + 8 * HOUR

    def story(work: Work) -> None:
        work.staff.add(focal())
        work.staff.add_desk_link("link", "s1", NOON + HOUR)
        work.staff.add_desk_link("late", "s1", NOON)
        assert work.staff.redeem_desk_link("late", NOON) is None
        assert work.staff.redeem_desk_link("link", NOON) == "s1"
        assert work.staff.redeem_desk_link("link", NOON) is None
        for name in ("a", "b", "c"):
            work.staff.begin_session(name, "s1", until)
        assert work.staff.session("a", NOON) == focal()
        assert work.staff.session("a", until) is None
        work.staff.end_sessions(token_hash="a")
        assert [work.staff.session(name, NOON) for name in "abc"] == [None, focal(), focal()]
        work.staff.end_sessions(member="s1")
        assert work.staff.session("b", NOON) is None
        work.staff.begin_session("d", "s1", until)
        work.staff.save(replace(focal(), active=False))
        assert work.staff.session("d", NOON) is None

    await store.write(story)


async def test_staff_are_found_by_actor_and_region(store: Store) -> None:
    national = coordinator("s8", region="", joined_at=NOON + HOUR)

    def story(work: Work) -> None:
        for each in (focal(), coordinator(), national, focal("s2", actor="OFPPT")):
            work.staff.add(each)
        assert work.staff.focal_points("EN") == [focal()]
        assert work.staff.coordinators("04") == [coordinator(), national]
        assert work.staff.coordinators("09") == [national]
        assert len(work.staff.all()) == 4
        work.staff.save(replace(focal(), active=False))
        assert work.staff.focal_points("EN") == []
        assert work.staff.get("s1") == replace(focal(), active=False)
        assert work.staff.get("none") is None

    await store.write(story)


async def test_answers_of_a_check_are_kept_and_changed(store: Store) -> None:
    def story(work: Work) -> None:
        keep_somebody(work)
        for question, value in [("E1", "3"), ("P3", "0"), ("E1", "4"), ("S2", "skip")]:
            work.checks.answer("p1", "month1", question, value=value, scoring="v1", at=NOON)
        work.checks.answer("p1", "month3", "E1", value="2", scoring="v1", at=NOON)
        assert work.checks.answers("p1") == {
            "month1": {"E1": "4", "P3": "0", "S2": "skip"},
            "month3": {"E1": "2"},
        }
        assert work.checks.answers("p2") == {}

    await store.write(story)


async def test_a_new_database_begins_with_the_starter(database_url: str, opened: Opener) -> None:
    starter = [actor("B"), actor("A", accredited=frozenset({"violence"}), focal_points=9)]
    store = await opened(database_url, starter=map(record_of, starter))
    # What a source claims grants nothing (domain.md, Three rungs).
    listed = replace(starter[1], accredited=frozenset(), focal_points=0)
    assert await store.read(lambda work: work.actors.all()) == [listed, starter[0]]
    await store.close()
    again = await opened(database_url, starter=[record_of(actor("C"))])
    assert [each.id for each in await again.read(lambda work: work.actors.all())] == ["A", "B"]


async def test_an_actor_shows_what_people_decided_about_it(store: Store) -> None:
    versions = [await store.read(lambda work: work.actors.version())]
    for change in CHANGES:
        await store.write(change)
        versions.append(await store.read(lambda work: work.actors.version()))
    assert versions == sorted(set(versions))
    (found,) = await store.read(lambda work: work.actors.all())
    assert found == actor(
        city="Rabat",
        accredited=frozenset({"violence"}),
        focal_points=1,
        full_until=date(2026, 12, 1),
        verified_on=date(2026, 11, 20),
    )
    await store.write(lambda work: work.actors.pause("EN", None))
    (found,) = await store.read(lambda work: work.actors.all())
    assert found.full_until is None


CHANGES = (
    lambda work: work.records.write([record_of(actor())], by="test"),
    lambda work: work.staff.add(focal()),
    lambda work: work.staff.add(focal("s2", active=False)),
    lambda work: work.actors.verified("EN", date(2026, 11, 20), "s1"),
    lambda work: work.actors.accredit("EN", "violence", by="s9", at=NOON),
    lambda work: work.actors.accredit("EN", "violence", by="s9", at=NOON),
    lambda work: work.actors.pause("EN", date(2026, 12, 1)),
    lambda work: work.records.write([record_of(actor(city="Rabat"))], by="test"),
)


async def test_how_an_actor_answers_is_counted_from_its_cases(store: Store) -> None:
    def story(work: Work) -> Actor:
        work.records.write([record_of(actor())], by="test")
        keep_somebody(work)
        for number, days in enumerate([1, 2, 6, None]):
            work.consents.add(consent(f"k{number}"))
            case = referral(f"r{number}", consent=f"k{number}")
            decided = NOON + timedelta(days=days) if days else None
            work.referrals.add(
                replace(case, state="accepted" if days else "expired", decided_at=decided)
            )
        return work.actors.all()[0]

    found = await store.write(story)
    assert (found.answered, found.usual_days) == (0.75, 2.0)


async def test_too_few_cases_say_nothing_about_an_actor(store: Store) -> None:
    def story(work: Work) -> Actor:
        work.records.write([record_of(actor())], by="test")
        keep_case(work)
        return work.actors.all()[0]

    found = await store.write(story)
    assert (found.answered, found.usual_days) == (None, None)


async def test_audit_and_gaps_are_counted_lines(store: Store) -> None:
    def story(work: Work) -> None:
        work.audit.note(NOON, "s1", "card_seen", subject="r1")
        work.audit.note(NOON + HOUR, "s9", "contact_seen", subject="r2", reason="called back")
        for _ in range(3):
            work.gaps.count("food", "04.091", NOON)
        work.gaps.count("food", "04.091", NOON + timedelta(days=30))
        assert [line["action"] for line in work.audit.lines()] == ["card_seen", "contact_seen"]
        assert [line["reason"] for line in work.audit.lines(subject="r2")] == ["called back"]
        assert work.gaps.all() == {
            ("food", "04.091", "2026-11"): 3,
            ("food", "04.091", "2026-12"): 1,
        }
        work.audit.sweep(NOON + HOUR)
        assert len(list(work.audit.lines())) == 1

    await store.write(story)


async def test_only_the_actors_that_changed_after_a_version_are_told(store: Store) -> None:
    others = [replace(actor(), id=f"other-{n}") for n in range(3)]
    await store.write(
        lambda work: work.records.write(map(record_of, (actor(), *others)), by="test")
    )
    before = await store.read(lambda work: work.actors.version())

    def story(work: Work) -> None:
        assert not work.actors.changed_here
        assert work.actors.changed_since(before, 9) == {}
        work.actors.pause("other-1", NOON.date())
        work.actors.accredit("other-2", "violence", by="s1", at=NOON)
        work.staff.add(focal())
        assert work.actors.changed_here

    await store.write(story)
    found = await store.read(lambda work: work.actors.changed_since(before, 9))
    assert found is not None
    assert found.keys() == {"other-1", "other-2", focal().actor}
    for name, each in found.items():
        assert each == await one(store, name)
    assert await store.read(lambda work: work.actors.changed_since(before, 2)) is None
    assert await store.read(lambda work: work.actors.version()) > before


async def one(store: Store, name: str) -> Actor | None:
    every = await store.read(lambda work: {each.id: each for each in work.actors.all()})
    assert every.get(name) == await store.read(lambda work: work.actors.get(name))
    return every.get(name)


async def test_who_leaves_the_staff_changes_their_actor(store: Store) -> None:
    await store.write(
        lambda work: (work.records.write([record_of(actor())], by="test"), work.staff.add(focal()))
    )
    before = await store.read(lambda work: work.actors.version())
    await store.write(lambda work: work.staff.remove("s1"))
    found = await store.read(lambda work: work.actors.changed_since(before, 9))
    assert found is not None
    assert found.keys() == {focal().actor}


async def test_a_scratch_database_in_memory_does_all_of_it(opened: Opener) -> None:
    store = await opened("sqlite://", starter=[record_of(actor())])
    await store.write(keep_case)
    await store.write(lambda work: work.people.erase("p1"))
    assert await store.read(lambda work: len(work.actors.all())) == 1
    assert await store.read(lambda work: work.keyed_hash("secret", "x")) != ""
