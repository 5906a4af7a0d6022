"""How each actor answers, counted from its referrals: the share answered and the usual days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from sqlalchemy import select

from storage.session import Session
from storage.tables import referral

FEWEST = 3
"""Fewer decided or missed referrals than this say nothing about an actor."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Answering:
    """`share` of the referrals answered (0…1), and the median `days` an answer took."""

    share: float
    days: float | None


def answering(session: Session, actors: Sequence[str] | None = None) -> Mapping[str, Answering]:
    """By actor, of all or of those named; those with too few referrals are left out."""
    c = referral.c
    over = (c.decided_at.is_not(None)) | (c.state == "expired")
    wanted = select(c.actor, c.sent_at, c.decided_at, c.state).where(over)
    rows = session.tuples(wanted if actors is None else wanted.where(c.actor.in_(actors)))
    took: dict[str, list[float | None]] = defaultdict(list)
    for actor, sent, decided, state in rows:
        late = state == "expired" or decided is None
        took[actor].append(None if late else (decided - sent) / DAY)
    return {actor: _figure(each) for actor, each in took.items() if len(each) >= FEWEST}


def _figure(took: list[float | None]) -> Answering:
    answered = [days for days in took if days is not None]
    return Answering(len(answered) / len(took), median(answered) if answered else None)
