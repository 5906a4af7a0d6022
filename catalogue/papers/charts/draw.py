"""The door to the drawing of charts: each is drawn by a process of its own, which ends.

Nothing here loads matplotlib or networkx: a long-running program that writes a paper now and then
would keep them for good (docs/decisions/0007-charts-drawn-apart.md).
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from catalogue.papers.charts.data import Bars, Kind, Matrix, Network, Stacked

PROGRAM = "catalogue.papers.charts.program"
ROOT = Path(__file__).parents[3]
LONGEST = 60.0
"""Seconds; the first drawing on a machine also makes the list of its fonts."""


class NotDrawn(Exception):
    """A chart could not be drawn. Says the kind, never the data."""


def draw(
    kind: Kind,
    data: Bars | Stacked | Matrix | Network,
    *,
    rtl: bool = False,
    png: bool = False,
) -> bytes:
    """The chart as an SVG, or as a PNG; mirrored where the language is read from the right.

    The same data give the same bytes. Waits one or two seconds: a program with a loop calls it
    from a thread. Raises `NotDrawn`.
    """
    told = json.dumps({"kind": kind, "data": data, "rtl": rtl, "png": png})
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and nothing of it from outside
            [sys.executable, "-m", PROGRAM],
            input=told.encode(),
            capture_output=True,
            timeout=LONGEST,
            check=True,
            cwd=ROOT,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NotDrawn(kind) from error
    return done.stdout
