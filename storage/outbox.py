"""The durable outbox: what is to be said, in order per chat, with what came of it.

Payloads are sealed under the key of who will read them and go as soon as they are delivered.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import delete, func, select, update

from casework.ports import Outgoing
from conversations.messages import Message
from storage import outbox_rows, tables
from storage.errors import Erased
from storage.messages import message_from_json, message_to_json
from storage.session import Row, Session
from storage.tables import outbox

DELETABLE = timedelta(hours=48)
"""Younger messages can be deleted for both sides (Telegram's limit): so long their ids are kept."""
GIVEN_UP = timedelta(days=30)
"""What could not be said for so long (a blocked chat) is not said any more."""
DONE = ("delivered", "unchanged")


@dataclass(frozen=True, slots=True)
class Ready:
    """A message to be sent now. `stage` counts what is behind it: 1 once its neutral line was sent
    (`sent` holds the channel's ids). `edit` is the message that stands under its card. `tries`
    counts this one."""

    id: str
    chat: str
    channel: str
    address: str
    language: str
    kind: Literal["message", "exit"]
    message: Message
    version: int
    stage: int
    sent: tuple[str, ...]
    edit: str
    tries: int
    silent: bool
    staff: bool


PLAIN = ("id", "chat", "language", "version", "stage", "tries", "silent")
"""What of a `Ready` stands in its row as it is."""


class Outbox:
    """Implements `casework.ports.Outbox` and what the delivery needs."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, outgoing: Outgoing) -> None:
        """Say it after all that was put before. A newer card takes the place of one not yet sent.

        Raises `Erased` when the chat is gone.
        """
        if outgoing.message.card:
            self._session.run(outbox_rows.unsent(outgoing.chat, outgoing.message.card))
        self._add(outgoing)

    def retract(self, card: str, chat: str, message: Message) -> None:
        """Edit what stands under a card so that it shows only `message`; what is on its way too."""
        self._session.run(outbox_rows.unsent(chat, card))
        language = self._session.value(
            select(tables.chat.c.language).where(tables.chat.c.id == chat)
        )
        if language is not None:
            self._add(Outgoing(chat, message, language, kind="retract", silent=True), card=card)

    def hold(self, chat: str, held: bool) -> None:
        """Hold back everything but a quick exit, or let it go."""
        self._session.run(update(tables.chat).where(tables.chat.c.id == chat).values(held=held))
        self._session.to_wake |= not held

    def claim(self, now: datetime, *, limit: int, lease: timedelta) -> Sequence[Ready]:
        """The first due row of each chat that is neither held nor blocked, unless one of that chat
        is being sent or waits for its retry. A lease that has run out gives the row to another."""
        rows = self._session.all(
            outbox_rows.CLAIM, {"now": now, "limit": limit, "until": now + lease}
        )
        if not rows:
            return []
        chats = self._chats({row["chat"] for row in rows})
        self._session.keys.meet({row["owner"] for row in rows})
        cards = self._cards(rows)
        found = (self._ready(row, chats, cards) for row in sorted(rows, key=lambda row: row["seq"]))
        return [ready for ready in found if ready is not None]

    def settle(
        self,
        row: str,
        *,
        outcome: str,
        messages: Sequence[str] = (),
        stage: int = 1,
        retry_at: datetime | None = None,
    ) -> None:
        """Record what came of a sending (`bot.channels.base.Outcome.kind`).

        `stage` is how many stages are behind: 2 is always the end, 1 is the end of a message
        without a neutral line. `messages` are the ids of what was sent in this try. With
        `retry_at` the chat waits until then; without it *not_before* and *unknown* keep the lease.
        """
        told = self._session.first(select(outbox).where(outbox.c.id == row))
        if told is None:
            return
        if outcome in DONE:
            self._delivered(told, messages, stage, retry_at)
        elif outcome == "unreachable":
            self._free(told, retry_at=None)
            blocked = update(tables.chat).where(tables.chat.c.id == told["chat"])
            self._session.run(blocked.values(blocked_at=self._session.now()))
        elif outcome == "rejected":
            self._change(told, state="dead", payload=None, leased_until=None)
        else:
            given_back = 1 if outcome == "not_before" else 0
            sent = [*told["sent"], *messages]
            stage = max(stage, told["stage"]) if messages else told["stage"]
            self._free(told, retry_at=retry_at, tries=told["tries"] - given_back, sent=sent,
                       stage=stage)  # fmt: skip

    def noted(self, chat: str, message: str, at: datetime, *, ours: bool) -> None:
        """A message stands in the chat, of either side: a quick exit will delete it."""
        row = {"chat": chat, "message": message, "at": at, "ours": ours}
        new = self._session.insert_into(tables.sent_message).values(row)
        self._session.run(new.on_conflict_do_nothing())

    def recent(self, chat: str, since: datetime) -> Sequence[str]:
        """The ids of both sides' messages since then, oldest first."""
        sent = tables.sent_message.c
        found = select(sent.message).where(sent.chat == chat, sent.at >= since)
        return [row["message"] for row in self._session.all(found.order_by(sent.at, sent.message))]

    def waiting(self) -> tuple[int, datetime | None]:
        """How many rows are to be sent, and since when the oldest could have been."""
        row = select(func.count(), func.min(outbox.c.not_before)).where(outbox.c.state == "waiting")
        ((number, oldest),) = self._session.tuples(row)
        return number, oldest

    def dead(self) -> int:
        """How many rows a channel has rejected: faults of ours."""
        return int(self._session.value(select(func.count()).where(outbox.c.state == "dead")))

    def sweep(self, now: datetime) -> None:
        """Forget ids of messages that cannot be deleted any more, and rows nobody can be told."""
        sent = tables.sent_message
        self._session.run(delete(sent).where(sent.c.at < now - DELETABLE))
        self._session.run(delete(outbox).where(outbox.c.put_at < now - GIVEN_UP))

    def _add(self, outgoing: Outgoing, card: str = "") -> None:
        owner = self._session.value(outbox_rows.OWNER, {"chat": outgoing.chat})
        if owner is None:
            raise Erased("there is no such chat")
        now = self._session.now()
        message = outgoing.message
        self._session.add(outbox, {
            "id": secrets.token_hex(16), "chat": outgoing.chat, "owner": owner,
            "kind": outgoing.kind, "language": outgoing.language,
            "payload": message_to_json(message), "card": card or message.card,
            "stages": 2 if message.neutral else 1, "version": outgoing.version,
            "silent": outgoing.silent, "put_at": now, "not_before": outgoing.not_before or now,
            "state": "waiting", "stage": 0, "sent": [], "tries": 0,
        })  # fmt: skip
        self._session.to_wake = True

    def _chats(self, ids: set[str]) -> Mapping[str, Row]:
        found = select(tables.chat).where(tables.chat.c.id.in_(ids))
        return {row["id"]: row for row in self._session.opened(tables.chat, found)}

    def _cards(self, rows: Sequence[Any]) -> Mapping[tuple[str, str], str]:
        wanted = {row["chat"] for row in rows if row["card"]}
        if not wanted:
            return {}
        found = self._session.all(select(tables.card).where(tables.card.c.chat.in_(wanted)))
        return {(row["chat"], row["card"]): row["message"] for row in found}

    def _ready(
        self, row: Any, chats: Mapping[str, Row], cards: Mapping[tuple[str, str], str]
    ) -> Ready | None:
        chat, edit = chats.get(row["chat"]), cards.get((row["chat"], row["card"]), "")
        nothing_stands = row["kind"] == "retract" and not edit
        if chat is None or self._session.keys.get(row["owner"]) is None or nothing_stands:
            self._session.run(delete(outbox).where(outbox.c.seq == row["seq"]))
            return None
        plain = self._session.open(outbox, row)
        named = {name: plain[name] for name in PLAIN}
        return Ready(
            **named,
            channel=chat["channel"],
            address=chat["address"],
            staff=chat["staff"],
            kind="exit" if plain["kind"] == "exit" else "message",
            message=message_from_json(plain["payload"]),
            sent=tuple(plain["sent"]),
            edit=edit,
        )

    def _delivered(
        self, told: Any, messages: Sequence[str], stage: int, retry_at: datetime | None
    ) -> None:
        now = self._session.now()
        if told["kind"] == "exit":
            self._forget(told["chat"])
        for message in messages:
            self.noted(told["chat"], message, now, ours=True)
        if told["card"] and messages:
            row = {"chat": told["chat"], "card": told["card"], "message": messages[-1]}
            self._session.put(tables.card, row)
        if stage >= told["stages"]:
            self._session.run(delete(outbox).where(outbox.c.seq == told["seq"]))
            self._session.to_wake = True
        else:
            sent = [*told["sent"], *messages]
            lease = None if retry_at else told["leased_until"]
            self._change(told, stage=stage, sent=sent, retry_at=retry_at, leased_until=lease)

    def _forget(self, chat: str) -> None:
        for table in (tables.sent_message, tables.card):
            self._session.run(delete(table).where(table.c.chat == chat))

    def _free(self, told: Any, **values: Any) -> None:
        self._change(told, leased_until=None, **values)

    def _change(self, told: Any, **values: Any) -> None:
        self._session.run(update(outbox).where(outbox.c.seq == told["seq"]).values(**values))
