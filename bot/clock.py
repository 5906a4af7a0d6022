"""The clocks behind the one time port: the wall clock, and one that a test moves by a file."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from casework.ports import Clock


class WallClock:
    """The machine's own time, read afresh at each call."""

    def now(self) -> datetime:
        """This instant, aware, UTC."""
        return datetime.now(UTC)


class FileClock:
    """Starts at the instant a file holds and runs on from there; a new content jumps to it.

    Running on matters: leases and retries would never end under a clock that stands still.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._content = ""
        self._start = datetime.now(UTC)
        self._since = time.monotonic()

    def now(self) -> datetime:
        """The file's instant plus the time passed since it was first seen."""
        if (content := self._read()) != self._content:
            self._jump(content)
        return self._start + timedelta(seconds=time.monotonic() - self._since)

    def _jump(self, content: str) -> None:
        try:
            start = instant(content)
        except ValueError:
            # Half written: the next look finds the rest, and time runs on meanwhile.
            return
        self._start, self._content, self._since = start, content, time.monotonic()

    def _read(self) -> str:
        try:
            return self._path.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return self._content


def instant(text: str) -> datetime:
    """An ISO instant; without an offset it is UTC. Raises ValueError."""
    parsed = datetime.fromisoformat(text)
    return parsed.astimezone(UTC) if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def clock_for(clock_file: Path | None) -> Clock:
    """The clock of a running program."""
    return WallClock() if clock_file is None else FileClock(clock_file)
