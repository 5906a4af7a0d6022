"""A score given in the dialogue: it is kept under the name of whoever gives it."""

from __future__ import annotations

from casework import authority
from casework.assessing import assess as keep
from casework.sitting import Turn
from conversations.effects import AssessActor


def assess(effect: AssessActor, turn: Turn) -> None:
    """One criterion of one actor, as found today. Raises `NotYours`."""
    keep(turn, authority.member(turn), effect.actor, {effect.criterion: effect.score})
