"""The catalogue's actors as they are matched, and what people decide about them in columns.

The whole records are `records`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Select, func, select, update

from catalogue.actor import Actor
from catalogue.record import actor_of, from_json
from storage import actor_tables, tables
from storage.answering import answering
from storage.session import Session

S = TypeVar("S", bound=Select[Any])

VERSION = "catalogue"


class Actors:
    """Implements `casework.ports.Actors`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def version(self) -> int:
        """Grows with every transaction that changes what a snapshot would show.

        That is records, verifications, pauses, accreditations and focal points.

        How an actor answers changes with every case and is read afresh with the next snapshot.
        """
        found = self._session.value(select(tables.tally.c.n).where(tables.tally.c.name == VERSION))
        return int(found or 0)

    @property
    def changed_here(self) -> bool:
        """Whether this very transaction has changed what a snapshot would show."""
        return self._session.catalogue_version is not None

    def all(self) -> Sequence[Actor]:
        """Every actor, by id."""
        return self._found(select(actor_tables.actor).order_by(actor_tables.actor.c.id))

    def get(self, actor: str) -> Actor | None:
        """One actor, as it stands now."""
        return self._some([actor]).get(actor)

    def changed_since(self, version: int, most: int) -> Mapping[str, Actor | None] | None:
        """The actors that changed after that version, by id (None: gone); None for over `most`."""
        change = actor_tables.actor_change.c
        newer = select(change.actor).where(change.n > version).order_by(change.n)
        ids = [row[0] for row in self._session.tuples(newer.limit(most + 1))]
        if len(ids) > most:
            return None
        found = self._some(ids)
        return {each: found.get(each) for each in ids}

    def _some(self, ids: Sequence[str]) -> Mapping[str, Actor]:
        if not ids:
            return {}
        rows = select(actor_tables.actor).where(actor_tables.actor.c.id.in_(ids))
        return {actor.id: actor for actor in self._found(rows, ids)}

    def _found(
        self, wanted: Select[tuple[Any, ...]], ids: Sequence[str] | None = None
    ) -> list[Actor]:
        """The actors of a statement; `ids` names them where they are few."""
        accredited = self._accredited(ids)
        focal_points = self._focal_points(ids)
        answers = answering(self._session, ids)
        return [
            actor_of(
                from_json(row["record"]),
                verified_on=row["verified_on"],
                full_until=row["full_until"],
                accredited=accredited.get(row["id"], frozenset()),
                focal_points=focal_points.get(row["id"], 0),
                answered=answers[row["id"]].share if row["id"] in answers else None,
                usual_days=answers[row["id"]].days if row["id"] in answers else None,
            )
            for row in self._session.all(wanted)
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

    def verified_by(self) -> Mapping[str, str]:
        """Who verified each record last, by actor; those nobody ever verified are left out."""
        actor = actor_tables.actor.c
        told = select(actor.id, actor.verified_by).where(actor.verified_by != "")
        return dict(self._session.tuples(told))

    def accredit(self, actor: str, need: str, *, by: str, at: datetime) -> None:
        """A coordinator grants a sensitive need by name."""
        row = {"actor": actor, "need": need, "granted_by": by, "granted_at": at}
        self._session.put(actor_tables.accreditation, row)
        count_change(self._session, actor)

    def unaccredit(self, actor: str) -> None:
        """Take back all that was granted to the actor."""
        granted = actor_tables.accreditation
        self._session.run(granted.delete().where(granted.c.actor == actor))
        count_change(self._session, actor)

    def _change(self, actor: str, **values: Any) -> None:
        self._session.run(
            update(actor_tables.actor).where(actor_tables.actor.c.id == actor).values(values)
        )
        count_change(self._session, actor)

    def _accredited(self, ids: Sequence[str] | None) -> Mapping[str, frozenset[str]]:
        granted: dict[str, set[str]] = {}
        for row in self._session.all(among(select(actor_tables.accreditation), "actor", ids)):
            granted.setdefault(row["actor"], set()).add(row["need"])
        return {actor: frozenset(needs) for actor, needs in granted.items()}

    def _focal_points(self, ids: Sequence[str] | None) -> Mapping[str, int]:
        staff = tables.staff_member.c
        joined = select(staff.actor, func.count()).where(staff.role == "focal", staff.active)
        return dict(self._session.tuples(among(joined.group_by(staff.actor), "actor", ids)))


def among(wanted: S, column: str, ids: Sequence[str] | None) -> S:
    """The statement, narrowed to these ids where some are named."""
    return wanted if ids is None else wanted.where(wanted.selected_columns[column].in_(ids))


def count_change(session: Session, actor: str) -> None:
    """Say that an actor is not what a snapshot taken before shows; a transaction is one version."""
    count_changes(session, [actor])


def count_changes(session: Session, actors: Iterable[str]) -> None:
    """The same for several actors."""
    if session.catalogue_version is None:
        session.catalogue_version = _next_version(session)
    rows = [{"actor": actor, "n": session.catalogue_version} for actor in actors]
    session.put_all(actor_tables.actor_change, rows)


def _next_version(session: Session) -> int:
    new = session.insert_into(tables.tally).values(name=VERSION, n=1)
    grown = {"n": tables.tally.c.n + 1}
    counted = new.on_conflict_do_update(index_elements=["name"], set_=grown)
    return int(session.value(counted.returning(tables.tally.c.n)))
