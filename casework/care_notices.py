"""Who is told of a proposal, and of what was decided: neutral first, and by day."""

from __future__ import annotations

from collections.abc import Sequence

from casework import notices, tasks
from casework.proposal import Proposal
from casework.second_person import may_decide
from casework.sitting import Sitting
from casework.world import region_of
from conversations.messages import Message, Ref, Text, option

NOTICE, POINT = "staff.care.notice", "staff.card.task_notice"
"""The line a push shows: to focal points, and to coordinators."""
REASONS = ("wrong", "unproven", "unclear", "duplicate", "other")
"""Why a proposal is refused, as codes; `coordinator_care` shows the same list."""


def tell_coordinators(sitting: Sitting, proposal: Proposal, perimeter: Sequence[str]) -> None:
    """Those who may decide learn that something waits."""
    regions = {region_of(code) for code in perimeter}
    called = tasks.on_call(sitting.uow, regions.pop() if len(regions) == 1 else "")
    members = [each for each in called if may_decide(proposal, each, perimeter)]
    waits = Text("staff.care.waits", {"actor": Ref("actor", proposal.actor)})
    look = (option(f"@edit:{proposal.id}", "staff.care.look"),)
    card = Message((waits,), look, neutral=Text(POINT), footer=False)
    notices.tell_staff(sitting, members, lambda _: card, waits=True)


def tell_proposer(
    sitting: Sitting, proposal: Proposal, *, approved: bool, reason: str = ""
) -> None:
    """A member of staff learns what became of a proposal; a file has nobody to tell."""
    member = sitting.uow.staff.get(proposal.by)
    if member is None:
        return
    values = {"actor": Ref("actor", proposal.actor)}
    said = Text("staff.care.told_approved" if approved else "staff.care.told_refused", values)
    why = (Text(f"staff.care.reason.{reason}"),) if reason in REASONS else ()
    neutral = Text(NOTICE if member.role == "focal" else POINT)
    card = Message((said, *why), neutral=neutral, footer=False)
    notices.tell_staff(sitting, [member], lambda _: card, waits=True)
