"""How the pages of the catalogue reach the desk: its session, its transactions, what pages share.

No rule of who may see what stands here (`casework.record_access`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.web.desk import OVER, DeskPages, root_of, token_of, whose
from bot.web.pages import page, worded
from bot.web.shifts import Shift
from casework.errors import NotYours
from casework.sitting import Sitting
from catalogue.mapping.material import is_synthetic
from catalogue.search import Snapshot
from storage.work import Work

T = TypeVar("T")
HOME = "/desk/catalogue"


@dataclass(frozen=True, slots=True)
class Visit:
    """One member of staff before one page, within one transaction."""

    sitting: Sitting
    shift: Shift

    @property
    def lang(self) -> str:
        """The language of the desk."""
        return self.shift.chat.language


Job = Callable[[Visit], T]


@dataclass(frozen=True, slots=True)
class Door:
    """The desk, as the pages of the catalogue use it."""

    desk: DeskPages

    async def read(self, shift: Shift, job: Job[T]) -> T:
        """What is only looked at."""
        return await self.desk.store.read(partial(self._run, shift, job))

    async def write(self, shift: Shift, job: Job[T]) -> T:
        """What leaves a trace, if only a line of audit."""
        return await self.desk.store.write(partial(self._run, shift, job))

    def _run(self, shift: Shift, job: Job[T], work: Work) -> T:
        around = self.desk.around
        return job(Visit(Sitting(work, around, around.clock.now()), shift))

    async def shift(self, request: Request) -> Shift | None:
        """Whose page it is: of what was posted, only if our own page posted it."""
        posting = request.method == "POST"
        return await (self.desk.posting(request) if posting else self.desk.shift(request))

    def over(self, request: Request) -> Response:
        """The session is over, or the page was not ours."""
        return self.desk.closed(request, "staff.web.over", status=OVER)

    async def page(self, request: Request, shift: Shift, template: str, **values: Any) -> Response:
        """A page of the catalogue, with its head."""
        status = values.pop("status", 200)
        invented = await self.read(shift, synthetic)
        lang = shift.chat.language
        shared = {
            "home": home(request),
            "desk": f"{root_of(request)}/desk/",
            "c": partial(coded, lang),
            "csrf": self.desk.passes.csrf(token_of(request)),
            "whose": self.desk.renderer.text(whose(shift), lang),
            "synthetic": invented,
            "coordinates": shift.member.role == "coordinator",
            "here": request.url.path.removeprefix(home(request)),
        }
        return page(f"catalogue/{template}", lang, status=status, **shared, **values)


def coded(lang: str, kind: str, code: str, **values: str | int) -> str:
    """The words of a code that pages show."""
    return worded(lang, f"staff.catalogue.{kind}.{code}", **values)


def synthetic(visit: Visit) -> bool:
    """Whether invented actors are in the catalogue: every page then says so."""
    return has_invented(visit.sitting.around.snapshot(visit.sitting.uow))


def has_invented(snapshot: Snapshot) -> bool:
    """Whether any actor of the catalogue is invented."""
    return any(is_synthetic(each.id) for each in snapshot.actors)


def home(request: Request) -> str:
    """The address of the catalogue, wherever the desk is mounted."""
    return f"{root_of(request)}{HOME}"


def missing(shift: Shift) -> Response:
    """What is not there and what one may not see are one page."""
    lang = shift.chat.language
    told = worded(lang, "staff.catalogue.not_found.told")
    heading = worded(lang, "staff.catalogue.not_found")
    return page("plain.html", lang, status=404, heading=heading, told=told)


Handler = Callable[[Request], Any]
Shown = Callable[[Request, Shift], Any]


def guarded(door: Door, shown: Shown) -> Handler:
    """A route that only a session opens; what is not theirs is not there."""

    async def handle(request: Request) -> Response:
        shift = await door.shift(request)
        if shift is None:
            return door.over(request)
        try:
            answer: Response = await shown(request, shift)
        except NotYours:
            return missing(shift)
        return answer

    return handle


def back(request: Request, path: str) -> Response:
    """Go on to a page of the catalogue after something was posted."""
    return RedirectResponse(f"{home(request)}{path}", 303)
