"""Numbers that nobody verified for three months become one task of the coordinators."""

from __future__ import annotations

from datetime import timedelta

from casework.numbers import RECHECK, all_numbers
from casework.upkeep import look
from tests.casework.world import Stage


def test_an_overdue_number_is_one_task_for_those_of_the_whole_country() -> None:
    stage = Stage()
    stage.join("samira", "coordinator", region="05")
    stage.join("leila", "coordinator")
    stage.forget_said()

    stage.write(lambda uow: look(uow, stage.around))
    assert stage.tasks() == []

    oldest = min(each.checked for each in all_numbers())
    stage.clock.at = stage.clock.at.replace(
        year=oldest.year, month=oldest.month, day=oldest.day
    ) + (RECHECK + timedelta(days=1))
    for _ in range(2):
        stage.write(lambda uow: look(uow, stage.around))

    assert stage.tasks() == ["numbers"]
    assert stage.keys("leila")[0] == "staff.card.task.numbers"
    assert stage.told("samira") == []
