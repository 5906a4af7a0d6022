"""What a dialogue can want for the care of the records; part of the closed list in `effects`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportClosed:
    """The focal point says that its own actor has closed; a coordinator decides."""


@dataclass(frozen=True, slots=True)
class EditRecord:
    """The focal point gives a field of its own record another value, as `Written.cell` holds it.

    `row` names the contact that is changed; `cell` empty takes the value away.
    """

    field: str
    cell: str
    row: str = ""


@dataclass(frozen=True, slots=True)
class AnswerClaim:
    """The focal point confirms, or denies, the link that another actor's record claims."""

    actor: str
    as_: str
    right: bool


@dataclass(frozen=True, slots=True)
class DecideProposal:
    """A coordinator approves or refuses (`reason`: a code) what somebody proposed.

    `seen` is the mark of what the record had become meanwhile, as it was shown.
    """

    proposal: str
    approved: bool
    reason: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class DecideBatch:
    """The same for all that was proposed together, each of them by itself."""

    batch: str
    approved: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class UndoProposal:
    """A coordinator takes back what was approved; of a contact another one decides."""

    proposal: str


CareEffect = ReportClosed | EditRecord | AnswerClaim | DecideProposal | DecideBatch | UndoProposal
