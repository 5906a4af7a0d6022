"""The real program whose whole clock is moved from outside, by Debian's libfaketime."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.fakes.program import Program

LIBRARIES = (*Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"),)
NO_FAKETIME = "no libfaketime found: on Debian, `apt install faketime` runs this test"


class JumpingProgram(Program):
    """A `Program` that reads the machine's clock, which jumps. Its monotonic clock is left alone,
    as it is when a machine's clock is set.
    """

    def __init__(self, folder: Path, api_url: str, **settings: str) -> None:
        self._jumps = folder / "faketime"
        super().__init__(folder, api_url, **settings)
        del self._settings["TAWJIH_CLOCK_FILE"]

    @property
    def environment(self) -> dict[str, str]:
        """With the library, which looks at its file again every second."""
        return {
            **super().environment,
            "LD_PRELOAD": str(LIBRARIES[0]),
            "FAKETIME_TIMESTAMP_FILE": str(self._jumps),
            "FAKETIME_CACHE_DURATION": "1",
            "NO_FAKE_STAT": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def passes(self, span: timedelta) -> None:
        """Move the machine's clock on: the file tells by how much it is ahead."""
        super().passes(span)
        ahead = self.now() - datetime.now(UTC)
        temporary = self._jumps.with_suffix(".new")
        temporary.write_text(f"{ahead.total_seconds():+.0f}", encoding="ascii")
        temporary.replace(self._jumps)
