"""What a record says, in a few lines, as its own focal point is asked whether it is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casework.tasks import is_sensitive
from catalogue.record import Record, text_of
from conversations.messages import Ref, Text, Value, lines

MOST = 12
"""Needs, places and contacts that are named; a longer list says how many there are more."""


def record_lines(record: Record) -> tuple[Text, ...]:
    """One paragraph: needs, places, town, public site, contacts, links; what is empty is left out.

    Hidden services and contacts stand in no message: who runs a shelter knows them.
    """
    return lines(*_told(record))


def _told(record: Record) -> Iterator[Text]:
    hidden = set(record.items("hidden_services"))
    needs = _needs(each for each in record.items("needs") if each not in hidden)
    places = tuple(Ref("place", each) for each in record.items("perimeter"))
    seen = (row for row in record.rows("contact") if row.get("visibility") != "hidden")
    contacts = tuple(text_of(row, "value") for row in seen)
    links = tuple(Ref("actor", text_of(row, "to")) for row in record.rows("link"))
    told: dict[str, Value] = {
        "staff.record.needs": _few(needs),
        "staff.record.places": _few(places),
        "staff.record.city": record.text("city"),
        "staff.record.website": record.text("website"),
        "staff.record.contacts": _few(contacts),
        "staff.record.links": _few(links),
    }
    for key, value in told.items():
        if value:
            yield Text(key, {key.rpartition(".")[2]: value})


def _needs(codes: Iterable[str]) -> tuple[Ref, ...]:
    """What comes by itself names no sensitive need: they share one name, said once."""
    named: dict[str, Ref] = {}
    for code in codes:
        named.setdefault("" if is_sensitive(code) else code, Ref("staff_need", code))
    return tuple(named.values())


def _few(values: tuple[Ref, ...] | tuple[str, ...]) -> tuple[Ref | str | Text, ...]:
    over = len(values) - MOST
    more = (Text("staff.record.more", {"n": over}),) if over > 0 else ()
    return (*values[:MOST], *more)
