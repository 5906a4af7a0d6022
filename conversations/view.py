"""What a dialogue may look at: a read-only picture of one chat, made by the desk for one turn."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal, Protocol

from conversations.care import Care, NoCare
from conversations.messages import Text

Role = Literal["person", "focal", "coordinator"]
TAB = "web"
"""The channel that is one tab of a browser: closed, it is gone."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood in a typed text (`catalogue.understand`, put in the engine's words).

    `near` are places that may be meant where a place was asked and none was understood.
    """

    lang: str = "unknown"
    needs: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    place: str = ""
    places: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    danger: str = ""
    control: str = ""
    stated_age: int | None = None
    foreign: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that came in. `kind` `due` is the engine's own: a follow-up starts.

    `text` is what was typed; `choice` the value of a tapped (or exactly typed) option, `version`
    the prompt it belonged to and `stale` says that this was an older one; `command` a slash command
    without its slash; `payload` what followed `/start`; `message` the channel's id of the message.
    """

    kind: Literal[
        "text", "choice", "command", "position", "phone", "voice", "picture", "sticker",
        "other_contact", "edited", "other",
    ]  # fmt: skip
    text: str = ""
    choice: str = ""
    stale: bool = False
    version: int | None = None
    command: str = ""
    payload: str = ""
    position: tuple[float, float] | None = None
    phone: str = ""
    message: str = ""
    reading: Reading = Reading()


@dataclass(frozen=True, slots=True)
class NeedView:
    """A need of the tree: its code, dimension and whether it is sensitive."""

    code: str
    dimension: str
    sensitive: bool


@dataclass(frozen=True, slots=True)
class OfferView:
    """An actor that fits; `reasons` and `facts` (town, site) are texts in nobody's language yet."""

    actor: str
    need: str
    referable: bool
    reasons: tuple[Text, ...]
    facts: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseView:
    """A referral as this viewer may see it: what may not be seen is empty here (`disclosure`)."""

    reference: str
    actor: str
    state: str
    need: str
    urgency: str
    sensitive: bool
    outcome: str = ""
    disputed: bool = False
    sent_at: datetime | None = None
    answer_by: datetime | None = None
    contact_by: datetime | None = None
    place: str = ""
    call_name: str = ""
    reach: str = ""
    note: str = ""
    ended: bool = False
    awaits_reply: bool = False
    overdue: str = ""
    held: bool = False


@dataclass(frozen=True, slots=True)
class ConsentView:
    """A consent of this person, for `/mydata`; `reference` is the case it belongs to, if any."""

    kind: str
    actor: str
    scope: tuple[str, ...]
    granted_at: datetime
    expires_at: datetime
    reference: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class TaskView:
    """A coordinator's task: its kind, region, age, and what may be said of it."""

    task: str
    kind: str
    region: str
    opened_at: datetime
    reference: str = ""
    need: str = ""
    can_answer: bool = False


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor's record, as its focal point is asked to confirm it."""

    actor: str
    needs: tuple[str, ...]
    places: tuple[str, ...]
    city: str
    website: str


@dataclass(frozen=True, slots=True)
class InviteView:
    """An invite that still holds."""

    role: Role
    actor: str
    region: str


@dataclass(frozen=True, slots=True)
class Near:
    """What is near a position: the province, and up to three known towns."""

    province: str
    towns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One line of the capacity grid: its code and its dimension."""

    code: str
    dimension: str


class Assessing(Protocol):
    """What whoever may assess actors looks up; nobody else has it."""

    def criteria(self) -> Sequence[CriterionView]:
        """The grid, in the order in which it is asked."""

    def called(self, name: str) -> Sequence[str]:
        """The ids of the actors of that name that are theirs to assess, best first."""

    def given(self, actor: str) -> Mapping[str, int] | None:
        """The scores they gave lately, by criterion; None for an actor that is not theirs."""


class World(Protocol):
    """Pure look-ups in the catalogue, the places and the staff on duty, frozen for this turn."""

    def needs(self) -> Sequence[NeedView]: ...

    def offers(
        self, needs: Sequence[str], place: str, *, exclude: Collection[str] = ()
    ) -> Sequence[OfferView]:
        """Every actor that fits and may be shown to a person, best first."""

    def general(self, place: str) -> Sequence[OfferView]:
        """The nearest general services, to be named where a need has no actor at all."""

    def actor(self, actor: str) -> ActorView | None: ...

    def children(self, place: str) -> Sequence[str]:
        """Regions of `""`, provinces of a region, communes of a province (most populated first)."""

    def level(self, place: str) -> str:
        """region, province, cercle, commune or arrondissement; empty when unknown."""

    def path(self, place: str) -> Sequence[str]: ...

    def urban(self, place: str) -> bool | None:
        """Whether the police (True) or the gendarmerie (False) is near; None when unknown."""

    def near(self, position: tuple[float, float]) -> Near | None: ...

    def numbers(self, danger: str, place: str) -> Sequence[Text]:
        """The numbers to give, as texts, for a kind of danger and a place (either may be empty)."""

    def coordinator_on(self, place: str) -> bool:
        """Whether a coordinator of the place's region has joined and is on at this hour."""

    def hours(self, place: str) -> tuple[int, int] | None:
        """From when to when coordinators of the place's region answer; None when none joined."""

    def invite(self, token: str) -> InviteView | None: ...

    def opens(self, secret: str) -> bool:
        """Whether this is the word, or picture, the person chose."""

    def share_link(self) -> str:
        """A link to the assistant, to be passed on; empty when the channel has none."""


@dataclass(frozen=True, slots=True)
class View:
    """The picture of one chat for one turn; `data` is the scratch of where it stands.

    `idle_days` counts the whole days since the person last wrote. `before` holds the answers
    (question → value) of the latest reintegration check that is over, to see a fall. `care`
    looks up records, proposals and history.
    """

    now: datetime
    today: date
    language: str
    role: Role
    facts: Mapping[str, str]
    world: World
    data: Mapping[str, str]
    cases: tuple[CaseView, ...] = ()
    tasks: tuple[TaskView, ...] = ()
    actor: str = ""
    paused_until: date | None = None
    protected: bool = False
    unlocked: bool = False
    proposed_name: str = ""
    channel: str = "console"
    idle_days: int = 0
    consents: tuple[ConsentView, ...] = ()
    before: Mapping[str, str] = field(default_factory=dict)
    assessing: Assessing | None = None
    care: Care = field(default_factory=NoCare)

    def knowing(self, facts: Mapping[str, str], data: Mapping[str, str]) -> View:
        """The same picture with facts just told and the scratch of the next step."""
        return replace(self, facts={**self.facts, **facts}, data=data)

    @property
    def locked(self) -> bool:
        """A word or picture was chosen and not given: as if there were no case."""
        return self.protected and not self.unlocked

    @property
    def speakable_cases(self) -> tuple[CaseView, ...]:
        """The cases that may be spoken of: none while a chosen word guards them."""
        return () if self.locked else self.cases

    def case(self, reference: str) -> CaseView | None:
        """The case of that reference, if this viewer has it."""
        return next((case for case in self.cases if case.reference == reference), None)
