"""The pages on which a part of a record is edited; what becomes of it `casework.care` decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.web.catalogue import form
from bot.web.catalogue.door import HOME, Door, Visit, back, coded, guarded
from bot.web.catalogue.showing import change_in_words, name_in
from bot.web.shifts import Shift
from casework.care import Edited
from casework.errors import Unchanged
from casework.form_edit import Clash, editable, portion, section_of, submit
from casework.ports import Surroundings
from casework.record_access import Sheet, knows
from catalogue.labels import group_label, part_label
from catalogue.places import gazetteer
from catalogue.record import Record
from catalogue.schema import PARTS

CONFLICT, UNREADABLE = 409, 400
CODE = re.compile(r"\(?([0-9]{2}(?:\.[0-9]+)*\.?)\)?$", re.ASCII)
"""The code of a place behind its name, as a form shows it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A form as it is shown: on what it is written, over which cells, filled from what."""

    paper: form.Paper
    lines: tuple[form.Line, ...]
    was: Record
    name: str
    own: bool
    problem: str = ""
    since: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EditPages:
    """The routes of editing."""

    door: Door

    def routes(self) -> list[BaseRoute]:
        """One page for each group of fields and each part of a record."""
        path = HOME + "/actor/{actor}/edit/{section}"
        return [
            Route(path, guarded(self.door, self.show), methods=["GET"]),
            Route(path, guarded(self.door, self.save), methods=["POST"]),
        ]

    async def show(self, request: Request, shift: Shift) -> Response:
        """The form, filled from the record as it stands."""
        opened = await self.door.read(shift, partial(_open, _where(request)))
        return await self._page(request, shift, opened, status=200)

    async def save(self, request: Request, shift: Shift) -> Response:
        """Take what was typed: it holds, waits, or is shown again with what is wrong."""
        given = await request.form()
        was = form.read_back(str(given.get("was", "")))
        if was is None:
            return Response(status_code=UNREADABLE)
        job = partial(_save, _where(request), was=was, posted=_lists(given))
        result = await self.door.write(shift, job)
        if isinstance(result, Opened):
            return await self._page(request, shift, result, status=CONFLICT)
        return back(request, f"/actor/{request.path_params['actor']}?done={_done(result)}")

    async def _page(
        self, request: Request, shift: Shift, opened: Opened, *, status: int
    ) -> Response:
        lang = shift.chat.language
        return await self.door.page(
            request,
            shift,
            "edit.html",
            opened=opened,
            title=_title(opened.paper.section.name, lang),
            actor=request.path_params["actor"],
            was=form.kept(opened.was),
            fault=partial(fault_words, lang),
            status=status,
        )


def fault_words(lang: str, box: form.Box) -> str:
    """What is wrong with what stands in a box."""
    return coded(lang, "fault", box.fault, **box.values)


def _where(request: Request) -> tuple[str, str]:
    """Whose record, and which section of it."""
    return str(request.path_params["actor"]), str(request.path_params["section"])


def _lists(given: FormData) -> dict[str, list[str]]:
    """What was typed, by the name of the box; a file is nothing that was typed."""
    names = dict.fromkeys(given.keys())
    return {name: [each for each in given.getlist(name) if isinstance(each, str)] for name in names}


def _title(section: str, lang: str) -> str:
    return part_label(section, lang) if section in PARTS else group_label(section, lang)


def _done(result: Edited) -> str:
    if result.proposal is None:
        return "saved"
    return "both" if result.applied else "proposed"


def _open(where: tuple[str, str], visit: Visit) -> Opened:
    desk = _desk(visit, *where)
    record = portion(desk.seen.record, desk.paper.section)
    return desk.shown(form.lines(desk.paper, form.filled(desk.paper, record)), record)


@dataclass(frozen=True, slots=True)
class Desk:
    """One form before one member: who sits there, the record as they read it, the paper."""

    visit: Visit
    seen: Sheet
    paper: form.Paper

    def shown(self, lines: tuple[form.Line, ...], was: Record, **told: Any) -> Opened:
        """The form over these rows, filled from that state of the record."""
        name = name_in(self.seen.record, self.visit.lang)
        return Opened(self.paper, lines, was, name, self.seen.own, **told)

    def again(self, typed: form.Typed, was: Record, problem: str, **told: Any) -> Opened:
        """The form as it was typed, with what keeps it from being saved."""
        lines = form.lines(self.paper, typed.cells, typed.faults)
        return self.shown(lines, was, problem=problem, **told)


def _save(
    where: tuple[str, str], visit: Visit, *, was: Record, posted: dict[str, list[str]]
) -> Edited | Opened:
    desk = _desk(visit, *where)
    typed, was = form.typed(desk.paper, posted), portion(was, desk.paper.section)
    if typed.faults:
        return desk.again(typed, was, "faults")
    try:
        result = submit(
            visit.sitting,
            desk.seen,
            desk.paper.section,
            member=visit.shift.member,
            was=was,
            now=typed.record,
        )
    except Unchanged:
        return desk.again(typed, was, "unchanged")
    if isinstance(result, Clash):
        since = tuple(change_in_words(each, visit.lang) for each in result.since)
        return desk.again(typed, result.now, "clash", since=since)
    return result


def _desk(visit: Visit, actor: str, section: str) -> Desk:
    seen = editable(visit.sitting, visit.shift.member, actor)
    around = visit.sitting.around
    paper = form.Paper(
        section_of(section, seen.levels),
        visit.lang,
        place=partial(place_named, around),
        actor=partial(_actor_named, visit),
    )
    return Desk(visit, seen, paper)


def place_named(around: Surroundings, text: str) -> str:
    """The code of a place written by name, code or both; empty when nobody knows it."""
    found = CODE.search(text.strip())
    if found and gazetteer().get(found[1]):
        return found[1]
    place = around.reader.read(text[:100]).place
    return place.code if place else ""


def _actor_named(visit: Visit, text: str) -> str:
    """The id of an actor written by id or by name; empty when this member knows none."""
    snapshot = visit.sitting.around.snapshot(visit.sitting.uow)
    exact = snapshot.actor(text)
    called = (exact,) if exact else snapshot.named(text[:200], 1)
    return next((each.id for each in called if knows(visit.shift.member, each)), "")
