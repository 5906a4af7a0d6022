"""The person's pages: the conversation of one tab, and what is shown after a quick exit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.base import Incoming
from bot.channels.web import WebChannel, heard
from bot.web.pages import asked_language, page, person_words
from bot.web.passes import Passes
from casework.ports import Clock, Ids

LONG_POLL = 25.0
"""Seconds a tab is kept waiting: under the half minute after which proxies hang up."""
GONE = 410
Accept = Callable[[Incoming], Awaitable[None]]
"""Stores an update durably; when it returns, the update may be acknowledged."""


@dataclass(frozen=True, slots=True)
class PersonPages:
    """The routes of the person's chat. Its API is relative to its page, wherever that stands."""

    channel: WebChannel
    passes: Passes
    accept: Accept
    clock: Clock
    ids: Ids

    def routes(self) -> list[BaseRoute]:
        """The page at `/`, and what it calls."""
        return [
            Route("/", self.show),
            Route("/calc", show_calculator),
            Route("/chat/open", self.open, methods=["POST"]),
            Route("/chat/say", self.say, methods=["POST"]),
            Route("/chat/wait", self.wait, methods=["POST"]),
            Route("/chat/close", self.close, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """The page. A deep link (`?start=…`) begins the conversation with its payload."""
        lang = asked_language(request)
        payload = request.query_params.get("start", "")
        start = f"/start {payload}".strip()
        return page("person.html", lang, words=person_words(), start=start)

    async def open(self, request: Request) -> Response:
        """A new tab: it gets a pass, kept by its script alone."""
        now = self.clock.now()
        given = self.passes.issue(self.ids.token(), now)
        if not self.channel.open(self._address({"pass": given}) or ""):
            return Response(status_code=503)
        return JSONResponse({"pass": given})

    async def say(self, request: Request) -> Response:
        """One thing said: stored before it is acknowledged; said again under its id, once."""
        body = await posted(request)
        address = self._address(body)
        if address is None or not self.channel.open(address):
            return Response(status_code=GONE)
        incoming = heard(self.channel.name, address, body, self.clock.now())
        if incoming is None:
            return Response(status_code=400)
        await self.accept(incoming)
        return Response(status_code=204)

    async def wait(self, request: Request) -> Response:
        """What the tab has not seen yet, as soon as there is any."""
        body = await posted(request)
        address, after = self._address(body), body.get("after")
        if not isinstance(after, int):
            return Response(status_code=400)
        # A tab unknown after our own restart comes back with its pass and the last it saw.
        if address is None or not self.channel.open(address, after=after):
            return Response(status_code=GONE)
        events = await self.channel.wait(address, after, LONG_POLL)
        return JSONResponse({"events": events or []})

    async def close(self, request: Request) -> Response:
        """The tab says that it closes."""
        if address := self._address(await posted(request)):
            self.channel.close(address)
        return Response(status_code=204)

    def _address(self, body: Mapping[str, Any]) -> str | None:
        given = body.get("pass")
        return self.passes.address(given, self.clock.now()) if isinstance(given, str) else None


async def posted(request: Request) -> Mapping[str, Any]:
    """The JSON object that was posted; anything else reads as an empty one."""
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        return {}
    try:
        body = orjson.loads(await request.body())
    except orjson.JSONDecodeError:
        return {}
    return body if isinstance(body, dict) else {}


async def show_calculator(request: Request) -> Response:
    """An ordinary page, which works."""
    return page("calc.html", asked_language(request))
