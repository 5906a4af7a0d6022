"""People and what they told: each fact sealed by itself, its name too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select

from casework.person import Person
from storage import tables
from storage.erase import erase, export
from storage.session import Session

FIELDS = tuple(field.name for field in fields(Person))
GET = select(tables.person).where(tables.person.c.id == bindparam("person"))
FACTS = (
    select(tables.fact)
    .where(tables.fact.c.person == bindparam("person"))
    .order_by(tables.fact.c.at)
)


class People:
    """Implements `casework.ports.People`, and adds what the law asks: everything, as it is kept."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, person: str) -> Person | None:
        """The person; None when unknown or erased."""
        row = self._session.first(GET, {"person": person})
        if row is None or self._session.keys.get(person) is None:
            return None
        return Person(**{name: row[name] for name in FIELDS})

    def add(self, person: Person) -> None:
        """Somebody new; their key is made and synced first."""
        self._session.keys.make(person.id)
        self._session.add(tables.person, asdict(person))

    def save(self, person: Person) -> None:
        """What is known of them apart from facts."""
        self._session.change(tables.person, asdict(person))

    def facts(self, person: str) -> dict[str, str]:
        """All facts by name."""
        rows = self._session.opened(tables.fact, FACTS, {"person": person})
        return dict(row["value"] for row in rows)

    def record(self, person: str, name: str, value: str, *, at: datetime) -> None:
        """Keep a fact sealed; an empty value deletes it."""
        hidden = self._session.ring.lookup("fact", f"{person}\0{name}")
        if value:
            row = {"person": person, "name": hidden, "value": [name, value], "at": at}
            self._session.put(tables.fact, row)
            return
        fact = tables.fact.c
        self._session.run(delete(tables.fact).where(fact.person == person, fact.name == hidden))

    def erase(self, person: str) -> None:
        """Destroy the key and every row of the person; counted rows stay without them."""
        erase(self._session, person)

    def export(self, person: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Every row kept of them, opened, with the name of its table (the right of access)."""
        return export(self._session, person)
