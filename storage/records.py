"""The catalogue's records, whole, and their history; what people decide of them is `actors`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Text, bindparam, cast, select

from casework.proposal import Past
from catalogue.record import Change, Record, as_json, changes, from_json
from catalogue.schema import ACTOR
from storage.actor_tables import actor as table
from storage.actor_tables import actor_history as history
from storage.actors import count_changes
from storage.session import Row, Session

AT_ONCE = 500
"""So many records are read and written by one statement: databases bound a statement's values."""
NEW = Change(ACTOR, "", "", None, None)


class Records:
    """Implements `casework.ports.Records`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, actor: str) -> Record | None:
        """One record, whole."""
        return next(iter(self._some([actor])), None)

    def all(self) -> Sequence[Record]:
        """Every record, by id."""
        rows = self._session.all(select(table.c.record).order_by(table.c.id))
        return [from_json(row["record"]) for row in rows]

    def naming(self, actor: str) -> Sequence[Record]:
        """The records that claim a link to this actor, by id."""
        # The text narrows the search to a few records; the records themselves decide.
        named = cast(table.c.record, Text).contains(f'"{actor}"', autoescape=True)
        rows = self._session.all(select(table.c.record).where(named).order_by(table.c.id))
        found = (from_json(row["record"]) for row in rows)
        return [each for each in found if any(row["to"] == actor for row in each.rows("link"))]

    def write(self, records: Iterable[Record], *, by: str, why: str = "") -> int:
        """New records, or changed ones of the same id; how many lines of history it took.

        What people decided about the actors stays. A record that is as it was leaves no trace.
        """
        waiting = list(records)
        cuts = range(0, len(waiting), AT_ONCE)
        return sum(self._write(waiting[cut : cut + AT_ONCE], by=by, why=why) for cut in cuts)

    def remove(self, actor: str, *, by: str, why: str) -> None:
        """Take a record out of the catalogue; its history stays.

        Raises `StorageFault` where an accreditation or a referral still names it.
        """
        found = self.get(actor)
        if found is not None:
            gone = [Change(ACTOR, "", "", as_json(found), None)]
            self._session.run(table.delete().where(table.c.id == actor))
            self._note(self._lines(actor, gone, by=by, why=why))
            count_changes(self._session, [actor])

    def history(self, actor: str) -> Sequence[Past]:
        """What has changed in a record, the newest first."""
        line = history.c
        rows = select(history).where(line.actor == actor).order_by(line.id.desc())
        return [_past(row) for row in self._session.all(rows)]

    def touched(self, but: str) -> Collection[str]:
        """The actors, those taken out among them, whose record anybody but this one wrote."""
        rows = select(history.c.actor).where(history.c.who != but).distinct()
        return {row[0] for row in self._session.tuples(rows)}

    def _some(self, ids: Sequence[str]) -> list[Record]:
        rows = select(table.c.record).where(table.c.id.in_(ids))
        return [from_json(row["record"]) for row in self._session.all(rows)]

    def _write(self, records: Sequence[Record], *, by: str, why: str) -> int:
        before = {each.id: each for each in self._some([each.id for each in records])}
        lines: list[Row] = []
        touched: list[Record] = []
        for record in records:
            old = before.get(record.id)
            told = [NEW] if old is None else list(changes(old, record))
            if told:
                touched.append(record)
                lines += self._lines(record.id, told, by=by, why=why)
        self._put(touched)
        self._note(lines)
        return len(lines)

    def _put(self, records: Sequence[Record]) -> None:
        if not records:
            return
        new = self._session.insert_into(table).values(
            id=bindparam("id"), record=bindparam("record"), verified_by=""
        )
        changed = {"record": new.excluded.record}
        rows = [{"id": each.id, "record": as_json(each)} for each in records]
        self._session.run(new.on_conflict_do_update(index_elements=["id"], set_=changed), rows)
        count_changes(self._session, [each.id for each in records])

    def _note(self, lines: Sequence[Row]) -> None:
        if lines:
            self._session.run(history.insert(), lines)

    def _lines(self, actor: str, told: Iterable[Change], *, by: str, why: str) -> list[Row]:
        same: dict[str, Any] = {"actor": actor, "at": self._session.now(), "who": by, "why": why}
        return [
            same
            | {"part": each.part, "line": each.row, "field": each.field}
            | {"was": each.before, "became": each.after}
            for each in told
        ]


def _past(row: Row) -> Past:
    change = Change(row["part"], row["line"], row["field"], row["was"], row["became"])
    return Past(row["at"], row["who"], row["why"], change)
