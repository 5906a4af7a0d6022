"""A worker of its own process: serves the inbox until nothing is left, noting what it served."""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.errors import Overtaken
from storage.inbox import Arrived
from storage.keys import KeyRing
from storage.store import Store
from storage.work import Work

LEASE = timedelta(seconds=2)
AT_ONCE = 20


async def serve(url: str, key_file: Path, name: str) -> None:
    """Wait for the word, then claim, serve, note; until the inbox is empty."""
    store = await Store.open(url, KeyRing.load(key_file))
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    while True:
        now = datetime.now(UTC)
        rows = await store.write(
            lambda work, now=now: work.inbox.claim(now, limit=AT_ONCE, lease=LEASE)
        )
        # A machine this slow that leases run out is possible: then the work is undone, not doubled.
        with suppress(Overtaken):
            await store.write(lambda work, rows=rows: note(work, rows, name))
        print(len(rows), flush=True)
        if not rows and await store.read(lambda work: work.inbox.waiting()[0]) == 0:
            break
        if not rows:
            await asyncio.sleep(0.05)
    await store.close()


def note(work: Work, rows: Sequence[Arrived], name: str) -> None:
    """What serving leads to, and that it is done, in one transaction."""
    served = " ".join(f"{row.lane}:{row.update_id}" for row in rows)
    work.audit.note(datetime.now(UTC), name, "served", subject=served)
    for row in rows:
        work.inbox.done(row.id)


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], Path(sys.argv[2]), sys.argv[3]))
