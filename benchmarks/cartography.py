"""How long the cartography's papers take and how much memory the study needs, start to file.

No peer: what people use instead is a consultant's weeks in Word and Excel, which no run measures.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from catalogue.mapping.fiche import fiche
from catalogue.mapping.gaps import gaps
from catalogue.mapping.material import Entry, Material
from catalogue.mapping.shortlist import shortlist
from catalogue.papers.writing import write
from catalogue.places import gazetteer
from catalogue.record import Record, actor_of
from catalogue.starter import starter_records
from catalogue.study.report import report
from catalogue.study.subject import Study
from catalogue.synthetic.assessing import synthetic_scores
from catalogue.synthetic.records import synthetic_records

DAY = date(2026, 11, 24)
RUNS = 3
CATALOGUES = ("starter", "synthetic")


def lines() -> Iterator[dict[str, Any]]:
    """The study of both catalogues as a PDF, and single papers of the invented one."""
    for name in CATALOGUES:
        seconds, megabytes = studied(name)
        yield line(f"cartography.report.{name}", seconds, "s", "from start to PDF; aim < 60 s")
        yield line(f"cartography.report.{name}.memory", megabytes, "MB", "peak of that process")
    found = material("synthetic")
    for name, work in papers(found).items():
        yield line(f"cartography.{name}", 1000 * median(map(timed, [work] * RUNS)), "ms", "")


def papers(found: Material) -> dict[str, Callable[[], Any]]:
    """What is measured one by one, without drawing."""
    return {
        "fiche": partial(fiche, found, found.entries[0].id),
        "gaps": partial(gaps, found, reader="staff"),
        "shortlist": partial(shortlist, found, "legal", "06", reader="staff"),
    }


def material(name: str) -> Material:
    """The starter catalogue, or the invented one with its scores."""
    records: tuple[Record, ...] = starter_records()
    if name == "synthetic":
        records = synthetic_records(on=DAY)
    scores = synthetic_scores(records, on=DAY) if name == "synthetic" else ()
    entries = tuple(Entry(record, actor_of(record)) for record in records)
    return Material(entries, DAY, gazetteer(), scores=scores)


def studied(name: str) -> tuple[float, float]:
    """Seconds and peak megabytes of a process of its own that writes the study."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.cartography", name]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - began, float(done.stdout)


def timed(work: Callable[[], Any]) -> float:
    """Seconds that one run takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def line(bench: str, value: float, unit: str, note: str) -> dict[str, Any]:
    """One figure as `benchmarks.run` prints it."""
    return {
        "bench": bench, "value": round(value, 1), "unit": unit, "peer": None, "ratio": None,
        "note": note,
    }  # fmt: skip


def main() -> None:
    """Write one study into a folder that goes away; print this process's peak in megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        write(report(Study.of(material(sys.argv[1]))), Path(folder, "study.pdf"))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
