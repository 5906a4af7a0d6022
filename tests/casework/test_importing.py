"""Importing is all or nothing, grants nothing, and lets no contact through by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.ids import SeededIds
from casework.errors import OperatorError
from casework.importing import apply, check_kind, plan
from casework.proposal import Proposal
from catalogue.assessment import Score
from catalogue.exchange.draft import Draft, Told
from catalogue.exchange.plan import Plan
from catalogue.exchange.rows import Fault
from catalogue.record import Record, Row, applied
from tests.casework.memory import MemoryStore, MemoryUnitOfWork
from tests.storage.samples import consent, focal, person, referral

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
PHONE: Row = {"kind": "phone", "value": "0500000000", "role": {"fr": "accueil"}}


def told(actor: str, row: int = 2, **values: object) -> Told:
    return Told(actor, row, {"id": actor, "name": {"fr": f"Association {actor}"}, **values})  # type: ignore[dict-item]


def store_with(*records: Record) -> MemoryStore:
    store = MemoryStore()
    store.write(lambda work: work.records.write(records, by="starter"))
    return store


def imported(store: MemoryStore, draft: Draft, **how: object) -> Plan:
    def whole(work: MemoryUnitOfWork) -> Plan:
        check_kind(work, draft)
        found = plan(work.records.all(), draft, **how)  # type: ignore[arg-type]
        apply(work, found, name="liste.xlsx", ids=SeededIds(), now=NOW)
        return found

    return store.write(whole)


def records(store: MemoryStore) -> dict[str, Record]:
    return store.write(lambda work: {each.id: each for each in work.records.all()})


def waiting(store: MemoryStore) -> list[Proposal]:
    return store.write(lambda work: list(work.proposals.waiting()))


def test_new_and_changed_records_are_written_with_their_history() -> None:
    store = store_with(Record({"id": "A", "name": {"fr": "Association A"}}))
    found = imported(store, Draft((told("A", city="Fès"), told("B"))))
    assert ([each.record.id for each in found.new], len(found.changed)) == (["B"], 1)
    assert records(store)["A"].values["city"] == "Fès"
    past = store.write(lambda work: work.records.history("A")[0])
    assert (past.who, past.why, past.change.field) == ("operator", "import liste.xlsx", "city")
    assert store.write(lambda work: len(work.records.history("B"))) == 1


def test_with_one_fault_nothing_at_all_is_written() -> None:
    store = store_with()
    draft = Draft((told("A"),), faults=(Fault(3, "city", "too_long"),))
    with pytest.raises(OperatorError):
        imported(store, draft)
    assert records(store) == {}
    assert waiting(store) == []


def test_contacts_wait_as_one_proposal_of_an_actor_and_one_batch_of_a_file() -> None:
    store = store_with(Record({"id": "A", "name": {"fr": "x"}}))
    rows = {"contact": (PHONE, {"kind": "web", "value": "https://a.example"})}
    imported(store, Draft(tuple(Told(each, 2, told(each).values, rows) for each in ("A", "B"))))
    assert all(record.rows("contact") == () for record in records(store).values())
    found = waiting(store)
    assert {each.actor for each in found} == {"A", "B"}
    assert len({each.batch for each in found}) == 1
    assert {(each.by, each.why) for each in found} == {("operator", "import")}
    of_b = next(each for each in found if each.actor == "B")
    approved = applied(records(store)["B"], of_b.changes)
    assert approved.rows("contact")[0] == PHONE


def test_a_file_imported_twice_asks_once() -> None:
    store = store_with()
    draft = Draft((Told("A", 2, told("A").values, {"contact": (PHONE,)}),))
    imported(store, draft)
    again = imported(store, draft)
    assert (again.new, again.changed[0].changes) == ((), ())
    assert len(waiting(store)) == 1


def test_a_file_grants_nothing() -> None:
    store = store_with()
    imported(store, Draft((told("A", sensitive_role="claimed", needs=("violence",)),)))
    actor = store.write(lambda work: work.actors.get("A"))
    assert actor is not None
    assert (actor.rung(NOW.date()), actor.accredited, actor.verified_on) == (
        "listed",
        frozenset(),
        None,
    )


def test_scores_are_kept_beside_those_of_others() -> None:
    store = store_with(Record({"id": "A", "name": {"fr": "x"}}))
    score = Score("A", "mission Exemple", date(2026, 11, 1), "staff_qualified", 3)
    imported(store, Draft(scores=(score,)))
    assert store.write(lambda work: list(work.assessments.of("A"))) == [score]


def test_scores_of_an_unknown_actor_are_a_fault() -> None:
    found = plan([], Draft(scores=(Score("Z", "m", date(2026, 11, 1), "x", 3),)))
    assert [each.code for each in found.faults] == ["no_own_row"]


def test_the_audit_tells_the_batch_and_no_name() -> None:
    store = store_with()
    imported(store, Draft((told("A"),)))
    (line,) = store.write(lambda work: list(work.audit.t.audit))
    assert "imported" in repr(line)
    assert "Association" not in repr(line)
    assert "liste" not in repr(line)


def test_a_row_is_imported_onto_a_known_actor_when_told_so() -> None:
    store = store_with(Record({"id": "OLD", "name": {"fr": "Association N"}, "city": "Fès"}))
    link = Told("B", 3, told("B").values, {"link": ({"to": "N", "as": "partner"},)})
    found = imported(store, Draft((told("N", city="Rabat"), link)), same={"N": "OLD"})
    assert ([each.record.id for each in found.new], found.pairs) == (["B"], ())
    assert records(store)["OLD"].values["city"] == "Rabat"
    assert records(store)["B"].rows("link") == ({"to": "OLD", "as": "partner"},)
    assert "N" not in records(store)


@pytest.mark.parametrize(
    ("same", "key"),
    [
        ({"X": "OLD"}, "same_not_in_file"),
        ({"N": "nobody"}, "same_unknown"),
        ({"N": "A"}, "same_twice"),
        ({"N": "OLD", "M": "OLD"}, "same_twice"),
    ],
)
def test_a_row_meant_for_what_is_not_there_is_refused(same: dict[str, str], key: str) -> None:
    known = [Record({"id": each, "name": {"fr": each}}) for each in ("OLD", "A")]
    with pytest.raises(OperatorError) as refused:
        plan(known, Draft((told("N"), told("M"), told("A"))), same=same)
    assert refused.value.key == f"cli.exchange.{key}"


def test_a_new_actor_like_a_known_one_is_told_as_a_pair() -> None:
    known = Record({"id": "OLD", "name": {"fr": "Association Amal rurale"}, "city": "Fès"})
    new = told("N", name={"fr": "association amale rurale"}, city="Fes")
    (pair,) = plan([known], Draft((new,))).pairs
    assert (pair.kept, pair.other) == ("OLD", "N")


# --- invented actors and real ones ---


def test_invented_actors_come_into_a_database_that_serves_nobody() -> None:
    store = store_with(Record({"id": "A", "name": {"fr": "x"}}))
    imported(store, Draft((told("SYN-0001"),)))
    assert "SYN-0001" in records(store)


def test_invented_actors_are_refused_where_real_focal_points_have_joined() -> None:
    store = store_with(Record({"id": "EN", "name": {"fr": "x"}}))
    store.write(lambda work: work.staff.add(focal()))
    with pytest.raises(OperatorError) as refused:
        imported(store, Draft((told("SYN-0001"),)))
    assert refused.value.key == "cli.exchange.synthetic_refused"
    assert "SYN-0001" not in records(store)


def test_invented_actors_are_refused_where_people_were_referred() -> None:
    store = store_with(Record({"id": "EN", "name": {"fr": "x"}}))

    def case(work: MemoryUnitOfWork) -> None:
        work.people.add(person("p1"))
        work.consents.add(consent("k1", "p1", actor="EN"))
        work.referrals.add(referral())

    store.write(case)
    with pytest.raises(OperatorError) as refused:
        imported(store, Draft((told("SYN-0001"), told("B"))))
    assert refused.value.key == "cli.exchange.synthetic_refused"


def test_real_actors_are_refused_beside_invented_ones() -> None:
    store = store_with(Record({"id": "SYN-0001", "name": {"fr": "x"}}))
    with pytest.raises(OperatorError) as refused:
        imported(store, Draft((told("B"),)))
    assert refused.value.key == "cli.exchange.real_refused"
    imported(store, Draft((told("SYN-0002"),)))
