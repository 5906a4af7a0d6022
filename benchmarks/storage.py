"""Storage against what someone would use instead: one turn, many turns at once, one sealed value.

The same statements run on a thread that gets whole functions (ours) and through aiosqlite; both
over SQLAlchemy Core, with the same settings of SQLite, in files of the same folder, one after the
other, several rounds in turn.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, bindparam, event, insert, make_url, select, update
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from casework.person import Chat, Person
from casework.ports import Outgoing
from conversations.messages import say
from storage import tables
from storage.cipher import pack, seal, unpack, unseal
from storage.keys import KeyRing
from storage.migrate import upgrade
from storage.sqlite import PRAGMAS, SqliteBackend
from storage.store import WALL_TIME, Store
from storage.work import Work

ROUNDS, TURNS, AT_ONCE = 5, 60, 32
AUDIT = insert(tables.audit)
FIND = select(tables.gap).where(tables.gap.c.need == bindparam("sought"))
GROW = (
    update(tables.gap).where(tables.gap.c.need == bindparam("sought")).values(n=tables.gap.c.n + 1)
)
LINE = {"who": "p1", "action": "bench", "subject": "s", "reason": ""}
Run = Callable[[Callable[[Connection], None]], Awaitable[None]]


def lines() -> Iterator[dict[str, Any]]:
    """All figures of storage."""
    with tempfile.TemporaryDirectory(prefix="tawjih-bench-") as folder:
        yield from asyncio.run(turns(Path(folder)))
        yield asyncio.run(real_turn(Path(folder)))
    yield from seals()


def eight_statements(connection: Connection) -> None:
    """Four reads and four writes, as in a turn."""
    for _ in range(4):
        connection.execute(FIND, {"sought": "food"}).all()
    for _ in range(3):
        connection.execute(AUDIT, LINE | {"at": WALL_TIME.now()})
    connection.execute(GROW, {"sought": "food"})


async def turns(folder: Path) -> list[dict[str, Any]]:
    """One turn after the other, and many at once, on both."""
    ours = SqliteBackend(make_url(f"sqlite:///{folder / 'ours.db'}"), None)
    await ours.write(prepare)
    engine = peer_engine(folder / "peer.db")
    runs: dict[str, Run] = {"ours": ours.write, "peer": through_aiosqlite(engine)}
    await runs["peer"](prepare)
    single: dict[str, list[float]] = {"ours": [], "peer": []}
    many: dict[str, list[float]] = {"ours": [], "peer": []}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            single[name] += [await timed(run) for _ in range(TURNS)]
            many[name].append(await together(run))
    await ours.close()
    await engine.dispose()
    return [
        figure("storage.turn.p50", single, unit="ms", scale=1000.0, note="8 statements, FULL"),
        figure("storage.turns_at_once", many, unit="1/s", note=f"{AT_ONCE} at once, FULL"),
    ]


def figure(
    bench: str,
    found: dict[str, list[float]],
    *,
    unit: str,
    note: str,
    scale: float = 1.0,
    against: str = "aiosqlite run_sync",
) -> dict[str, Any]:
    """Medians of both, and their ratio."""
    ours, peer = median(found["ours"]) * scale, median(found["peer"]) * scale
    told = {"bench": bench, "value": round(ours, 3), "unit": unit, "ratio": round(ours / peer, 3)}
    return told | {"peer": f"{against} {round(peer, 3)}", "note": note}


def prepare(connection: Connection) -> None:
    """The schema, and the one row that grows."""
    upgrade(connection, scratch=True)
    connection.execute(insert(tables.gap), {"need": "food", "province": "", "month": "", "n": 0})


def peer_engine(file: Path) -> AsyncEngine:
    """aiosqlite with the same settings."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{file}", pool_size=1, max_overflow=0)

    @event.listens_for(engine.sync_engine, "connect")
    def settle(connection: Any, record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def through_aiosqlite(engine: AsyncEngine) -> Run:
    """A transaction a turn over its one connection."""

    async def run(job: Callable[[Connection], None]) -> None:
        async with engine.begin() as connection:
            await connection.run_sync(job)

    return run


async def timed(run: Run) -> float:
    """Seconds of one turn."""
    begun = time.perf_counter()
    await run(eight_statements)
    return time.perf_counter() - begun


async def together(run: Run) -> float:
    """Turns a second with many waiting at once."""
    begun = time.perf_counter()
    for _ in range(3):
        await asyncio.gather(*(run(eight_statements) for _ in range(AT_ONCE)))
    return 3 * AT_ONCE / (time.perf_counter() - begun)


async def real_turn(folder: Path) -> dict[str, Any]:
    """A turn through the repositories: keys fetched, values opened and sealed, one commit."""
    store = await Store.open(f"sqlite:///{folder / 'real.db'}", KeyRing.fresh())
    await store.write(greet)
    found = []
    for _ in range(TURNS * 3):
        begun = time.perf_counter()
        await store.write(one_turn)
        found.append(time.perf_counter() - begun)
    await store.close()
    value = round(median(found) * 1000, 3)
    return {
        "bench": "storage.real_turn.p50",
        "value": value,
        "unit": "ms",
        "peer": None,
        "ratio": None,
    }


def greet(work: Work) -> None:
    """Somebody with a chat."""
    now = WALL_TIME.now()
    work.people.add(Person("p1", now))
    work.chats.add(Chat("c1", "telegram", "1", "p1", staff=False, language="ary", place=None))
    work.people.record("p1", "call_name", "Fatima", at=now)


def one_turn(work: Work) -> None:
    """Who writes, what is known, one fact more, an answer, where the chat stands."""
    now = WALL_TIME.now()
    chat = work.chats.find("telegram", "1")
    if chat is None:
        raise LookupError("the chat was never greeted")
    work.people.get("p1")
    work.people.facts("p1")
    work.people.record("p1", "place", "04.091.01.01", at=now)
    work.audit.note(now, "p1", "bench")
    work.outbox.put(Outgoing("c1", say("intake.need"), "ary"))
    work.chats.save(chat)


def seals() -> Iterator[dict[str, Any]]:
    """Sealing and opening one value, against Fernet, which binds a value to no place."""
    key, fernet = AESGCM(AESGCM.generate_key(256)), Fernet(Fernet.generate_key())
    value, where = {"name": "فاطمة", "reach": "+212661234567"}, "fact|value|p1|x"
    sealed, token = seal(key, where, pack(value)), fernet.encrypt(pack(value))
    pairs: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "storage.seal": (
            lambda: seal(key, where, pack(value)),
            lambda: fernet.encrypt(pack(value)),
        ),
        "storage.open": (
            lambda: unpack(unseal(key, where, sealed)),
            lambda: unpack(fernet.decrypt(token)),
        ),
    }
    for bench, (ours, peer) in pairs.items():
        found = {"ours": each(ours), "peer": each(peer)}
        yield figure(bench, found, unit="µs", scale=1e6, note="one value", against="Fernet")


def each(do: Callable[[], object]) -> list[float]:
    """Seconds of one call, in several rounds of many."""
    rounds = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        for _ in range(2000):
            do()
        rounds.append((time.perf_counter() - begun) / 2000)
    return rounds
