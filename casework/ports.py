"""Protocols for all that lies outside the rules: unit of work, clock, ids, wording."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from casework.consent import Consent
from casework.person import Chat, Invite, Person, StaffMember
from casework.proposal import Past, Proposal
from casework.readings import Noted, Tallied
from casework.referral import DEADLINES, Limits, Referral
from casework.reintegration import WEIGHTS
from catalogue.actor import Actor
from catalogue.assessment import Score
from catalogue.record import Record
from catalogue.search import Snapshot
from catalogue.understand import Reader
from conversations.messages import Message, Text


class Clock(Protocol):
    """The one source of time; read afresh at every call."""

    def now(self) -> datetime:
        """This instant, aware, UTC."""


class Ids(Protocol):
    """The one source of ids and chance."""

    def new(self) -> str:
        """A fresh id (32 hexadecimal characters)."""

    def reference(self) -> str:
        """A case reference people can say aloud, e.g. `TJ-K7QX2M` (no 0 O 1 I)."""

    def token(self) -> str:
        """A secret of 128 bits or more, of `[A-Za-z0-9_-]`, at most 40 characters."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A row of the outbox. `kind`: message, or exit (both sides' messages are deleted).

    `version` is that of the place the prompt belongs to: a tap that carries an older one is stale.
    """

    chat: str
    message: Message
    language: str
    kind: str = "message"
    not_before: datetime | None = None
    silent: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done at a local date and time of Morocco; the instant is derived from it.

    `purpose` is one of `follow_up.PURPOSES`; `subject` the reference or check it is about.
    """

    id: str
    purpose: str
    person: str
    subject: str
    local: datetime
    at: datetime
    attempt: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """What a coordinator has to look at. `detail` holds no text of the person."""

    id: str
    kind: str
    region: str
    opened_at: datetime
    person: str = ""
    reference: str = ""
    need: str = ""
    province: str = ""
    closed_at: datetime | None = None
    closed_by: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """One line of a counted query: the values grouped by, and how many."""

    by: tuple[str, ...]
    n: int


class Chats(Protocol):
    def find(self, channel: str, address: str) -> Chat | None:
        """The chat of that address, locked for this transaction."""

    def get(self, chat: str) -> Chat | None: ...
    def of_owner(self, owner: str) -> Sequence[Chat]: ...
    def add(self, chat: Chat) -> None: ...
    def save(self, chat: Chat) -> None: ...


class People(Protocol):
    def get(self, person: str) -> Person | None: ...
    def add(self, person: Person) -> None: ...
    def save(self, person: Person) -> None: ...
    def facts(self, person: str) -> dict[str, str]: ...
    def record(self, person: str, name: str, value: str, *, at: datetime) -> None:
        """Keep a fact sealed; an empty value deletes it."""

    def erase(self, person: str) -> None:
        """Destroy the key and every row of the person; counted rows stay without them."""


class Consents(Protocol):
    def add(self, consent: Consent) -> None: ...
    def get(self, consent: str) -> Consent | None: ...
    def of(self, person: str) -> Sequence[Consent]: ...
    def withdraw(self, consent: str, at: datetime) -> None: ...


class Referrals(Protocol):
    def add(self, referral: Referral) -> None:
        """Refused by the database without a consent of that person for that actor."""

    def save(self, referral: Referral, *, was: int) -> None:
        """Write if its version is still `was`; raises `StaleReferral` otherwise."""

    def by_reference(self, reference: str) -> Referral | None: ...
    def of_person(self, person: str) -> Sequence[Referral]: ...
    def of_actor(self, actor: str, *, open_only: bool = True) -> Sequence[Referral]: ...
    def in_region(self, region: str, *, open_only: bool = True) -> Sequence[Referral]:
        """Empty region: all of them."""

    def release(self, referral: Referral) -> None:
        """Nobody stands behind it any more: what is counted stays, place and history go."""

    def event(self, referral: str, at: datetime, said: str, what: Mapping[str, str]) -> None:
        """Add a line to the referral's history (who, from, to, reason)."""

    def counts(self, by: Sequence[str], where: Mapping[str, str]) -> Sequence[Count]:
        """Counts by counted columns: state, need, region, actor, outcome."""


class Schedule(Protocol):
    def add(self, due: Due) -> None: ...
    def cancel(self, person: str, subject: str = "", purposes: Collection[str] = ()) -> None: ...
    def claim(self, now: datetime, limit: int, lease_seconds: int) -> Sequence[Due]: ...
    def done(self, due: str) -> bool:
        """True for exactly one caller: False when the row was cancelled or done since its claim."""

    def next_at(self) -> datetime | None:
        """The instant of the earliest waiting row."""


class Tasks(Protocol):
    def add(self, task: Task) -> None: ...
    def get(self, task: str) -> Task | None: ...
    def open_in(self, region: str) -> Sequence[Task]: ...
    def find_open(self, kind: str, *, person: str = "", reference: str = "") -> Task | None: ...
    def close(self, task: str, at: datetime, by: str) -> None: ...


class Staff(Protocol):
    def get(self, member: str) -> StaffMember | None: ...
    def add(self, member: StaffMember) -> None: ...
    def save(self, member: StaffMember) -> None: ...
    def focal_points(self, actor: str) -> Sequence[StaffMember]: ...
    def coordinators(self, region: str) -> Sequence[StaffMember]: ...
    def all(self) -> Sequence[StaffMember]: ...
    def remove(self, member: str) -> None: ...
    def add_invite(self, invite: Invite) -> None: ...
    def invite(self, token_hash: str) -> Invite | None: ...
    def redeem(self, token_hash: str, at: datetime) -> bool:
        """True for exactly one caller, ever."""

    def add_desk_link(self, token_hash: str, member: str, expires_at: datetime) -> None: ...


