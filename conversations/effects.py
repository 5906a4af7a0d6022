"""The closed list of what a dialogue can want. Each has exactly one handler, in `casework`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from conversations.messages import Message


@dataclass(frozen=True, slots=True)
class Say:
    """Tell the one who is talking."""

    message: Message


@dataclass(frozen=True, slots=True)
class RecordFact:
    """Keep a fact of the person (see `facts.py`); an empty value forgets it."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """Speak `fr`, `ar`, `ary` or `ary_Latn` from now on."""

    language: str


@dataclass(frozen=True, slots=True)
class GrantConsent:
    """The person said yes: to one actor for `referral`, to Tawjih for `checks`/`statistics`.

    `scope` lists what may pass: of name, contact, need, place, note.
    """

    kind: Literal["referral", "checks", "statistics"]
    actor: str = ""
    scope: tuple[str, ...] = ()
    text_version: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawConsent:
    """The person takes a consent back: of one referral, or of `checks`/`statistics`."""

    kind: Literal["referral", "checks", "statistics"]
    reference: str = ""


@dataclass(frozen=True, slots=True)
class OpenReferral:
    """Send the case to the actor; refused by the model unless a consent for that actor holds."""

    actor: str
    need: str
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class MoveReferral:
    """Move a referral to another state; who said so follows from who is talking."""

    reference: str
    to: str
    reason: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class RecordOutcome:
    """What the person got, as told by the one who is talking."""

    reference: str
    outcome: str


@dataclass(frozen=True, slots=True)
class LiftDispute:
    """A coordinator has heard both sides."""

    reference: str


@dataclass(frozen=True, slots=True)
class DeclareEmergency:
    """A coordinator says that life is in danger: the case's deadlines are those of an emergency."""

    reference: str


@dataclass(frozen=True, slots=True)
class AnswerFollowUp:
    """The person's answer to a day-3 or day-14 question: yes, no, partly, later, skip, stop."""

    purpose: Literal["day3", "day14"]
    reference: str
    answer: str


@dataclass(frozen=True, slots=True)
class AnswerCheck:
    """One answer of a reintegration check: question E1…P3, value 0…4 or `skip`."""

    check: str
    question: str
    value: str


@dataclass(frozen=True, slots=True)
class PostponeCheck:
    """Put a reintegration check off by some days, or stop all of them (`days` 0)."""

    check: str
    days: int


@dataclass(frozen=True, slots=True)
class CallHuman:
    """A task for the coordinators of the person's region.

    `reason`: human (asked for), danger, minor, gap (no actor), voice (a note to be heard, `voice`
    is the channel's message id), follow_up (wants help now). `words` are passed on to those who
    may know of the task.
    """

    reason: Literal["human", "danger", "minor", "gap", "voice", "follow_up"]
    need: str = ""
    voice: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class RelayToActor:
    """The person's one answer to what the focal point sent through the chat."""

    reference: str
    text: str


@dataclass(frozen=True, slots=True)
class RelayToPerson:
    """A place, a day and hour, and up to 300 characters, from the focal point."""

    reference: str
    text: str
    place: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class ProtectWith:
    """A word, or a picture of nine, that opens the case; empty removes it."""

    secret: str


@dataclass(frozen=True, slots=True)
class Unlock:
    """The right word was given: the case may be spoken of for a quarter of an hour."""


@dataclass(frozen=True, slots=True)
class EraseEverything:
    """Destroy the person's key and rows; what an actor was told is asked to be destroyed."""


@dataclass(frozen=True, slots=True)
class QuickExit:
    """Delete both sides' messages, remove the keyboard, hold what is pending."""


@dataclass(frozen=True, slots=True)
class JoinAsStaff:
    """Redeem an invite (single use, expiring)."""

    invite: str


@dataclass(frozen=True, slots=True)
class LeaveStaff:
    """A member of staff leaves: the chat is nobody's from then on."""


@dataclass(frozen=True, slots=True)
class ConfirmRecord:
    """The focal point says whether the record is right (`right` False: a coordinator looks)."""

    actor: str
    right: bool


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


@dataclass(frozen=True, slots=True)
class ShowCase:
    """Open the card of a referral: marks it received, is audited, shows what may be shown."""

    reference: str


@dataclass(frozen=True, slots=True)
class PauseActor:
    """The actor takes no referral until that day; None ends the pause."""

    until: date | None


@dataclass(frozen=True, slots=True)
class AnswerTask:
    """A coordinator answers the person of a task through the chat: at most 1,000 letters."""

    task: str
    text: str


@dataclass(frozen=True, slots=True)
class CloseTask:
    """A coordinator has dealt with a task; `lift_minor` also lifts the under-18 path."""

    task: str
    lift_minor: bool = False


@dataclass(frozen=True, slots=True)
class OfferNextActor:
    """Ask the person, with consent anew, about another actor in place of this referral."""

    reference: str


@dataclass(frozen=True, slots=True)
class ShowStatistics:
    """Figures of one's own region (coordinator) or actor (focal point), with the chart."""


@dataclass(frozen=True, slots=True)
class ShowActors:
    """The actors of a coordinator's region that somebody has joined for, or all of a name."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """Send a single-use link to the web desk, good for 15 minutes."""


@dataclass(frozen=True, slots=True)
class ConfirmDestruction:
    """The actor confirms that its own note of a withdrawn case is destroyed."""

    reference: str


Asked = Literal["need", "place"]
"""What a message was asked for, where readings are counted."""


@dataclass(frozen=True, slots=True)
class CountReading:
    """A text was read, or `missed`, where a need or a place was asked: counted, without the text.

    `form` is how it is written; `read` what was taken for it by mistake: codes of needs, or the
    level of a place; empty when nothing was read.
    """

    asked: Asked
    form: str
    missed: bool
    read: str = ""


@dataclass(frozen=True, slots=True)
class CountMeant:
    """The message missed on that `day` (ISO) `meant` this, as a button then told."""

    asked: Asked
    form: str
    day: str
    read: str
    meant: str


@dataclass(frozen=True, slots=True)
class MarkMisread:
    """A member of staff says that the need of a case was misread, and which one was meant."""

    reference: str
    meant: str


@dataclass(frozen=True, slots=True)
class AssessActor:
    """A member of staff scores one criterion of the capacity grid for an actor, 0 to 4."""

    actor: str
    criterion: str
    score: int


Effect = (
    Say
    | RecordFact
    | SetLanguage
    | GrantConsent
    | WithdrawConsent
    | OpenReferral
    | MoveReferral
    | RecordOutcome
    | LiftDispute
    | DeclareEmergency
    | AnswerFollowUp
    | AnswerCheck
    | PostponeCheck
    | CallHuman
    | RelayToActor
    | RelayToPerson
    | ProtectWith
    | Unlock
    | EraseEverything
    | QuickExit
    | JoinAsStaff
    | LeaveStaff
    | ConfirmRecord
    | ReportClosed
    | EditRecord
    | AnswerClaim
    | DecideProposal
    | DecideBatch
    | UndoProposal
    | ShowCase
    | PauseActor
    | AnswerTask
    | CloseTask
    | OfferNextActor
    | ShowStatistics
    | ShowActors
    | OpenDesk
    | ConfirmDestruction
    | CountReading
    | CountMeant
    | MarkMisread
    | AssessActor
)
