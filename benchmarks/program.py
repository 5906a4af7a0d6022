"""How soon the program answers and how much memory it takes, as an operator sees it from outside.

The peer is the bare cost of what nobody can save: a Python that imports the same libraries.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from bot.web.serving import address_of, bound

RUNS, LONGEST = 3, 30.0
LIBRARIES = "import telegram, sqlalchemy, starlette, uvicorn, babel, rapidfuzz, apscheduler"


def lines() -> Iterator[dict[str, Any]]:
    """Start to the first `/healthz`, and the resident memory then."""
    started = [once() for _ in range(RUNS)]
    imported = median(bare() for _ in range(RUNS))
    seconds = median(each[0] for each in started)
    yield {
        "bench": "program.start",
        "value": round(seconds, 2),
        "unit": "s",
        "peer": "python importing the same libraries",
        "ratio": round(seconds / imported, 2),
        "note": "new database with the starter catalogue, until /healthz answers; aim < 3 s",
    }
    yield {
        "bench": "program.memory",
        "value": round(median(each[1] for each in started), 1),
        "unit": "MB",
        "peer": None,
        "ratio": None,
        "note": "resident, after the first answer; aim < 200 MB",
    }


def once() -> tuple[float, float]:
    """Seconds until it answers, and its megabytes."""
    listening = bound("127.0.0.1", 0)
    address = address_of(listening)
    listening.close()
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        running = subprocess.Popen(
            [sys.executable, "-m", "bot.commands.root", "run"],
            env={**os.environ, **environment(Path(folder), address)},
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(f"{address}/healthz", until=began + LONGEST)
            return time.perf_counter() - began, resident(running.pid)
        finally:
            running.terminate()
            running.wait(LONGEST)


def environment(folder: Path, address: str) -> dict[str, str]:
    """Settings of a program of its own."""
    return {
        "TAWJIH_DATABASE_URL": f"sqlite:///{folder / 'bench.db'}",
        "TAWJIH_KEY_FILE": str(folder / "bench.key"),
        "TAWJIH_PORT": address.rpartition(":")[2],
    }


def wait_for(url: str, *, until: float) -> None:
    """Ask until it answers. Raises TimeoutError."""
    while time.perf_counter() < until:
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
    raise TimeoutError(url)


def resident(pid: int) -> float:
    """Megabytes of memory in use, as the kernel counts them."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) / 1024


def bare() -> float:
    """Seconds a Python takes to import the libraries and end."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", LIBRARIES], check=True)
    return time.perf_counter() - began
