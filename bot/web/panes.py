"""The demonstration's page: three real pages side by side, and the control of its clock.

It exists in `tawjih demo` only. The panes are the person's page and the desk as they are.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from bot.web import shifts
from bot.web.pages import asked_language, page, worded
from bot.web.person import posted, show_calculator
from bot.web.site import Site
from casework.morocco_time import local
from casework.person import StaffMember
from casework.ports import Surroundings
from conversations.messages import Ref, Text
from locales.texts import is_rtl, moment
from storage.store import Store
from storage.work import Work


class ClockControl(Protocol):
    """What the visitor can do with the demonstration's time."""

    def now(self) -> datetime: ...

    async def upcoming(self) -> datetime | None:
        """When something falls due next."""

    async def jump(self) -> None:
        """Go where the next thing happens that somebody is told of."""

    async def pass_day(self) -> None:
        """Let one day pass; what falls due on the way happens at its hour."""


@dataclass(frozen=True, slots=True)
class Newest:
    """How many referrals there are, and whose actor got the newest."""

    referrals: int
    actor: str


@dataclass(frozen=True, slots=True)
class Panes:
    """The routes of the demonstration. `seats` are the invented staff by the name of their pane."""

    site: Site
    store: Store
    around: Surroundings
    clock: ClockControl
    seats: Mapping[str, StaffMember]

    def routes(self) -> list[BaseRoute]:
        """The page at `/`, its panes under `/pane/`, and what it calls."""
        return [
            Route("/", self.show),
            Route("/demo/state", self.state),
            Route("/demo/clock", self.move, methods=["POST"]),
            Mount("/pane/person", routes=self.site.person.routes()),
            Mount("/pane/{seat}", routes=self.site.desk_routes()),
            *self.site.desk_routes(),
            *self.site.public.routes(),
            Route("/calc", show_calculator),
            *self.site.common(),
        ]

    async def show(self, request: Request) -> Response:
        """The page; every invented member of staff sits down at a desk of their own."""
        lang = asked_language(request)
        focal = [
            (seat, self._name(member, lang))
            for seat, member in self.seats.items()
            if member.role == "focal"
        ]
        coordinator = next(s for s, member in self.seats.items() if member.role == "coordinator")
        response = page("demo.html", lang, focal=focal, coordinator=coordinator)
        for seat, member in self.seats.items():
            token = await self.store.write(partial(self._sit_down, member, lang))
            self.site.desk.carry(response, token, f"/pane/{seat}")
            await self.site.desk.greet(token)
        return response

    async def state(self, request: Request) -> Response:
        """The hour, what is due next, and whose desk the newest referral lies on."""
        return await self._state(asked_language(request))

    async def move(self, request: Request) -> Response:
        """Move the clock: `next` or `day`."""
        moves: Mapping[str, Callable[[], Awaitable[None]]] = {
            "next": self.clock.jump,
            "day": self.clock.pass_day,
        }
        move = moves.get(str((await posted(request)).get("how")))
        if move is None:
            return Response(status_code=400)
        await move()
        return await self._state(asked_language(request))

    async def _state(self, lang: str) -> Response:
        due, newest = await self.clock.upcoming(), await self.store.read(newest_referral)
        seats = (seat for seat, member in self.seats.items() if member.actor == newest.actor)
        return JSONResponse(
            {
                "now": moment(local(self.clock.now()), lang),
                "next": self._next(due if newest.referrals else None, lang),
                "due": due is not None and newest.referrals > 0,
                "referrals": newest.referrals,
                "newest": next(seats, next(iter(self.seats))),
            }
        )

    def _next(self, due: datetime | None, lang: str) -> str:
        if due is None:
            return worded(lang, "web.demo.none")
        return worded(lang, "web.demo.next_at", when=moment(local(due), lang))

    def _sit_down(self, member: StaffMember, lang: str, work: Work) -> str:
        staff_lang = "ar" if is_rtl(lang) else "fr"
        life = self.site.desk.life
        return shifts.begin(work, self.around, member, lang=staff_lang, life=life)

    def _name(self, member: StaffMember, lang: str) -> str:
        return self.around.wording.text(
            Text("web.value", {"value": Ref("actor", member.actor)}), lang
        )


def newest_referral(work: Work) -> Newest:
    """The newest referral of all."""
    found = work.referrals.in_region("", open_only=False)
    newest = max(found, key=lambda referral: referral.sent_at, default=None)
    return Newest(len(found), newest.actor if newest else "")
