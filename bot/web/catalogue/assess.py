"""The page on which an actor's capacity is assessed, and the summary of what assessors found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.web.catalogue.door import HOME, Door, Visit, back, guarded
from bot.web.catalogue.listing import name_of
from bot.web.pages import worded
from bot.web.shifts import Shift
from casework.assessing import assess, given
from casework.record_access import Sheet, sheet
from catalogue.capacity import GRID, SCORES, Criterion, criteria, criterion, dimension_label
from catalogue.mapping.assessed import assessor_label
from catalogue.marks import Marks, assessed
from locales.texts import number


@dataclass(frozen=True, slots=True)
class AssessPages:
    """The routes of assessing."""

    door: Door

    def routes(self) -> list[BaseRoute]:
        """One form with all criteria."""
        path = HOME + "/actor/{actor}/assess"
        return [
            Route(path, guarded(self.door, self.show), methods=["GET"]),
            Route(path, guarded(self.door, self.save), methods=["POST"]),
        ]

    async def show(self, request: Request, shift: Shift) -> Response:
        """The grid, with what this member gave in the round that is going on."""
        actor = request.path_params["actor"]
        told = await self.door.read(shift, partial(_form, actor))
        return await self.door.page(request, shift, "assess.html", actor=actor, **told)

    async def save(self, request: Request, shift: Shift) -> Response:
        """Keep what was chosen; what was left open stays missing."""
        actor, form = request.path_params["actor"], await request.form()
        scores = chosen({name: str(value) for name, value in form.items()})
        await self.door.write(shift, lambda visit: _keep(visit, actor, scores))
        return back(request, f"/actor/{actor}?done=assessed")


def chosen(form: Mapping[str, str]) -> dict[str, int]:
    """The scores of a form; what is no criterion or no score is not looked at."""
    known = {str(score): score for score in SCORES}
    return {
        name: known[value] for name, value in form.items() if criterion(name) and value in known
    }


def _keep(visit: Visit, actor: str, scores: Mapping[str, int]) -> None:
    assess(visit.sitting, visit.shift.member, actor, scores)


def _form(actor: str, visit: Visit) -> dict[str, Any]:
    found = given(visit.sitting, visit.shift.member, actor)
    seen = sheet(visit.sitting, visit.shift.member, actor)
    by_dimension = groupby(criteria(), lambda each: each.dimension)
    return {
        "name": name_of(seen.actor, visit.lang),
        "own": seen.own,
        "dimensions": [
            (dimension_label(name, visit.lang), [asked(each, found, visit.lang) for each in some])
            for name, some in by_dimension
        ],
    }


def asked(about: Criterion, found: Mapping[str, int], lang: str) -> dict[str, Any]:
    """A criterion with its levels in words, and the one that was chosen."""
    levels = [(score, about.level(score, lang)) for score in SCORES]
    return {
        "code": about.code,
        "label": about.label(lang),
        "levels": levels,
        "chosen": found.get(about.code),
    }


@dataclass(frozen=True, slots=True)
class Given:
    """What one assessor, or all together, gave: a mean for each dimension, worded."""

    who: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The means of each assessor beside each other."""

    dimensions: tuple[str, ...]
    rows: tuple[Given, ...]


def marks_of(visit: Visit, seen: Sheet) -> Summary | None:
    """What assessors found, for those who read staff fields; None where nobody has assessed."""
    if "staff" not in seen.levels:
        return None
    actor, lang = seen.record.id, visit.lang
    known = assessed(visit.sitting.uow.assessments.of(actor)).get(actor)
    if known is None:
        return None
    rows = [
        _given(assessor_label(who, lang), each, lang) for who, each in known.by_assessor.items()
    ]
    if len(rows) > 1:
        rows.append(_given(worded(lang, "staff.catalogue.together"), known.together, lang))
    if known.own:
        rows.append(_given(worded(lang, "staff.catalogue.self"), known.own, lang))
    return Summary(tuple(dimension_label(each, lang) for each in GRID), tuple(rows))


def _given(who: str, found: Marks, lang: str) -> Given:
    means = (found.dimensions.get(each) for each in GRID)
    return Given(who, tuple("–" if m is None else number(round(m, 1), lang) for m in means))
