"""The public page of the catalogue, without a login: what everybody may know, and no more.

What is typed and chosen is posted: it stands in no address, no history and no log of a proxy. One
page shows all: nobody's visit leaves the name of one actor behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.render import Renderer
from bot.web.catalogue.door import has_invented
from bot.web.catalogue.listing import Asked, Line, Listing, asked_of, choices, listing
from bot.web.catalogue.search import heard, numbers
from bot.web.catalogue.throttle import Throttle
from bot.web.pages import asked_language, page
from casework.morocco_time import today
from casework.ports import Surroundings
from casework.record_access import EVERYBODY, readable
from casework.tasks import is_sensitive
from catalogue.actor import Actor
from catalogue.browsing import Ground, open_needs
from catalogue.found import Understanding
from catalogue.labels import DOMAIN, code_label, place_label
from catalogue.places import gazetteer
from catalogue.record import Record, text_of
from locales.texts import LANGUAGES, nearest
from storage.store import Store
from storage.work import Work

TOO_MANY = 429
SHELTERING = frozenset({"emergency_shelter"})
"""Needs whose actors house people: where they are is never told, as for all sensitive needs."""


@dataclass(frozen=True, slots=True)
class Told:
    """One actor as everybody may know it. `contacts` are kind and value."""

    line: Line
    website: str
    contacts: tuple[tuple[str, str], ...]
    addresses: tuple[str, ...]
    information: bool


@dataclass(frozen=True, slots=True)
class PublicPages:
    """The routes of the public page."""

    store: Store
    around: Surroundings
    renderer: Renderer
    throttle: Throttle = field(default_factory=lambda: Throttle(most=60, seconds=60))

    def routes(self) -> list[BaseRoute]:
        """`/actors`: asked for, and asked again with what was typed."""
        return [
            Route("/actors", self.show, methods=["GET"]),
            Route("/actors", self.show, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """The actors that fit what was posted; all of them at first."""
        if not self.throttle.lets(request.client.host if request.client else ""):
            return Response(status_code=TOO_MANY)
        posted = await request.form() if request.method == "POST" else FormData()
        given = {name: value for name, value in posted.items() if isinstance(value, str)}
        lang = given.get("lang", "")
        return await self._page(given, lang if lang in LANGUAGES else asked_language(request))

    async def _page(self, given: Mapping[str, str], lang: str) -> Response:
        asked = asked_of(given)
        found = heard(asked, self.around)
        listed, told, invented = await self.store.read(partial(self._look, asked, found, lang))
        return page(
            "catalogue/public.html",
            lang,
            asked=asked,
            listing=listed,
            told=told,
            choices=choices(near(lang)),
            numbers=numbers(found, self.renderer, lang),
            synthetic=invented,
        )

    def _look(
        self, asked: Asked, found: Understanding | None, lang: str, work: Work
    ) -> tuple[Listing, tuple[Told, ...], bool]:
        snapshot = self.around.snapshot(work)
        ground = Ground(snapshot, gazetteer(), today(self.around.clock.now()), open_needs)
        known = (each for each in snapshot.actors if each.visibility == "public")
        listed = listing(ground, known, asked, heard=found, lang=near(lang))
        told = tuple(_told(work, snapshot.actor(each.id), each, lang) for each in listed.lines)
        return listed, told, has_invented(snapshot)


def near(lang: str) -> str:
    """The language of the record nearest to the reader's."""
    return nearest(DOMAIN, lang)


def _told(work: Work, actor: Actor | None, line: Line, lang: str) -> Told:
    """What everybody may know of one actor."""
    record = work.records.get(line.id) if actor else None
    if actor is None or record is None:
        return Told(line, "", (), (), information=False)
    shown = readable(record, EVERYBODY, actor.hidden_services)
    return Told(
        line,
        shown.text("website"),
        tuple(_contacts(shown, near(lang))),
        () if houses(actor) else tuple(_addresses(shown, near(lang))),
        information=actor.tier == "information",
    )


def houses(actor: Actor) -> bool:
    """Whether where this actor is could tell where somebody in need of protection is.

    The police and the courts (tier information) are no shelter: their address is public.
    """
    served = {*actor.needs, *actor.hidden_services}
    delicate = bool(served & SHELTERING) or any(map(is_sensitive, served))
    return delicate and actor.tier != "information"


def _contacts(record: Record, lang: str) -> Iterator[tuple[str, str]]:
    for row in record.rows("contact"):
        kind = text_of(row, "kind")
        if kind != "post":
            yield code_label("kind", kind, lang), text_of(row, "value")


def _addresses(record: Record, lang: str) -> Iterator[str]:
    for row in record.rows("site"):
        told = (text_of(row, "address", lang), place_label(text_of(row, "place"), lang))
        yield ", ".join(each for each in told if each)
