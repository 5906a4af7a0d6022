"""Effect → what it does in the unit of work: one explicit table, complete or the program stops."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, get_args

from casework import (
    handle_assess,
    handle_care,
    handle_case,
    handle_consent,
    handle_follow_up,
    handle_readings,
    handle_staff,
    handle_talk,
    handle_tasks,
)
from casework.sitting import Turn
from conversations import effects
from conversations.effects import Effect

Handler = Callable[[Any, Turn], None]

HANDLERS: Mapping[type, Handler] = MappingProxyType(
    {
        effects.Say: handle_talk.tell,
        effects.RecordFact: handle_talk.record_fact,
        effects.SetLanguage: handle_talk.set_language,
        effects.GrantConsent: handle_consent.grant,
        effects.WithdrawConsent: handle_consent.withdraw,
        effects.OpenReferral: handle_consent.open_referral,
        effects.MoveReferral: handle_case.move,
        effects.RecordOutcome: handle_case.record_outcome,
        effects.LiftDispute: handle_case.lift_dispute,
        effects.DeclareEmergency: handle_case.declare_emergency,
        effects.AnswerFollowUp: handle_follow_up.answer,
        effects.AnswerCheck: handle_follow_up.answer_check,
        effects.PostponeCheck: handle_follow_up.postpone_check,
        effects.CallHuman: handle_tasks.call_human,
        effects.RelayToActor: handle_case.relay_to_actor,
        effects.RelayToPerson: handle_case.relay_to_person,
        effects.ProtectWith: handle_talk.protect_with,
        effects.Unlock: handle_talk.unlock,
        effects.EraseEverything: handle_talk.erase_everything,
        effects.QuickExit: handle_talk.quick_exit,
        effects.JoinAsStaff: handle_staff.join,
        effects.LeaveStaff: handle_staff.leave,
        effects.ConfirmRecord: handle_staff.confirm_record,
        effects.ReportClosed: handle_care.report_closed,
        effects.EditRecord: handle_care.edit_record,
        effects.AnswerClaim: handle_care.answer_claim,
        effects.DecideProposal: handle_care.decide,
        effects.DecideBatch: handle_care.decide_batch,
        effects.UndoProposal: handle_care.undo,
        effects.ShowCase: handle_case.show_case,
        effects.PauseActor: handle_staff.pause,
        effects.AnswerTask: handle_tasks.answer_task,
        effects.CloseTask: handle_tasks.close_task,
        effects.OfferNextActor: handle_consent.offer_next_actor,
        effects.ShowStatistics: handle_staff.show_statistics,
        effects.ShowActors: handle_staff.show_actors,
        effects.OpenDesk: handle_staff.open_desk,
        effects.ConfirmDestruction: handle_case.confirm_destruction,
        effects.CountReading: handle_readings.count,
        effects.CountMeant: handle_readings.count_meant,
        effects.MarkMisread: handle_readings.mark,
        effects.AssessActor: handle_assess.assess,
    }
)


def missing() -> frozenset[str]:
    """The effects nobody handles, and the handlers of no effect, by name."""
    known = frozenset(get_args(Effect))
    return frozenset(each.__name__ for each in known ^ HANDLERS.keys())


if missing():
    raise TypeError(f"effects without their one handler: {', '.join(sorted(missing()))}")
