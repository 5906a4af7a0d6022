"""What is known of one actor, as a value; ranking actors is `search`, storing them is not here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

# Six months without a new verification and an actor is listed again (the three rungs).
VERIFIED_FOR = timedelta(days=183)
# How many places are free is soon no longer true: an older count says nothing.
PLACES_HOLD = timedelta(days=30)

_NO_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of the catalogue.

    `names` by language (fr; ar where known); `perimeter` HCP codes, empty for the whole country;
    `needs` are codes of needs, `hidden_services` those never shown (shelters); `accredited` the
    sensitive needs a coordinator has granted; `focal_points` those who have joined;
    `answered` the share of referrals it answered, 0…1, and `usual_days` its median, where known;
    `full_until` the day it takes people again; `sites` the places (HCP codes) where it can be
    visited; `places_free` how many more people it could take on `places_on`, where it has told.
    """

    id: str
    names: Mapping[str, str] = field(default_factory=lambda: _NO_NAMES)
    acronym: str = ""
    category: str = ""
    scope: str = "national"
    perimeter: tuple[str, ...] = ()
    city: str = ""
    sites: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    hidden_services: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    website: str = ""
    tier: str = "referral"
    visibility: str = "public"
    certainty: str = ""
    source: str = ""
    note: str = ""
    verified_on: date | None = None
    accredited: frozenset[str] = frozenset()
    focal_points: int = 0
    full_until: date | None = None
    places_free: int | None = None
    places_on: date | None = None
    answered: float | None = None
    usual_days: float | None = None

    def verified(self, today: date) -> bool:
        """True when the record was confirmed within the last six months."""
        return self.verified_on is not None and today - self.verified_on <= VERIFIED_FOR

    def paused(self, today: date) -> bool:
        """True while the actor has said that it takes nobody."""
        return self.full_until is not None and today < self.full_until

    def without_places(self, today: date) -> bool:
        """True when it lately told that no place is free."""
        told = self.places_on is not None and today - self.places_on <= PLACES_HOLD
        return told and self.places_free == 0

    def full(self, today: date) -> bool:
        """True while the actor takes nobody: paused, or without a free place."""
        return self.paused(today) or self.without_places(today)

    def referable(self, today: date) -> bool:
        """True when the actor takes referrals: its tier, a focal point, a fresh verification."""
        return self.tier == "referral" and self.focal_points > 0 and self.verified(today)

    def rung(self, today: date) -> str:
        """'listed', 'referable', or 'accredited' when also granted at least one sensitive need."""
        if not self.referable(today):
            return "listed"
        return "accredited" if self.accredited else "referable"