class Checks(Protocol):
    def answer(
        self, person: str, check: str, question: str, *, value: str, scoring: str, at: datetime
    ) -> None: ...
    def answers(self, person: str) -> Mapping[str, Mapping[str, str]]:
        """Check → question → value (0…4, or skip)."""


class Actors(Protocol):
    def version(self) -> int:
        """Grows with every transaction that changes what a snapshot would show."""

    @property
    def changed_here(self) -> bool:
        """Whether this very transaction has changed what a snapshot would show."""

    def all(self) -> Sequence[Actor]: ...
    def get(self, actor: str) -> Actor | None: ...
    def changed_since(self, version: int, most: int) -> Mapping[str, Actor | None] | None:
        """The actors that changed after that version (None: gone); None for more than `most`."""

    def pause(self, actor: str, until: date | None) -> None: ...
    def verified(self, actor: str, on: date, by: str) -> None: ...
    def doubted(self, actor: str) -> None:
        """The record is not verified any more."""

    def verified_by(self) -> Mapping[str, str]:
        """Who verified each record last, by actor; those nobody ever verified are left out."""

    def accredit(self, actor: str, need: str, *, by: str, at: datetime) -> None: ...
    def unaccredit(self, actor: str) -> None:
        """Take back all that was granted to the actor."""


class Records(Protocol):
    def get(self, actor: str) -> Record | None: ...
    def all(self) -> Sequence[Record]: ...
    def naming(self, actor: str) -> Sequence[Record]:
        """The records that claim a link to this actor."""

    def write(self, records: Iterable[Record], *, by: str, why: str = "") -> int:
        """New or changed records; every change is a line of history, which are counted."""

    def remove(self, actor: str, *, by: str, why: str) -> None: ...
    def history(self, actor: str) -> Sequence[Past]:
        """What has changed, the newest first."""

    def touched(self, but: str) -> Collection[str]:
        """The actors, those taken out among them, whose record anybody but this one wrote."""


class Proposals(Protocol):
    def add(self, proposal: Proposal) -> None: ...
    def get(self, proposal: str) -> Proposal | None: ...
    def waiting(self) -> Sequence[Proposal]: ...
    def of_actor(self, actor: str) -> Sequence[Proposal]: ...
    def decide(self, proposal: str, *, approved: bool, by: str, at: datetime) -> bool:
        """True for exactly one caller, ever."""


class Assessments(Protocol):
    def keep(self, scores: Iterable[Score]) -> None: ...
    def forget(self, actor: str) -> None: ...
    def of(self, actor: str) -> Sequence[Score]: ...
    def all(self) -> Sequence[Score]: ...


class Outbox(Protocol):
    def put(self, outgoing: Outgoing) -> None: ...
    def retract(self, card: str, chat: str, message: Message) -> None:
        """Edit what stands under a card so that it shows only `message`."""

    def hold(self, chat: str, held: bool) -> None: ...


class Audit(Protocol):
    def note(
        self, at: datetime, who: str, action: str, *, subject: str = "", reason: str = ""
    ) -> None:
        """One line: ids only, never a name or a text."""

    def noted(self, action: str, subject: str) -> bool:
        """Whether there is such a line about that subject."""

    def last(self, action: str) -> Mapping[str, datetime]:
        """When the action was last noted, by subject."""


class Gaps(Protocol):
    def count(self, need: str, province: str, at: datetime) -> None: ...
    def all(self) -> Mapping[tuple[str, str, str], int]:
        """(need, province, month) → how often nobody was found."""


class Readings(Protocol):
    def count(self, noted: Noted) -> None: ...
    def uncount(self, noted: Noted) -> bool:
        """One less; False when there is none."""

    def since(self, day: date) -> Sequence[Tallied]: ...


class UnitOfWork(Protocol):
    """One transaction: everything below commits together or not at all. Synchronous."""

    @property
    def chats(self) -> Chats: ...
    @property
    def people(self) -> People: ...
    @property
    def consents(self) -> Consents: ...
    @property
    def referrals(self) -> Referrals: ...
    @property
    def schedule(self) -> Schedule: ...
    @property
    def tasks(self) -> Tasks: ...
    @property
    def staff(self) -> Staff: ...
    @property
    def checks(self) -> Checks: ...
    @property
    def actors(self) -> Actors: ...
    @property
    def records(self) -> Records: ...
    @property
    def proposals(self) -> Proposals: ...
    @property
    def assessments(self) -> Assessments: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def gaps(self) -> Gaps: ...
    @property
    def readings(self) -> Readings: ...

    def keyed_hash(self, purpose: str, text: str) -> str:
        """A hash under a secret key of the ring: of an address, a chosen word, a token."""


class Wording(Protocol):
    """Renders a text in a language, names looked up; used to match typed labels to options."""

    def text(self, text: Text, language: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a use case needs beside its unit of work; replaced together in tests."""

    clock: Clock
    ids: Ids
    wording: Wording
    snapshot: Callable[[UnitOfWork], Snapshot]
    reader: Reader
    text_version: str
    base_url: str = ""
    bot_link: str = ""
    staff_hours: tuple[int, int] = (9, 18)
    deadlines: Mapping[str, Limits] = field(default_factory=lambda: DEADLINES)
    check_weights: Mapping[str, float] = field(default_factory=lambda: WEIGHTS)
