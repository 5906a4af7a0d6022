"""The site of a running program: its pages, the webhook and `/healthz`, put together. No rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.channels.base import Incoming
from bot.channels.web import WebChannel, packed
from bot.intake import Intake, Letter
from bot.render import Renderer
from bot.web import shifts
from bot.web.catalogue.public import PublicPages
from bot.web.catalogue.staff import StaffCatalogue
from bot.web.desk import DeskPages
from bot.web.health import Health
from bot.web.pages import STATIC, asked_language, page, worded
from bot.web.passes import Passes
from bot.web.person import PersonPages
from bot.web.security import Guard
from casework.ports import Surroundings
from storage.errors import StorageFault
from storage.store import Store

VISIT = timedelta(hours=12)
"""How long a person's tab is known: nobody stays at it longer."""


class Site:
    """The pages of one program, and the two channels behind them. `app` is what is served."""

    def __init__(
        self,
        store: Store,
        around: Surroundings,
        renderer: Renderer,
        *,
        intake: Intake,
        tap_key: bytes,
        https: bool = False,
        visit: timedelta = VISIT,
        life: timedelta = shifts.LIFE,
    ) -> None:
        self._intake, self._https = intake, https
        self.people = WebChannel("web")
        self.desks = WebChannel(shifts.CHANNEL, patience=life.total_seconds())
        self.health = Health(store, around.clock)
        self.person = PersonPages(
            self.people,
            Passes(tap_key, "web", visit),
            self.accept,
            around.clock,
            around.ids,
        )
        self.desk = DeskPages(
            self.desks,
            store,
            around,
            renderer,
            Passes(tap_key, "desk", life),
            self.accept,
            https=https,
            life=life,
        )
        self.catalogue = StaffCatalogue(self.desk)
        self.public = PublicPages(store, around, renderer)

    async def accept(self, incoming: Incoming) -> None:
        """Store an update; it is acknowledged when this returns."""
        letter = Letter(incoming.channel, incoming.update_id, incoming.address, packed(incoming))
        await self._intake.accept([letter])

    def app(self, *, webhook: Route | None = None, public_catalogue: bool = True) -> Guard:
        """What is served by `tawjih run`."""
        routes = [
            *self.person.routes(),
            Route("/desk", RedirectResponse("/desk/")),
            *self.desk_routes(),
            *(self.public.routes() if public_catalogue else ()),
            *([webhook] if webhook else ()),
        ]
        return Guard(built([*self.common(), *routes]), https=self._https)

    def desk_routes(self) -> list[BaseRoute]:
        """The desk with the catalogue behind it."""
        return [*self.desk.routes(), *self.catalogue.routes()]

    def common(self) -> list[BaseRoute]:
        """What the demonstration serves as well."""
        return [
            Mount("/static", StaticFiles(directory=STATIC)),
            Route("/healthz", self.health.answer),
        ]

    def stop(self) -> None:
        """Let every waiting request return: the program is ending."""
        self.people.stop()
        self.desks.stop()


def built(routes: Sequence[BaseRoute]) -> Starlette:
    """The application over these routes, with its pages for what is not there."""
    return Starlette(
        routes=routes,
        exception_handlers={
            404: not_found,
            HTTPException: plainly,
            StorageFault: not_now,
            ClientDisconnect: unheard,
        },
    )


async def not_found(request: Request, error: Exception) -> Response:
    """A page that says so."""
    lang = asked_language(request)
    return page("plain.html", lang, status=404, heading=worded(lang, "web.not_found"), told="")


async def plainly(request: Request, error: Exception) -> Response:
    """What else is refused: its status is enough."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    return PlainTextResponse(str(status), status)


async def not_now(request: Request, error: Exception) -> Response:
    """Nothing was stored: the page, or Telegram, tries again."""
    return Response(status_code=503)


async def unheard(request: Request, error: Exception) -> Response:
    """Whoever asked hung up in the middle: nothing was stored, and nobody reads this."""
    return Response(status_code=400)
