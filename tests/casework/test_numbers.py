"""The numbers to give: the right ones for the danger and the place, with a date and a source."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casework.numbers import RECHECK, all_numbers, numbers_for, overdue


@pytest.mark.parametrize(
    ("danger", "region", "urban", "numbers"),
    [
        ("violence", "06", True, ["19", "8350"]),
        ("violence", "06", False, ["177", "8350"]),
        ("violence", "", None, ["19", "177", "8350"]),
        ("confinement", "06", True, ["19", "0800004747"]),
        ("child", "06", False, ["2511", "177"]),
        ("suicide", "06", True, ["141", "15"]),
        ("suicide", "05", True, ["15", "141"]),
        ("other", "", None, ["19", "177", "15", "141"]),
        ("", "", True, ["19", "15", "141"]),
        ("unknown", "", True, ["19", "15", "141"]),
    ],
)
def test_the_first_is_the_one_to_call_first(
    danger: str, region: str, urban: bool | None, numbers: list[str]
) -> None:
    given = numbers_for(danger, region, urban)

    assert [text.values["number"] for text in given] == numbers
    assert [text.key for text in given] == [f"number.{number}" for number in numbers]


def test_every_number_says_where_it_was_read_and_is_looked_at_every_three_months() -> None:
    newest = max(each.checked for each in all_numbers())

    assert all(each.source for each in all_numbers())
    assert overdue(newest) == ()
    assert overdue(newest + RECHECK + timedelta(days=1)) == all_numbers()


def test_lines_that_are_closed_are_not_listed() -> None:
    assert not {"5757", "0801000180"} & {each.number for each in all_numbers()}
