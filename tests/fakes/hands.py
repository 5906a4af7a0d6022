"""A clock whose hands a test moves; everything that asks the time asks this one."""

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Hands:
    """Implements `casework.ports.Clock`."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def seconds(self) -> float:
        """The same as a number, for a server that counts in seconds."""
        return self.at.timestamp()

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)
