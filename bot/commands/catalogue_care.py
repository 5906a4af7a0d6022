"""`tawjih catalogue stale | history | proposals`: the care of the records, read. Nothing is decided
here: at a command line there is no second person."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from bot.clock import clock_for
from bot.commands.catalogue_list import place_of
from bot.commands.import_report import changed_label
from bot.commands.opening import existing
from bot.commands.wording import known, worded
from bot.names import in_language
from bot.settings import from_environment, operator_language
from casework.errors import OperatorError
from casework.field_words import change_words
from casework.morocco_time import local
from casework.morocco_time import today as day_of
from casework.proposal import Past, Proposal, proposal_of, signers
from casework.staleness import Stale, stale
from catalogue.actor import Actor
from catalogue.exchange.leaving import hidden_actors
from catalogue.exchange.unshown import told_change, told_id
from catalogue.labels import hidden_label
from catalogue.places import gazetteer
from catalogue.record import Change, Record
from catalogue.schema import ACTOR
from catalogue.search import Snapshot
from conversations.care import ChangeView
from storage.work import Work

T = TypeVar("T")
SHORT_ID = 12
"""So many characters of an id are shown, as `tawjih staff list` does."""
Roles = Mapping[str, str]
"""Member of staff → role."""

app = typer.Typer(add_completion=False)


@app.command("stale", help=worded("cli.care.stale"))
def list_stale(
    area: Annotated[str, typer.Option(help=worded("cli.care.area"))] = "",
    as_json: Annotated[bool, typer.Option("--json", help=worded("cli.care.json"))] = False,
) -> None:
    found, roles = reading(lambda work, day: (gathered(work, day, area), roles_of(work)))
    if as_json:
        for each in found:
            print(json.dumps(stale_object(each), ensure_ascii=False))
    elif found:
        Console().print(stale_table(found, roles))
    else:
        print(worded("cli.care.none_stale"))


@app.command("history", help=worded("cli.care.history"))
def show_history(
    actor: Annotated[str, typer.Argument(help=worded("cli.catalogue.actor"))],
    as_json: Annotated[bool, typer.Option("--json", help=worded("cli.care.json"))] = False,
) -> None:
    past, roles = reading(lambda work, day: (told_history(work, actor), roles_of(work)))
    if as_json:
        for each in past:
            print(json.dumps(past_object(each), ensure_ascii=False))
    elif past:
        Console().print(history_table(past, roles))
    else:
        print(worded("cli.care.no_history"))


@app.command("proposals", help=worded("cli.care.proposals"))
def list_proposals(
    as_json: Annotated[bool, typer.Option("--json", help=worded("cli.care.json"))] = False,
) -> None:
    waiting, roles = reading(lambda work, day: (told_proposals(work), roles_of(work)))
    if as_json:
        for each in waiting:
            print(json.dumps(proposal_object(each), ensure_ascii=False))
    elif waiting:
        Console().print(proposals_table(waiting, roles))
    else:
        print(worded("cli.care.no_proposals"))


def reading(look: Callable[[Work, date], T]) -> T:
    """Look at the operator's database. Raises `OperatorError` where there is none."""
    return asyncio.run(_reading(look))


async def _reading(look: Callable[[Work, date], T]) -> T:
    settings = from_environment()
    day = day_of(clock_for(settings.clock_file).now())
    async with existing(settings) as store:
        return await store.read(lambda work: look(work, day))


def gathered(work: Work, day: date, area: str) -> list[Stale]:
    """The stale records of an area, or all. Raises `OperatorError` for an unknown area."""
    found = stale(work, day)
    if not area:
        return found
    place, near = place_of(area), Snapshot([each.actor for each in found], gazetteer())
    return [each for each in found if near.reaches(each.actor, place)]


def history_of(work: Work, actor: str) -> Sequence[Past]:
    """What has changed in a record. Raises `OperatorError` for an actor that never was."""
    past = work.records.history(actor)
    if not past and work.records.get(actor) is None:
        raise OperatorError("cli.catalogue.unknown_actor", what=actor)
    return past


def told_history(work: Work, actor: str) -> list[Past]:
    """The same without what is hidden. Raises `OperatorError`, for a hidden actor too."""
    past, record = history_of(work, actor), work.records.get(actor) or Record({})
    hidden = hidden_actors(work.records.all())
    if actor in hidden:
        raise OperatorError("cli.catalogue.unknown_actor", what=actor)
    return [replace(each, change=told_change(each.change, record, hidden)) for each in past]


def told_proposals(work: Work) -> list[Proposal]:
    """The proposals that wait, without what is hidden in them."""
    hidden = hidden_actors(work.records.all())
    return [_told(work, each, hidden) for each in work.proposals.waiting()]


