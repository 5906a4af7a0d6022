"""An in-memory unit of work that implements every port of `casework.ports` for real.

One transaction is `store.write(fn)`: all of it is kept, or none when `fn` raises.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from casework.errors import StaleReferral
from casework.person import Invite, StaffMember
from casework.ports import Count, Due, Outgoing, Task
from casework.readings import Noted, Tallied
from casework.referral import OPEN, Referral
from catalogue.actor import Actor
from conversations.messages import Message
from tests.casework.memory_people import BrokenReference, Chats, Checks, Consents, People, Tables
from tests.casework.memory_records import Assessments, Proposals, Records

T = TypeVar("T")


@dataclass
class Referrals:
    t: Tables

    def add(self, referral: Referral) -> None:
        consent = self.t.consents.get(referral.consent)
        names = (referral.person, referral.actor)
        if consent is None or (consent.person, consent.actor) != names:
            raise BrokenReference("referral without a consent for that recipient")
        if self.by_reference(referral.reference) is not None:
            raise BrokenReference("reference exists")
        self.t.referrals[referral.id] = referral

    def save(self, referral: Referral, *, was: int) -> None:
        if self.t.referrals[referral.id].version != was:
            raise StaleReferral
        self.t.referrals[referral.id] = referral

    def release(self, referral: Referral) -> None:
        held = self.t.consents[referral.consent]
        self.t.consents[held.id] = replace(held, person=held.id)
        kept = self.t.referrals[referral.id]
        self.t.referrals[referral.id] = replace(kept, person="", place="", replaces="", scope=())
        for task in [each for each in self.t.tasks.values() if each.reference == kept.reference]:
            del self.t.tasks[task.id]

    def by_reference(self, reference: str) -> Referral | None:
        found = self.t.referrals.values()
        return next((each for each in found if each.reference == reference), None)

    def of_person(self, person: str) -> Sequence[Referral]:
        return [each for each in self.t.referrals.values() if each.person == person]

    def of_actor(self, actor: str, *, open_only: bool = True) -> Sequence[Referral]:
        return [
            each
            for each in self.t.referrals.values()
            if each.actor == actor and (each.state in OPEN or not open_only)
        ]

    def in_region(self, region: str, *, open_only: bool = True) -> Sequence[Referral]:
        return [
            each
            for each in self.t.referrals.values()
            if region in ("", each.region) and (each.state in OPEN or not open_only)
        ]

    def event(self, referral: str, at: datetime, said: str, what: Mapping[str, str]) -> None:
        self.t.events.append((referral, at, said, dict(what)))

    def counts(self, by: Sequence[str], where: Mapping[str, str]) -> Sequence[Count]:
        chosen = (
            each
            for each in self.t.referrals.values()
            if all(getattr(each, name) == value for name, value in where.items())
        )
        counted = Counter(tuple(getattr(each, name) for name in by) for each in chosen)
        return [Count(key, n) for key, n in sorted(counted.items())]


@dataclass
class Schedule:
    t: Tables

    def add(self, due: Due) -> None:
        self.t.dues[due.id] = due

    def cancel(self, person: str, subject: str = "", purposes: Collection[str] = ()) -> None:
        self.t.dues = {
            key: due
            for key, due in self.t.dues.items()
            if due.person != person
            or (subject and due.subject != subject)
            or (purposes and due.purpose not in purposes)
        }

    def claim(self, now: datetime, limit: int, lease_seconds: int) -> Sequence[Due]:
        ready = [
            due
            for due in sorted(self.t.dues.values(), key=lambda due: due.at)
            if due.at <= now and self.t.leases.get(due.id, now) <= now
        ][:limit]
        until = now + timedelta(seconds=lease_seconds)
        self.t.leases.update({due.id: until for due in ready})
        return ready

    def done(self, due: str) -> bool:
        return self.t.dues.pop(due, None) is not None

    def next_at(self) -> datetime | None:
        return min((due.at for due in self.t.dues.values()), default=None)


@dataclass
class Tasks:
    t: Tables

    def add(self, task: Task) -> None:
        self.t.tasks[task.id] = task

    def get(self, task: str) -> Task | None:
        return self.t.tasks.get(task)

    def open_in(self, region: str) -> Sequence[Task]:
        return [
            task
            for task in self.t.tasks.values()
            if task.closed_at is None and region in ("", task.region)
        ]

    def find_open(self, kind: str, *, person: str = "", reference: str = "") -> Task | None:
        return next(
            (
                task
                for task in self.open_in("")
                if task.kind == kind
                and (not person or task.person == person)
                and (not reference or task.reference == reference)
            ),
            None,
        )

    def close(self, task: str, at: datetime, by: str) -> None:
        self.t.tasks[task] = replace(self.t.tasks[task], closed_at=at, closed_by=by)


@dataclass
class Staff:
    t: Tables

    def get(self, member: str) -> StaffMember | None:
        return self.t.staff.get(member)

    def add(self, member: StaffMember) -> None:
        self.t.staff[member.id] = member
        self._count(member.actor)

    def save(self, member: StaffMember) -> None:
        self.t.staff[member.id] = member
        self._count(member.actor)

    def focal_points(self, actor: str) -> Sequence[StaffMember]:
        return [m for m in self.all() if m.role == "focal" and m.actor == actor and m.active]

    def coordinators(self, region: str) -> Sequence[StaffMember]:
        """Those of the region and those of the whole country."""
        return [
            m
            for m in self.all()
            if m.role == "coordinator" and m.active and m.region in ("", region)
        ]

    def all(self) -> Sequence[StaffMember]:
        return list(self.t.staff.values())

    def remove(self, member: str) -> None:
        gone = self.t.staff.pop(member)
        self.t.chats = {k: c for k, c in self.t.chats.items() if c.owner != member}
        self._count(gone.actor)

    def _count(self, actor: str) -> None:
        if actor in self.t.actors:
            joined = len(self.focal_points(actor))
            self.t.actors[actor] = replace(self.t.actors[actor], focal_points=joined)
            self.t.actors_version += 1

    def add_invite(self, invite: Invite) -> None:
        self.t.invites[invite.token_hash] = invite

    def invite(self, token_hash: str) -> Invite | None:
        return self.t.invites.get(token_hash)

    def redeem(self, token_hash: str, at: datetime) -> bool:
        invite = self.t.invites.get(token_hash)
        if invite is None or invite.used_at is not None or at >= invite.expires_at:
            return False
        self.t.invites[token_hash] = replace(invite, used_at=at)
        return True

    def add_desk_link(self, token_hash: str, member: str, expires_at: datetime) -> None:
        self.t.desk_links[token_hash] = (member, expires_at)


@dataclass
class Actors:
    t: Tables

    def version(self) -> int:
        return self.t.actors_version

    @property
    def changed_here(self) -> bool:
        return False

    def all(self) -> Sequence[Actor]:
        return list(self.t.actors.values())

    def get(self, actor: str) -> Actor | None:
        return self.t.actors.get(actor)

    def changed_since(self, version: int, most: int) -> Mapping[str, Actor | None] | None:
        return None if version < self.t.actors_version else {}

    def _change(self, actor: str, **what: object) -> None:
        self.t.actors[actor] = replace(self.t.actors[actor], **what)  # type: ignore[arg-type]
        self.t.actors_version += 1

    def pause(self, actor: str, until: date | None) -> None:
        self._change(actor, full_until=until)

    def verified(self, actor: str, on: date, by: str) -> None:
        self._change(actor, verified_on=on)
        self.t.verified_by[actor] = by

    def verified_by(self) -> Mapping[str, str]:
        return self.t.verified_by

    def doubted(self, actor: str) -> None:
        self._change(actor, verified_on=None)

    def accredit(self, actor: str, need: str, *, by: str, at: datetime) -> None:
        self._change(actor, accredited=self.t.actors[actor].accredited | {need})

    def unaccredit(self, actor: str) -> None:
        self._change(actor, accredited=frozenset())


@dataclass
class Outbox:
    t: Tables

    def put(self, outgoing: Outgoing) -> None:
        if outgoing.chat not in self.t.chats:
            raise BrokenReference("no such chat")
        self.t.outbox.append(outgoing)

    def retract(self, card: str, chat: str, message: Message) -> None:
        self.t.retracted.append((card, chat, message))

    def hold(self, chat: str, held: bool) -> None:
        if chat in self.t.chats:
            self.t.chats[chat] = replace(self.t.chats[chat], held=held)


@dataclass
class Audit:
    t: Tables

    def note(
        self, at: datetime, who: str, action: str, *, subject: str = "", reason: str = ""
    ) -> None:
        self.t.audit.append((at, who, action, subject, reason))

    def noted(self, action: str, subject: str) -> bool:
        return any((line[2], line[3]) == (action, subject) for line in self.t.audit)

    def last(self, action: str) -> Mapping[str, datetime]:
        return {line[3]: line[0] for line in self.t.audit if line[2] == action}


@dataclass
class Gaps:
    t: Tables

    def count(self, need: str, province: str, at: datetime) -> None:
        self.t.gaps[need, province] += 1

    def all(self) -> Mapping[tuple[str, str, str], int]:
        """The month is not kept here."""
        return {(need, province, ""): n for (need, province), n in self.t.gaps.items()}


@dataclass
class Readings:
    t: Tables

    def count(self, noted: Noted) -> None:
        self.t.readings[noted] += 1

    def uncount(self, noted: Noted) -> bool:
        if not self.t.readings[noted]:
            return False
        self.t.readings[noted] -= 1
        return True

    def since(self, day: date) -> Sequence[Tallied]:
        return [Tallied(each, n) for each, n in self.t.readings.items() if n and each.day >= day]


class MemoryUnitOfWork:
    """The ports over one set of tables."""

    def __init__(self, tables: Tables) -> None:
        self.chats, self.people, self.consents = Chats(tables), People(tables), Consents(tables)
        self.referrals, self.schedule = Referrals(tables), Schedule(tables)
        self.tasks, self.staff, self.checks = Tasks(tables), Staff(tables), Checks(tables)
        self.actors, self.outbox = Actors(tables), Outbox(tables)
        self.records, self.proposals = Records(tables), Proposals(tables)
        self.assessments = Assessments(tables)
        self.audit, self.gaps = Audit(tables), Gaps(tables)
        self.readings = Readings(tables)

    def keyed_hash(self, purpose: str, text: str) -> str:
        return hashlib.blake2b(f"{purpose}\0{text}".encode(), key=b"tests").hexdigest()


def _copied(kept: Any) -> Any:
    """Containers are copied, values are frozen and stay."""
    if isinstance(kept, Counter):
        return kept.copy()
    if isinstance(kept, dict):
        return {key: _copied(value) for key, value in kept.items()}
    return list(kept) if isinstance(kept, list) else kept


@dataclass
class MemoryStore:
    """Holds the tables between transactions."""

    tables: Tables = field(default_factory=Tables)

    def write(self, work: Callable[[MemoryUnitOfWork], T]) -> T:
        """One transaction: kept whole, or not at all."""
        before = {name: _copied(kept) for name, kept in self.tables.__dict__.items()}
        try:
            return work(MemoryUnitOfWork(self.tables))
        except BaseException:
            self.tables.__dict__.update(before)
            raise
