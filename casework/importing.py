"""Bringing what a file says into the catalogue: what it would do, then all of it or nothing.

A file grants nothing, and no contact changes by it: those wait as proposals for a second person
(decision 0017). Files themselves are not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from casework.errors import OperatorError
from casework.ports import Ids, UnitOfWork
from casework.proposal import STARTER, Proposal
from catalogue.exchange.draft import Draft, renamed
from catalogue.exchange.duplicates import pairs
from catalogue.exchange.leaving import hidden_actors
from catalogue.exchange.plan import Plan, Planned, planned
from catalogue.exchange.unshown import told_pair
from catalogue.mapping.material import is_synthetic
from catalogue.record import Change, Record

OPERATOR = "operator"
WHY = "import"
"""Why a proposal was made, and the action's name in the audit."""
LONGEST_NAME = 80
"""Characters of a file's name that the history keeps."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What was written: lines of history, new proposals, and their batch.

    `waiting` are those of the file that somebody has been asked about before.
    """

    lines: int
    proposals: int
    batch: str
    waiting: int = 0


def plan(
    records: Iterable[Record],
    draft: Draft,
    *,
    same: Mapping[str, str] | None = None,
    duplicates: bool = True,
) -> Plan:
    """What an import of the draft into these records would do; writes nothing.

    `same` says which ids of the file are meant for which known ones. Raises `OperatorError` for
    ids of it that are not there.
    """
    known = {record.id: record for record in records}
    found = planned(_joined(draft, known, same or {}), known)
    if not duplicates or not found.new:
        return found
    new = [each.record for each in found.new]
    hidden = hidden_actors([*known.values(), *new])
    alike = (told_pair(each, hidden) for each in pairs([*known.values(), *new], new))
    return replace(found, pairs=tuple(alike))


def _joined(draft: Draft, known: Mapping[str, Record], same: Mapping[str, str]) -> Draft:
    told = {each.id for each in draft.told}
    for new, old in same.items():
        if new not in told:
            raise OperatorError("cli.exchange.same_not_in_file", what=new)
        if old not in known:
            raise OperatorError("cli.exchange.same_unknown", what=old)
        if old in told or list(same.values()).count(old) > 1:
            raise OperatorError("cli.exchange.same_twice", what=old)
    return renamed(draft, same)


def check_kind(uow: UnitOfWork, draft: Draft) -> None:
    """Invented and real actors never share a database that counts. Raises `OperatorError`.

    Invented ones are refused where people were referred to real actors, focal points of such have
    joined, or people work on their records; real ones are refused where invented ones stand.
    """
    ids = [each.id for each in draft.told]
    if any(map(is_synthetic, ids)):
        if _serves_people(uow):
            raise OperatorError("cli.exchange.synthetic_refused")
        if _is_worked_on(uow):
            raise OperatorError("cli.exchange.synthetic_refused_work")
    if not all(map(is_synthetic, ids)) and _has_synthetic(uow):
        raise OperatorError("cli.exchange.real_refused")


def _serves_people(uow: UnitOfWork) -> bool:
    referred = (count.by[0] for count in uow.referrals.counts(("actor",), {}))
    joined = (member.actor for member in uow.staff.all() if member.role == "focal")
    return any(actor and not is_synthetic(actor) for actor in (*referred, *joined))


def _is_worked_on(uow: UnitOfWork) -> bool:
    """Whether anybody wrote a real record after the starter, or would write one."""
    proposed = (proposal.actor for proposal in uow.proposals.waiting())
    return not all(map(is_synthetic, (*uow.records.touched(STARTER), *proposed)))


def _has_synthetic(uow: UnitOfWork) -> bool:
    return any(is_synthetic(actor.id) for actor in uow.actors.all())


def apply(uow: UnitOfWork, wanted: Plan, *, name: str, ids: Ids, now: datetime) -> Imported:
    """Write a plan in this transaction: records, scores, proposals, one line of the audit.

    `name` is the file's. Raises `OperatorError` for a plan with faults: nothing is written.
    """
    if wanted.faults:
        raise OperatorError("cli.exchange.nothing_written", n=len(wanted.faults))
    batch = ids.new()
    why = f"{WHY} {name[:LONGEST_NAME]}"
    lines = uow.records.write(wanted.written, by=OPERATOR, why=why)
    uow.assessments.keep(wanted.scores)
    held = list(_not_waiting(uow, wanted.held))
    for each in held:
        uow.proposals.add(_proposal(each, ids.new(), batch=batch, now=now))
    uow.audit.note(now, OPERATOR, "imported", subject=batch)
    return Imported(lines, len(held), batch, waiting=sum(1 for _ in wanted.held) - len(held))


def _not_waiting(uow: UnitOfWork, held: Iterable[Planned]) -> Iterator[Planned]:
    """Those that nobody has been asked about yet: a file imported twice asks once."""
    waiting: dict[str, list[tuple[Change, ...]]] = {}
    for proposal in uow.proposals.waiting():
        waiting.setdefault(proposal.actor, []).append(tuple(proposal.changes))
    return (each for each in held if each.held not in waiting.get(each.record.id, ()))


def _proposal(held: Planned, new: str, *, batch: str, now: datetime) -> Proposal:
    return Proposal(
        id=new, batch=batch, actor=held.record.id, at=now, by=OPERATOR, why=WHY, changes=held.held
    )
