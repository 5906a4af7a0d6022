"""Several processes over one database: nothing twice, nothing lost, each chat in its order."""

import subprocess
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from storage.inbox import Arrived
from storage.keys import KeyRing
from storage.store import Store

ROWS, LANES, WORKERS = 2000, 250, 4


def begun(url: str, key_file: Path, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.storage.claimer", url, str(key_file), name]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)


def heard(worker: subprocess.Popen[str]) -> str:
    assert worker.stdout is not None
    return worker.stdout.readline().strip()


def tell(worker: subprocess.Popen[str], word: str) -> None:
    assert worker.stdin is not None
    worker.stdin.write(f"{word}\n")
    worker.stdin.flush()


async def test_four_processes_serve_each_row_once_though_one_is_killed(
    database_url: str, tmp_path: Path
) -> None:
    """P10, P11: 2,000 rows, four processes, one killed while it serves: double claims 0."""
    key_file = tmp_path / "tawjih.key"
    store = await Store.open(database_url, KeyRing.create(key_file))
    now = datetime.now(UTC)
    rows = [Arrived("t", f"{n:05}", f"lane{n % LANES}", now, b"{}") for n in range(ROWS)]
    for start in range(0, ROWS, 500):
        await store.write(lambda work, start=start: work.inbox.add(rows[start : start + 500]))

    workers = [begun(database_url, key_file, f"w{number}") for number in range(WORKERS)]
    for worker in workers:
        assert heard(worker) == "ready"
    for worker in workers:
        tell(worker, "go")
    heard(workers[0])
    workers[0].kill()
    codes = [worker.wait(100) for worker in workers]
    for worker in workers:
        worker.communicate()

    served = await store.read(lambda work: [line["subject"] for line in work.audit.lines()])
    lines = " ".join(served).split()
    await store.close()
    assert codes == [-9, 0, 0, 0]
    assert len(lines) == len(set(lines)) == ROWS
    by_lane = defaultdict(list)
    for line in lines:
        lane, _, update = line.partition(":")
        by_lane[lane].append(update)
    assert all(updates == sorted(updates) for updates in by_lane.values())
