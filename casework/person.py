"""Those Tawjih talks with: a chat, the person behind it, staff. Values; no rule stands here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from conversations.steps import Place


@dataclass(frozen=True, slots=True)
class Chat:
    """One address on one channel, and where its conversation stands.

    `address` is what the channel sends to (sealed); `owner` is the id of the person or of the
    member of staff, under whose key everything said here is sealed. `held` is set by quick exit:
    nothing goes out until they write again. `unlocked_until` follows the chosen word.
    """

    id: str
    channel: str
    address: str
    owner: str
    staff: bool
    language: str
    place: Place | None
    proposed_name: str = ""
    held: bool = False
    blocked_at: datetime | None = None
    seen_at: datetime | None = None
    unlocked_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who asks for help. Facts are kept apart (`facts`), sealed one by one.

    `region` and `province` are counted, never more precise. `secret` is the keyed hash of the
    chosen word, empty without one. `minor_lifted` is set by a coordinator only.
    """

    id: str
    created_at: datetime
    region: str = ""
    province: str = ""
    secret: str = ""
    minor_lifted: bool = False
    first_contact_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A focal point of an actor, or a coordinator of a region (empty region: the whole country)."""

    id: str
    role: Literal["focal", "coordinator"]
    actor: str
    region: str
    joined_at: datetime
    protection: bool = False
    active: bool = True


@dataclass(frozen=True, slots=True)
class Invite:
    """A single-use link; only the hash of its token is stored."""

    token_hash: str
    role: Literal["focal", "coordinator"]
    actor: str
    region: str
    expires_at: datetime
    protection: bool = False
    used_at: datetime | None = None
