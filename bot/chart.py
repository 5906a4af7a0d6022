"""The door to the drawing of charts: it starts `bot.bars` as a process of its own and waits.

Nothing here loads matplotlib: it would cost every start a second and every process 60 MB for a
picture that is asked for a few times a day (docs/decisions/).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import structlog

log = structlog.get_logger(__name__)
PROGRAM = Path(__file__).with_name("bars.py")
LONGEST = 30.0
"""Seconds; the first drawing on a machine also makes the list of its fonts."""


def draw(
    title: str, bars: Sequence[tuple[str, str, int]], rtl: bool, *, program: Path = PROGRAM
) -> bytes:
    """The chart as a PNG. `bars`: label, what is read, height; right-to-left or not.

    Waits about a second: call it from a thread. Empty when it cannot be drawn: the words of the
    message say the same, and must not wait for a picture.
    """
    told = json.dumps({"title": title, "bars": [list(bar) for bar in bars], "rtl": rtl})
    try:
        # -P: the folder of the program holds modules of ours that are no business of the picture.
        done = subprocess.run(  # noqa: S603 - our own program, and nothing of it from outside
            [sys.executable, "-P", str(program)],
            input=told.encode(),
            capture_output=True,
            timeout=LONGEST,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        log.error("chart_not_drawn", error=type(error).__name__)
        return b""
    return done.stdout
