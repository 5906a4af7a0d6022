"""Data keys: one per person or member of staff, one per day for the inbox, kept wrapped and apart.

Two stores do not commit together. A key is stored and synced before the first row that needs it;
destroying a key comes before deleting rows. So a kill in between leaves a key without rows, which
is swept, or rows that read as erased, which are swept.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from datetime import date, datetime

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import (
    Column,
    Engine,
    MetaData,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from storage.cipher import seal, unseal
from storage.columns import Instant
from storage.errors import Erased, Refused, Unreadable, translated
from storage.keys import KEY_BYTES, KeyRing

SCHEMA = "tawjih_keys"
"""Where the keys stand on PostgreSQL when they have no database of their own."""

INTAKE = "intake-"
CANARY = "canary"
"""Under which name the key of the canary is kept among the others."""
keys_metadata = MetaData()
data_key = Table(
    "data_key",
    keys_metadata,
    Column("owner", Text, primary_key=True),
    Column("wrapping", Text, nullable=False),
    Column("wrapped", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
)
ONE = select(data_key).where(data_key.c.owner == bindparam("owner"))
SEVERAL = select(data_key).where(data_key.c.owner.in_(bindparam("owners", expanding=True)))
"""Built once: every unit of work asks for the key of the one it is about."""


class Vault:
    """The keys of one installation, over an engine that commits each statement by itself.

    Nothing is remembered between two units of work: a key destroyed by one process is gone for all.
    """

    def __init__(self, ring: KeyRing, engine: Engine) -> None:
        self.ring = ring
        self._engine = engine
        self._wrapping = {name: AESGCM(key) for name, key in ring.wrapping.items()}

    def keys(self, owners: Collection[str]) -> dict[str, AESGCM]:
        """The keys of those who have one, of one owner or more."""
        first, *others = owners
        with translated(), self._engine.connect() as connection:
            if others:
                rows = connection.execute(SEVERAL, {"owners": [first, *others]}).all()
            else:
                rows = connection.execute(ONE, {"owner": first}).all()
        return {row.owner: self._unwrap(row.owner, row.wrapping, row.wrapped) for row in rows}

    def make(self, owner: str, at: datetime) -> AESGCM:
        """A key for somebody new; stored and synced when this returns.

        Of two makers at once the first one's key stands for both.
        """
        key = os.urandom(KEY_BYTES)
        row = {"owner": owner, "made_at": at, **self._wrapped(owner, key)}
        try:
            with translated(), self._engine.connect() as connection:
                connection.execute(insert(data_key), row)
        except Refused:
            return self.keys([owner])[owner]
        return AESGCM(key)

    def destroy(self, owners: Collection[str]) -> None:
        """Destroy keys for good: what they sealed is gone, in every copy of the database."""
        with translated(), self._engine.connect() as connection:
            connection.execute(delete(data_key).where(data_key.c.owner.in_(owners)))

    def destroy_intake(self, *, before: str) -> None:
        """Destroy the keys of days before that one (`intake_owner`)."""
        old = data_key.c.owner.between(INTAKE, before) & (data_key.c.owner < before)
        with translated(), self._engine.connect() as connection:
            connection.execute(delete(data_key).where(old))

    def owners(self, *, made_before: datetime | None = None) -> set[str]:
        """All people and staff who have a key (older than that)."""
        wanted = select(data_key.c.owner).where(~data_key.c.owner.startswith(INTAKE))
        if made_before is not None:
            wanted = wanted.where(data_key.c.made_at < made_before)
        with translated(), self._engine.connect() as connection:
            return set(connection.execute(wanted).scalars())

    def rewrap(self, *, limit: int = 500) -> int:
        """Wrap up to `limit` keys anew under the ring's current one; 0 when none is left.

        What the keys sealed is not touched, and each key is wrapped in a step of its own: a kill
        in between leaves some under the old one, which the ring still has.
        """
        old = select(data_key).where(data_key.c.wrapping != self.ring.current).limit(limit)
        with translated(), self._engine.connect() as connection:
            rows = connection.execute(old).all()
            for row in rows:
                opened = self._opened(row.owner, row.wrapping, row.wrapped)
                connection.execute(
                    update(data_key).where(
                        data_key.c.owner == row.owner, data_key.c.wrapped == row.wrapped
                    ),
                    self._wrapped(row.owner, opened),
                )
        return len(rows)

    def _wrapped(self, owner: str, key: bytes) -> dict[str, str]:
        wrapped = seal(self._wrapping[self.ring.current], _where(owner), key)
        return {"wrapping": self.ring.current, "wrapped": wrapped.hex()}

    def _unwrap(self, owner: str, wrapping: str, wrapped: str) -> AESGCM:
        return AESGCM(self._opened(owner, wrapping, wrapped))

    def _opened(self, owner: str, wrapping: str, wrapped: str) -> bytes:
        if wrapping not in self._wrapping:
            raise Unreadable("a key is wrapped by one that the ring does not hold")
        return unseal(self._wrapping[wrapping], _where(owner), bytes.fromhex(wrapped))


class Keys:
    """The keys one unit of work has met, so that each is fetched once."""

    def __init__(self, vault: Vault, now: Callable[[], datetime]) -> None:
        self.ring = vault.ring
        self._vault = vault
        self._now = now
        self._met: dict[str, AESGCM | None] = {}

    def meet(self, owners: Collection[str]) -> None:
        """Fetch several in one go."""
        new = set(owners) - self._met.keys()
        if new:
            found = self._vault.keys(new)
            self._met |= {owner: found.get(owner) for owner in new}

    def get(self, owner: str) -> AESGCM | None:
        """The key of an owner; None when it was destroyed, or never made."""
        self.meet([owner])
        return self._met[owner]

    def need(self, owner: str) -> AESGCM:
        """The key of an owner. Raises `Erased` without one."""
        key = self.get(owner)
        if key is None:
            raise Erased("the key of this owner was destroyed")
        return key

    def make(self, owner: str) -> AESGCM:
        """The key of somebody new, or the one that stands already."""
        key = self.get(owner) or self._vault.make(owner, self._now())
        self._met[owner] = key
        return key

    def destroy(self, owners: Collection[str]) -> None:
        """Destroy for good."""
        self._vault.destroy(owners)
        self._met |= dict.fromkeys(owners)

    def destroy_intake(self, *, before: str) -> None:
        """Destroy the intake keys of days before that one."""
        self._vault.destroy_intake(before=before)
        self._met = {}

    def standing(self, *, made_before: datetime | None = None) -> set[str]:
        """All people and staff who have a key (older than that)."""
        return self._vault.owners(made_before=made_before)


def intake_owner(day: date) -> str:
    """Under which name the intake key of a day is kept."""
    return f"{INTAKE}{day.isoformat()}"


def _where(owner: str) -> str:
    return f"data_key|wrapped|{owner}"
