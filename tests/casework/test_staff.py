"""Staff join once, confirm and pause their record; coordinators' tasks reach who may know."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from casework.hashes import desk_hash, invite_hash
from casework.person import Invite
from conversations.effects import (
    AnswerTask,
    CallHuman,
    CloseTask,
    ConfirmRecord,
    GrantConsent,
    JoinAsStaff,
    OpenDesk,
    OpenReferral,
    PauseActor,
    RecordFact,
    Say,
    ShowStatistics,
)
from conversations.messages import say
from tests.casework.test_disclosure import shown
from tests.casework.world import BENI_MELLAL, SENSITIVE, Stage, stage_with_case


def invite(stage: Stage, token: str = "t1", role: str = "focal", **fields: object) -> None:
    expires = stage.clock.now() + timedelta(days=7)
    made = {"actor": "ngo", "region": "", "expires_at": expires, "protection": False} | fields
    stage.write(
        lambda uow: uow.staff.add_invite(
            Invite(invite_hash(uow, token), role, **made)  # type: ignore[arg-type]
        )
    )


def test_an_invite_makes_one_member_of_staff_once() -> None:
    stage = Stage()
    invite(stage)

    stage.send("karim", JoinAsStaff("t1"))
    stage.send("other", JoinAsStaff("t1"), Say(say("staff.joined")))

    member = stage.store.tables.staff[stage.owner("karim")]
    assert (member.role, member.actor) == ("focal", "ngo")
    assert not stage.chat("other").staff
    assert stage.keys("other") == ["anywhere.here_we_are"]
    assert list(stage.store.tables.people) == [stage.owner("other")]


@pytest.mark.parametrize(("days", "staff"), [(6, True), (7, False)])
def test_an_invite_expires(days: int, staff: bool) -> None:
    stage = Stage()
    invite(stage)
    stage.clock.jump(days=days)

    stage.send("karim", JoinAsStaff("t1"))

    assert stage.chat("karim").staff is staff


def test_who_has_a_case_does_not_become_staff_in_that_chat() -> None:
    stage = stage_with_case()
    stage.refer()
    invite(stage)

    stage.send("amina", JoinAsStaff("t1"))

    assert not stage.chat("amina").staff
    stage.send("karim2", JoinAsStaff("t1"))
    assert stage.chat("karim2").staff


def test_confirming_the_record_makes_the_actor_referable_for_six_months() -> None:
    stage = Stage()
    invite(stage)
    stage.send("karim", JoinAsStaff("t1"))
    today = date(2026, 10, 5)
    assert stage.store.tables.actors["ngo"].rung(today) == "listed"

    stage.send("karim", ConfirmRecord("ngo", right=True))

    actor = stage.store.tables.actors["ngo"]
    assert actor.rung(today) == "referable"
    assert actor.rung(today + timedelta(days=200)) == "listed"


def test_a_wrong_record_brings_a_coordinator() -> None:
    stage = stage_with_case()

    stage.send("karim", ConfirmRecord("ngo", right=False))
    stage.send("karim", ConfirmRecord("other", right=True))

    assert stage.tasks() == ["record"]
    assert stage.store.tables.actors["ngo"].rung(date(2026, 10, 6)) == "listed"
    assert stage.store.tables.actors["other"].verified_on is None


def test_a_paused_actor_takes_no_referral() -> None:
    stage = stage_with_case()

    stage.send("karim", PauseActor(date(2026, 10, 20)))
    stage.send("amina", GrantConsent("referral", "ngo"), OpenReferral("ngo", "employment"))
    assert stage.referrals() == []

    stage.send("karim", PauseActor(None))
    stage.send("amina", OpenReferral("ngo", "employment"))
    assert len(stage.referrals()) == 1


def test_a_desk_link_is_single_and_short() -> None:
    stage = stage_with_case()
    stage.forget_said()

    stage.send("karim", OpenDesk())

    button = stage.told("karim")[0].message.options[0]
    token = button.url.rsplit("/", 1)[1]
    member, expires = stage.store.tables.desk_links[stage.write(lambda uow: desk_hash(uow, token))]
    assert member == stage.owner("karim")
    assert expires - stage.clock.now() == timedelta(minutes=15)


def test_without_pages_the_desk_says_so() -> None:
    stage = stage_with_case()
    stage.base_url = ""
    stage.forget_said()

    stage.send("karim", OpenDesk())

    assert stage.keys("karim") == ["staff.card.no_desk"]


@pytest.mark.parametrize(
    "effect", [OpenDesk(), ShowStatistics(), PauseActor(None), ConfirmRecord("ngo", right=True)]
)
def test_a_person_can_do_nothing_of_the_staffs(effect: object) -> None:
    stage = stage_with_case()
    before = dict(stage.store.tables.actors)
    stage.forget_said()

    stage.send("amina", effect)  # type: ignore[arg-type]

    assert stage.keys("amina") == ["anywhere.here_we_are"]
    assert stage.store.tables.actors == before


def test_staff_see_figures_of_their_own() -> None:
    stage = stage_with_case()
    stage.refer()
    stage.forget_said()

    stage.send("karim", ShowStatistics())

    assert stage.keys("karim")
    assert "statistics_shown" in stage.audit()


def test_a_staff_effect_of_a_person_is_refused_and_noted() -> None:
    stage = stage_with_case()

    stage.send("karim", RecordFact("call_name", "x"))

    assert "refused.RecordFact.NotYours" in stage.audit()


# --- coordinators' tasks ---


def test_a_call_for_a_human_reaches_the_coordinator_of_the_region_behind_a_neutral_line() -> None:
    stage = stage_with_case()
    stage.join("omar", "coordinator", region="11")
    stage.join("leila", "coordinator")
    stage.forget_said()

    stage.send("amina", CallHuman("human"))
    stage.send("amina", CallHuman("human"))

    assert stage.tasks() == ["human"]
    assert stage.told("omar") == []
    for address in ("samira", "leila"):
        (row,) = stage.told(address)
        assert row.message.neutral is not None
        assert row.message.neutral.key == "staff.card.task_notice"
        task = stage.task("human")
        assert row.message.card == f"task:{task.id}"
        options = [option.value for option in row.message.options]
        assert options == [f"@answer:{task.id}", f"@close:{task.id}"]
        assert not shown(row.message) & {"Amina", "+212600000001"}


def test_the_answer_goes_to_the_person_and_nowhere_else() -> None:
    stage = stage_with_case()
    stage.send("amina", CallHuman("human"))
    stage.forget_said()

    stage.send("samira", AnswerTask(stage.task("human").id, "Je vous appelle à midi"))

    (row,) = stage.told("amina")
    assert row.message.parts[0].values["text"] == "Je vous appelle à midi"
    assert row.message.neutral is not None
    assert [option.value for option in row.message.options] == ["@team"]
    kept = str(stage.store.tables.audit) + str(stage.store.tables.tasks)
    assert "midi" not in kept
    assert "task_answered" in stage.audit()


def test_what_the_person_answers_reaches_the_coordinator_behind_a_neutral_line() -> None:
    stage = stage_with_case()
    stage.send("amina", CallHuman("human"))
    stage.forget_said()

    stage.send("amina", CallHuman("human", words="Demain matin"))

    (row,) = stage.told("samira")
    assert row.message.parts[0].values["text"] == "Demain matin"
    assert row.message.neutral is not None
    assert row.message.neutral.key == "staff.card.task_notice"
    assert [each.value for each in row.message.options] == [f"@answer:{stage.task('human').id}"]
    assert stage.tasks() == ["human"]


def test_a_closed_task_is_closed_on_every_card_and_answers_no_more() -> None:
    stage = stage_with_case()
    stage.send("amina", CallHuman("human"))
    task = stage.task("human")

    stage.send("samira", CloseTask(task.id))
    stage.forget_said()
    stage.send("samira", AnswerTask(task.id, "bonjour"))

    assert stage.tasks() == []
    assert stage.keys("amina") == []


def test_sensitive_and_minor_tasks_reach_the_one_named_for_protection() -> None:
    stage = stage_with_case(needs=SENSITIVE)
    stage.join("fatima", "coordinator", region="05", protection=True)
    stage.forget_said()

    stage.send("amina", CallHuman("human", need=SENSITIVE))
    stage.send("amina", RecordFact("adult", "no"), CallHuman("minor"))

    assert stage.told("samira") == []
    cards = [row.message for row in stage.told("fatima")]
    assert [message.parts[0].key for message in cards] == [
        "staff.card.task.human",
        "staff.card.task.minor",
    ]
    task = stage.task("minor")
    stage.send("samira", CloseTask(task.id, lift_minor=True))
    assert stage.facts()["adult"] == "no"
    stage.send("fatima", CloseTask(task.id, lift_minor=True))
    assert stage.facts()["adult"] == "yes"


def test_where_nobody_is_named_for_protection_the_need_stays_unnamed() -> None:
    stage = stage_with_case(needs=SENSITIVE)
    stage.forget_said()

    stage.send("amina", CallHuman("human", need=SENSITIVE))

    (row,) = stage.told("samira")
    assert f"need:{SENSITIVE}" not in shown(row.message)
    assert f"staff_need:{SENSITIVE}" in shown(row.message)


def test_a_gap_is_counted_each_time_and_shown_once_without_a_name() -> None:
    stage = stage_with_case()

    stage.send("amina", CallHuman("gap", need="housing"))

    stage.tell(address="said", place=BENI_MELLAL)
    stage.send("said", CallHuman("gap", need="housing"))
    stage.send("said", CallHuman("gap", need="papers"))

    assert stage.tasks() == ["gap", "gap"]
    assert {task.person for task in stage.store.tables.tasks.values()} == {""}
    assert dict(stage.store.tables.gaps) == {("housing", "05.091"): 2, ("papers", "05.091"): 1}


def test_a_voice_note_is_passed_on_to_who_may_hear_it() -> None:
    stage = stage_with_case()
    stage.forget_said()

    stage.send("amina", CallHuman("voice", voice="m42"))

    note = stage.told("samira")[-1].message
    assert note.copy_of == (stage.chat("amina").id, "m42")
    assert note.neutral is not None


def test_danger_makes_a_sound_at_night_and_a_gap_does_not() -> None:
    stage = stage_with_case()
    stage.clock.jump(hours=14)
    stage.forget_said()

    stage.send("amina", CallHuman("danger"), CallHuman("gap", need="housing"))

    assert [row.silent for row in stage.told("samira")] == [False, True]


def test_a_person_who_cannot_be_reached_is_said_to_be() -> None:
    stage = stage_with_case()
    stage.send("amina", CallHuman("human"))
    task = stage.task("human")
    stage.store.tables.chats.pop(stage.chat("amina").id)
    stage.forget_said()

    stage.send("samira", AnswerTask(task.id, "bonjour"))

    assert stage.keys("samira") == ["staff.card.unreached"]


def test_when_no_focal_point_can_be_reached_a_coordinator_knows() -> None:
    stage = stage_with_case()
    stage.store.tables.chats.pop(stage.chat("karim").id)

    stage.refer()

    assert stage.tasks() == ["unreached"]


def test_the_place_of_a_task_is_never_more_precise_than_the_region() -> None:
    stage = stage_with_case()
    stage.forget_said()

    stage.send("amina", CallHuman("human"))

    assert f"place:{BENI_MELLAL}" not in shown(stage.told("samira")[0].message)


def test_a_call_from_a_place_not_known_waits_for_everybody_where_nobody_has_the_country() -> None:
    stage = stage_with_case(place="")
    stage.tell(place="", needs="")
    stage.join("omar", "coordinator", region="11")
    stage.forget_said()

    stage.send("amina", CallHuman("danger"))

    for who in ("samira", "omar"):
        assert "staff.card.task.danger" in stage.keys(who)
    stage.join("hind", "coordinator")
    stage.send("omar", CloseTask(stage.task("danger").id))
    assert stage.tasks() == ["danger"]
    stage.send("hind", CloseTask(stage.task("danger").id))
    assert stage.tasks() == []
