"""Proposals: made, decided once by a second person, taken back; in memory and over the storage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from casework import care
from casework.care import Verdict
from casework.errors import Decided, NotYours, RecordMoved, SecondPerson, Unchanged
from casework.links import claims
from casework.moved import mark, moved
from casework.person import StaffMember
from casework.proposal import Proposal, signers
from casework.record import confirm
from casework.sitting import Sitting
from casework.staleness import stale
from catalogue.record import Change, Record
from catalogue.schema import ACTOR
from tests.casework.test_over_storage import Stored
from tests.casework.world import Stage

HOURS = Change(ACTOR, "", "hours", None, "Mo-Fr 09:00-16:30")
PHONE = Change("contact", "phone · 0500000000", "", None, {"kind": "phone", "value": "0500000000"})
YES, NO = Verdict(True), Verdict(False, "unproven")


@pytest.fixture(params=["memory", "storage"])
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    played = Stage() if request.param == "memory" else Stored(path=tmp_path)
    played.join("karim", actor="ngo")
    played.join("samira", "coordinator", region="05")
    played.join("nadia", "coordinator")
    yield played
    if isinstance(played, Stored):
        played.close()


def during(stage: Stage, work: Callable[[Sitting], Any]) -> Any:
    now = stage.clock.now()
    return stage.write(lambda uow: work(Sitting(uow, stage.around, now)))


def who(stage: Stage, address: str) -> StaffMember:
    owner = stage.owner(address)
    found: StaffMember | None = stage.write(lambda uow: uow.staff.get(owner))
    assert found is not None
    return found


def proposed(stage: Stage, *changes: Change, by: str = "", batch: str = "") -> Proposal:
    by = by or stage.owner("karim")
    made: Proposal = during(
        stage, lambda sitting: care.propose(sitting, "ngo", changes, by=by, batch=batch)
    )
    return made


def decide(stage: Stage, proposal: str, address: str, verdict: Verdict = YES) -> None:
    member = who(stage, address)
    during(stage, lambda sitting: care.decide(sitting, proposal, member, verdict))


def edited(stage: Stage, address: str, *changes: Change, actor: str = "ngo") -> care.Edited:
    member = who(stage, address)
    found: care.Edited = during(
        stage, lambda sitting: care.edit(sitting, actor, changes, member=member)
    )
    return found


def record(stage: Stage) -> Record:
    found: Record | None = stage.write(lambda uow: uow.records.get("ngo"))
    assert found is not None
    return found


def write(stage: Stage, **values: Any) -> None:
    known = record(stage)
    changed = Record({**known.values, **values}, known.parts)
    stage.write(lambda uow: uow.records.write([changed], by="elsewhere"))


def history(stage: Stage) -> list[Any]:
    return list(stage.write(lambda uow: uow.records.history("ngo")))


def test_a_proposal_changes_nothing_until_it_is_approved_and_then_names_both(
    stage: Stage,
) -> None:
    made = proposed(stage, HOURS)
    assert "hours" not in record(stage).values

    decide(stage, made.id, "samira")

    assert record(stage).values["hours"] == "Mo-Fr 09:00-16:30"
    latest = history(stage)[0]
    assert signers(latest.who) == (stage.owner("karim"), stage.owner("samira"))
    assert latest.why == f"edit:{made.id}"


def test_a_second_tap_decides_nothing_and_changes_nothing(stage: Stage) -> None:
    made = proposed(stage, HOURS)
    decide(stage, made.id, "samira")
    before = len(history(stage))
    for address, verdict in (("samira", YES), ("nadia", NO)):
        with pytest.raises(Decided):
            decide(stage, made.id, address, verdict)
    assert len(history(stage)) == before
    kept = stage.write(lambda uow: uow.proposals.get(made.id))
    assert (kept.state, kept.decided_by) == ("approved", stage.owner("samira"))


def test_a_refusal_changes_nothing_and_its_reason_is_told(stage: Stage) -> None:
    made = proposed(stage, HOURS)
    decide(stage, made.id, "samira", NO)
    assert "hours" not in record(stage).values
    with pytest.raises(Decided):
        decide(stage, made.id, "nadia")


def test_a_coordinators_own_contact_waits_for_another_coordinator(stage: Stage) -> None:
    found = edited(stage, "samira", HOURS, PHONE)

    assert found.applied == 1
    assert record(stage).values["hours"]
    assert found.proposal is not None
    assert record(stage).rows("contact") == ()
    with pytest.raises(SecondPerson):
        decide(stage, found.proposal.id, "samira")
    decide(stage, found.proposal.id, "nadia")
    assert [row["value"] for row in record(stage).rows("contact")] == ["0500000000"]


def test_a_focal_points_own_record_waits_and_anothers_is_not_theirs(stage: Stage) -> None:
    found = edited(stage, "karim", HOURS)
    assert found.applied == 0
    assert found.proposal is not None
    with pytest.raises(SecondPerson):
        decide(stage, found.proposal.id, "karim")
    with pytest.raises(NotYours):
        edited(stage, "karim", HOURS, actor="other")
    with pytest.raises(Unchanged):
        edited(stage, "karim")


def test_free_places_hold_at_once_and_leave_a_line_of_history(stage: Stage) -> None:
    found = edited(stage, "karim", Change(ACTOR, "", "places_free", None, 4))
    assert (found.applied, found.proposal) == (1, None)
    assert history(stage)[0].who == stage.owner("karim")


def test_what_has_moved_since_is_looked_at_before_it_is_approved(stage: Stage) -> None:
    made = proposed(stage, HOURS)
    write(stage, hours="Sa 09:00-12:00", city="Exemple")
    with pytest.raises(RecordMoved):
        decide(stage, made.id, "samira")

    seen = mark(moved(record(stage), made.changes))
    write(stage, hours="24/7")
    with pytest.raises(RecordMoved):
        decide(stage, made.id, "samira", Verdict(True, seen=seen))

    seen = mark(moved(record(stage), made.changes))
    decide(stage, made.id, "samira", Verdict(True, seen=seen))
    assert record(stage).values["hours"] == "Mo-Fr 09:00-16:30"
    assert record(stage).values["city"] == "Exemple"


def test_another_field_that_moved_stands_in_nobodys_way(stage: Stage) -> None:
    made = proposed(stage, HOURS)
    write(stage, city="Exemple")
    decide(stage, made.id, "samira")
    assert record(stage).values["city"] == "Exemple"


def test_a_contact_that_is_gone_is_changed_by_no_approval(stage: Stage) -> None:
    shown = Change("contact", "phone · 0500000000", "visibility", "staff", "public")
    made = proposed(stage, shown)
    seen = mark(moved(record(stage), made.changes))
    with pytest.raises(RecordMoved):
        decide(stage, made.id, "samira", Verdict(True, seen=seen))


def test_what_was_approved_can_be_taken_back_of_a_contact_by_a_second_person(
    stage: Stage,
) -> None:
    plain, contact = proposed(stage, HOURS), proposed(stage, PHONE)
    decide(stage, plain.id, "samira")
    decide(stage, contact.id, "samira")
    member = who(stage, "samira")

    assert during(stage, lambda sitting: care.undo(sitting, plain.id, member)).applied == 1
    assert "hours" not in record(stage).values
    with pytest.raises(Unchanged):
        during(stage, lambda sitting: care.undo(sitting, plain.id, member))

    waits = during(stage, lambda sitting: care.undo(sitting, contact.id, member)).proposal
    assert len(record(stage).rows("contact")) == 1
    with pytest.raises(SecondPerson):
        decide(stage, waits.id, "samira")
    decide(stage, waits.id, "nadia")
    assert record(stage).rows("contact") == ()


def test_a_batch_is_decided_as_a_whole_each_by_itself(stage: Stage) -> None:
    city = Change(ACTOR, "", "city", None, "Exemple")
    for change in (HOURS, PHONE, city):
        proposed(stage, change, by="operator", batch="b" * 32)
    write(stage, hours="24/7")
    member = who(stage, "samira")

    done = during(stage, lambda sitting: care.decide_batch(sitting, "b" * 32, member, YES))

    assert done == (2, 1)
    assert record(stage).values["hours"] == "24/7"
    assert record(stage).values["city"] == "Exemple"
    assert [each.changes for each in stage.write(lambda uow: uow.proposals.waiting())] == [(HOURS,)]
    again = during(stage, lambda sitting: care.decide_batch(sitting, "b" * 32, member, YES))
    assert again == (0, 1)


def test_nobody_approves_the_batch_they_brought_in(stage: Stage) -> None:
    proposed(stage, PHONE, by=stage.owner("samira"), batch="b" * 32)
    member = who(stage, "samira")
    done = during(stage, lambda sitting: care.decide_batch(sitting, "b" * 32, member, YES))
    assert done == (0, 1)
    assert record(stage).rows("contact") == ()


def test_each_sees_the_proposals_of_their_own_records(stage: Stage) -> None:
    write(stage, perimeter=("06.141",))
    proposed(stage, HOURS)
    stage.join("leila", actor="other")

    def seen_by(address: str) -> int:
        member = who(stage, address)
        return stage.write(lambda uow: len(care.waiting(uow, member)))

    seen = {each: seen_by(each) for each in ("karim", "leila", "samira", "nadia")}

    assert seen == {"karim": 1, "leila": 0, "samira": 0, "nadia": 1}


def test_stale_records_are_listed_by_how_long_nobody_stands_by_them(stage: Stage) -> None:
    stage.join("leila", actor="other")
    stage.after(days=160)

    def listed() -> list[tuple[str, str, int | None]]:
        day = stage.clock.now().date()
        found = stage.write(lambda uow: stale(uow, day))
        return [(each.actor.id, each.how, each.left) for each in found]

    assert listed() == [("ngo", "ending", 24), ("other", "ending", 24), ("office", "never", None)]
    day, leila = stage.clock.now().date(), stage.owner("leila")
    first = stage.write(lambda uow: stale(uow, day))[0]
    assert first.by == stage.owner("karim")
    assert first.asked_on == day - timedelta(days=6)

    stage.after(days=30)
    during(stage, lambda sitting: confirm(sitting, "other", by=leila))
    assert listed() == [("ngo", "over", -6), ("office", "never", None)]


def test_a_record_that_claims_a_link_is_found_by_whom_it_names(stage: Stage) -> None:
    for actor, to in (("a", "ngo"), ("b", "ngo-2"), ("c", "ngo")):
        link = {"to": to, "as": "partner", "confirmed": "one"}
        values = {"id": actor, "name": {"fr": f"Association Exemple {actor}"}}
        made = Record(values, {"link": (link,)})
        stage.write(lambda uow, made=made: uow.records.write([made], by="test"))

    assert [each.id for each in stage.write(lambda uow: uow.records.naming("ngo"))] == ["a", "c"]
    found = stage.write(lambda uow: list(claims(uow, "ngo")))
    assert [each.record.id for each in found] == ["a", "c"]
