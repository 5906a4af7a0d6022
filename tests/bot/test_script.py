"""Console scripts: who does what, and what is refused with the number of its line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.script import Line, later, parsed, position, read
from casework.errors import OperatorError

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_plain_line_is_the_person_s() -> None:
    assert list(read(["bghit chi khdma", "", "# a remark"])) == [
        Line(1, "person", "", "bghit chi khdma")
    ]


def test_staff_and_directives_are_told_apart() -> None:
    lines = list(read(["focal: Accepter", "!clock +3d", "focal2: !picture", "coordinator: /tasks"]))
    assert [(each.who, each.directive, each.text) for each in lines] == [
        ("focal", "", "Accepter"),
        ("person", "clock", "+3d"),
        ("focal2", "picture", ""),
        ("coordinator", "", "/tasks"),
    ]


def test_a_colon_in_a_sentence_is_no_speaker() -> None:
    assert next(read(["mochkil: ma 3ndich lwra9"])).who == "person"


@pytest.mark.parametrize(
    "line",
    [
        "!nonsense",
        "!clock",
        "!clock tomorrow",
        "!clock +3y",
        "!clock 2026-13-01T10:00",
        "!position Rabat",
        "!position 32.3",
        "!text",
        "!phone",
        "!edited",
        "!voice loud",
        "focal: !examples now",
    ],
)
def test_a_directive_that_cannot_be_read_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(OperatorError) as refused:
        list(read(["salam", "# a remark", line]))
    assert refused.value.key == "cli.chat.bad_directive"
    assert refused.value.values["n"] == 3
    assert line.rpartition("!")[2] in str(refused.value.values["line"])


@pytest.mark.parametrize(
    ("to", "at"),
    [
        ("+3d", NOON + timedelta(days=3)),
        ("+2h", NOON + timedelta(hours=2)),
        ("+30m", NOON + timedelta(minutes=30)),
        ("2026-11-25T10:00", datetime(2026, 11, 25, 10, tzinfo=UTC)),
        # Before 2026-09-20 Morocco's clocks stood an hour ahead.
        ("2026-07-01T10:00", datetime(2026, 7, 1, 9, tzinfo=UTC)),
    ],
)
def test_the_clock_goes_by_spans_or_to_a_wall_time_of_morocco(to: str, at: datetime) -> None:
    assert later(NOON, to) == at


def test_a_position_is_in_degrees() -> None:
    assert position(parsed(1, "!position 32.34,-6.36").text) == (32.34, -6.36)
