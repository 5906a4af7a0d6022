"""Opening hours as rules of RFC 5545 (RRULE) and back.

Hours are those on a clock in Morocco. HSDS asks for an offset to UTC, which changes here with
Ramadan: none is written, and one that is read is not applied.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
ALWAYS = "24/7"
_CODES = {day.upper(): day for day in DAYS}
_OPEN = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?")
_OTHERWISE = ("until", "count", "byweekno", "bymonthday", "byyearday")
"""Columns of a rule that is not the same every week."""


def rules_of(hours: str) -> Iterator[dict[str, str | int]]:
    """The cells of one schedule for each time of opening: its days, when it opens and closes."""
    for days, opens, closes in _weekly(hours):
        yield {
            "freq": "WEEKLY",
            "interval": 1,
            "wkst": "MO",
            "byday": ",".join(day.upper() for day in days),
            "opens_at": opens,
            "closes_at": min(closes, "23:59"),
            "description": hours,
        }


def _weekly(hours: str) -> Iterator[tuple[Sequence[str], str, str]]:
    if hours == ALWAYS:
        yield DAYS, "00:00", "23:59"
        return
    for rule in hours.split("; "):
        days, _, times = rule.partition(" ")
        for opens, closes in _OPEN.findall(times):
            yield _days(days), opens, closes


def _days(said: str) -> list[str]:
    """Days as they are written ("Mo-We,Sa"), each by itself and in the order of the week."""
    found: set[str] = set()
    for part in re.findall(r"(\w\w)((?:-\w\w)*)", said):
        ends = [part[0], *part[1].split("-")[1:]]
        first, last = DAYS.index(ends[0]), DAYS.index(ends[-1])
        span = range(first, last + 1) if first <= last else (*range(first, 7), *range(last + 1))
        found.update(DAYS[at] for at in span)
    return [day for day in DAYS if day in found]


def hours_of(rules: Sequence[Mapping[str, str]]) -> str | None:
    """The hours that weekly rules tell, empty for none; None where one is not a weekly rule."""
    times: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for rule in rules:
        days, time = _rule_days(rule), _rule_time(rule)
        if days is None or time is None:
            return None
        times[days].append(time)
    return "; ".join(f"{_spans(days)} {','.join(sorted(set(at)))}" for days, at in times.items())


def _rule_days(rule: Mapping[str, str]) -> tuple[str, ...] | None:
    regular = rule.get("freq") == "WEEKLY" and rule.get("interval", "1") in ("1", "1.0")
    days = [_CODES.get(day.strip()) for day in rule.get("byday", "").split(",")]
    if not regular or None in days or any(rule.get(name) for name in _OTHERWISE):
        return None
    return tuple(day for day in DAYS if day in days)


def _rule_time(rule: Mapping[str, str]) -> str | None:
    ends = [_CLOCK.fullmatch(rule.get(name, "")) for name in ("opens_at", "closes_at")]
    if not all(ends):
        return None
    return "-".join(f"{end[1]}:{end[2]}" for end in ends if end)


def _spans(days: Sequence[str]) -> str:
    """The days as people write them: three and more in a row as a span."""
    runs: list[list[str]] = []
    for day in days:
        if runs and DAYS.index(day) == DAYS.index(runs[-1][-1]) + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ",".join(run) for run in runs)
