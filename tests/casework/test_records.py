"""An actor's record: who says that it is right, for how long, and who learns that nobody does."""

from __future__ import annotations

from datetime import timedelta

from casework.upkeep import look
from conversations.effects import (
    CloseTask,
    ConfirmRecord,
    GrantConsent,
    OpenReferral,
    ShowActors,
)
from tests.casework.test_disclosure import shown
from tests.casework.world import SENSITIVE, Stage, stage_with_case


def keep_house(stage: Stage) -> None:
    around = stage.around
    stage.write(lambda uow: look(uow, around))


def verified(stage: Stage) -> bool:
    return stage.store.tables.actors["ngo"].verified_on is not None


def referable(stage: Stage) -> bool:
    return stage.store.tables.actors["ngo"].referable(stage.clock.now().date())


def record_tasks(stage: Stage) -> list[str]:
    return [kind for kind in stage.tasks() if kind != "numbers"]


def test_a_wrong_record_gets_no_referral_until_it_is_confirmed_again() -> None:
    stage = stage_with_case()

    stage.send("karim", ConfirmRecord("ngo", right=False))
    stage.send("amina", GrantConsent("referral", "ngo"), OpenReferral("ngo", "employment"))
    assert stage.referrals() == []

    stage.send("karim", ConfirmRecord("ngo", right=True))
    assert stage.tasks() == []
    assert stage.refer().state == "requested"


def test_who_mended_it_closes_the_task_and_the_focal_point_is_asked() -> None:
    stage = stage_with_case()
    stage.send("karim", ConfirmRecord("ngo", right=False))
    stage.forget_said()

    stage.send("samira", CloseTask(stage.task("record").id))

    (asked,) = [row.message for row in stage.told("karim") if row.message.neutral]
    assert [part.key for part in asked.parts] == ["staff.record.again", "staff.record.needs"]
    assert [each.value for each in asked.options] == ["@still", "@changed", "@closed"]
    assert not verified(stage)


def test_the_task_shows_the_actor_and_no_way_to_a_case() -> None:
    stage = stage_with_case()
    stage.send("karim", ConfirmRecord("ngo", right=False))

    (card,) = [row.message for row in stage.told("samira") if row.message.card]

    assert "actor:ngo" in shown(card)
    assert not [each.value for each in card.options if each.value.startswith("@reroute")]


def test_after_six_months_it_is_listed_again_and_said_once() -> None:
    stage = stage_with_case()
    stage.after(days=183)
    assert referable(stage)
    stage.forget_said()

    stage.after(days=1)
    keep_house(stage)
    keep_house(stage)
    stage.tick()

    assert not referable(stage)
    assert record_tasks(stage) == ["lapsed"]
    assert stage.keys("karim").count("staff.record.again") == 1
    assert stage.keys("samira").count("staff.card.task.lapsed") == 1
    stage.send("karim", ConfirmRecord("ngo", right=True))
    assert record_tasks(stage) == []


def test_a_record_verified_before_there_were_rows_is_asked_about_all_the_same() -> None:
    stage = stage_with_case()
    stage.store.tables.dues.clear()
    stage.store.tables.audit.clear()
    keep_house(stage)

    assert stage.dues()[0] == ("verify", "2027-03-08 10:00")
    stage.forget_said()
    stage.after(days=160)
    assert stage.keys("karim")[0] == "staff.record.again"


def test_a_coordinator_sees_rung_days_and_what_was_granted() -> None:
    stage = stage_with_case()
    stage.accredit("ngo", SENSITIVE)
    stage.join("nadia", actor="other")
    stage.send("nadia", ConfirmRecord("other", right=False))
    stage.forget_said()

    stage.send("samira", ShowActors())

    keys = stage.keys("samira")
    assert keys[:2] == ["staff.actors.some", "staff.actors.listed"]
    assert keys[2:] == ["staff.actors.accredited", "staff.actors.granted"]
    until = stage.told("samira")[0].message.parts[2].values["until"]
    assert until.at.date() == (stage.clock.now() + timedelta(days=183)).date()  # type: ignore[union-attr]
    assert "actors_shown" in stage.audit()


def test_nobody_else_is_shown_them() -> None:
    stage = stage_with_case()
    stage.forget_said()
    for who in ("amina", "karim"):
        stage.send(who, ShowActors())
        assert not [key for key in stage.keys(who) if key.startswith("staff.actors")]


def test_a_coordinator_finds_an_actor_by_its_name_however_it_is_written() -> None:
    stage = stage_with_case()
    stage.forget_said()

    stage.send("samira", ShowActors("asosiation exempl office"))

    assert stage.keys("samira")[:2] == ["staff.actors.called", "staff.actors.listed"]
    first = stage.told("samira")[0].message.parts[1].values["actor"]
    assert first.code == "office"  # type: ignore[union-attr]
    stage.forget_said()
    stage.send("samira", ShowActors("zzz"))
    assert stage.keys("samira") == ["staff.actors.unknown"]
