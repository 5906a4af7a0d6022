"""A record's care in the real dialogues: asked, three taps, changed, approved, closed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from casework.proposal import Proposal
from casework.staffing import Wanted
from casework.upkeep import look
from catalogue.record import Record, record_of
from conversations.messages import Message
from tests.casework.test_staff_whole import join, keys
from tests.casework.world import ACTORS, Stage

PHONE = {"kind": "phone", "value": "0500000000", "visibility": "public"}


@pytest.fixture
def stage() -> Stage:
    played = Stage()
    known = record_of(ACTORS[0])
    write(played, Record(known.values, {"contact": (PHONE,)}))
    join(played, "karim", Wanted("focal", "ngo"))
    join(played, "samira", Wanted("coordinator", region="05"))
    join(played, "nadia", Wanted("coordinator"))
    return played


def write(stage: Stage, record: Record) -> None:
    stage.write(lambda uow: uow.records.write([record], by="test"))


def record(stage: Stage, actor: str = "ngo") -> Record:
    return stage.store.tables.records[actor]


def today(stage: Stage) -> date:
    return stage.clock.now().date()


def referable(stage: Stage) -> bool:
    return stage.store.tables.actors["ngo"].referable(today(stage))


def waiting(stage: Stage) -> list[Proposal]:
    return stage.write(lambda uow: list(uow.proposals.waiting()))


def asked(stage: Stage) -> list[Message]:
    """The askings that came to the focal point by themselves."""
    rows = (row.message for row in stage.told("karim"))
    return [each for each in rows if "staff.record.again" in {part.key for part in each.parts}]


def change(stage: Stage, group: str, field: int, *, typed: str = "", tap: str = "") -> None:
    """Tap through to a field, give it a value, and say that it is right."""
    stage.play("karim", tap="@changed")
    stage.play("karim", tap=f"g:{group}")
    stage.play("karim", tap=f"f:{field}")
    stage.play("karim", typed, tap=tap)
    stage.play("karim", tap="yes")


# --- asked again, over the months ---


def test_over_the_months_one_is_asked_three_times_and_then_a_coordinator_looks(
    stage: Stage,
) -> None:
    start = stage.clock.now()
    days: list[int] = []
    for day in range(1, 215):
        stage.until(start + timedelta(days=day, hours=3))
        stage.write(lambda uow: look(uow, stage.around))
        days += [day] * len(asked(stage))
        if day == 183:
            assert referable(stage)
            assert "lapsed" not in stage.tasks()
        stage.forget_said()
    assert days == [154, 184, 198]
    assert not referable(stage)
    assert stage.tasks().count("lapsed") == 1


def test_the_push_says_nothing_of_it_and_the_record_is_edited_in(stage: Stage) -> None:
    stage.after(days=154)
    (card,) = asked(stage)
    assert card.neutral is not None
    assert card.neutral.key == "staff.care.notice"
    assert [each.value for each in card.options] == ["@still", "@changed", "@closed"]
    assert {"staff.record.needs", "staff.record.contacts"} <= {part.key for part in card.parts}


def test_one_tap_verifies_for_six_more_months_and_closes_what_was_open(stage: Stage) -> None:
    stage.after(days=190)
    assert "lapsed" in stage.tasks()
    stage.forget_said()

    stage.play("karim", tap="@still")

    assert "lapsed" not in stage.tasks()
    assert referable(stage)
    assert stage.store.tables.verified_by["ngo"] == stage.owner("karim")
    stage.forget_said()
    stage.after(days=153)
    assert asked(stage) == []
    stage.after(days=1)
    assert len(asked(stage)) == 1


def test_nobody_is_asked_in_quiet_hours_though_the_row_is_done_late(stage: Stage) -> None:
    due = next(each for each in stage.store.tables.dues.values() if each.purpose == "verify")
    stage.clock.at = due.at.replace(hour=22)
    stage.fulfil(due)
    (row,) = [row for row in stage.told("karim") if row.message.neutral]
    assert row.not_before is not None
    assert row.not_before.hour == 8


def test_where_nobody_answers_any_more_nobody_is_asked(stage: Stage) -> None:
    stage.play("karim", command="leave")
    stage.play("karim", tap="yes")
    assert [purpose for purpose, _ in stage.dues() if purpose == "verify"] == []
    join(stage, "rachid", Wanted("focal", "ngo"))
    assert [purpose for purpose, _ in stage.dues()].count("verify") == 3


# --- something has changed ---


def test_a_change_is_read_back_proposed_and_approved_by_a_coordinator(stage: Stage) -> None:
    stage.play("karim", tap="@changed")
    stage.play("karim", tap="g:access")
    stage.play("karim", tap="f:0")
    stage.play("karim", "lun-ven 9h-16h30")
    read_back = stage.told("karim")[-1].message.parts[0]
    assert read_back.key == "staff.care.sure"
    assert read_back.values["after"] == "lun – ven 09:00-16:30"
    assert waiting(stage) == []
    stage.play("karim", tap="yes")
    (proposal,) = waiting(stage)
    assert "staff.care.waits" in stage.keys("nadia")
    assert "hours" not in record(stage).values

    stage.play("samira", tap=f"@edit:{proposal.id}")
    stage.play("samira", tap="yes:")

    assert record(stage).values["hours"] == "Mo-Fr 09:00-16:30"
    assert "staff.care.told_approved" in stage.keys("karim")


def test_what_is_no_value_is_asked_again_with_its_reason(stage: Stage) -> None:
    stage.play("karim", command="record")
    stage.play("karim", tap="g:access")
    stage.play("karim", tap="f:0")
    stage.play("karim", "quand on peut")
    assert "staff.care.fault.not_hours" in stage.keys("karim")
    stage.play("karim", "Sa 9:00-12:00")
    stage.play("karim", tap="yes")
    assert waiting(stage)[0].changes[0].after == "Sa 09:00-12:00"


def test_free_places_are_the_actors_own_business_and_told_of_today(stage: Stage) -> None:
    change(stage, "capacity", 0, typed="3")
    assert waiting(stage) == []
    assert record(stage).values["places_free"] == 3
    assert record(stage).values["places_on"] == today(stage)
    assert "staff.care.applied" in stage.keys("karim")


def test_needs_are_tapped_and_told_in_words_and_confidential_ones_stay(stage: Stage) -> None:
    stage.play("karim", command="record")
    stage.play("karim", tap="g:action")
    stage.play("karim", tap="f:0")
    stage.play("karim", "on aide pour les papiers de la violence et le logement")
    stage.play("karim", tap="on:employment")
    stage.play("karim", tap="done")
    stage.play("karim", tap="yes")
    after = waiting(stage)[0].changes[0].after
    assert "housing" in after
    assert "employment" not in after
    assert {"violence", "child_protection"} <= set(after)


def test_needs_are_never_left_empty(stage: Stage) -> None:
    stage.play("karim", command="record")
    stage.play("karim", tap="g:action")
    stage.play("karim", tap="f:0")
    stage.play("karim", tap="on:employment")
    stage.play("karim", tap="done")
    assert "staff.care.one_at_least" in stage.keys("karim")


def test_a_place_is_added_by_its_name(stage: Stage) -> None:
    change_of_places = Record({**record(stage).values, "perimeter": ("05.091",)}, {})
    write(stage, change_of_places)
    stage.play("karim", command="record")
    stage.play("karim", tap="g:reach")
    stage.play("karim", tap="f:0")
    stage.play("karim", "Azilal")
    stage.play("karim", tap="done")
    stage.play("karim", tap="yes")
    assert waiting(stage)[0].changes[0].after[0] == "05.091"
    assert len(waiting(stage)[0].changes[0].after) == 2


def test_a_contact_that_changes_is_one_that_goes_and_one_that_comes(stage: Stage) -> None:
    change(stage, "contact", 0, typed="05 11 11 11 11")
    (proposal,) = waiting(stage)
    gone, come = proposal.changes
    assert (gone.before["value"], gone.after) == ("0500000000", None)
    assert (come.before, come.after["value"]) == (None, "0511111111")


def test_a_new_contact_is_seen_by_staff_alone_at_first(stage: Stage) -> None:
    change(stage, "contact", 1, typed="accueil@example.org")
    (proposal,) = waiting(stage)
    assert proposal.changes[0].after == {
        "kind": "email",
        "value": "accueil@example.org",
        "visibility": "staff",
    }


def test_a_value_can_be_taken_away(stage: Stage) -> None:
    change(stage, "contact", 0, tap="none")
    (proposal,) = waiting(stage)
    assert [each.after for each in proposal.changes] == [None]


def test_all_the_rest_is_right_ends_the_visit_with_a_verification(stage: Stage) -> None:
    stage.after(days=100)
    stage.play("karim", tap="@changed")
    stage.play("karim", tap="rest")
    assert stage.store.tables.actors["ngo"].verified_on == today(stage)


@pytest.mark.parametrize("who", ["samira", "nobody"])
@pytest.mark.parametrize("action", ["still", "changed", "closed"])
def test_the_three_taps_are_of_focal_points_alone(stage: Stage, who: str, action: str) -> None:
    before = stage.store.tables.actors
    stage.play(who, tap=f"@{action}")
    assert stage.store.tables.actors == before
    assert waiting(stage) == []


# --- coordinators decide ---


def test_the_hub_counts_proposals_and_each_is_shown_before_and_after(stage: Stage) -> None:
    change(stage, "access", 0, typed="24/7")
    keys(stage, "samira")
    stage.play("samira", command="start")
    assert "staff.hub.proposals" in keys(stage, "samira")
    stage.play("samira", command="proposals")
    button = stage.told("samira")[-1].message.options[0].value
    keys(stage, "samira")
    stage.play("samira", tap=button)
    shown = stage.told("samira")[-1].message.parts
    assert [each.key for each in shown] == ["staff.care.head", "staff.care.change"]
    assert shown[1].values["after"] == "24/7"


def test_two_taps_at_once_decide_once(stage: Stage) -> None:
    change(stage, "access", 0, typed="24/7")
    (proposal,) = waiting(stage)
    for who in ("samira", "nadia"):
        stage.play(who, tap=f"@edit:{proposal.id}")
    stage.play("samira", tap="yes:")
    keys(stage, "nadia")
    lines = len(stage.store.tables.history)
    stage.play("nadia", tap="yes:")
    stage.play("samira", tap=f"@edit:{proposal.id}")
    assert "staff.care.decided" in stage.keys("nadia")
    assert len(stage.store.tables.history) == lines


def test_what_has_moved_is_said_and_asked_again(stage: Stage) -> None:
    change(stage, "access", 0, typed="24/7")
    (proposal,) = waiting(stage)
    stage.play("samira", tap=f"@edit:{proposal.id}")
    write(stage, Record({**record(stage).values, "hours": "Sa 09:00-12:00"}, record(stage).parts))
    keys(stage, "samira")

    stage.play("samira", tap="yes:")
    assert record(stage).values["hours"] == "Sa 09:00-12:00"

    stage.play("samira", tap=f"@edit:{proposal.id}")
    message = stage.told("samira")[-1].message
    assert "staff.care.change_since" in {each.key for each in message.parts}
    over = next(each.value for each in message.options if each.value.startswith("yes:"))
    stage.play("samira", tap=over)
    assert record(stage).values["hours"] == "24/7"


def test_a_refusal_has_a_reason_out_of_a_short_list(stage: Stage) -> None:
    change(stage, "access", 0, typed="24/7")
    (proposal,) = waiting(stage)
    keys(stage, "karim")
    stage.play("samira", tap=f"@edit:{proposal.id}")
    stage.play("samira", tap="refuse")
    stage.play("samira", tap="unproven")
    assert waiting(stage) == []
    assert {"staff.care.told_refused", "staff.care.reason.unproven"} <= set(stage.keys("karim"))
    assert "hours" not in record(stage).values


def test_an_approval_is_taken_back_from_the_history(stage: Stage) -> None:
    change(stage, "access", 0, typed="24/7")
    (proposal,) = waiting(stage)
    stage.play("samira", tap=f"@edit:{proposal.id}")
    stage.play("samira", tap="yes:")
    stage.play("samira", tap=f"@past:{proposal.id}")
    message = stage.told("samira")[-1].message
    assert f"@undo:{proposal.id}" in [each.value for each in message.options]
    stage.play("samira", tap=f"@undo:{proposal.id}")
    stage.play("samira", tap="yes")
    assert "hours" not in record(stage).values


def test_a_coordinator_of_another_region_is_shown_nothing_of_it(stage: Stage) -> None:
    write(stage, Record({**record(stage).values, "perimeter": ("05.091",)}, record(stage).parts))
    change(stage, "access", 0, typed="24/7")
    (proposal,) = waiting(stage)
    join(stage, "leila", Wanted("coordinator", region="06"))
    for action in ("edit", "past", "undo"):
        stage.play("leila", tap=f"@{action}:{proposal.id}")
        assert not {"staff.care.head", "staff.care.change"} & set(keys(stage, "leila"))
    stage.play("leila", command="proposals")
    assert "staff.care.no_proposals" in keys(stage, "leila")
