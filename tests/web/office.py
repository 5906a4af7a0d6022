"""A whole program without a socket: two actors' focal points, a coordinator, one open case.

The messenger is the console channel; the pages are the site's own.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import httpx

from bot.app import Machine, Parts, parts_of
from bot.channels.base import Incoming
from bot.channels.console import ConsoleChannel
from bot.channels.web import WebDoor
from bot.delivery import Route
from bot.settings import Settings
from bot.stage import START, StillClock
from bot.web import shifts
from bot.web.site import Site
from casework.morocco_time import today
from casework.person import StaffMember
from casework.referral import Referral
from catalogue.record import record_of
from conversations.dialogues.book import BOOK
from conversations.steps import Place
from storage.keys import KeyRing
from storage.store import Store
from storage.work import Work
from tests.storage import samples
from tests.web.conftest import ADDRESS, browsing

REFERENCE = "TJ-AB23CD"
HOSTILE = '<img src=x onerror="alert(1)">'
NAME = '"><script>alert(2)</script>'
OTHER_ACTOR = "AUTRE"


@dataclass(frozen=True)
class Office:
    """The parts of the program, its pages, and the messenger's screens."""

    parts: Parts
    site: Site
    clock: StillClock
    messenger: ConsoleChannel
    machine: Machine

    async def settle(self) -> None:
        """Let everything that was stored be answered and told."""
        while await self.machine.workers.drain() + await self.machine.delivery.drain():
            pass

    async def says(self, who: str, command: str) -> None:
        """Somebody gives a command in the messenger."""
        number = self.parts.around.ids.new()
        update = Incoming("console", who, number, self.clock.now(), "command", command=command)
        await self.site.accept(update)
        await self.settle()

    async def link_for(self, who: str) -> str:
        """The path of the desk link the bot sends to that member of staff."""
        await self.says(who, "desk")
        urls = [button.url for button in self.messenger.screens[who].buttons() if button.url]
        assert urls[0].startswith(f"{ADDRESS}/desk/enter/")
        return urls[0].removeprefix(ADDRESS)

    async def referral(self) -> Referral:
        """The case as it stands."""
        found = await self.parts.store.read(lambda work: work.referrals.by_reference(REFERENCE))
        assert found is not None
        return found

    def passes(self, span: timedelta) -> None:
        """Time passes."""
        self.clock.move(self.clock.now() + span)


@asynccontextmanager
async def office() -> AsyncIterator[Office]:
    clock, ring = StillClock(), KeyRing.fresh()
    store = await Store.open("sqlite://", ring, clock=clock)
    try:
        parts = parts_of(Settings(base_url=ADDRESS), store, ring, clock=clock)
        site = Site(store, parts.around, parts.renderer, intake=parts.intake, tap_key=ring.tap_key)
        messenger = ConsoleChannel()
        routes = {each.name: Route(each) for each in (messenger, site.people, site.desks)}
        machine = Machine(parts, routes, dict.fromkeys(routes, WebDoor()))
        await store.write(furnish)
        yield Office(parts, site, clock, messenger, machine)
    finally:
        await store.close()


@asynccontextmanager
async def at_the_desk(office: Office, who: str) -> AsyncIterator[httpx.AsyncClient]:
    """A browser in which that member of staff has opened the desk."""
    async with browsing(office.site.app()) as client:
        entered = await client.post(await office.link_for(who))
        assert entered.status_code == 303
        await office.settle()
        yield client


def furnish(work: Work) -> None:
    """The actors, those who answer for them, and the case of somebody with a hostile name."""
    for name in ("EN", OTHER_ACTOR):
        told = samples.actor(name, names={"fr": f"Exemple {name} {HOSTILE}"})
        work.records.write([record_of(told)], by="test")
        work.actors.verified(name, today(START), "tests")
    seat(work, samples.focal("s1"))
    seat(work, samples.focal("s2", actor=OTHER_ACTOR))
    seat(work, samples.coordinator("s9"))
    work.people.add(samples.person())
    work.chats.add(samples.chat(channel="console", address="amina"))
    work.people.record("p1", "call_name", NAME, at=START)
    scope = ("name", "contact", "need", "place")
    day = timedelta(days=1)
    work.consents.add(samples.consent(scope=scope, granted_at=START, expires_at=START + 180 * day))
    case = samples.referral(reference=REFERENCE, scope=scope, sent_at=START)
    due = {"acknowledge_by": 3, "decide_by": 7, "contact_by": 14}
    work.referrals.add(replace(case, **{name: START + n * day for name, n in due.items()}))


def seat(work: Work, member: StaffMember) -> None:
    """A member of staff, with a chat in the messenger."""
    work.staff.add(member)
    work.chats.add(
        samples.chat(
            f"chat-of-{member.id}",
            owner=member.id,
            channel="console",
            address=member.id,
            staff=True,
            language="fr",
            place=Place(BOOK.hubs[member.role]),
        )
    )


async def shift_of(office: Office, token: str) -> shifts.Shift | None:
    """Whose session a token is."""
    return await office.parts.store.read(
        lambda work: shifts.whose(work, office.parts.around, token)
    )
