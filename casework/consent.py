"""Consent: one per referral and recipient, another for the checks, another for statistics.

Values and pure rules; storing a consent and what follows from taking it back are handlers'.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from casework.errors import NoConsent
from casework.referral import Referral

Kind = Literal["referral", "checks", "statistics"]

SCOPE = ("name", "contact", "need", "place", "note")
"""What may pass to an actor; each item is shown and can be taken out."""
LONGEST = timedelta(days=183)
"""Six months at most (domain.md, Consent)."""
CHECKS_FOR = timedelta(days=18 * 31 + 30)
"""The last check comes 18 months after return; thirty days more to close."""
UNUSED = timedelta(days=7)


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


def expiry(kind: Kind, granted_at: datetime) -> datetime:
    """When a consent ends by itself."""
    return granted_at + (LONGEST if kind == "referral" else CHECKS_FOR)


def scope_of(asked: Iterable[str]) -> tuple[str, ...]:
    """The known items of a scope, in their one order."""
    wanted = frozenset(asked)
    return tuple(item for item in SCOPE if item in wanted)


def holds(consent: Consent, now: datetime, used_by: Referral | None = None) -> bool:
    """Whether it still stands: not taken back, not over, its referral open; unused for 7 days."""
    if consent.withdrawn_at is not None or now >= consent.expires_at:
        return False
    if consent.kind != "referral":
        return True
    return used_by.is_open if used_by else now < consent.granted_at + UNUSED


def usable(
    consents: Iterable[Consent], referrals: Iterable[Referral], actor: str, now: datetime
) -> Consent:
    """The unused consent for that recipient. Raises NoConsent: no screen decides this."""
    used = {referral.consent for referral in referrals}
    for consent in consents:
        fits = consent.kind == "referral" and consent.actor == actor and consent.id not in used
        if fits and holds(consent, now):
            return consent
    raise NoConsent


def standing(consents: Iterable[Consent], kind: Kind, now: datetime) -> Consent | None:
    """The consent to checks or statistics that holds now."""
    found = (each for each in consents if each.kind == kind and holds(each, now))
    return next(found, None)
