"""A `Program` that starts in a fraction of a second, for tests that start it dozens of times."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from tests.fakes.program import ROOT, Program


class ForkedProgram(Program):
    """The program as `tests.kill.nursery` forks it: the same code, already imported."""

    def __init__(self, folder: Path, api_url: str, **settings: str) -> None:
        super().__init__(folder, api_url, **settings)
        self._nursery: asyncio.subprocess.Process | None = None
        self._pid = 0

    async def start(self) -> None:
        """Begin; it may be killed at once, long before it is ready."""
        if self._nursery is None:
            self._nursery = await self._opened()
        assert self._nursery.stdin is not None
        self._nursery.stdin.write(b"start\n")
        self._pid = int(await self._told())

    async def close(self) -> None:
        """End the nursery too."""
        if self._nursery is not None and self._nursery.stdin is not None:
            self._nursery.stdin.close()
            await self._nursery.wait()

    async def _end(self, by: signal.Signals) -> int:
        if self._pid:
            os.kill(self._pid, by)
            assert await self._told() == b"gone"
            self._pid = 0
        return 0

    async def _told(self) -> bytes:
        assert self._nursery is not None
        assert self._nursery.stdout is not None
        return (await self._nursery.stdout.readline()).strip()

    async def _opened(self) -> asyncio.subprocess.Process:
        with self.log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.kill.nursery",
                cwd=ROOT, env=self.environment,
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=log,
            )  # fmt: skip
