"""Referrals: guarded by their consent in the database itself, changed one version at a time."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import Select, func, insert, select, update

from casework.errors import NoConsent, StaleReferral
from casework.ports import Count
from casework.referral import OPEN, Referral
from storage import tables
from storage.erase import release
from storage.errors import Refused
from storage.session import Row, Session
from storage.tables import referral as table

FIELDS = tuple(field.name for field in fields(Referral))
FIXED = ("id", "reference", "consent", "person", "actor", "place", "sent_at")
"""What a referral is born with: no change touches it."""
COUNTABLE = {column.name: column for column in table.columns if column.info["mark"] == "counted"}


class Referrals:
    """Implements `casework.ports.Referrals`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, referral: Referral) -> None:
        """Send a case. Raises `NoConsent` when the database finds none that holds.

        A savepoint is set, so that the transaction can go on and tell the person.
        """
        row = asdict(referral) | {"scope": list(referral.scope), "place": referral.place or None}
        sealed = self._session.sealed(table, row)
        try:
            with self._session.savepoint():
                self._session.run(insert(table), sealed)
        except Refused:
            raise NoConsent from None

    def save(self, referral: Referral, *, was: int) -> None:
        """Write if its version is still `was`; raises `StaleReferral` otherwise."""
        row = asdict(referral) | {"scope": list(referral.scope)}
        changed = {name: value for name, value in row.items() if name not in FIXED}
        mine = update(table).where(table.c.id == referral.id, table.c.version == was)
        if self._session.run(mine.values(changed)).rowcount != 1:
            raise StaleReferral

    def by_reference(self, reference: str) -> Referral | None:
        """The referral people call by that name, or None."""
        found = self._found(select(table).where(table.c.reference == reference))
        return next(iter(found), None)

    def of_person(self, person: str) -> Sequence[Referral]:
        """All of a person, oldest first."""
        return self._found(select(table).where(table.c.person == person))

    def of_actor(self, actor: str, *, open_only: bool = True) -> Sequence[Referral]:
        """Those sent to an actor, oldest first."""
        return self._found(_open(select(table).where(table.c.actor == actor), open_only))

    def in_region(self, region: str, *, open_only: bool = True) -> Sequence[Referral]:
        """Those of a region (all of them for an empty one), oldest first."""
        wanted = select(table).where(table.c.region == region) if region else select(table)
        return self._found(_open(wanted, open_only))

    def release(self, referral: Referral) -> None:
        """Nobody stands behind it any more: what is counted stays, place and history go."""
        release(self._session, referral.id)

    def event(self, referral: str, at: datetime, said: str, what: Mapping[str, str]) -> None:
        """Add a line to the referral's history; of an erased person only when and who."""
        person = self._session.value(select(table.c.person).where(table.c.id == referral))
        known = self._session.keys.get(person) is not None
        event = {"referral": referral, "person": person, "at": at, "said": said}
        event |= {"id": secrets.token_hex(16), "what": dict(what) if known else None}
        self._session.add(tables.referral_event, event)

    def events(self, referral: str) -> Sequence[tuple[datetime, str, Mapping[str, str]]]:
        """The history of a referral: when, who said so, what."""
        history = tables.referral_event
        wanted = select(history).where(history.c.referral == referral).order_by(history.c.at)
        rows = self._session.opened(history, wanted, bare=True)
        return [(row["at"], row["said"], row["what"] or {}) for row in rows]

    def counts(self, by: Sequence[str], where: Mapping[str, str]) -> Sequence[Count]:
        """Counts by counted columns. Raises `KeyError` for a column that is not counted."""
        groups = [COUNTABLE[name] for name in by]
        only = [COUNTABLE[name] == value for name, value in where.items()]
        counted = select(*groups, func.count()).where(*only).group_by(*groups).order_by(*groups)
        return [Count(tuple(values), n) for *values, n in self._session.tuples(counted)]

    def _found(self, wanted: Select[tuple[object, ...]]) -> list[Referral]:
        ordered = wanted.order_by(table.c.sent_at, table.c.id)
        return [referral_of(row) for row in self._session.opened(table, ordered, bare=True)]


def referral_of(row: Row) -> Referral:
    """The value of an opened row. After erasure nobody stands behind it."""
    person = "" if row["person"] == row["consent"] else row["person"]
    plain = {"person": person, "place": row["place"] or "", "scope": tuple(row["scope"])}
    return Referral(**{name: row[name] for name in FIELDS} | plain)


def _open(wanted: Select[tuple[object, ...]], only: bool) -> Select[tuple[object, ...]]:
    return wanted.where(table.c.state.in_(sorted(OPEN))) if only else wanted
