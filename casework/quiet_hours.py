"""When something that comes by itself may be sent, in Morocco's wall time. Pure rules.

Not between 20:00 and 9:00; Friday 12:00-14:30 left free; in Ramadan between 19:00 and 21:30
instead (from 19:45 in regions 10 to 12, where the sun sets later); only in the hours the person
called safe, which outrank the rest (domain.md, Follow-up).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hijridate import Gregorian

from casework.morocco_time import instant, local

Window = tuple[time, time]

DAY: Window = (time(9), time(20))
FRIDAY: Window = (time(12), time(14, 30))
RAMADAN: Window = (time(19), time(21, 30))
RAMADAN_SOUTH: Window = (time(19, 45), time(21, 30))
SOUTH = frozenset({"10", "11", "12"})
SLOTS: dict[str, Window] = {
    "morning": (time(9), time(12)),
    "afternoon": (time(12), time(18)),
    "evening": (time(18), time(20)),
}
PREFERRED = {"": time(10), "any": time(10), "morning": time(10), "afternoon": time(15)}
"""The hour a follow-up aims at; the evening's is its start."""
STAFF_DAY: Window = (time(8), time(20))
_RAMADAN_MONTH = 9


def ramadan(day: date) -> bool:
    """Whether it may be Ramadan in Morocco.

    The moon is sighted there up to a day after the calendar of Umm al-Qura; on a day that is
    Ramadan by one of the two, the evening suits both.
    """
    return any(
        Gregorian.fromdate(each).to_hijri().month == _RAMADAN_MONTH
        for each in (day, day - timedelta(days=1))
    )


def windows(day: date, region: str, safe: str) -> tuple[Window, ...]:
    """The spans of one day in which a message may come by itself, in order."""
    if ramadan(day) and safe not in ("morning", "afternoon"):
        return (RAMADAN_SOUTH if region[:2] in SOUTH else RAMADAN,)
    start, end = SLOTS.get(safe, DAY)
    if day.isoweekday() != 5:
        return ((start, end),)
    parts = ((start, min(end, FRIDAY[0])), (max(start, FRIDAY[1]), end))
    return tuple(part for part in parts if part[0] < part[1])


def allowed(wall: datetime, region: str, safe: str) -> bool:
    """Whether a message may come by itself at that wall time."""
    return any(start <= wall.time() < end for start, end in windows(wall.date(), region, safe))


def next_allowed(wall: datetime, region: str, safe: str) -> datetime:
    """That wall time, or the first one after it that is allowed."""
    for days in range(9):
        day = wall.date() + timedelta(days=days)
        for start, end in windows(day, region, safe):
            if days or wall.time() < end:
                return max(wall, datetime.combine(day, start))
    raise AssertionError("every week has allowed hours")


def preferred(day: date, region: str, safe: str) -> datetime:
    """The wall time of that day a follow-up aims at; the day before or after is never chosen."""
    aim = datetime.combine(day, PREFERRED.get(safe, SLOTS["evening"][0]))
    return next_allowed(aim, region, safe)


def staff_time(now: datetime, urgency: str) -> datetime | None:
    """When to remind staff: None is at once; not between 20:00 and 8:00 unless an emergency."""
    wall = local(now)
    start, end = STAFF_DAY
    if urgency == "emergency" or start <= wall.time() < end:
        return None
    morning = wall.date() + timedelta(days=wall.time() >= end)
    return instant(datetime.combine(morning, start))
