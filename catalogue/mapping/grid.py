"""The grid of actors: a table of chosen columns, grouped, and the same rows for machines."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from catalogue.labels import field_label
from catalogue.mapping.choice import (
    NATIONAL,
    RUNGS,
    Choice,
    chosen,
    grouped,
    region_label,
    region_of,
    told,
)
from catalogue.mapping.material import Entry, Material
from catalogue.mapping.readers import Reader, may_read
from catalogue.mapping.wording import (
    joined,
    labels_of,
    name_of,
    paper_text,
    rung_label,
    said,
    short_day,
    shortened,
)
from catalogue.papers.blocks import Block, Cell, Column, Heading, Language, Paper, Paragraph, Table
from catalogue.record import Record, as_json
from catalogue.schema import ACTOR, Field, fields_of

DEFAULT = (
    "name", "acronym", "category", "city", "perimeter", "needs", "audience", "rung",
    "verified_on", "certainty",
)  # fmt: skip
DECIDED = ("rung", "accredited", "verified_on", "full_until", "region")
"""Columns that stand in no record: people decide them, or they follow."""
WIDTHS: Mapping[str, float] = MappingProxyType(
    {"name": 2.4, "needs": 2.8, "perimeter": 1.6, "audience": 1.6, "description": 3.0,
     "acronym": 0.9, "certainty": 0.9, "id": 0.9}
)  # fmt: skip
LONGEST = 240
"""Characters of one cell: a longer text is for the fiche, the whole of it for the export."""
_FIELDS = {field.name: field for field in fields_of(ACTOR)}
_COUNTS = ("number", "amount")
_YEARS = ("founded",)
"""Numbers that nobody adds up: they are written without a space for thousands."""


def columns(reader: Reader = "staff") -> tuple[str, ...]:
    """The columns that may be chosen."""
    own = (field.name for field in _FIELDS.values() if may_read(field.seen, reader))
    return (*own, *DECIDED)


def columns_of(choice: Choice) -> tuple[str, ...]:
    """The columns of a choice, the usual ones where it names none.

    Raises `ValueError`, with its name, for one that is not there or not for this reader.
    """
    allowed = columns(choice.reader)
    if unknown := [name for name in choice.columns if name not in allowed]:
        raise ValueError(unknown[0])
    usual = (name for name in DEFAULT if name in allowed and name != choice.group)
    return choice.columns or tuple(usual)


def grid(material: Material, choice: Choice, lang: Language = "fr") -> Paper:
    """The grid of the actors that are meant. Raises `ValueError` as `columns_of`."""
    entries, names = chosen(material, choice, lang), columns_of(choice)
    blocks: list[Block] = [Paragraph(_count(material, entries, lang))]
    for heading, some in grouped(material, entries, choice.group, lang):
        blocks += [Heading(f"{heading} ({len(some)})", 2)] if heading else []
        lines = (_Line(material, entry, lang) for entry in some)
        rows = tuple(tuple(line.cell(name) for name in names) for line in lines)
        blocks.append(Table(tuple(_column(name, lang) for name in names), rows))
    return Paper(
        paper_text("paper.grid.title", lang),
        lang,
        tuple(blocks),
        subtitle=told(choice, lang),
        landscape=True,
        synthetic=material.only(entries).synthetic,
        made_on=material.today,
    )


def grid_rows(
    material: Material, choice: Choice, lang: Language = "fr"
) -> Iterator[dict[str, Any]]:
    """The same for machines, one object an actor: its id, then the columns by their names.

    Values are those of JSON: codes, lists, days as YYYY-MM-DD; a spoken field has one text per
    language; None is not known. Raises `ValueError` as `columns_of`.
    """
    names = columns_of(replace(choice, group="none"))
    for entry in chosen(material, choice, lang):
        line = _Line(material, entry, lang)
        yield {"id": entry.id, **{name: line.plain(name) for name in names}}


def _count(material: Material, entries: tuple[Entry, ...], lang: str) -> str:
    """How many, and how many on each rung."""
    if not entries:
        return paper_text("paper.grid.nobody", lang)
    found = Counter(entry.actor.rung(material.today) for entry in entries)
    rungs = joined((f"{rung_label(rung, lang)} : {found[rung]}" for rung in RUNGS), lang)
    return paper_text("paper.grid.count", lang, n=len(entries), rungs=rungs)


def _column(name: str, lang: str) -> Column:
    field = _FIELDS.get(name)
    counts = field is not None and field.kind in _COUNTS and name not in _YEARS
    return Column(_title(name, lang), "number" if counts else "text", WIDTHS.get(name, 1.0))


def _title(name: str, lang: str) -> str:
    if name in DECIDED:
        return paper_text(f"paper.grid.column.{name}", lang)
    if name == "perimeter":
        # Files hold codes there, and their heading says so.
        return paper_text("paper.grid.perimeter", lang)
    return field_label(_FIELDS[name], lang)


@dataclass(frozen=True, slots=True)
class _Line:
    """One actor of the grid, as far as it may be seen."""

    material: Material
    entry: Entry
    lang: str

    def cell(self, name: str) -> Cell:
        """A cell as people read it; None where nothing is known."""
        if name in DECIDED:
            return self._decided(name)
        if name == "name":
            return name_of(self.entry.record, self.lang)
        if name == "perimeter" and not self.entry.actor.perimeter:
            return region_label(NATIONAL, self.lang)
        return _read(_FIELDS[name], self.entry.record, self.lang)

    def _decided(self, name: str) -> Cell:
        value = self._value(name)
        if name == "rung":
            return rung_label(value, self.lang)
        if name == "region":
            return region_label(value, self.lang)
        if name == "accredited":
            return labels_of(value, self.lang) or None
        return short_day(value) if value else None

    def plain(self, name: str) -> Any:
        """The same for machines."""
        if name not in DECIDED:
            return as_json(self.entry.record)["values"].get(name)
        value = self._value(name)
        return value.isoformat() if hasattr(value, "isoformat") else value

    def _value(self, name: str) -> Any:
        actor = self.entry.actor
        if name == "rung":
            return actor.rung(self.material.today)
        if name == "region":
            return region_of(self.material, actor)
        return sorted(actor.accredited) if name == "accredited" else getattr(actor, name)


def _read(field: Field, record: Record, lang: str) -> Cell:
    value = record.values.get(field.name)
    if field.kind in _COUNTS and field.name not in _YEARS and isinstance(value, int):
        return value
    return shortened(joined(said(field, record.values, lang), lang), LONGEST) or None
