"""What an operator decides about staff: who is invited to what, which need is granted, who leaves.

Bad input is an `OperatorError`, one clear line; every decision is in the audit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from casework import leaving
from casework.errors import OperatorError
from casework.hashes import invite_hash
from casework.person import Invite, StaffMember
from casework.ports import Ids, UnitOfWork
from casework.sitting import Sitting
from catalogue.actor import Actor
from catalogue.needs import needs
from catalogue.places import gazetteer

OPERATOR = "operator"
DAYS = range(1, 31)
"""For how many days an invite may hold."""
SHORTEST_ID = 6
"""So many first characters of an id may stand for it, where one member alone has them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An invite as it is asked for. `region` is an HCP code; empty is the whole country."""

    role: Literal["focal", "coordinator"]
    actor: str = ""
    region: str = ""
    protection: bool = False
    days: int = 7


def invite(uow: UnitOfWork, wanted: Wanted, ids: Ids, now: datetime) -> str:
    """The payload of a new link: single use, expiring; only its hash is kept.

    Raises `OperatorError` for what cannot be invited to.
    """
    check(wanted)
    if wanted.role == "focal" and known_actor(uow, wanted.actor).tier != "referral":
        # Police, courts and registries are shown and never referred to: no focal point answers.
        raise OperatorError("cli.staff.information_only", what=wanted.actor)
    token = ids.token()
    uow.staff.add_invite(
        Invite(
            token_hash=invite_hash(uow, token),
            role=wanted.role,
            actor=wanted.actor,
            region=wanted.region,
            expires_at=now + timedelta(days=wanted.days),
            protection=wanted.protection,
        )
    )
    uow.audit.note(now, OPERATOR, f"invited.{wanted.role}", subject=wanted.actor or wanted.region)
    return f"join-{token}"


def check(wanted: Wanted) -> None:
    """What can be known without the catalogue. Raises `OperatorError`."""
    if wanted.days not in DAYS:
        raise OperatorError("cli.staff.bad_days", least=DAYS.start, most=DAYS.stop - 1)
    if wanted.role == "focal" and not wanted.actor:
        raise OperatorError("cli.staff.actor_missing")
    if wanted.role == "focal" and (wanted.region or wanted.protection):
        raise OperatorError("cli.staff.focal_region")
    if wanted.role == "coordinator" and wanted.actor:
        raise OperatorError("cli.staff.coordinator_actor")
    if wanted.region:
        known_region(wanted.region)


def accredit(uow: UnitOfWork, actor: str, need: str, now: datetime) -> None:
    """Grant a sensitive need to an actor by name (domain.md, Three rungs).

    Raises `OperatorError` for an unknown actor or need, one that needs no granting, and one the
    actor's record does not hold.
    """
    record, known = known_actor(uow, actor), needs().get(need)
    if known is None:
        raise OperatorError("cli.staff.unknown_need", what=need)
    if not known.sensitive:
        raise OperatorError("cli.staff.plain_need", what=need)
    if need not in (*record.needs, *record.hidden_services):
        raise OperatorError("cli.staff.not_served", actor=actor, need=need)
    uow.actors.accredit(record.id, need, by=OPERATOR, at=now)
    uow.audit.note(now, OPERATOR, f"accredited.{need}", subject=record.id)


def remove(sitting: Sitting, member: str) -> StaffMember:
    """A member leaves: desk and what was said to them go with their key, their chat is emptied.

    Raises `OperatorError` unless `member` is the id, or the beginning of the id, of one alone.
    """
    found = [each for each in sitting.uow.staff.all() if each.id.startswith(member)]
    if len(found) != 1 or len(member) < SHORTEST_ID:
        raise OperatorError("cli.staff.unknown_member", what=member)
    leaving.let_go(sitting, found[0], by=OPERATOR)
    return found[0]


def known_actor(uow: UnitOfWork, actor: str) -> Actor:
    """The record of that id. Raises `OperatorError`."""
    found = uow.actors.get(actor)
    if found is None:
        raise OperatorError("cli.staff.unknown_actor", what=actor)
    return found


def known_region(code: str) -> str:
    """The code of a region. Raises `OperatorError`."""
    place = gazetteer().get(code)
    if place is None or place.level != "region":
        raise OperatorError("cli.staff.unknown_region", what=code)
    return code
