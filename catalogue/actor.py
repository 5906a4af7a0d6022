"""An actor people can be referred to: the record as the rest of the project reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

FRESH_DAYS = 183
"""Six months without a new verification and a record is *listed* again (domain.md, Three rungs)."""


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor. `perimeter` holds HCP codes; empty means the whole country.

    `accredited` are the sensitive needs a coordinator has granted by name; `focal_points` counts
    those who have joined; `answered` (0…1) and `usual_days` are its own record of answering.
    """

    id: str
    names: Mapping[str, str]
    acronym: str = ""
    category: str = ""
    scope: str = "national"
    perimeter: tuple[str, ...] = ()
    city: str = ""
    needs: tuple[str, ...] = ()
    hidden_services: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    website: str = ""
    tier: Literal["information", "referral"] = "information"
    visibility: Literal["public", "staff", "hidden"] = "public"
    certainty: str = ""
    source: str = ""
    note: str = ""
    verified_on: date | None = None
    accredited: frozenset[str] = field(default_factory=frozenset)
    focal_points: int = 0
    full_until: date | None = None
    answered: float | None = None
    usual_days: float | None = None

    def verified(self, today: date) -> bool:
        """Whether somebody confirmed the record within six months."""
        return self.verified_on is not None and (today - self.verified_on).days <= FRESH_DAYS

    def rung(self, today: date) -> Literal["listed", "referable"]:
        """Listed: known from a public source only. Referable: a focal point joined and verified."""
        takes = self.tier == "referral" and self.focal_points > 0
        return "referable" if takes and self.verified(today) else "listed"
