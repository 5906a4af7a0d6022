"""Records whole, their history, proposals and assessments, on both databases."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, text

from casework.proposal import Proposal
from catalogue.assessment import Score
from catalogue.record import Change, Record, record_of
from catalogue.schema import ACTOR
from storage.store import Store
from storage.work import Work
from tests.storage.conftest import Opener
from tests.storage.samples import NOON, actor

HOUR = timedelta(hours=1)

PLAIN = Record(
    {"id": "A", "name": {"fr": "Exemple", "ar": "مثال"}, "needs": ("food",), "people": 3},
    {"contact": ({"kind": "phone", "value": "poste 12"},), "site": ({"place": "05.091.01.01"},)},
)
CHANGED = Record(
    {"id": "A", "name": {"fr": "Exemple", "ar": "مثال"}, "needs": ("food",), "people": 4},
    {"contact": ({"kind": "phone", "value": "poste 13"},), "site": ({"place": "05.091.01.01"},)},
)


async def test_a_record_is_kept_whole_and_matched_by_its_parts(store: Store) -> None:
    await store.write(lambda work: work.records.write([PLAIN], by="s1"))
    assert await store.read(lambda work: work.records.get("A")) == PLAIN
    assert await store.read(lambda work: work.records.all()) == [PLAIN]
    found = await store.read(lambda work: work.actors.get("A"))
    assert found is not None
    assert (found.needs, found.sites) == (("food",), ("05.091.01.01",))
    assert await store.read(lambda work: work.records.get("B")) is None


async def test_nothing_is_overwritten_without_trace(store: Store) -> None:
    counts = [
        await store.write(lambda work, told=told: work.records.write([told], by="s1", why="edit"))
        for told in (PLAIN, PLAIN, CHANGED)
    ]
    assert counts == [1, 0, 3]
    past = await store.read(lambda work: work.records.history("A"))
    assert {(each.who, each.why) for each in past} == {("s1", "edit")}
    assert [each.change for each in past] == [
        Change("contact", "phone · poste 13", "", None, {"kind": "phone", "value": "poste 13"}),
        Change("contact", "phone · poste 12", "", {"kind": "phone", "value": "poste 12"}, None),
        Change(ACTOR, "", "people", 3, 4),
        Change(ACTOR, "", "", None, None),
    ]


async def test_many_records_are_written_at_once(store: Store) -> None:
    many = [record_of(replace(actor(), id=f"A-{n:04}")) for n in range(1201)]
    assert await store.write(lambda work: work.records.write(many, by="s1")) == 1201
    assert len(await store.read(lambda work: work.records.all())) == 1201
    version = await store.read(lambda work: work.actors.version())
    await store.write(lambda work: work.records.write(many, by="s1"))
    assert await store.read(lambda work: work.actors.version()) == version


async def test_a_removed_record_stands_in_its_history(store: Store) -> None:
    await store.write(lambda work: work.records.write([PLAIN], by="s1"))
    await store.write(lambda work: work.records.remove("A", by="s9", why="duplicate"))
    assert await store.read(lambda work: work.actors.all()) == []
    newest = (await store.read(lambda work: work.records.history("A")))[0]
    assert (newest.who, newest.change.before["values"]["people"]) == ("s9", 3)


async def test_a_proposal_is_decided_once(store: Store) -> None:
    told = Proposal(
        "p1",
        "b1",
        "A",
        at=NOON,
        by="s1",
        why="edit",
        changes=(Change(ACTOR, "", "city", "", "Fès"),),
    )
    await store.write(lambda work: work.proposals.add(told))
    assert await store.read(lambda work: work.proposals.waiting()) == [told]

    def decide(work: Work) -> bool:
        return work.proposals.decide("p1", approved=True, by="s9", at=NOON + HOUR)

    assert [await store.write(decide), await store.write(decide)] == [True, False]
    assert await store.read(lambda work: work.proposals.waiting()) == []
    decided = replace(told, state="approved", decided_at=NOON + HOUR, decided_by="s9")
    assert await store.read(lambda work: work.proposals.of_actor("A")) == [decided]
    assert await store.read(lambda work: work.proposals.get("p1")) == decided


async def test_assessors_are_kept_apart(store: Store) -> None:
    first = Score("A", "mission 1", date(2026, 11, 1), "people", 3)
    scores = [
        first,
        replace(first, assessor="mission 2", score=1),
        replace(first, criterion="means"),
    ]
    await store.write(lambda work: work.assessments.keep(scores))
    await store.write(lambda work: work.assessments.keep([replace(first, score=2)]))
    found = await store.read(lambda work: work.assessments.of("A"))
    assert sorted(each.score for each in found) == [1, 2, 3]
    assert await store.read(lambda work: work.assessments.all()) == found


async def test_records_of_the_third_version_are_brought_into_parts(
    database_url: str, opened: Opener
) -> None:
    flat = '{"id": "A", "names": {"fr": "Exemple"}, "needs": ["food"], "perimeter": [], "city": ""}'

    def third(connection: Connection) -> None:
        for table in ("actor_history", "proposal", "assessment"):
            connection.execute(text(f"DROP TABLE {table}"))
        into = text("INSERT INTO actor (id, record, verified_by) VALUES ('A', :record, '')")
        connection.execute(into, {"record": flat})
        connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))

    store = await opened(database_url)
    await store._backend.write(third)
    await store.close()
    again = await opened(database_url)
    found: Any = await again.read(lambda work: work.records.get("A"))
    assert found == Record({"id": "A", "name": {"fr": "Exemple"}, "needs": ("food",)})


async def test_records_are_found_by_whom_their_links_name(store: Store) -> None:
    def linked(id_: str, to: str) -> Record:
        return Record({"id": id_, "name": {"fr": to}}, {"link": ({"to": to, "as": "partner"},)})

    some = [linked("A", "X_1"), linked("B", "X-1"), linked("C", "X_1"), Record({"id": "X_1"})]
    await store.write(lambda work: work.records.write(some, by="s1"))
    assert await store.read(lambda work: [each.id for each in work.records.naming("X_1")]) == [
        "A",
        "C",
    ]


async def test_who_verified_last_and_when_something_was_last_noted_are_told_by_actor(
    store: Store,
) -> None:
    await store.write(lambda work: work.records.write([PLAIN, Record({"id": "B"})], by="s1"))
    for by in ("s1", "s2"):
        await store.write(lambda work, by=by: work.actors.verified("A", NOON.date(), by))
    for at in (NOON, NOON + HOUR):
        await store.write(
            lambda work, at=at: work.audit.note(at, "clock", "record_asked", subject="A")
        )
    assert await store.read(lambda work: work.actors.verified_by()) == {"A": "s2"}
    assert await store.read(lambda work: work.audit.last("record_asked")) == {"A": NOON + HOUR}
    assert await store.read(lambda work: work.audit.last("never")) == {}
