"""Staff care for the records: edits, closures, links, and what coordinators decide about them."""

from __future__ import annotations

from dataclasses import replace

from casework import authority, care, links
from casework.care import Verdict
from casework.editing import changes_of, with_day
from casework.errors import Decided, NotYours, RecordMoved, SecondPerson, Unchanged
from casework.morocco_time import today
from casework.sitting import Turn
from catalogue.exchange.cells import CellFault
from conversations.effects import (
    AnswerClaim,
    DecideBatch,
    DecideProposal,
    EditRecord,
    ReportClosed,
    UndoProposal,
)
from conversations.messages import Option, Value, option, say


def report_closed(effect: ReportClosed, turn: Turn) -> None:
    """Nobody is referred there any more; a coordinator decides."""
    care.report_closed(turn, authority.member(turn, "focal"))


def edit_record(effect: EditRecord, turn: Turn) -> None:
    """A focal point's change: free places hold at once, the rest waits for a coordinator."""
    member = authority.member(turn, "focal")
    record = turn.uow.records.get(member.actor)
    if record is None:
        raise NotYours
    try:
        told = changes_of(
            record, effect.field, effect.cell, row=effect.row, lang=turn.chat.language
        )
    except CellFault:
        raise NotYours from None
    try:
        dated = with_day(record, told, today(turn.now))
        edited = care.edit(turn, member.actor, dated, member=member)
    except Unchanged:
        _tell(turn, "staff.care.unchanged")
        return
    _tell(turn, "staff.care.proposed" if edited.proposal else "staff.care.applied")


def answer_claim(effect: AnswerClaim, turn: Turn) -> None:
    """A yes confirms the link on both sides; a no is proposed to the other record's coordinator."""
    member = authority.member(turn, "focal")
    claim = links.claim(turn.uow, member.actor, effect.actor, effect.as_)
    if not effect.right:
        care.propose(turn, effect.actor, (links.removal(claim),), by=member.id, why=links.DENIED)
        return
    turn.uow.records.write([links.confirmed(claim)], by=member.id, why="confirmed")
    turn.note(member.id, "link_confirmed", subject=effect.actor)


def decide(effect: DecideProposal, turn: Turn) -> None:
    """Approved or refused, once; what stands in the way is said, and the proposal stays open."""
    member = authority.member(turn, "coordinator")
    try:
        care.decide(
            turn,
            effect.proposal,
            member,
            Verdict(effect.approved, effect.reason, effect.seen),
        )
    except Decided:
        _tell(turn, "staff.care.decided")
    except SecondPerson:
        _tell(turn, "staff.care.second_person")
    except RecordMoved:
        _tell(turn, "staff.care.moved", option(f"@edit:{effect.proposal}", "staff.care.look"))
    else:
        _tell(turn, *_outcome(effect))


def _outcome(effect: DecideProposal) -> tuple[str, *tuple[Option, ...]]:
    if not effect.approved:
        return ("staff.care.refused",)
    return "staff.care.approved", option(f"@undo:{effect.proposal}", "staff.care.undo")


def decide_batch(effect: DecideBatch, turn: Turn) -> None:
    """All that was proposed together, each logged by itself; how many are left is said."""
    member = authority.member(turn, "coordinator")
    verdict = Verdict(effect.approved, effect.reason)
    done, left = care.decide_batch(turn, effect.batch, member, verdict)
    said = "approved" if effect.approved else "refused"
    _tell(turn, f"staff.care.batch_{said}", n=done)
    if left:
        _tell(turn, "staff.care.batch_left", n=left)


def undo(effect: UndoProposal, turn: Turn) -> None:
    """Taken back at once, or proposed to another coordinator where it is a contact."""
    member = authority.member(turn, "coordinator")
    try:
        edited = care.undo(turn, effect.proposal, member)
    except Unchanged:
        _tell(turn, "staff.care.not_undone")
        return
    _tell(turn, "staff.care.undo_proposed" if edited.proposal else "staff.care.undone")


def _tell(turn: Turn, key: str, *options: Option, **values: Value) -> None:
    turn.say(replace(say(key, *options, **values), footer=False))
