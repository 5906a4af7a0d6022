"""The pages on which staff look: the list of actors and one actor's record."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.web.catalogue.assess import marks_of
from bot.web.catalogue.door import HOME, Door, Visit, back, guarded
from bot.web.catalogue.listing import Asked, Listing, asked_of, choices, listing, where
from bot.web.catalogue.outputs import offered, reader_of
from bot.web.catalogue.search import heard, numbers
from bot.web.catalogue.showing import history_of, name_in, parts_of
from bot.web.shifts import Shift, speak
from casework import care
from casework.assessing import may_assess
from casework.morocco_time import today
from casework.pausing import pause
from casework.record_access import EVERYBODY, history, knows, levels_of, look
from catalogue.actor import Actor
from catalogue.browsing import RUNGS, SORTS, Ground, open_needs
from catalogue.found import Understanding
from catalogue.mapping.readers import Reader
from catalogue.places import gazetteer

MOST_HISTORY = 50
DONE = ("saved", "proposed", "both", "paused", "assessed")
"""What the page may say was just done."""
LOCAL = re.compile(r"(/[A-Za-z0-9._-]+){0,5}", re.ASCII)
"""A page of the catalogue, to come back to."""


@dataclass(frozen=True, slots=True)
class BrowsePages:
    """The routes of looking."""

    door: Door

    def routes(self) -> list[BaseRoute]:
        """The list at `/desk/catalogue`, a record below it."""
        return [
            Route(HOME, guarded(self.door, self.list)),
            Route(f"{HOME}/language", guarded(self.door, self.language), methods=["POST"]),
            Route(HOME + "/actor/{actor}", guarded(self.door, self.show)),
            Route(HOME + "/actor/{actor}/pause", guarded(self.door, self.pause), methods=["POST"]),
        ]

    async def list(self, request: Request, shift: Shift) -> Response:
        """Actors that fit what the address asks for."""
        asked = asked_of(request.query_params)
        lang = shift.chat.language
        found = heard(asked, self.door.desk.around)
        listed = await self.door.read(shift, partial(_listed, asked, found))
        return await self.door.page(
            request,
            shift,
            "list.html",
            asked=asked,
            listing=listed,
            choices=choices(lang),
            rungs=RUNGS,
            sorts=SORTS,
            numbers=numbers(found, self.door.desk.renderer, lang),
            outputs=offered(await self.door.read(shift, _reader), actor=False),
        )

    async def language(self, request: Request, shift: Shift) -> Response:
        """Read the catalogue in the staff's other language, on the page that was open."""
        form = await request.form()
        lang, here = str(form.get("lang", "")), str(form.get("here", ""))
        await self.door.desk.store.write(partial(speak, shift=shift, lang=lang))
        return back(request, here if LOCAL.fullmatch(here) else "")

    async def show(self, request: Request, shift: Shift) -> Response:
        """One record: the look is in the audit where it is somebody else's."""
        actor = request.path_params["actor"]
        seen = await self.door.write(shift, partial(_record, actor))
        done = request.query_params.get("done", "")
        done = done if done in DONE else ""
        return await self.door.page(request, shift, "record.html", done=done, **seen)

    async def pause(self, request: Request, shift: Shift) -> Response:
        """The own focal point says until when the actor takes nobody."""
        actor, form = request.path_params["actor"], await request.form()
        await self.door.write(shift, partial(_pause, actor, str(form.get("until", ""))))
        return back(request, f"/actor/{actor}?done=paused")


def _listed(asked: Asked, found: Understanding | None, visit: Visit) -> Listing:
    member, sitting = visit.shift.member, visit.sitting
    snapshot = sitting.around.snapshot(sitting.uow)
    ground = Ground(snapshot, gazetteer(), today(sitting.now), partial(_needs, visit))
    known = (each for each in snapshot.actors if knows(member, each))
    return listing(ground, known, asked, heard=found, lang=visit.lang)


def _needs(visit: Visit, actor: Actor) -> Collection[str]:
    """The needs this member may know that the actor serves."""
    cares = "hidden" in levels_of(visit.shift.member, actor)
    return actor.needs if cares else open_needs(actor)


def _reader(visit: Visit) -> Reader:
    return reader_of(visit, "")


def _record(actor: str, visit: Visit) -> dict[str, Any]:
    """What stands on the page of a record."""
    member, sitting, lang = visit.shift.member, visit.sitting, visit.lang
    seen = look(sitting, member, actor)
    uow, day = sitting.uow, today(sitting.now)
    past = history(sitting, seen, MOST_HISTORY) if seen.levels != EVERYBODY else []
    return {
        "seen": seen,
        "outputs": offered(reader_of(visit, actor), actor=True),
        "summary": marks_of(visit, seen),
        "assessable": may_assess(member, seen.actor),
        "name": name_in(seen.record, lang),
        "other_names": other_names(seen.record.values.get("name"), lang),
        "where": where(seen.actor, lang),
        "rung": seen.actor.rung(day),
        "unverified": not seen.actor.verified(day),
        "full": seen.actor.full(day),
        "parts": parts_of(seen, lang),
        "history": history_of(uow, past, member, lang),
        "waiting": len([each for each in care.waiting(uow, member) if each.actor == actor]),
        "today": day.isoformat(),
    }


def other_names(names: object, lang: str) -> tuple[tuple[str, str], ...]:
    """The name in the other languages: language and name."""
    told = names.items() if isinstance(names, dict) else ()
    return tuple((code, name) for code, name in told if code != lang)


def _pause(actor: str, until: str, visit: Visit) -> None:
    try:
        day = date.fromisoformat(until) if until else None
    except ValueError:
        day = None
    pause(visit.sitting, visit.shift.member, actor, day)
