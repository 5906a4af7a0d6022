"""The durable inbox: what came in, stored before it is acknowledged, served one per lane in order.

A row is sealed under the intake key of its day, for it is nobody's yet; it is emptied in the
transaction that marks it done, and stays seven days so that a repeat is recognised.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select, Update, and_, bindparam, delete, exists, func, or_, select, update

from storage.columns import Instant
from storage.errors import Overtaken
from storage.session import Row, Session
from storage.tables import inbox
from storage.vault import intake_owner

KEPT = timedelta(days=7)
"""How long a row is known after it came in; its key lives no longer (promises.md)."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """One update as it came: `raw` is the channel's own bytes, `lane` the keyed hash of its chat.

    `id` and `tries` (this one included) are set when it is claimed.
    """

    channel: str
    update_id: str
    lane: str
    at: datetime
    raw: bytes
    id: int = 0
    tries: int = 0


FIELDS = tuple(field.name for field in fields(Arrived))


class Inbox:
    """Rows are added by channels and claimed by workers; many processes may do both."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, rows: Sequence[Arrived]) -> int:
        """Store what is new of these; how many that was. Repeats are passed over."""
        if not rows:
            return 0
        new = self._session.insert_into(inbox).values([self._row(each) for each in rows])
        ignoring = new.on_conflict_do_nothing(index_elements=["channel", "update_id"])
        added = len(self._session.run(ignoring.returning(inbox.c.id)).all())
        self._session.to_wake |= added > 0
        return added

    def claim(self, now: datetime, *, limit: int, lease: timedelta) -> Sequence[Arrived]:
        """The first unfinished row of each lane, unless it is being served or waits for its retry.

        A lease that has run out gives the row to another. Rows that no longer open are dead.
        """
        rows = self._session.all(CLAIM, {"now": now, "limit": limit, "until": now + lease})
        self._session.keys.meet({row["intake"] for row in rows})
        return [each for row in sorted(rows, key=_id) if (each := self._opened(row, now))]

    def hold(self, row: int) -> bool:
        """Whether the row is still to be done, locked until the transaction ends.

        Whoever's lease ran out learns here that another has finished it meanwhile.
        """
        waits = select(inbox.c.id).where(inbox.c.id == row, inbox.c.state == "waiting")
        return self._session.first(waits.with_for_update()) is not None

    def done(self, row: int) -> None:
        """Finished: its content is emptied, in the same transaction as what it led to.

        Raises `Overtaken` when another worker finished it meanwhile (a lease that ran out): then
        nothing of this transaction may remain.
        """
        self._end(row, state="done", raw=None)

    def failed(self, row: int, *, retry_at: datetime, dead: bool) -> None:
        """To be tried again then, its lane waiting for it; or never again (`dead`)."""
        if dead:
            self._end(row, state="dead")
            return
        self._session.run(_waiting(row).values(retry_at=retry_at, leased_until=None))

    def waiting(self) -> tuple[int, datetime | None]:
        """How many rows are unfinished, and when the oldest of them came in."""
        row = select(func.count(), func.min(inbox.c.at)).where(inbox.c.state == "waiting")
        ((number, oldest),) = self._session.tuples(row)
        return number, oldest

    def dead(self) -> int:
        """How many rows were given up and are still kept."""
        return int(self._session.value(select(func.count()).where(inbox.c.state == "dead")))

    def sweep(self, now: datetime) -> None:
        """Forget rows and destroy intake keys older than seven days."""
        oldest = now - KEPT
        self._session.run(delete(inbox).where(inbox.c.intake < _intake(oldest)))
        self._session.keys.destroy_intake(before=_intake(oldest))

    def _row(self, arrived: Arrived) -> Row:
        intake = _intake(self._session.now())
        self._session.keys.make(intake)
        plain: dict[str, Any] = {
            "channel": arrived.channel,
            "update_id": arrived.update_id,
            "lane": arrived.lane,
            "at": arrived.at,
            "intake": intake,
            "raw": arrived.raw,
            "state": "waiting",
            "tries": 0,
        }
        return self._session.sealed(inbox, plain)

    def _opened(self, row: Any, now: datetime) -> Arrived | None:
        if self._session.keys.get(row["intake"]) is None:
            self._end(row["id"], state="dead", raw=None)
            return None
        plain = self._session.open(inbox, row)
        return Arrived(**{name: plain[name] for name in FIELDS})

    def _end(self, row: int, **values: Any) -> None:
        ended = _waiting(row).values(leased_until=None, ended_at=self._session.now(), **values)
        if self._session.run(ended).rowcount != 1:
            raise Overtaken("another worker has finished this row")


def _claim() -> Update:
    now = bindparam("now", type_=Instant)
    free = and_(
        inbox.c.state == "waiting",
        or_(inbox.c.leased_until.is_(None), inbox.c.leased_until <= now),
        or_(inbox.c.retry_at.is_(None), inbox.c.retry_at <= now),
    )
    heads = _heads().where(free).order_by(inbox.c.id).limit(bindparam("limit"))
    taken = heads.with_for_update(skip_locked=True).cte("heads")
    claimed = update(inbox).where(inbox.c.id.in_(taken.select()))
    until = bindparam("until", type_=Instant)
    return claimed.values(leased_until=until, tries=inbox.c.tries + 1).returning(inbox)


def _heads() -> Select[tuple[int]]:
    """The ids of rows before which nothing waits in their lane."""
    earlier = inbox.alias()
    before = and_(
        earlier.c.lane == inbox.c.lane, earlier.c.id < inbox.c.id, earlier.c.state == "waiting"
    )
    return select(inbox.c.id).where(~exists().where(before))


CLAIM = _claim()


def _waiting(row: int) -> Update:
    return update(inbox).where(inbox.c.id == row, inbox.c.state == "waiting")


def _intake(at: datetime) -> str:
    return intake_owner(at.astimezone(UTC).date())


def _id(row: Any) -> int:
    return int(row["id"])
