"""The real program as a process of its own: started, killed, started again on the same files."""

import asyncio
import os
import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.fakes.bot_api import TOKEN

ROOT = Path(__file__).resolve().parents[2]


class Program:
    """`tawjih run` on a database in `folder`, talking to the Bot API server at `api_url`.

    `clock` is moved by `passes`: a restart takes people a while, and leases run out meanwhile.
    """

    def __init__(self, folder: Path, api_url: str, **settings: str) -> None:
        self.folder = folder
        self.database = folder / "tawjih.db"
        self.log = folder / "program.log"
        self._clock_file = folder / "clock"
        self._start, self._since = datetime(2026, 11, 24, 10, tzinfo=UTC), time.monotonic()
        self._process: asyncio.subprocess.Process | None = None
        self._settings = {
            "TAWJIH_TELEGRAM_TOKEN": TOKEN,
            "TAWJIH_TELEGRAM_API_URL": api_url,
            "TAWJIH_DATABASE_URL": f"sqlite:///{self.database}",
            "TAWJIH_KEY_FILE": str(folder / "tawjih.key"),
            "TAWJIH_CLOCK_FILE": str(self._clock_file),
            "TAWJIH_PORT": "0",
            "TAWJIH_TELEGRAM_PACE": "30",
            "TAWJIH_TELEGRAM_CHAT_PACE": "30",
            **settings,
        }
        self.passes(timedelta())

    @property
    def environment(self) -> dict[str, str]:
        """What the program, and commands beside it, are given."""
        kept = {name: value for name, value in os.environ.items() if "TAWJIH" not in name}
        return {**kept, **self._settings}

    def now(self) -> datetime:
        """The program's time."""
        return self._start + timedelta(seconds=time.monotonic() - self._since)

    def passes(self, span: timedelta) -> None:
        """Move the program's clock on."""
        self._start, self._since = self.now() + span, time.monotonic()
        temporary = self._clock_file.with_suffix(".new")
        temporary.write_text(self._start.isoformat(), encoding="ascii")
        temporary.replace(self._clock_file)

    async def start(self) -> None:
        """Begin; it may be killed at once, long before it is ready."""
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot.commands.root", "run",
                cwd=ROOT, env=self.environment, stdout=log, stderr=log,
            )  # fmt: skip

    async def kill(self) -> None:
        """SIGKILL: nothing can be tidied up."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """SIGTERM, and its exit code."""
        return await self._end(signal.SIGTERM)

    async def runs(self, *arguments: str) -> str:
        """What another command of the command line prints, on the same database."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.commands.root", *arguments,
            cwd=ROOT, env=self.environment,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        out, err = await process.communicate()
        assert process.returncode == 0, err.decode()
        return out.decode()

    async def _end(self, by: signal.Signals) -> int:
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(by)
        return await self._process.wait()
