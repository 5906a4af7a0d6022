"""The statements of the outbox: which row is next in its chat, which was not sent yet."""

from __future__ import annotations

from sqlalchemy import Delete, Update, and_, bindparam, delete, exists, or_, select, update

from storage import tables
from storage.columns import Instant
from storage.tables import outbox


def _claim() -> Update:
    """Lease the first due row of each chat that may be written to."""
    now = bindparam("now", type_=Instant)
    earlier = outbox.alias()
    # A row that is on its way stays before a quick exit, even when the chat is held by then.
    before = and_(
        earlier.c.chat == outbox.c.chat,
        earlier.c.seq < outbox.c.seq,
        earlier.c.state == "waiting",
        earlier.c.not_before <= now,
        or_(tables.chat.c.held.is_(False), earlier.c.kind == "exit", earlier.c.leased_until > now),
    )
    free = and_(
        outbox.c.state == "waiting",
        outbox.c.not_before <= now,
        or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= now),
        or_(outbox.c.retry_at.is_(None), outbox.c.retry_at <= now),
    )
    heads = (
        select(outbox.c.seq)
        .join(tables.chat, tables.chat.c.id == outbox.c.chat)
        .where(free, tables.chat.c.blocked_at.is_(None), ~exists().where(before))
        .where(or_(tables.chat.c.held.is_(False), outbox.c.kind == "exit"))
        .order_by(outbox.c.seq)
        .limit(bindparam("limit"))
        .with_for_update(skip_locked=True, of=outbox)
    )
    claimed = update(outbox).where(outbox.c.seq.in_(heads.cte("heads").select()))
    until = bindparam("until", type_=Instant)
    return claimed.values(leased_until=until, tries=outbox.c.tries + 1).returning(outbox)


CLAIM = _claim()
OWNER = select(tables.chat.c.owner).where(tables.chat.c.id == bindparam("chat"))


def unsent(chat: str, card: str) -> Delete:
    """What waits under a card and of which nothing was sent."""
    return delete(outbox).where(
        outbox.c.chat == chat,
        outbox.c.card == card,
        outbox.c.state == "waiting",
        outbox.c.stage == 0,
        outbox.c.leased_until.is_(None),
    )
