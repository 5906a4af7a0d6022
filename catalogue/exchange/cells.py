"""One cell of a file as the value of a field, and back; files and whole rows are not known here.

What a cell holds is text. A list is written with `;` between its words or codes, with ` | ` between
its sentences (a line break of the cell reads the same). What is written reads back as it was.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from catalogue.needs import needs
from catalogue.places import gazetteer
from catalogue.record import Plain
from catalogue.schema import Field, Kind

N = TypeVar("N", int, float)
NATIONAL = "national"
"""What files write for a perimeter without bounds."""
BETWEEN_ITEMS = " | "
_ITEMS = re.compile(r"[|\n]")
_WORDS = re.compile(r"[;\n]")
_LINK = re.compile(r"https?://[^\s<>\"'\\]{3,}", re.IGNORECASE)
_DAYS = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_TIME = "(?:[01][0-9]|2[0-4]):[0-5][0-9]"
_OPEN = rf"{_DAYS}(?:[-,]{_DAYS})* {_TIME}-{_TIME}(?:,{_TIME}-{_TIME})*"
_HOURS = re.compile(rf"24/7|{_OPEN}(?:; {_OPEN})*")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# Invisible characters that turn text around, and controls no format can hold.
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DEGREE_DIGITS = 6


class CellFault(ValueError):
    """A cell that cannot be the field's value: `code` says why, `values` what its sentence needs.

    Codes: not_a_number, too_small, too_big, not_a_date, not_among, unknown_need, unknown_place,
    not_a_link, not_hours, too_long, not_an_id.
    """

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def read(field: Field, cell: str) -> Plain | None:
    """The value of a cell; None for an empty one. Raises `CellFault`."""
    text = cleaned(cell) if cell else ""
    value = _READ[field.kind](field, text) if text else None
    return None if value == () else value


def written(field: Field, value: Plain) -> str:
    """The cell that reads back as this value."""
    if isinstance(value, tuple):
        return (BETWEEN_ITEMS if field.kind == "items" else ";").join(value)
    if isinstance(value, float):
        return f"{value:.{_DEGREE_DIGITS}f}".rstrip("0").rstrip(".")
    return value.isoformat() if isinstance(value, date) else str(value)


def cleaned(cell: str) -> str:
    """A cell's text in one form: composed, without unseen characters, spaces as one."""
    if cell.isprintable() and "  " not in cell and unicodedata.is_normalized("NFC", cell):
        # Nearly every cell: nothing in it to be changed.
        return cell.strip()
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", cell)).replace("\r\n", "\n")
    lines = (" ".join(line.split()) for line in re.split(r"[\n\r\u2028\u2029]", seen))
    return "\n".join(lines).strip()


def _text(field: Field, text: str) -> str:
    return _within(field, text.replace("\n", " ") if field.kind != "long" else text)


def _id(field: Field, text: str) -> str:
    if not _ID.fullmatch(text):
        raise CellFault("not_an_id", what=text[:40])
    return _within(field, text)


def _within(field: Field, text: str) -> str:
    if len(text) > field.longest:
        raise CellFault("too_long", n=len(text), most=field.longest)
    return text


def _listed(field: Field, text: str) -> tuple[str, ...]:
    between = _ITEMS if field.kind == "items" else _WORDS
    parts = (part.strip() for part in between.split(text))
    return tuple(dict.fromkeys(_within(field, part) for part in parts if part))


def _among(field: Field, text: str) -> str:
    known = {value.casefold(): value for value in field.values}
    if text.casefold() not in known:
        raise CellFault("not_among", what=text[:40], values=", ".join(field.values))
    return known[text.casefold()]


def _some_among(field: Field, text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_among(field, part) for part in _listed(field, text)))


def _need(_: Field, text: str) -> str:
    if text not in needs():
        raise CellFault("unknown_need", what=text[:80])
    return text


def _needs(field: Field, text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_need(field, part) for part in _listed(field, text)))


def _place(_: Field, text: str) -> str:
    if gazetteer().get(text) is None:
        raise CellFault("unknown_place", what=text[:80])
    return text


def _places(field: Field, text: str) -> tuple[str, ...]:
    codes = (part for part in _listed(field, text) if part.casefold() != NATIONAL)
    return tuple(dict.fromkeys(_place(field, part) for part in codes))


def _number(field: Field, text: str) -> int:
    plain = re.sub(r"[\s\u00a0\u202f]|\.0+$", "", text)
    if not re.fullmatch(r"-?[0-9]{1,15}", plain, re.ASCII):
        raise CellFault("not_a_number", what=text[:40])
    return _bounded(field, int(plain))


def _degrees(field: Field, text: str) -> float:
    if not re.fullmatch(r"-?[0-9]{1,3}(?:[.,][0-9]{1,15})?", text, re.ASCII):
        raise CellFault("not_a_number", what=text[:40])
    return _bounded(field, round(float(text.replace(",", ".")), _DEGREE_DIGITS))


def _bounded(field: Field, number: N) -> N:
    if number < field.least:
        raise CellFault("too_small", what=str(number), least=field.least)
    if number > field.most:
        raise CellFault("too_big", what=str(number), most=field.most)
    return number


def _date(_: Field, text: str) -> date:
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]00:00:00)?", text, re.ASCII)
    day_first = re.fullmatch(r"(\d\d?)[/.](\d\d?)[/.](\d{4})", text, re.ASCII)
    parts = found.groups() if found else day_first.groups()[::-1] if day_first else None
    try:
        return date(*map(int, parts or ()))
    except (TypeError, ValueError):
        raise CellFault("not_a_date", what=text[:40]) from None


def _link(field: Field, text: str) -> str:
    if not _LINK.fullmatch(text):
        raise CellFault("not_a_link", what=text[:80])
    return _within(field, text)


def _hours(field: Field, text: str) -> str:
    if not _HOURS.fullmatch(text):
        raise CellFault("not_hours", what=text[:80])
    return _within(field, text)


def _either(field: Field, text: str) -> str:
    return _id(field, text) if field.name == "id" else _text(field, text)


_READ: Mapping[Kind, Callable[[Field, str], Plain]] = MappingProxyType(
    {
        "text": _either,
        "long": _text,
        "items": _listed,
        "words": _listed,
        "one": _among,
        "many": _some_among,
        "need": _need,
        "needs": _needs,
        "place": _place,
        "places": _places,
        "number": _number,
        "amount": _number,
        "degrees": _degrees,
        "date": _date,
        "actor": _id,
        "link": _link,
        "hours": _hours,
    }
)
