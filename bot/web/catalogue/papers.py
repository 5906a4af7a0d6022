"""The pages of papers: drawn on the screen, or sent as a file with a name that says nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.web.catalogue.door import HOME, Door, guarded
from bot.web.catalogue.listing import asked_of
from bot.web.catalogue.outputs import KINDS, Press, material_of, noted, offered, reader_of
from bot.web.catalogue.table import Output, Subject
from bot.web.catalogue.throttle import Throttle
from bot.web.shifts import Shift
from casework.errors import NotYours
from catalogue.mapping.seen import UnknownActor
from catalogue.needs import CONFIDENTIAL
from catalogue.papers.blocks import Paper
from catalogue.papers.pictures import as_address
from catalogue.papers.told import told

TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class PaperPages:
    """The routes of papers, of a list's filter and of one actor."""

    door: Door
    press: Press = field(default_factory=Press)
    throttle: Throttle = field(default_factory=lambda: Throttle(most=30, seconds=300))

    def routes(self) -> list[BaseRoute]:
        """`NAME` is the page, `NAME.pdf` its file; below an actor's record, or for the list."""
        show, send = guarded(self.door, self.show), guarded(self.door, self.send)
        return [
            Route(HOME + "/actor/{actor}/papers/{name}.{ending}", send),
            Route(HOME + "/actor/{actor}/papers/{name}", show),
            Route(HOME + "/papers/{name}.{ending}", send),
            Route(HOME + "/papers/{name}", show),
        ]

    async def show(self, request: Request, shift: Shift) -> Response:
        """The paper as a page; matrices are tables, each number on its shade."""
        if not self.throttle.lets(shift.member.id):
            return Response(status_code=TOO_MANY)
        output, paper = await self._paper(request, shift)
        return await self.door.page(
            request,
            shift,
            "paper.html",
            paper=told(paper, as_address),
            name=request.path_params["name"],
            endings=output.endings,
            query=request.url.query,
        )

    async def send(self, request: Request, shift: Shift) -> Response:
        """The paper as a file."""
        ending = "." + request.path_params["ending"]
        if ending not in KINDS:
            raise NotYours
        if not self.throttle.lets(shift.member.id):
            return Response(status_code=TOO_MANY)
        _, paper = await self._paper(request, shift)
        content = await self.press.file(paper, ending)
        named = f'attachment; filename="tawjih{ending}"'
        return Response(content, headers={"content-disposition": named}, media_type=KINDS[ending])

    async def _paper(self, request: Request, shift: Shift) -> tuple[Output, Paper]:
        name, actor = request.path_params["name"], request.path_params.get("actor", "")
        reader = await self.door.read(shift, lambda visit: reader_of(visit, actor))
        about = replace(subject_of(request), reader=reader)
        output = offered(reader, actor=bool(actor)).get(name)
        if output is None or (output.need and not about.need):
            raise NotYours
        await self.door.write(shift, partial(noted, name, actor))
        material = await self.door.read(shift, material_of)
        try:
            return output, await self.press.paper(output, material, about, shift.chat.language)
        except UnknownActor:
            raise NotYours from None


def subject_of(request: Request) -> Subject:
    """What the address asks the paper to be about."""
    wanted = asked_of(request.query_params).wanted
    return Subject(
        need="" if wanted.need == CONFIDENTIAL else wanted.need,
        area=wanted.place,
        category=wanted.category,
        rung=wanted.rung,
        actor=request.path_params.get("actor", ""),
    )
