"""Staff in the real dialogues, from invite to closed case; nobody reaches into another's cases."""

from __future__ import annotations

from datetime import date

import pytest

from casework.referral import Referral
from casework.sitting import Sitting
from casework.staffing import Wanted, invite, remove
from conversations.effects import CallHuman
from tests.casework.world import Stage


def invited(stage: Stage, wanted: Wanted) -> str:
    """The payload of a fresh link."""
    now = stage.clock.now()
    return stage.write(lambda uow: invite(uow, wanted, stage.ids, now))


def keys(stage: Stage, address: str) -> list[str]:
    """What was told since, by key."""
    told = stage.keys(address)
    stage.forget_said()
    return told


def join(stage: Stage, address: str, wanted: Wanted) -> None:
    stage.play(address, command=f"start {invited(stage, wanted)}")
    stage.play(address, tap="fr")
    stage.play(address, tap="join")
    stage.play(address, tap="right" if wanted.role == "focal" else "go")
    stage.forget_said()


@pytest.fixture
def stage() -> Stage:
    played = Stage()
    join(played, "karim", Wanted("focal", "ngo"))
    join(played, "nadia", Wanted("coordinator"))
    return played


@pytest.fixture
def case(stage: Stage) -> Referral:
    stage.tell("amina", adult="yes", place="05.091.01.01", call_name="Amina", reach="chat")
    sent = stage.refer()
    stage.forget_said()
    return sent


def test_joining_verifies_the_record_and_makes_the_actor_referable(stage: Stage) -> None:
    today = stage.clock.now().date()
    actor = next(each for each in stage.store.tables.actors.values() if each.id == "ngo")
    assert actor.verified_on == today
    assert stage.chat("karim").staff
    assert stage.chat("karim").place.step == "staff.hub"  # type: ignore[union-attr]
    assert stage.chat("nadia").place.step == "coordinator.hub"  # type: ignore[union-attr]


def test_a_link_lets_one_in_and_nobody_after(stage: Stage) -> None:
    payload = invited(stage, Wanted("focal", "other"))
    for address in ("rachid", "samir"):
        stage.play(address, command=f"start {payload}")
    stage.play("rachid", tap="fr")
    stage.play("rachid", tap="join")
    assert "staff.join.no_invite" not in keys(stage, "rachid")
    stage.play("samir", tap="fr")
    stage.play("samir", tap="join")
    assert not stage.chat("samir").staff
    stage.play("samira", command=f"start {payload}")
    assert "staff.join.no_invite" in keys(stage, "samira")


def test_a_link_that_is_too_old_lets_nobody_in(stage: Stage) -> None:
    payload = invited(stage, Wanted("focal", "other", days=2))
    stage.clock.jump(days=2)
    stage.play("rachid", command=f"start {payload}")
    assert "staff.join.no_invite" in keys(stage, "rachid")


def test_a_case_goes_from_the_card_to_its_end_by_taps_alone(stage: Stage, case: Referral) -> None:
    stage.play("karim", tap=f"@accept:{case.reference}")
    assert "staff.card.name" in keys(stage, "karim")
    stage.play("karim", tap=f"@contacted:{case.reference}")
    stage.play("karim", tap=f"@outcome:{case.reference}")
    stage.play("karim", tap="got_help")
    ended = stage.referral(case.reference)
    assert (ended.state, ended.outcome, ended.provider_says) == (
        "completed",
        "got_help",
        "got_help",
    )


def test_help_given_at_once_needs_no_recorded_contact(stage: Stage, case: Referral) -> None:
    stage.play("karim", tap=f"@accept:{case.reference}")
    stage.play("karim", tap=f"@outcome:{case.reference}")
    stage.play("karim", tap="partly_helped")
    assert stage.referral(case.reference).state == "completed"


def test_a_decline_keeps_its_reason_and_the_person_is_asked_on(
    stage: Stage, case: Referral
) -> None:
    stage.play("karim", tap=f"@decline:{case.reference}")
    stage.play("karim", tap="outside_area")
    ended = stage.referral(case.reference)
    assert (ended.state, ended.outcome) == ("rejected", "outside_area")
    assert keys(stage, "amina")


def test_time_is_given_once_for_the_days_asked(stage: Stage, case: Referral) -> None:
    stage.play("karim", tap=f"@hold:{case.reference}")
    stage.play("karim", tap="3")
    held = stage.referral(case.reference)
    assert held.state == "on_hold"
    assert held.held_until is not None
    assert (held.held_until - stage.clock.now()).days == 3
    keys(stage, "karim")
    stage.play("karim", tap=f"@hold:{case.reference}")
    assert "staff.hold.once" in keys(stage, "karim")


