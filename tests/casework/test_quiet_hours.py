"""When something may come by itself: nights, Fridays, Ramadan, the south, the person's hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.errors import OperatorError
from casework.morocco_time import check_zone, instant, local, months_after
from casework.quiet_hours import allowed, next_allowed, preferred, ramadan, staff_time, windows


def wall(text: str) -> datetime:
    """A wall time of Morocco."""
    return datetime.fromisoformat(text)


ORDINARY = [
    # Monday 5 October 2026 and Friday 9 October 2026.
    ("2026-10-05 08:59", "", "2026-10-05 09:00"),
    ("2026-10-05 09:00", "", "2026-10-05 09:00"),
    ("2026-10-05 19:59", "", "2026-10-05 19:59"),
    ("2026-10-05 20:00", "", "2026-10-06 09:00"),
    ("2026-10-09 11:59", "", "2026-10-09 11:59"),
    ("2026-10-09 12:00", "", "2026-10-09 14:30"),
    ("2026-10-09 14:29", "", "2026-10-09 14:30"),
    ("2026-10-08 23:00", "", "2026-10-09 09:00"),
    ("2026-10-05 13:00", "morning", "2026-10-06 09:00"),
    ("2026-10-05 10:00", "afternoon", "2026-10-05 12:00"),
    ("2026-10-09 12:30", "afternoon", "2026-10-09 14:30"),
    ("2026-10-09 12:30", "morning", "2026-10-10 09:00"),
    ("2026-10-05 10:00", "evening", "2026-10-05 18:00"),
    ("2026-10-05 10:00", "any", "2026-10-05 10:00"),
]
RAMADAN = [
    ("2026-02-25 10:00", "05", "", "2026-02-25 19:00"),
    ("2026-02-25 19:00", "05", "", "2026-02-25 19:00"),
    ("2026-02-25 21:29", "05", "", "2026-02-25 21:29"),
    ("2026-02-25 21:30", "05", "", "2026-02-26 19:00"),
    ("2026-02-27 13:00", "05", "", "2026-02-27 19:00"),
    ("2026-02-25 19:00", "11", "", "2026-02-25 19:45"),
    ("2027-02-15 19:00", "12", "", "2027-02-15 19:45"),
    ("2027-02-15 10:00", "10", "", "2027-02-15 19:45"),
    ("2027-02-15 10:00", "09", "", "2027-02-15 19:00"),
    ("2027-02-15 08:00", "05", "morning", "2027-02-15 09:00"),
    ("2027-02-15 08:00", "05", "evening", "2027-02-15 19:00"),
]


@pytest.mark.parametrize(("said", "safe", "first"), ORDINARY)
def test_ordinary_days(said: str, safe: str, first: str) -> None:
    assert next_allowed(wall(said), "05", safe) == wall(first)


@pytest.mark.parametrize(("said", "region", "safe", "first"), RAMADAN)
def test_ramadan(said: str, region: str, safe: str, first: str) -> None:
    assert next_allowed(wall(said), region, safe) == wall(first)


@pytest.mark.parametrize(
    ("day", "is_ramadan"),
    [
        ("2026-02-17", False),
        ("2026-02-18", True),
        ("2026-02-19", True),
        ("2026-03-19", True),
        ("2026-03-20", True),
        ("2026-03-21", False),
        ("2027-02-07", False),
        ("2027-02-08", True),
        ("2027-03-09", True),
        ("2027-03-10", False),
    ],
)
def test_ramadan_by_the_calendar_or_the_sighting_a_day_later(day: str, is_ramadan: bool) -> None:
    assert ramadan(date.fromisoformat(day)) is is_ramadan


moments = st.datetimes(wall("2026-09-21 00:00"), wall("2030-12-31 00:00"))
regions = st.sampled_from(["", "01", "05", "06", "10", "11", "12"])
hours = st.sampled_from(["", "any", "morning", "afternoon", "evening"])


@given(moments, regions, hours)
def test_the_next_allowed_hour_is_allowed_and_within_a_day_and_a_half(
    start: datetime, region: str, safe: str
) -> None:
    found = next_allowed(start, region, safe)

    assert allowed(found, region, safe)
    assert start <= found <= start + timedelta(hours=36)
    assert time(9) <= found.time() < time(21, 30)


@given(moments, regions, hours)
def test_a_follow_up_aims_at_the_day_itself(aim: datetime, region: str, safe: str) -> None:
    found = preferred(aim.date(), region, safe)

    assert found.date() == aim.date()
    assert any(start <= found.time() < end for start, end in windows(aim.date(), region, safe))


@given(moments)
def test_wall_time_comes_back_from_its_instant(said: datetime) -> None:
    assert local(instant(said)) == said
    assert instant(said).utcoffset() == timedelta(0)


def test_ten_in_the_morning_is_ten_utc_since_september_2026() -> None:
    assert instant(wall("2026-10-05 10:00")) == datetime(2026, 10, 5, 10, tzinfo=UTC)
    assert instant(wall("2027-07-05 10:00")) == datetime(2027, 7, 5, 10, tzinfo=UTC)
    assert instant(wall("2026-07-06 10:00")) == datetime(2026, 7, 6, 9, tzinfo=UTC)


def test_zone_data_that_disagrees_is_refused() -> None:
    check_zone()
    for wrong in (timezone(timedelta(hours=1)), UTC):
        with pytest.raises(OperatorError):
            check_zone(wrong)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-08-31", 18, "2028-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
    ],
)
def test_months_end_where_they_end(day: str, months: int, later: str) -> None:
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(later)


@pytest.mark.parametrize(
    ("now", "urgency", "then"),
    [
        ("2026-10-05 12:00", "normal", None),
        ("2026-10-05 20:00", "normal", "2026-10-06 08:00"),
        ("2026-10-05 07:59", "urgent", "2026-10-05 08:00"),
        ("2026-10-05 23:00", "emergency", None),
    ],
)
def test_staff_are_reminded_by_day_unless_it_is_an_emergency(
    now: str, urgency: str, then: str | None
) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)

    assert staff_time(moment, urgency) == (
        datetime.fromisoformat(then).replace(tzinfo=UTC) if then else None
    )
