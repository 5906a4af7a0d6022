"""What a reader may see of the catalogue: the one gate before every paper drawn from records.

Hidden actors, rows and services are in no paper at all, whoever reads it (domain.md, The bot must
not: show a shelter's address). Behind this gate nothing has to be left out any more.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from catalogue.actor import Actor
from catalogue.mapping.material import Entry, Material
from catalogue.mapping.readers import Reader, may_read, open_needs
from catalogue.record import Record, Row, Value
from catalogue.schema import ACTOR, PARTS, Field, field_of, fields_of


def seen(material: Material, reader: Reader) -> tuple[Entry, ...]:
    """The actors this reader may know of, each as far as it may be seen.

    `needs` of a record holds those of its services as well. Links lead only to actors the reader
    may know of. A row that has no visibility is public, as in every other reading of records.
    """
    known = tuple(_known(material.entries, reader))
    ids = frozenset(each.id for each in known)
    return tuple(_Gate(each, reader, ids).entry() for each in known)


class UnknownActor(LookupError):
    """There is no actor of that id that the reader may know of."""


def seen_one(material: Material, actor: str, reader: Reader) -> Entry:
    """The actor of that id, in letters of any size. Raises `UnknownActor`."""
    known = tuple(_known(material.entries, reader))
    ids = frozenset(each.id for each in known)
    found = next((each for each in known if each.id.casefold() == actor.casefold()), None)
    if found is None:
        raise UnknownActor(actor)
    return _Gate(found, reader, ids).entry()


def _known(entries: Iterable[Entry], reader: Reader) -> Iterator[Entry]:
    return (each for each in entries if may_read(each.actor.visibility, reader))


class _Gate:
    """One actor and one reader; `known` are the ids of the actors the reader may know of."""

    def __init__(self, entry: Entry, reader: Reader, known: frozenset[str]) -> None:
        self._record, self._actor = entry.record, entry.actor
        self._reader, self._known = reader, known
        self._hidden = _hidden_needs(entry)
        self._sites = {name for site in self._open("site") for name in _names(site)}

    def entry(self) -> Entry:
        """The actor as far as it may be seen."""
        actor = self._open_actor()
        values = {**self._row(ACTOR, self._record.values), "needs": actor.needs}
        parts = {part: tuple(self._rows(part)) for part in PARTS}
        told = {name: value for name, value in values.items() if value != ()}
        return Entry(Record(told, {part: rows for part, rows in parts.items() if rows}), actor)

    def _open_actor(self) -> Actor:
        """How it is matched, as far as it may be seen."""
        needs = open_needs(Entry(self._record, self._actor), self._reader)
        return replace(
            self._actor,
            needs=tuple(need for need in needs if need not in self._hidden),
            hidden_services=(),
            accredited=self._actor.accredited - self._hidden,
        )

    def _rows(self, part: str) -> Iterator[Row]:
        for row in self._open(part):
            if self._tells(part, row):
                yield self._row(part, row)

    def _open(self, part: str) -> Iterator[Row]:
        for row in self._record.rows(part):
            if may_read(row.get("visibility", "public"), self._reader):
                yield row

    def _tells(self, part: str, row: Row) -> bool:
        """Whether the row as a whole may be told of: no hidden service, unknown actor or field."""
        if part == "service":
            return row["need"] not in self._hidden and row.get("status") != "closed"
        if part == "link":
            return row["to"] in self._known
        return part != "evidence" or self._tells_evidence(row)

    def _tells_evidence(self, row: Row) -> bool:
        """Sources are for staff, and only those of fields that they may see."""
        read = may_read(field_of("evidence", "field").seen, self._reader)
        return read and row["field"] in _read_by(self._reader)

    def _row(self, part: str, row: Row) -> Row:
        shown = (
            (field.name, self._value(field, row[field.name]))
            for field in fields_of(part)
            if field.name in row and may_read(field.seen, self._reader)
        )
        return {name: value for name, value in shown if value is not None}

    def _value(self, field: Field, value: Value) -> Value | None:
        if field.kind == "need":
            return None if value in self._hidden else value
        if field.kind == "needs" and isinstance(value, tuple):
            return tuple(need for need in value if need not in self._hidden)
        if field.name == "site":
            # A service may name a site that is not to be shown.
            return value if value in self._sites else None
        return value


def _hidden_needs(entry: Entry) -> frozenset[str]:
    """The needs that are never shown of this actor: named as hidden, or of a hidden service."""
    rows = entry.record.rows("service")
    of_rows = (str(row["need"]) for row in rows if row.get("visibility") == "hidden")
    named = entry.record.items("hidden_services")
    return frozenset((*entry.actor.hidden_services, *named, *of_rows))


def _names(site: Row) -> Iterator[str]:
    """The names of a site, in whichever languages it has them."""
    name = site.get("name", {})
    if isinstance(name, Mapping):
        yield from map(str, name.values())


def _read_by(reader: Reader) -> frozenset[str]:
    """The fields of an actor's own row that a reader may see."""
    return frozenset(field.name for field in fields_of(ACTOR) if may_read(field.seen, reader))
