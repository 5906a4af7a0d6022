"""Chats: found by the keyed hash of their address, sealed under the key of who is behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import Executable, bindparam, delete, select

from casework.person import Chat
from conversations.steps import Place
from storage import tables
from storage.session import Row, Session

FIELDS = tuple(field.name for field in fields(Chat))
FIND = select(tables.chat).where(tables.chat.c.lookup == bindparam("lookup")).with_for_update()
GET = select(tables.chat).where(tables.chat.c.id == bindparam("chat"))
OF_OWNER = (
    select(tables.chat).where(tables.chat.c.owner == bindparam("owner")).order_by(tables.chat.c.id)
)


class Chats:
    """Implements `casework.ports.Chats`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, channel: str, address: str) -> Chat | None:
        """The chat of that address, locked until the transaction ends.

        One whose key was destroyed is swept here, so that its address can begin anew.
        """
        row = self._session.first(FIND, {"lookup": self._lookup(channel, address)})
        if row is None:
            return None
        if self._session.keys.get(row["owner"]) is None:
            self._session.run(delete(tables.chat).where(tables.chat.c.id == row["id"]))
            return None
        return chat_of(self._session.open(tables.chat, row))

    def get(self, chat: str) -> Chat | None:
        """The chat of that id."""
        return next(iter(self._opened(GET, {"chat": chat})), None)

    def of_owner(self, owner: str) -> Sequence[Chat]:
        """All chats of a person or a member of staff, oldest id first."""
        return self._opened(OF_OWNER, {"owner": owner})

    def add(self, chat: Chat) -> None:
        """A chat never seen; its owner gets a key if this is the first that is kept of them."""
        self._session.keys.make(chat.owner)
        self._session.add(tables.chat, self._row(chat))

    def save(self, chat: Chat) -> None:
        """Where the conversation stands now. All is sealed anew, as its owner may be another."""
        self._session.change(tables.chat, self._row(chat))

    def _opened(self, found: Executable, values: Row) -> list[Chat]:
        return [chat_of(row) for row in self._session.opened(tables.chat, found, values)]

    def _row(self, chat: Chat) -> Row:
        row = {name: getattr(chat, name) for name in FIELDS}
        row["place"] = chat.place.to_json() if chat.place else None
        row["lookup"] = self._lookup(chat.channel, chat.address)
        return row

    def _lookup(self, channel: str, address: str) -> str:
        return self._session.ring.lookup("chat", f"{channel}\0{address}")


def chat_of(row: Row) -> Chat:
    """The value of an opened row."""
    place = Place.from_json(row["place"]) if row["place"] else None
    return Chat(**{name: row[name] for name in FIELDS} | {"place": place})
