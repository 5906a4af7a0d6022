"""What a rule works with during one transaction: the unit of work, the hour, who is talking.

It carries and remembers; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from casework.person import Chat, StaffMember
from casework.ports import Outgoing, Surroundings, UnitOfWork
from conversations.messages import Message, Text
from conversations.steps import Place

NEUTRAL = "push.message"
"""The first line of what comes by itself: it says nothing (domain.md, Push text)."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """A step that shall begin by itself in a person's chat, once this turn is done."""

    person: str
    step: str
    data: Mapping[str, str]


@dataclass(slots=True)
class Sitting:
    """One transaction. `afterwards` is played when the effects of the turn are handled."""

    uow: UnitOfWork
    around: Surroundings
    now: datetime
    afterwards: list[Beginning] = field(default_factory=list)

    def note(self, who: str, action: str, *, subject: str = "", reason: str = "") -> None:
        """One line of the audit: ids only."""
        self.uow.audit.note(self.now, who, action, subject=subject, reason=reason)


@dataclass(slots=True)
class Turn(Sitting):
    """A sitting with one chat. `member` is the member of staff behind it, if any.

    `by_itself`: nobody wrote; the first line of a push must say nothing. `place` is where the
    chat will stand when the turn is done. `idle_days` counts whole days since they last wrote.
    """

    chat: Chat = field(kw_only=True)
    member: StaffMember | None = field(default=None, kw_only=True)
    place: Place = field(kw_only=True)
    by_itself: bool = field(default=False, kw_only=True)
    idle_days: int = field(default=0, kw_only=True)

    @property
    def owner(self) -> str:
        """The id of the person or of the member of staff."""
        return self.chat.owner

    def change_chat(self, **changes: object) -> None:
        """Change the chat now; it is saved when the turn is done."""
        self.chat = replace(self.chat, **changes)  # type: ignore[arg-type]

    def say(self, message: Message) -> None:
        """Tell this chat, behind a neutral line when it comes by itself."""
        if self.by_itself and message.neutral is None:
            message = replace(message, neutral=Text(NEUTRAL))
        self.uow.outbox.put(
            Outgoing(self.chat.id, message, self.chat.language, version=self.place.version)
        )
