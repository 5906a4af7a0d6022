"""Morocco's time: local wall clock to instant and back, from the zone data this project ships.

Morocco is at UTC+0 for good since 2026-09-20; a system's older data is an hour wrong and Python
prefers it, so the packaged file is read by name. When something may be sent is `quiet_hours`'.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from importlib import resources
from zoneinfo import ZoneInfo

from casework.errors import OperatorError

_KNOWN: tuple[tuple[datetime, timedelta], ...] = (
    (datetime(2026, 7, 1, 12, tzinfo=UTC), timedelta(hours=1)),
    (datetime(2026, 9, 20, 12, tzinfo=UTC), timedelta(0)),
    (datetime(2027, 7, 1, 12, tzinfo=UTC), timedelta(0)),
    (datetime(2030, 1, 1, 12, tzinfo=UTC), timedelta(0)),
)
"""Instants and Morocco's offset at each; data that says otherwise is out of date."""


def _packaged() -> ZoneInfo:
    source = resources.files("tzdata").joinpath("zoneinfo", "Africa", "Casablanca")
    with source.open("rb") as data:
        return ZoneInfo.from_file(data, key="Africa/Casablanca")


CASABLANCA = _packaged()


def check_zone(zone: tzinfo = CASABLANCA) -> None:
    """Refuse zone data that disagrees with Morocco's law. Raises OperatorError at start-up."""
    wrong = [at for at, offset in _KNOWN if at.astimezone(zone).utcoffset() != offset]
    if wrong:
        raise OperatorError("operator.zone_data", day=wrong[0].date().isoformat())


def local(instant: datetime) -> datetime:
    """The wall clock in Morocco, without a zone: how an intent is kept."""
    return instant.astimezone(CASABLANCA).replace(tzinfo=None)


def instant(wall: datetime) -> datetime:
    """The instant (UTC) of a wall time in Morocco; of two, the first; of none, the one after."""
    return wall.replace(tzinfo=CASABLANCA).astimezone(UTC)


def today(now: datetime) -> date:
    """The date in Morocco."""
    return local(now).date()


def at(day: date, hour: time) -> datetime:
    """A wall time."""
    return datetime.combine(day, hour)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - first).days
    return first.replace(day=min(day.day, last))
