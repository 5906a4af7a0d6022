"""Opening hours as people write them ("lun-ven 9h-16h30") in the one form the records keep.

The form is that of the table (`schema`): "Mo-Fr 09:00-16:30; Sa 09:00-12:00".
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Mo": ("lu", "lun", "lundi", "mo", "mon", "monday", "الاثنين", "الإثنين", "الاتنين"),
        "Tu": ("ma", "mar", "mardi", "tu", "tue", "tuesday", "الثلاثاء", "التلات"),
        "We": ("me", "mer", "mercredi", "we", "wed", "wednesday", "الأربعاء", "الاربعاء"),
        "Th": ("je", "jeu", "jeudi", "th", "thu", "thursday", "الخميس"),
        "Fr": ("ve", "ven", "vendredi", "fr", "fri", "friday", "الجمعة"),
        "Sa": ("sa", "sam", "samedi", "sat", "saturday", "السبت"),
        "Su": ("di", "dim", "dimanche", "su", "sun", "sunday", "الأحد", "الاحد"),
    }
)
_DAY_OF = {name: day for day, names in _NAMES.items() for name in names}
_ALWAYS = frozenset({"24/7", "24h/24", "24/24", "7j/7 24h/24", "24h/24 7j/7"})
_TO = r"\s*(?:-|–|—|au|à|a|to|الى|إلى)\s*"
_CLOCK = r"(\d{1,2})\s*(?:[h:.]\s*(\d{2})?)?"
_SPAN = re.compile(rf"(?:de\s+|من\s+)?{_CLOCK}{_TO}{_CLOCK}")
_AND = re.compile(r"\s*(?:,|&|\bet\b|\band\b|\sو)\s*")
_BEFORE = re.compile(r"^(?:du|le|les|من)\s+")
_BETWEEN = re.compile(r"\s*(?:;|\n|؛|\|)\s*")


def read(written: str) -> str | None:
    """The hours in the form of the records; None when they are not understood."""
    plain = unicodedata.normalize("NFKC", written).casefold().replace("h00", "h").strip()
    if plain in _ALWAYS:
        return "24/7"
    rules = [_rule(each) for each in _BETWEEN.split(plain) if each]
    return "; ".join(each for each in rules if each) if rules and all(rules) else None


def _rule(plain: str) -> str | None:
    """Days, then one or several spans of hours; nothing else may be left over."""
    days, rest = _days(plain)
    spans = list(_SPAN.finditer(rest))
    left = re.sub(r"[\s,]|\bet\b|\bو", "", _SPAN.sub("", rest))
    times = [_times(span) for span in spans]
    if not days or not times or left or None in times:
        return None
    return f"{days} {','.join(each for each in times if each)}"


def _days(plain: str) -> tuple[str, str]:
    """The days before the first figure, and what comes after them."""
    found = re.match(r"[^\d]*", plain)
    end = found.end() if found else 0
    told = re.sub(r"(?:\bde|من|:)\s*$", "", plain[:end].strip(" ,:")).strip(" ,:")
    spans_ = [_day_span(each) for each in _AND.split(_BEFORE.sub("", told))]
    return (",".join(spans_) if all(spans_) else ""), plain[end:]


def _day_span(told: str) -> str:
    """One day, or the first and the last; empty for what is none."""
    days = [_DAY_OF.get(each, "") for each in re.split(_TO, told, maxsplit=1)]
    whole = _DAY_OF.get(told)
    return whole or ("-".join(days) if len(days) == 2 and all(days) else "")


def _times(span: re.Match[str]) -> str | None:
    start, end = _clock(span[1], span[2]), _clock(span[3], span[4])
    return f"{start}-{end}" if start and end and start < end else None


def _clock(hour: str, minute: str | None) -> str:
    known = int(hour) <= 24 and int(minute or 0) < 60
    return f"{int(hour):02}:{int(minute or 0):02}" if known else ""


def spans(hours: str) -> Iterator[tuple[tuple[tuple[str, ...], ...], str]]:
    """Each rule: its days (one, or first and last, several times) and its hours; of 24/7 no day."""
    for rule in hours.split("; "):
        days, _, times = rule.rpartition(" ")
        yield tuple(tuple(each.split("-")) for each in days.split(",") if each), times
