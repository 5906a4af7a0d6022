"""Assessing an actor: who may, under what name their scores are kept, what they gave lately.

Coordinators assess the actors that work in their region. A focal point may tell how it sees its own
actor: that is kept as the actor's own and enters no mean (`catalogue.marks`); nobody who answers
for an actor assesses it otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from casework.errors import NotYours
from casework.morocco_time import today
from casework.person import StaffMember
from casework.roster import near
from casework.sitting import Sitting
from catalogue.actor import Actor
from catalogue.assessment import Score
from catalogue.capacity import SCORES, criteria, criterion
from catalogue.marks import COORDINATOR, SELF
from conversations.view import CriterionView

TAG = 6
"""So many last characters of a coordinator's id tell two of one region apart; they name nobody."""
ROUND = timedelta(days=30)
"""An assessment that was stopped is gone on with for so long; after that it begins anew."""


MOST_CALLED = 8
"""Actors that may be meant by a name."""


def assess(
    sitting: Sitting, member: StaffMember, actor: str, scores: Mapping[str, int]
) -> tuple[Score, ...]:
    """Keep scores (criterion → 0 to 4) as found today; what is not in `scores` stays missing.

    Raises `NotYours` for an actor that is not theirs to assess, `ValueError` for a criterion the
    grid does not have or a score it does not know.
    """
    name = assessor_of(sitting, member, actor)
    if wrong := [code for code, n in scores.items() if not criterion(code) or n not in SCORES]:
        raise ValueError(f"no criterion or no score: {wrong}")
    day = today(sitting.now)
    kept = tuple(Score(actor, name, day, code, n) for code, n in scores.items())
    sitting.uow.assessments.keep(kept)
    sitting.note(member.id, "assessed", subject=actor)
    return kept


def assessor_of(sitting: Sitting, member: StaffMember, actor: str) -> str:
    """The name under which a member of staff assesses this actor. Raises `NotYours`."""
    known = sitting.around.snapshot(sitting.uow).actor(actor)
    if known is None or not may_assess(member, known):
        raise NotYours
    if member.role == "focal":
        return f"{SELF}{actor}"
    return f"{COORDINATOR}{member.region}:{member.id[-TAG:]}"


def may_assess(member: StaffMember, actor: Actor) -> bool:
    """A coordinator of a region in which the actor works (or of all), or its own focal point."""
    if not member.active:
        return False
    if member.role == "focal":
        return actor.id == member.actor
    return actor.visibility != "hidden" and near(actor, member.region)


def given(sitting: Sitting, member: StaffMember, actor: str) -> Mapping[str, int]:
    """What this member gave this actor in the round that is going on: criterion → score.

    Raises `NotYours`.
    """
    name = assessor_of(sitting, member, actor)
    since = today(sitting.now) - ROUND
    scores = [each for each in sitting.uow.assessments.of(actor) if each.assessor == name]
    lately = (each for each in scores if each.day > since)
    return {each.criterion: each.score for each in sorted(lately, key=lambda each: each.day)}


@dataclass(frozen=True, slots=True)
class MembersAssessing:
    """Implements `conversations.view.Assessing` for one member of staff."""

    sitting: Sitting
    member: StaffMember

    def criteria(self) -> Sequence[CriterionView]:
        """The grid, in the order in which it is asked."""
        return [CriterionView(each.code, each.dimension) for each in criteria()]

    def called(self, name: str) -> Sequence[str]:
        """The actors of that name, in any spelling, that are theirs to assess, best first."""
        named = self.sitting.around.snapshot(self.sitting.uow).named(name, MOST_CALLED)
        return [each.id for each in named if may_assess(self.member, each)]

    def given(self, actor: str) -> Mapping[str, int] | None:
        """What they gave lately; None for an actor that is not theirs."""
        try:
            return given(self.sitting, self.member, actor)
        except NotYours:
            return None
