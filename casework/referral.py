"""The referral: its states, outcomes and deadlines, as tables (domain.md, The referral)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

State = Literal[
    "requested", "received", "on_hold", "accepted", "in_progress", "completed",
    "rejected", "expired", "failed", "cancelled", "entered_in_error",
]  # fmt: skip
Said = Literal["provider", "person", "coordinator", "clock"]


@dataclass(frozen=True, slots=True)
class Referral:
    """One case handed to one actor. Times are UTC; `outcome` is kept apart from `state`.

    `version` grows with every change and guards against two at once. `place` is the commune
    (sealed), `province` and `region` are counted. `scope` is the consent's.
    """

    id: str
    reference: str
    consent: str
    person: str
    actor: str
    need: str
    place: str
    province: str
    region: str
    urgency: str
    sensitive: bool
    scope: tuple[str, ...]
    state: State
    sent_at: datetime
    acknowledge_by: datetime
    decide_by: datetime
    contact_by: datetime
    received_at: datetime | None = None
    decided_at: datetime | None = None
    held_until: datetime | None = None
    contacted_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: str = ""
    outcome_said_by: str = ""
    person_says: str = ""
    provider_says: str = ""
    disputed: bool = False
    replaces: str = ""
    destroyed_at: datetime | None = None
    version: int = 0
