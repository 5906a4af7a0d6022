"""A small world to play cases in: a clock that jumps, ids that count, three actors, their staff."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Literal, TypeVar

from casework import desk
from casework.consent import SCOPE
from casework.desk import Arrival
from casework.hashes import invite_hash
from casework.person import Chat, Invite
from casework.ports import Due, Outgoing, Surroundings, Task, UnitOfWork
from casework.referral import Referral
from catalogue.actor import Actor
from catalogue.needs import needs
from catalogue.places import gazetteer
from catalogue.record import record_of
from catalogue.search import Snapshot
from catalogue.understand import Reader
from catalogue.weights import weights
from conversations.effects import (
    ConfirmRecord,
    Effect,
    GrantConsent,
    JoinAsStaff,
    OpenReferral,
    RecordFact,
)
from conversations.messages import Message, Text, option, say
from conversations.steps import STAY, Book, Go, Step
from conversations.view import Input, View
from tests.casework.memory import MemoryStore, MemoryUnitOfWork

MONDAY = datetime(2026, 10, 5, 10, tzinfo=UTC)
T = TypeVar("T")
BENI_MELLAL = "05.091.01.01"
DAKHLA = "12.391.01.01"
SENSITIVE = "violence"


Tier = Literal["information", "referral"]


def _actor(name: str, needs: tuple[str, ...], tier: Tier = "referral") -> Actor:
    names = dict.fromkeys(("fr", "ar"), f"Association Exemple {name}")
    return Actor(name, names, needs=needs, tier=tier)


ACTORS = (
    _actor("ngo", ("employment", SENSITIVE, "child_protection")),
    _actor("other", ("employment", SENSITIVE)),
    _actor("office", ("employment",), tier="information"),
)


@dataclass
class JumpingClock:
    """Stands where it is put."""

    at: datetime = MONDAY

    def now(self) -> datetime:
        return self.at

    def jump(self, **time: float) -> datetime:
        self.at += timedelta(**time)
        return self.at


@dataclass
class CountingIds:
    """1, 2, 3 …"""

    n: int = 0

    def new(self) -> str:
        self.n += 1
        return f"{self.n:032x}"

    def reference(self) -> str:
        self.n += 1
        return f"TJ-{self.n:06d}"

    def token(self) -> str:
        self.n += 1
        return f"token-{self.n}"


class KeyWording:
    """A text reads as its key, with the language before it."""

    def text(self, text: Text, language: str) -> str:
        return f"{language} {text.key}"


@cache
def reader() -> Reader:
    return Reader(needs(), gazetteer(), weights())


@dataclass
class Anything:
    """Whatever comes in is an answer."""

    def take(self, said: Input, view: View, prompt: Message) -> str | None:
        return said.choice or said.text or said.kind


@dataclass
class Stage:
    """A store, a clock, and chats that can want anything: each turn plays the effects it is given.

    Everything enters by `desk.receive` and `desk.due`, as in the program.
    """

    store: MemoryStore = field(default_factory=MemoryStore)
    clock: JumpingClock = field(default_factory=JumpingClock)
    ids: CountingIds = field(default_factory=CountingIds)
    wanted: list[Effect] = field(default_factory=list)
    base_url: str = "https://tawjih.example"
    updates: int = 0
    snapshots: tuple[int, Snapshot | None] = (-1, None)

    def __post_init__(self) -> None:
        for actor in ACTORS:
            self.store.tables.actors[actor.id] = actor
            self.store.tables.records[actor.id] = record_of(actor)

    @property
    def around(self) -> Surroundings:
        return Surroundings(
            clock=self.clock,
            ids=self.ids,
            wording=KeyWording(),
            snapshot=self.snapshot,
            reader=reader(),
            text_version="2026-10",
            base_url=self.base_url,
            bot_link="https://tawjih.example/start",
        )

    def snapshot(self, uow: UnitOfWork) -> Snapshot:
        """Built again only when the catalogue has changed, as in the program."""
        version = uow.actors.version()
        if self.snapshots[0] != version or uow.actors.changed_here or self.snapshots[1] is None:
            self.snapshots = version, Snapshot(uow.actors.all(), gazetteer())
        assert self.snapshots[1] is not None
        return self.snapshots[1]

    @property
    def book(self) -> Book:
        """A question that wants what the test wants, and the steps that begin by themselves."""

        def then(view: View, value: str) -> Go:
            effects, self.wanted[:] = tuple(self.wanted), []
            return Go(STAY, effects)

        def step(name: str, *options: str) -> Step:
            buttons = tuple(option(each, f"play.{each}") for each in options)
            return Step(name, lambda view: say(name, *buttons), Anything(), then, (STAY,))

        steps = (
            step("hub.play", "red", "blue"),
            step("minor.ask"),
            step("minor.again"),
            step("danger.tell"),
            step("offers.next", "yes"),
            step("follow_up.day3", "yes"),
            step("follow_up.day14", "yes"),
            step("checks.start", "go"),
            step("case.status"),
        )
        hubs = dict.fromkeys(("person", "focal", "coordinator"), "hub.play")
        return Book(
            steps={each.name: each for each in steps},
            commands={role: {} for role in hubs},
            actions={},
            hubs=hubs,
            first="hub.play",
        )

    def play(self, address: str, text: str = "", *, tap: str = "", command: str = "") -> None:
        """Something typed, tapped on the last prompt, or commanded, in the real dialogues."""
        self.updates += 1
        chat = self.write(lambda uow: uow.chats.find("console", address))
        place = chat.place if chat else None
        kind: Literal["command", "choice", "text"] = (
            "command" if command else "choice" if tap else "text"
        )
        name, _, payload = command.partition(" ")
        arrival = Arrival(
            channel="console",
            address=address,
            update_id=str(self.updates),
            at=self.clock.now(),
            kind=kind,
            text=text,
            tap_value=tap,
            tap_version=place.version if place and tap else None,
            command=name,
            payload=payload,
            sender_name=address.title(),
            reading=desk.read(text, self.around),
        )
        around = self.around
        self.write(lambda uow: desk.receive(uow, arrival, around))

    def write(self, work: Callable[[MemoryUnitOfWork], T]) -> T:
        return self.store.write(work)

    def send(self, address: str, *effects: Effect, **what: Any) -> None:
        """Something comes in from that address, and the dialogue wants these effects."""
        self.wanted[:] = effects
        self.updates += 1
        arrival = Arrival(
            channel="console",
            address=address,
            update_id=str(self.updates),
            at=self.clock.now(),
            kind=what.pop("kind", "text"),
            text=what.pop("text", "salam"),
            **what,
        )
        around, book = self.around, self.book
        self.write(lambda uow: desk.receive(uow, arrival, around, book=book))

    def tick(self) -> list[str]:
        """Everything that is due now, one transaction each; the purposes, in order."""
        done: list[str] = []
        while rows := self.write(lambda uow: uow.schedule.claim(self.clock.now(), 1, 60)):
            self.fulfil(rows[0])
            done.append(rows[0].purpose)
        return done

    def fulfil(self, row: Due) -> None:
        around, book = self.around, self.book
        self.write(lambda uow: desk.due(uow, row, around, book=book))

    def until(self, moment: datetime) -> list[str]:
        """Time passes to that moment, each due row handled when it falls due."""
        done: list[str] = []
        while (nxt := self.write(lambda uow: uow.schedule.next_at())) and nxt <= moment:
            self.clock.at = max(nxt, self.clock.at)
            done += self.tick()
        self.clock.at = moment
        return done

    def after(self, **time: float) -> list[str]:
        return self.until(self.clock.at + timedelta(**time))

    # --- who is there ---

    def chat(self, address: str) -> Chat:
        found = self.write(lambda uow: uow.chats.find("console", address))
        assert found is not None
        return found

    def owner(self, address: str) -> str:
        return self.chat(address).owner

    def facts(self, address: str = "amina") -> dict[str, str]:
        owner = self.owner(address)
        return self.write(lambda uow: uow.people.facts(owner))

    def tell(self, address: str = "amina", **facts: str) -> None:
        self.send(address, *(RecordFact(name, value) for name, value in facts.items()))

    def join(
        self,
        address: str,
        role: Literal["focal", "coordinator"] = "focal",
        *,
        actor: str = "",
        region: str = "",
        protection: bool = False,
    ) -> None:
        """A member of staff joins by a fresh invite; a focal point confirms the record."""
        token = self.ids.token()
        expires = self.clock.now() + timedelta(days=7)
        self.write(
            lambda uow: uow.staff.add_invite(
                Invite(invite_hash(uow, token), role, actor, region, expires, protection)
            )
        )
        self.send(address, JoinAsStaff(token))
        if role == "focal":
            self.send(address, ConfirmRecord(actor, right=True))

    def accredit(self, actor: str, need: str) -> None:
        now = self.clock.now()
        self.write(lambda uow: uow.actors.accredit(actor, need, by="operator", at=now))

    # --- what there is ---

    def refer(
        self,
        actor: str = "ngo",
        need: str = "employment",
        *,
        address: str = "amina",
        scope: tuple[str, ...] = SCOPE,
        replaces: str = "",
    ) -> Referral:
        """The person consents to that actor and the case is sent."""
        self.send(
            address,
            GrantConsent("referral", actor, scope),
            OpenReferral(actor, need, replaces),
        )
        return self.referrals(address)[-1]

    def referrals(self, address: str = "amina") -> list[Referral]:
        owner = self.owner(address)
        return self.write(lambda uow: list(uow.referrals.of_person(owner)))

    def referral(self, reference: str) -> Referral:
        found = self.write(lambda uow: uow.referrals.by_reference(reference))
        assert found is not None
        return found

    def told(self, address: str) -> list[Outgoing]:
        """Everything in the outbox for that chat, in order."""
        chat = self.chat(address)
        return [row for row in self.store.tables.outbox if row.chat == chat.id]

    def keys(self, address: str) -> list[str]:
        """The keys of every paragraph told to that chat, questions of the play left out."""
        keys = (part.key for row in self.told(address) for part in row.message.parts)
        return [key for key in keys if key != "hub.play"]

    def forget_said(self) -> None:
        self.store.tables.outbox.clear()
        self.store.tables.retracted.clear()

    def tasks(self) -> list[str]:
        """The kinds of the open tasks."""
        return [task.kind for task in self.store.tables.tasks.values() if task.closed_at is None]

    def task(self, kind: str) -> Task:
        return next(task for task in self.store.tables.tasks.values() if task.kind == kind)

    def dues(self) -> list[tuple[str, str]]:
        """The waiting rows: purpose and wall time."""
        rows = sorted(self.store.tables.dues.values(), key=lambda due: due.at)
        return [(due.purpose, due.local.isoformat(sep=" ", timespec="minutes")) for due in rows]

    def audit(self) -> list[str]:
        return [action for _, _, action, _, _ in self.store.tables.audit]


def stage_with_case(**facts: str) -> Stage:
    """Amina wants work in Béni Mellal; Karim answers for the association."""
    stage = Stage()
    stage.join("karim", actor="ngo")
    stage.join("samira", "coordinator", region="05")
    known = {"call_name": "Amina", "reach": "+212600000001", "place": BENI_MELLAL}
    stage.tell(**(known | {"needs": "employment"} | facts))
    return stage
