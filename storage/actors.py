"""The catalogue's actors: the record as one document, what people decide about it in columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, update

from catalogue.actor import Actor
from storage import tables
from storage.answering import answering
from storage.session import Row, Session

COMPUTED = ("verified_on", "full_until", "accredited", "focal_points", "answered", "usual_days")
"""Fields that do not stand in the record but in columns, other tables, or are counted."""
RECORDED = tuple(field.name for field in fields(Actor) if field.name not in COMPUTED)
LISTS = ("perimeter", "needs", "hidden_services", "audience")
VERSION = "catalogue"


class Actors:
    """Implements `casework.ports.Actors`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def version(self) -> int:
        """Grows with every change that a snapshot would show (records, pauses, focal points).

        How an actor answers changes with every case and is read afresh with the next snapshot.
        """
        found = self._session.value(select(tables.tally.c.n).where(tables.tally.c.name == VERSION))
        return int(found or 0)

    def all(self) -> Sequence[Actor]:
        """Every actor, by id."""
        accredited = self._accredited()
        focal_points = self._focal_points()
        answers = answering(self._session)
        rows = self._session.all(select(tables.actor).order_by(tables.actor.c.id))
        return [
            Actor(
                **recorded(row["record"]),
                verified_on=row["verified_on"],
                full_until=row["full_until"],
                accredited=accredited.get(row["id"], frozenset()),
                focal_points=focal_points.get(row["id"], 0),
                answered=answers[row["id"]].share if row["id"] in answers else None,
                usual_days=answers[row["id"]].days if row["id"] in answers else None,
            )
            for row in rows
        ]

    def pause(self, actor: str, until: date | None) -> None:
        """Full until that day; None ends the pause."""
        self._change(actor, full_until=until)

    def verified(self, actor: str, on: date, by: str) -> None:
        """Somebody confirmed the record."""
        self._change(actor, verified_on=on, verified_by=by)

    def doubted(self, actor: str) -> None:
        """Nobody stands by the record any more."""
        self._change(actor, verified_on=None)

    def accredit(self, actor: str, need: str, *, by: str, at: datetime) -> None:
        """A coordinator grants a sensitive need by name."""
        row = {"actor": actor, "need": need, "granted_by": by, "granted_at": at}
        self._session.put(tables.accreditation, row)
        count_change(self._session)

    def add(self, actor: Actor) -> None:
        """A new record, or the changed one of the same id; what people decided stays."""
        record = {name: getattr(actor, name) for name in RECORDED}
        new = self._session.insert_into(tables.actor).values(
            id=actor.id,
            record=record | {"names": dict(actor.names)},
            verified_on=actor.verified_on,
            verified_by="",
            full_until=actor.full_until,
        )
        changed = {"record": new.excluded.record}
        self._session.run(new.on_conflict_do_update(index_elements=["id"], set_=changed))
        count_change(self._session)

    def _change(self, actor: str, **values: Any) -> None:
        self._session.run(update(tables.actor).where(tables.actor.c.id == actor).values(values))
        count_change(self._session)

    def _accredited(self) -> Mapping[str, frozenset[str]]:
        granted: dict[str, set[str]] = {}
        for row in self._session.all(select(tables.accreditation)):
            granted.setdefault(row["actor"], set()).add(row["need"])
        return {actor: frozenset(needs) for actor, needs in granted.items()}

    def _focal_points(self) -> Mapping[str, int]:
        staff = tables.staff_member.c
        joined = select(staff.actor, func.count()).where(staff.role == "focal", staff.active)
        return dict(self._session.tuples(joined.group_by(staff.actor)))


def count_change(session: Session) -> None:
    """Say that a snapshot of the catalogue taken before is out of date."""
    new = session.insert_into(tables.tally).values(name=VERSION, n=1)
    grown = {"n": tables.tally.c.n + 1}
    session.run(new.on_conflict_do_update(index_elements=["name"], set_=grown))


def recorded(record: Row) -> Row:
    """The fields of a record as `Actor` wants them: JSON knows no tuples."""
    return record | {name: tuple(record[name]) for name in LISTS}