def test_a_place_and_an_hour_reach_the_person_and_one_answer_comes_back(
    stage: Stage, case: Referral
) -> None:
    stage.play("karim", tap=f"@accept:{case.reference}")
    stage.play("karim", tap=f"@relay:{case.reference}")
    stage.play("karim", "12 rue Exemple")
    stage.play("karim", tap="2026-10-07")
    stage.play("karim", tap="10:00")
    stage.play("karim", tap="skip")
    stage.forget_said()
    stage.play("karim", tap="send")
    assert {"told.relay.place", "told.relay.when"} <= set(stage.keys("amina"))
    stage.forget_said()
    stage.play("amina", tap=f"@reply:{case.reference}")
    stage.play("amina", "D'accord, j'y serai")
    assert "staff.card.reply" in keys(stage, "karim")


@pytest.mark.parametrize("action", ["accept", "decline", "open", "relay"])
def test_a_focal_point_of_another_actor_can_do_nothing(
    stage: Stage, case: Referral, action: str
) -> None:
    join(stage, "rachid", Wanted("focal", "other"))
    stage.play("rachid", tap=f"@{action}:{case.reference}")
    assert stage.referral(case.reference) == case
    told = keys(stage, "rachid")
    assert "staff.case.gone" in told
    assert not any(key.startswith("staff.card") for key in told)


@pytest.mark.parametrize("who", ["amina", "someone"])
@pytest.mark.parametrize("action", ["accept", "destroyed", "error", "confirm"])
def test_a_person_who_taps_a_button_of_staff_changes_nothing(
    stage: Stage, case: Referral, who: str, action: str
) -> None:
    stage.play(who, tap=f"@{action}:{case.reference}")
    assert stage.referral(case.reference) == case
    assert not any(key.startswith("staff.") for key in keys(stage, who))


def test_who_has_a_case_does_not_become_staff_in_the_same_chat(
    stage: Stage, case: Referral
) -> None:
    stage.play("amina", command=f"start {invited(stage, Wanted('focal', 'other'))}")
    stage.play("amina", tap="fr")
    stage.play("amina", tap="join")
    assert not stage.chat("amina").staff
    stage.play("amina", tap="right")
    assert stage.store.tables.actors["other"].verified_on is None


def test_who_was_removed_is_somebody_nobody_knows(stage: Stage, case: Referral) -> None:
    member, now = stage.owner("karim"), stage.clock.now()
    stage.write(lambda uow: remove(Sitting(uow, stage.around, now), member))
    stage.play("karim", tap=f"@accept:{case.reference}")
    assert stage.referral(case.reference) == case
    assert not any(key.startswith("staff.card") for key in keys(stage, "karim"))


def test_full_until_a_day_holds_for_the_actor(stage: Stage) -> None:
    stage.play("karim", command="pause")
    stage.play("karim", "24/12")
    assert stage.store.tables.actors["ngo"].full_until == date(2026, 12, 24)
    stage.play("karim", command="pause")
    stage.play("karim", tap="resume")
    assert stage.store.tables.actors["ngo"].full_until is None


@pytest.mark.parametrize("who", ["karim", "nadia"])
def test_figures_come_with_their_chart(stage: Stage, case: Referral, who: str) -> None:
    stage.play(who, command="stats")
    charts = [row.message.chart for row in stage.told(who) if row.message.chart]
    assert len(charts) == 1
    assert ("< 5", 0) in [(shown, height) for _, shown, height in charts[0].bars]


def test_a_coordinator_answers_a_call_and_closes_it(stage: Stage, case: Referral) -> None:
    stage.play("amina", command="human")
    stage.forget_said()
    task = next(each for each in stage.store.tables.tasks.values() if each.kind == "human")
    stage.play("nadia", tap=f"@answer:{task.id}")
    stage.play("nadia", "Bonjour, nous vous appelons demain.")
    stage.play("nadia", tap="send")
    assert "told.answer" in keys(stage, "amina")
    stage.play("nadia", tap=f"@close:{task.id}")
    stage.play("nadia", tap="yes")
    assert stage.store.tables.tasks[task.id].closed_at is not None


def test_the_path_for_under_18_is_lifted_by_a_coordinator_asked_twice(stage: Stage) -> None:
    stage.tell("amina", adult="no")
    stage.send("amina", CallHuman("minor"))
    task = next(each for each in stage.store.tables.tasks.values() if each.kind == "minor")
    stage.play("nadia", tap=f"@lift:{task.id}")
    stage.play("nadia", tap="yes")
    assert stage.facts("amina")["adult"] == "no"
    stage.play("nadia", tap="yes")
    assert stage.facts("amina")["adult"] == "yes"


def test_rerouting_asks_the_person_and_sends_nothing(stage: Stage, case: Referral) -> None:
    stage.play("nadia", tap=f"@reroute:{case.reference}")
    assert keys(stage, "amina") == []
    stage.play("nadia", tap="yes")
    assert stage.keys("amina") != []
    assert len(stage.referrals("amina")) == 1


def test_entered_in_error_ends_the_case(stage: Stage, case: Referral) -> None:
    stage.play("nadia", tap=f"@error:{case.reference}")
    stage.play("nadia", tap="yes")
    assert stage.referral(case.reference).state == "entered_in_error"
