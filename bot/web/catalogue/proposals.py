"""The pages on which coordinators decide what somebody else proposed, one by one or together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.web.catalogue.door import HOME, Door, Visit, back, guarded
from bot.web.catalogue.showing import change_in_words, moment, name_in, role_of
from bot.web.pages import worded
from bot.web.shifts import Shift
from casework import care
from casework.care import Verdict
from casework.care_notices import REASONS
from casework.errors import Decided, NotYours, RecordMoved, SecondPerson
from casework.moved import mark, moved
from casework.proposal import Proposal
from casework.record_access import reads, sheet
from casework.second_person import may_decide
from catalogue.record import Change, Record

OUTCOMES = ("approved", "refused", "decided", "second", "moved", "batch")
WHY = ("import", "edit", "closed", "undo", "denied")
"""Why proposals are made, as far as there are words for it."""
REFUSED = {Decided: "decided", SecondPerson: "second", RecordMoved: "moved"}
MOST_TOGETHER = 200
"""Proposals of a batch on one page, and approved with one tap: what was seen, no more."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A change in words. `since` is what it has become meanwhile, where it has."""

    label: str
    before: str
    after: str
    since: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal in words; `seen` is given back with the decision."""

    id: str
    batch: str
    actor: str
    name: str
    when: str
    who: str
    why: str
    changes: tuple[Shown, ...]
    seen: str
    decidable: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """Proposals made together: all of a batch that wait, or one alone."""

    id: str
    proposals: tuple[Waiting, ...]
    together: bool


@dataclass(frozen=True, slots=True)
class ProposalPages:
    """The routes of proposals."""

    door: Door

    def routes(self) -> list[BaseRoute]:
        """The list, and the two decisions."""
        return [
            Route(f"{HOME}/proposals", guarded(self.door, self.list)),
            Route(
                HOME + "/proposals/{proposal}", guarded(self.door, self.decide), methods=["POST"]
            ),
            Route(
                HOME + "/batches/{batch}", guarded(self.door, self.decide_batch), methods=["POST"]
            ),
        ]

    async def list(self, request: Request, shift: Shift) -> Response:
        """What waits of the records this member looks after, or of the own actor."""
        batches, lang = await self.door.read(shift, waiting), shift.chat.language
        done = request.query_params.get("done", "")
        number = request.query_params.get("n", "")
        return await self.door.page(
            request,
            shift,
            "proposals.html",
            batches=batches,
            reasons=[(each, worded(lang, f"staff.care.reason.{each}")) for each in REASONS],
            done=done if done in OUTCOMES else "",
            n=int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0,
        )

    async def decide(self, request: Request, shift: Shift) -> Response:
        """Approve or refuse one."""
        form = await request.form()
        reason = str(form.get("reason", ""))
        verdict = Verdict(
            approved=form.get("verdict") == "approve",
            reason=reason if reason in REASONS else "other",
            seen=str(form.get("seen", ""))[:40],
        )
        proposal = request.path_params["proposal"]
        outcome = await self.door.write(shift, partial(_decide, proposal, verdict))
        return back(request, f"/proposals?done={outcome}")

    async def decide_batch(self, request: Request, shift: Shift) -> Response:
        """Approve at once what was seen of a batch."""
        batch, form = request.path_params["batch"], await request.form()
        ids = [str(each) for each in form.getlist("shown")][:MOST_TOGETHER]
        done = await self.door.write(shift, partial(_decide_seen, batch, ids))
        return back(request, f"/proposals?done=batch&n={done}")


def waiting(visit: Visit) -> list[Batch]:
    """Everything that waits, what was proposed together as one."""
    found = sorted(care.waiting(visit.sitting.uow, visit.shift.member), key=_order)
    return [_batch(visit, batch, list(some)) for batch, some in groupby(found, _batch_of)]


def _order(proposal: Proposal) -> tuple[str, str, str]:
    return (proposal.at.isoformat(), proposal.batch, proposal.id)


def _batch_of(proposal: Proposal) -> str:
    return proposal.batch


def _batch(visit: Visit, batch: str, some: Sequence[Proposal]) -> Batch:
    shown = tuple(in_words(visit, each) for each in some[:MOST_TOGETHER])
    together = len(shown) > 1 and any(each.decidable for each in shown)
    return Batch(batch, shown, together)


def in_words(visit: Visit, proposal: Proposal) -> Waiting:
    """A proposal as this member reads it: what is kept from them is not told."""
    uow, member, lang = visit.sitting.uow, visit.shift.member, visit.lang
    record = uow.records.get(proposal.actor) or Record({"id": proposal.actor})
    since = moved(record, proposal.changes)
    served = care.perimeter(uow, proposal.actor)
    return Waiting(
        id=proposal.id,
        batch=proposal.batch,
        actor=proposal.actor,
        name=name_in(record, lang),
        when=moment(proposal.at, lang),
        who=role_of(uow, proposal.by, member, lang),
        why=proposal.why if proposal.why in WHY else "other",
        changes=tuple(_changes(visit, proposal, record)),
        seen=mark(since),
        decidable=may_decide(proposal, member, served),
    )


def _changes(visit: Visit, proposal: Proposal, record: Record) -> Iterator[Shown]:
    """The changes this member reads, each with what the record says by now."""
    since = {place_of(each): each for each in moved(record, proposal.changes)}
    for each in proposal.changes:
        if _reads(visit, proposal.actor, each):
            now = since.get(place_of(each))
            said = change_in_words(now, visit.lang)[1] if now else ""
            yield Shown(*change_in_words(each, visit.lang), since=said)


def place_of(change: Change) -> tuple[str, str, str]:
    """Where in a record a change is."""
    return (change.part, change.row, change.field)


def _reads(visit: Visit, actor: str, change: Change) -> bool:
    """A new actor has no sheet yet: whoever decides it reads all of it."""
    try:
        return reads(change, sheet(visit.sitting, visit.shift.member, actor))
    except NotYours:
        return visit.shift.member.role == "coordinator"


def _decide(proposal: str, verdict: Verdict, visit: Visit) -> str:
    """What became of it, as a code of the page."""
    try:
        care.decide(visit.sitting, proposal, visit.shift.member, verdict)
    except tuple(REFUSED) as refused:
        return REFUSED[type(refused)]
    return "approved" if verdict.approved else "refused"


def _decide_seen(batch: str, ids: Sequence[str], visit: Visit) -> int:
    """Approve those of a batch that stood on the page; how many were."""
    found = (visit.sitting.uow.proposals.get(each) for each in ids)
    ours = [each.id for each in found if each is not None and each.batch == batch]
    done = [_decide(each, Verdict(approved=True), visit) for each in ours]
    return done.count("approved")
