"""The desk of focal points and coordinators: the way in, the page, and what the page calls.

Everything done here is an update of the desk's channel, stored in the inbox like any other; what
stands on the board is `board`'s.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.web import WebChannel, heard
from bot.render import Renderer
from bot.web import shifts
from bot.web.board import Board, Reader, board
from bot.web.pages import asked_language, page, worded
from bot.web.passes import Passes
from bot.web.person import LONG_POLL, Accept, posted
from bot.web.shifts import Shift
from casework.ports import Surroundings
from casework.sitting import Sitting
from conversations.messages import Ref, Text
from storage.store import Store
from storage.work import Work

COOKIE = "desk"
OVER = 401
LONGEST_TOKEN = 64


@dataclass(frozen=True, slots=True)
class DeskPages:
    """The routes of the desk, all below `/desk/`. `life` is longer in the demonstration."""

    channel: WebChannel
    store: Store
    around: Surroundings
    renderer: Renderer
    passes: Passes
    accept: Accept
    https: bool = False
    life: timedelta = shifts.LIFE

    def routes(self) -> list[BaseRoute]:
        """The page at `/desk/`, the way in, and what the page calls."""
        return [
            Route("/desk/enter/{link}", self.knock, methods=["GET"]),
            Route("/desk/enter/{link}", self.enter, methods=["POST"]),
            Route("/desk/", self.show),
            Route("/desk/board", self.board),
            Route("/desk/say", self.say, methods=["POST"]),
            Route("/desk/wait", self.wait, methods=["POST"]),
            Route("/desk/language", self.language, methods=["POST"]),
            Route("/desk/leave", self.leave, methods=["POST"]),
        ]

    async def knock(self, request: Request) -> Response:
        """One button. The link is not looked at, so that a preview of it does not use it up."""
        lang = asked_language(request, staff=True)
        return page("enter.html", lang, hours=self.life // timedelta(hours=1))

    async def enter(self, request: Request) -> Response:
        """Use the link up and begin a session; a used or old one opens nothing."""
        link = request.path_params["link"][:LONGEST_TOKEN]
        redeem = partial(shifts.redeem, around=self.around, link=link, life=self.life)
        token = await self.store.write(redeem)
        if token is None:
            return self.closed(request, "staff.web.bad_link", status=410)
        response = RedirectResponse(f"{root_of(request)}/desk/", 303)
        self.carry(response, token, root_of(request))
        await self.greet(token)
        return response

    def carry(self, response: Response, token: str, root: str) -> None:
        """Give the browser its session: for this desk's pages only, and out of reach of scripts."""
        response.set_cookie(
            COOKIE,
            token,
            max_age=int(self.life.total_seconds()),
            path=f"{root}/desk",
            secure=self.https,
            httponly=True,
            samesite="strict",
        )

    async def greet(self, token: str) -> None:
        """Open the desk's conversation at its hub."""
        shift = await self._shift_of(token)
        if shift is not None:
            self.channel.reopen(shift.chat.address)
            await self._accept(shift, {"rid": self.around.ids.new(), "text": "/start"})

    async def show(self, request: Request) -> Response:
        """The page: the board beside the conversation."""
        shift = await self.shift(request)
        if shift is None:
            return self.closed(request, "staff.web.over", status=OVER)
        self.channel.open(shift.chat.address)
        return page(
            "desk.html",
            shift.chat.language,
            csrf=self.passes.csrf(token_of(request)),
            whose=self.renderer.text(whose(shift), shift.chat.language),
        )

    async def board(self, request: Request) -> Response:
        """The board, as a part of the page."""
        shift = await self.shift(request)
        if shift is None:
            return Response(status_code=OVER)
        seen = await self.store.read(partial(self._look, shift))
        return page("board.html", shift.chat.language, board=seen)

    async def say(self, request: Request) -> Response:
        """One thing said or tapped: stored before it is acknowledged."""
        shift = await self.posting(request)
        if shift is None:
            return Response(status_code=OVER)
        stored = await self._accept(shift, await posted(request))
        return Response(status_code=204 if stored else 400)

    async def wait(self, request: Request) -> Response:
        """What the desk has not seen yet, as soon as there is any."""
        shift, after = await self.posting(request), (await posted(request)).get("after")
        if shift is None:
            return Response(status_code=OVER)
        if not isinstance(after, int):
            return Response(status_code=400)
        self.channel.open(shift.chat.address, after=after)
        events = await self.channel.wait(shift.chat.address, after, LONG_POLL)
        return JSONResponse({"events": events or []})

    async def language(self, request: Request) -> Response:
        """Speak the staff's other language, and show the hub in it."""
        shift, form = await self.posting(request), await request.form()
        if shift is not None:
            lang = str(form.get("lang", ""))
            await self.store.write(partial(shifts.speak, shift=shift, lang=lang))
            await self.greet(token_of(request))
        return RedirectResponse(f"{root_of(request)}/desk/", 303)

    async def leave(self, request: Request) -> Response:
        """End the session, at the server as in the browser."""
        shift = await self.posting(request)
        if shift is None:
            return self.closed(request, "staff.web.over", status=OVER)
        token = token_of(request)
        await self.store.write(partial(shifts.end, around=self.around, token=token))
        self.channel.reopen(shift.chat.address)
        response = self.closed(request, "staff.web.over", status=200)
        response.delete_cookie(COOKIE, path=f"{root_of(request)}/desk")
        return response

    async def shift(self, request: Request) -> Shift | None:
        """The shift of the session a browser carries; None without one, or when it is over."""
        token = token_of(request)
        return await self._shift_of(token) if token else None

    async def _shift_of(self, token: str) -> Shift | None:
        return await self.store.read(partial(shifts.whose, around=self.around, token=token))

    async def posting(self, request: Request) -> Shift | None:
        """The shift of what was posted, if our own page posted it."""
        expected = self.passes.csrf(token_of(request))
        claimed = request.headers.get("x-csrf") or str((await request.form()).get("csrf", ""))
        if not hmac.compare_digest(claimed.encode(), expected.encode()):
            return None
        return await self.shift(request)

    async def _accept(self, shift: Shift, body: Mapping[str, Any]) -> bool:
        now = self.around.clock.now()
        incoming = heard(self.channel.name, shift.chat.address, body, now)
        if incoming is None:
            return False
        await self.accept(incoming)
        return True

    def _look(self, shift: Shift, work: Work) -> Board:
        sitting = Sitting(work, self.around, self.around.clock.now())
        return board(Reader(sitting, shift.member, shift.chat, self.renderer))

    def closed(self, request: Request, heading: str, *, status: int) -> Response:
        """A page that says why nothing is shown, and how to come in."""
        lang = asked_language(request, staff=True)
        told = worded(lang, "staff.web.over_how")
        return page("plain.html", lang, status=status, heading=worded(lang, heading), told=told)


def whose(shift: Shift) -> Text:
    """Whose desk it is: the actor of a focal point, the region of a coordinator."""
    member = shift.member
    if member.role == "focal":
        return Text("staff.web.whose_focal", {"actor": Ref("actor", member.actor)})
    if member.region:
        return Text("staff.web.whose_region", {"place": Ref("place", member.region)})
    return Text("staff.web.whose_all")


def token_of(request: Request) -> str:
    """The session the browser carries; empty without one."""
    return request.cookies.get(COOKIE, "")[:LONGEST_TOKEN]


def root_of(request: Request) -> str:
    """Where the desk is mounted; empty at the root of the site."""
    return str(request.scope.get("root_path", "")).rstrip("/")
