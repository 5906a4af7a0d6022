"""Files into the catalogue and out of it: seconds and peak memory, beside a plain read of the file.

Each figure is taken in a process of its own, so that the memory is its own. An import is the whole
of it: read, checked, compared, searched for duplicates, written to a new SQLite database. The peer
only reads the cells of the same file.
"""

from __future__ import annotations

import asyncio
import csv
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from bot.ids import SeededIds
from casework.importing import apply, plan
from catalogue.exchange.draft import Draft
from catalogue.exchange.formats import format_of
from catalogue.record import Record
from catalogue.synthetic.records import synthetic_records
from storage.store import Store

COUNTS = (1_347, 20_000)
ENDINGS = (".csv", ".xlsx")
DAY = date(2026, 11, 20)
MB = 1024
"""In KB, as the system counts."""
Job = Callable[[Path], None]


def lines() -> Iterator[dict[str, Any]]:
    """Export, import and the peer, for each count of rows and each format."""
    with tempfile.TemporaryDirectory(prefix="tawjih-bench-") as folder:
        for count in COUNTS:
            for ending in ENDINGS:
                yield from of_one(Path(folder) / f"{count}{ending}", count)


def of_one(path: Path, count: int) -> Iterator[dict[str, Any]]:
    """The figures of one file."""
    note = f"{count} actors, a row each, {path.suffix[1:]}"
    written = apart(partial(exported, count), path)
    yield from figures("exchange.export", written, note)
    yield from figures("exchange.import", apart(imported, path), note, apart(plainly_read, path))


def figures(
    bench: str, found: tuple[float, float], note: str, peer: tuple[float, float] | None = None
) -> Iterator[dict[str, Any]]:
    """Seconds and memory, with those of the peer where there is one."""
    for name, unit, at in (("time", "s", 0), ("memory", "MB", 1)):
        against = None if peer is None else f"plain read {peer[at]:.2f}"
        ratio = None if peer is None else round(found[at] / peer[at], 2)
        told = {"bench": f"{bench}.{name}", "value": round(found[at], 2), "unit": unit}
        yield told | {"peer": against, "ratio": ratio, "note": note}


def apart(job: Job, path: Path) -> tuple[float, float]:
    """Seconds and peak memory of a job in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        return alone.submit(timed, job, path).result()


def timed(job: Job, path: Path) -> tuple[float, float]:
    """Run a job; its seconds, and the most memory of this process, in MB."""
    start = time.perf_counter()
    job(path)
    seconds = time.perf_counter() - start
    return seconds, peak_memory()


def peak_memory() -> float:
    """The most memory this process held since it began, in MB.

    Linux tells it apart; elsewhere that of the parent, from which it was forked, may count.
    """
    told = Path("/proc/self/status")
    if told.is_file():
        lines = told.read_text(encoding="ascii").splitlines()
        return int(next(line.split()[1] for line in lines if line.startswith("VmHWM"))) / MB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB


def exported(count: int, path: Path) -> None:
    """Write so many synthetic actors, each its own row."""
    records = [Record(each.values) for each in synthetic_records(count, on=DAY)]
    format_of(path).write(records, path)


def imported(path: Path) -> None:
    """The whole import of a file into a new database beside it."""
    draft = format_of(path).read(path)
    found = plan((), draft)
    if found.faults:
        raise ValueError(found.faults[0].code)
    asyncio.run(stored(path.with_name(f"{path.name}.db"), draft))


async def stored(database: Path, draft: Draft) -> None:
    """Compare and write in one transaction, as the command does."""
    store = await Store.at(f"sqlite:///{database}", database.with_suffix(".key"))
    try:
        await store.write(
            lambda work: apply(
                work,
                plan(work.records.all(), draft, duplicates=False),
                name=database.name,
                ids=SeededIds(),
                now=datetime.now(UTC),
            )
        )
    finally:
        await store.close()


def plainly_read(path: Path) -> None:
    """What someone would write: every row as a dictionary of its cells, nothing checked."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            list(csv.DictReader(file))
        return
    book = load_workbook(path, read_only=True)
    rows = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    [dict(zip(sheet[0], row, strict=False)) for sheet in rows for row in sheet[1:]]
    book.close()