def _told(work: Work, proposal: Proposal, hidden: Collection[str]) -> Proposal:
    record = work.records.get(proposal.actor) or Record({})
    changes = tuple(told_change(each, record, hidden) for each in proposal.changes)
    return replace(proposal, actor=told_id(proposal.actor, hidden), changes=changes)


def words_of(change: Change) -> ChangeView:
    """A change before and after; of a hidden one no more than where it is."""
    word = hidden_label()
    if word not in (change.before, change.after):
        return change_words(change, operator_language())
    return ChangeView(changed_label(change), change.before or "", change.after or "")


def roles_of(work: Work) -> Roles:
    """What each member of staff is: no name is known here."""
    return {member.id: member.role for member in work.staff.all()}


def stale_object(each: Stale) -> dict[str, Any]:
    """A stale record as `--json` gives it; `days_left` is negative once the time is over."""
    actor = each.actor
    return {
        "actor": actor.id,
        "state": each.how,
        "verified_on": _iso(actor.verified_on),
        "verified_by": each.by or None,
        "days_left": each.left,
        "focal_points": actor.focal_points,
        "asked_on": _iso(each.asked_on),
    }


def past_object(each: Past) -> dict[str, Any]:
    """A line of history: who proposed, who approved (the same where nobody else was needed)."""
    who = signers(each.who)
    return {
        "at": each.at.isoformat(),
        "by": who[0],
        "approved_by": who[-1],
        "why": each.why.partition(":")[0],
        "proposal": proposal_of(each.why) or None,
        **change_object(each.change),
    }


def proposal_object(each: Proposal) -> dict[str, Any]:
    """An open proposal with its changes."""
    return {
        "proposal": each.id,
        "batch": each.batch,
        "actor": each.actor,
        "at": each.at.isoformat(),
        "by": each.by,
        "why": each.why,
        "changes": [change_object(change) for change in each.changes],
    }


def change_object(change: Change) -> dict[str, Any]:
    """One change with the machine's names."""
    return {
        "part": change.part,
        "row": change.row,
        "field": change.field,
        "before": change.before,
        "after": change.after,
    }


def stale_table(found: Iterable[Stale], roles: Roles) -> Table:
    """One record a line, the most pressing first."""
    drawn = _table("actor", "name", "verified_on", "by", "left", "focal_points", "asked_on")
    for each in found:
        actor = each.actor
        drawn.add_row(
            actor.id,
            _name(actor),
            _iso(actor.verified_on) or "—",
            _who(each.by, roles),
            _left(each),
            str(actor.focal_points),
            _iso(each.asked_on) or "—",
        )
    return drawn


def history_table(past: Iterable[Past], roles: Roles) -> Table:
    """One change a line, the newest first."""
    drawn = _table("when", "by", "approved_by", "why", "change")
    for each in past:
        who = signers(each.who)
        drawn.add_row(
            f"{local(each.at):%Y-%m-%d %H:%M}",
            _who(who[0], roles),
            _who(who[1], roles) if len(who) > 1 else "—",
            _why(each.why.partition(":")[0]),
            _change(each.change),
        )
    return drawn


def proposals_table(waiting: Iterable[Proposal], roles: Roles) -> Table:
    """One proposal a line, its changes in words."""
    drawn = _table("actor", "when", "by", "why", "change")
    for each in waiting:
        drawn.add_row(
            each.actor,
            f"{local(each.at):%Y-%m-%d}",
            _who(each.by, roles),
            _why(each.why),
            "\n".join(map(_change, each.changes)),
        )
    return drawn


def _table(*columns: str) -> Table:
    return Table(*(worded(f"cli.care.column.{column}") for column in columns))


def _name(actor: Actor) -> str:
    return in_language(actor.names, operator_language())


def _change(change: Change) -> str:
    if change.part == ACTOR and not change.field:
        return worded("cli.care.removed" if change.before else "cli.care.created")
    told = words_of(change)
    return f"{told.label} : {told.before or '—'} → {told.after or '—'}"


def _who(who: str, roles: Roles) -> str:
    """A role and the beginning of the id; what is no member of staff as it is called."""
    if not who:
        return "—"
    role = roles.get(who)
    return f"{worded(f'cli.staff.role.{role}')} {who[:SHORT_ID]}" if role else who[:40]


def _why(why: str) -> str:
    key = f"cli.care.why.{why}"
    return worded(key) if known(key) else why


def _left(each: Stale) -> str:
    if each.left is None:
        return worded("cli.care.never")
    return worded("cli.care.left" if each.left > 0 else "cli.care.over", n=abs(each.left))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
