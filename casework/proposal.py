"""What somebody proposes to change in a record, and what has changed: values, no rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from catalogue.record import Change

State = Literal["open", "approved", "refused"]
STARTER = "starter"
"""Who wrote the records a new database begins with."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Changes of one actor's record that wait for a second person, or were decided.

    `batch` is shared by what was proposed together; `by` who proposed (a member of staff, the
    operator, a file); `why` a code, such as import, edit, closed.
    """

    id: str
    batch: str
    actor: str
    at: datetime
    by: str
    why: str
    changes: Sequence[Change]
    state: State = "open"
    decided_at: datetime | None = None
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """One line of a record's history: when, who, why, and what changed.

    The change of a record that was new then names no field.
    """

    at: datetime
    who: str
    why: str
    change: Change


def signed(proposer: str, decider: str) -> str:
    """Who stands behind an approved change in the history: who proposed, then who approved."""
    return f"{proposer}+{decider}"


def signers(who: str) -> tuple[str, ...]:
    """The ids behind a line of history: one, or who proposed and who approved."""
    return tuple(who.split("+"))


def reason_of(proposal: Proposal) -> str:
    """Why a line of history was written: the proposal's reason, and which one it was."""
    return f"{proposal.why}:{proposal.id}"


def proposal_of(why: str) -> str:
    """The id of the proposal behind a line of history, if there is one."""
    return why.partition(":")[2]
