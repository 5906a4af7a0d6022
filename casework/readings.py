"""How one message was read, as a counted value: never what was written, nor who wrote it, nor when.

Counting and showing them is `misreadings`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

KEPT = timedelta(days=731)
"""24 months, as the audit."""

Said = Literal["read", "missed", "marked"]
"""*read*: understood; *missed*: not, by the reader's word or the person's; *marked*: by staff."""


@dataclass(frozen=True, slots=True)
class Noted:
    """One kind of reading on one day: what was read for what was meant, each empty if unknown."""

    day: date
    form: str
    asked: str
    said: Said
    read: str = ""
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Tallied:
    """A kind of reading, and how many there were."""

    noted: Noted
    n: int
