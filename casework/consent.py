"""Consent: one per referral and recipient, another for the checks, another for statistics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["referral", "checks", "statistics"]


@dataclass(frozen=True, slots=True)
class Consent:
    """A recorded yes. `actor` is empty for what only Tawjih itself does (checks, statistics)."""

    id: str
    person: str
    kind: Kind
    actor: str
    scope: tuple[str, ...]
    text_version: str
    language: str
    channel: str
    granted_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None = None
