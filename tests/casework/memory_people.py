"""The tables of the in-memory store, and the ports about people: chats, facts, consents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from casework.consent import Consent
from casework.person import Chat, Invite, Person, StaffMember
from casework.ports import Due, Outgoing, Task
from casework.proposal import Past, Proposal
from casework.readings import Noted
from casework.referral import Referral
from catalogue.actor import Actor
from catalogue.assessment import Score
from catalogue.record import Record
from conversations.messages import Message


class BrokenReference(Exception):
    """What a database says when a foreign key is violated."""


@dataclass
class Tables:
    """Everything one store holds."""

    chats: dict[str, Chat] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    facts: dict[str, dict[str, str]] = field(default_factory=dict)
    consents: dict[str, Consent] = field(default_factory=dict)
    referrals: dict[str, Referral] = field(default_factory=dict)
    events: list[tuple[str, datetime, str, dict[str, str]]] = field(default_factory=list)
    dues: dict[str, Due] = field(default_factory=dict)
    leases: dict[str, datetime] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    staff: dict[str, StaffMember] = field(default_factory=dict)
    invites: dict[str, Invite] = field(default_factory=dict)
    desk_links: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    checks: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    actors_version: int = 0
    verified_by: dict[str, str] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    history: list[tuple[str, Past]] = field(default_factory=list)
    proposals: dict[str, Proposal] = field(default_factory=dict)
    scores: dict[tuple[str, str, date, str], Score] = field(default_factory=dict)
    outbox: list[Outgoing] = field(default_factory=list)
    retracted: list[tuple[str, str, Message]] = field(default_factory=list)
    audit: list[tuple[datetime, str, str, str, str]] = field(default_factory=list)
    gaps: Counter[tuple[str, str]] = field(default_factory=Counter)
    readings: Counter[Noted] = field(default_factory=Counter)


@dataclass
class Chats:
    t: Tables

    def find(self, channel: str, address: str) -> Chat | None:
        found = self.t.chats.values()
        return next((c for c in found if (c.channel, c.address) == (channel, address)), None)

    def get(self, chat: str) -> Chat | None:
        return self.t.chats.get(chat)

    def of_owner(self, owner: str) -> Sequence[Chat]:
        return [chat for chat in self.t.chats.values() if chat.owner == owner]

    def add(self, chat: Chat) -> None:
        if chat.id in self.t.chats or self.find(chat.channel, chat.address):
            raise BrokenReference("chat exists")
        self.t.chats[chat.id] = chat

    def save(self, chat: Chat) -> None:
        if chat.id not in self.t.chats:
            raise BrokenReference("chat is gone")
        self.t.chats[chat.id] = chat


@dataclass
class People:
    t: Tables

    def get(self, person: str) -> Person | None:
        return self.t.people.get(person)

    def add(self, person: Person) -> None:
        self.t.people[person.id] = person

    def save(self, person: Person) -> None:
        if person.id not in self.t.people:
            raise BrokenReference("person is gone")
        self.t.people[person.id] = person

    def facts(self, person: str) -> dict[str, str]:
        return dict(self.t.facts.get(person, {}))

    def record(self, person: str, name: str, value: str, *, at: datetime) -> None:
        facts = self.t.facts.setdefault(person, {})
        facts.pop(name, None)
        if value:
            facts[name] = value

    def erase(self, person: str) -> None:
        gone = {chat.id for chat in self.t.chats.values() if chat.owner == person}
        self.t.chats = {key: chat for key, chat in self.t.chats.items() if key not in gone}
        self.t.outbox = [row for row in self.t.outbox if row.chat not in gone]
        self.t.people.pop(person, None)
        self.t.facts.pop(person, None)
        self.t.checks.pop(person, None)
        self.t.consents = {k: c for k, c in self.t.consents.items() if c.person != person}
        self.t.dues = {key: due for key, due in self.t.dues.items() if due.person != person}
        self.t.tasks = {key: task for key, task in self.t.tasks.items() if task.person != person}
        for referral in list(self.t.referrals.values()):
            if referral.person == person:
                bare = replace(referral, person="", consent="", place="", scope=())
                self.t.referrals[referral.id] = bare


@dataclass
class Consents:
    t: Tables

    def add(self, consent: Consent) -> None:
        self.t.consents[consent.id] = consent

    def get(self, consent: str) -> Consent | None:
        return self.t.consents.get(consent)

    def of(self, person: str) -> Sequence[Consent]:
        return [consent for consent in self.t.consents.values() if consent.person == person]

    def withdraw(self, consent: str, at: datetime) -> None:
        held = self.t.consents[consent]
        if held.withdrawn_at is None:
            self.t.consents[consent] = replace(held, withdrawn_at=at)


@dataclass
class Checks:
    t: Tables

    def answer(
        self, person: str, check: str, question: str, *, value: str, scoring: str, at: datetime
    ) -> None:
        self.t.checks.setdefault(person, {}).setdefault(check, {})[question] = value

    def answers(self, person: str) -> Mapping[str, Mapping[str, str]]:
        return self.t.checks.get(person, {})
