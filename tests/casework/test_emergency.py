"""Only a human calls a case an emergency: its clock starts anew, the actor hears of it at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casework.errors import IllegalMove
from casework.referral import DEADLINES, Referral, hasten
from casework.staffing import Wanted
from conversations.effects import DeclareEmergency, MoveReferral, WithdrawConsent
from tests.casework.test_staff_whole import join, keys
from tests.casework.world import Stage, stage_with_case

HOUR = timedelta(hours=1)


@pytest.fixture
def whole() -> Stage:
    """The real dialogues."""
    played = Stage()
    join(played, "karim", Wanted("focal", "ngo"))
    join(played, "nadia", Wanted("coordinator"))
    played.tell("amina", adult="yes", place="05.091.01.01", call_name="Amina", reach="chat")
    return played


@pytest.fixture
def case(whole: Stage) -> Referral:
    sent = whole.refer()
    whole.forget_said()
    return sent


def test_the_deadlines_are_those_of_an_emergency_from_now_on() -> None:
    stage = stage_with_case()
    reference = stage.refer().reference
    stage.clock.jump(hours=30)
    now = stage.clock.now()

    stage.send("samira", DeclareEmergency(reference))

    hastened = stage.referral(reference)
    assert hastened.urgency == "emergency"
    by = (hastened.acknowledge_by, hastened.decide_by, hastened.contact_by)
    assert by == (now + HOUR, now + 24 * HOUR, now + 24 * HOUR)
    assert "emergency_declared" in stage.audit()


def test_its_rows_are_renewed_and_a_silent_actor_expires_after_a_day_and_an_hour() -> None:
    stage = stage_with_case()
    reference = stage.refer().reference
    stage.clock.jump(hours=30)

    stage.send("samira", DeclareEmergency(reference))

    done = stage.after(hours=26)
    assert [each for each in done if each.startswith(("acknowledge", "decide", "expire"))] == [
        "acknowledge_half", "acknowledge_by", "decide_half", "decide_by", "expire",
    ]  # fmt: skip
    assert stage.referral(reference).state == "expired"


def test_an_accepted_case_must_be_contacted_within_the_day() -> None:
    stage = stage_with_case()
    reference = stage.refer().reference
    stage.send("karim", MoveReferral(reference, "accepted"))

    stage.send("samira", DeclareEmergency(reference))

    purposes = [purpose for purpose, _ in stage.dues()]
    assert purposes.count("contact_by") == purposes.count("disclosure_end") == 1
    assert "contact_by" in stage.after(hours=24)
    assert stage.tasks() == ["overdue"]


def test_the_actor_hears_of_it_at_night_behind_a_neutral_line() -> None:
    stage = stage_with_case()
    reference = stage.refer().reference
    stage.clock.jump(hours=12)
    stage.forget_said()

    stage.send("samira", DeclareEmergency(reference))

    (told,) = stage.told("karim")
    assert (told.not_before, told.silent) == (None, False)
    assert told.message.neutral is not None
    assert dict(told.message.neutral.values) == {"reference": reference}
    assert told.message.parts[0].key == "staff.card.emergency"


@pytest.mark.parametrize("who", ["amina", "karim", "omar"])
def test_nobody_but_a_coordinator_of_the_region_may_declare_it(who: str) -> None:
    stage = stage_with_case()
    stage.join("omar", "coordinator", region="11")
    reference = stage.refer().reference

    stage.send(who, DeclareEmergency(reference))

    assert stage.referral(reference).urgency == "normal"
    assert "emergency_declared" not in stage.audit()


def test_an_ended_case_and_a_second_declaration_are_refused() -> None:
    stage = stage_with_case()
    first = stage.refer()
    limits = DEADLINES["emergency"]
    with pytest.raises(IllegalMove):
        hasten(hasten(first, limits, stage.clock.now()), limits, stage.clock.now())
    stage.send("amina", WithdrawConsent("referral", first.reference))
    with pytest.raises(IllegalMove):
        hasten(stage.referral(first.reference), limits, stage.clock.now())


def test_no_deadline_is_put_further_off() -> None:
    stage = stage_with_case()
    case = stage.refer()
    late = case.decide_by - HOUR

    hastened = hasten(case, DEADLINES["emergency"], late)

    assert hastened.decide_by == case.decide_by
    assert hastened.acknowledge_by == late + HOUR


def test_the_coordinator_is_asked_once_and_may_leave_it(whole: Stage, case: Referral) -> None:
    whole.play("nadia", tap=f"@urgent:{case.reference}")
    assert "staff.urgent.ask" in keys(whole, "nadia")
    whole.play("nadia", tap="leave")
    assert whole.referral(case.reference).urgency == "normal"

    whole.play("nadia", tap=f"@urgent:{case.reference}")
    whole.play("nadia", tap="yes")
    assert whole.referral(case.reference).urgency == "emergency"
    assert "staff.urgent.done" in keys(whole, "nadia")
    whole.play("nadia", tap=f"@urgent:{case.reference}")
    assert "staff.case.gone" in keys(whole, "nadia")


def test_a_coordinator_stops_a_case_and_both_sides_learn_of_it(
    whole: Stage, case: Referral
) -> None:
    whole.play("nadia", tap=f"@cancel:{case.reference}")
    assert "staff.cancel.ask" in keys(whole, "nadia")
    whole.play("nadia", tap="yes")

    assert whole.referral(case.reference).state == "cancelled"
    assert "told.cancelled" in whole.keys("amina")
    assert "staff.card.withdrawn" in whole.keys("karim")
