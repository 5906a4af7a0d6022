"""Who reads a paper, and which actors and services may stand in it; nothing is drawn here."""

from collections.abc import Iterator
from typing import Literal

from catalogue.mapping.material import Entry, Material
from catalogue.record import Row, items_of

Reader = Literal["public", "staff"]
"""Everybody, or the staff of the mission: only these also see actors kept for staff."""


def may_read(visibility: object, reader: Reader) -> bool:
    """Whether what has that visibility may be read; what is hidden is read by nobody."""
    return visibility in (("public", "staff") if reader == "staff" else ("public",))


def partners(material: Material, need: str, reader: Reader) -> Iterator[Entry]:
    """The actors that help with a need and can be partners, as far as that reader may know.

    Hidden actors and services are left out, and so are those that only inform (tier information:
    police, courts, ministries, registries): nobody is ever referred to them.
    """
    for entry in material.serving(need):
        shown = may_read(entry.actor.visibility, reader) and _openly(entry, need, reader)
        if shown and entry.actor.tier == "referral":
            yield entry


def _openly(entry: Entry, need: str, reader: Reader) -> bool:
    """Whether the record itself tells that reader of the need."""
    return need in items_of(entry.record.values, "needs") or bool(services(entry, need, reader))


def services(entry: Entry, need: str, reader: Reader) -> tuple[Row, ...]:
    """The rows of its services for a need that are running and may be read."""
    return tuple(
        row
        for row in entry.record.rows("service")
        if row.get("need") == need
        and row.get("status", "active") == "active"
        and may_read(row.get("visibility", "public"), reader)
    )


def open_needs(entry: Entry, reader: Reader) -> tuple[str, ...]:
    """The needs of an actor that may be read, in its own order."""
    actor = entry.actor
    return tuple(
        need
        for need in actor.needs
        if need not in actor.hidden_services and _openly(entry, need, reader)
    )
