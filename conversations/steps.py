"""What a dialogue and a step are: frozen data. The engine plays them, `checks.py` finds faults."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from conversations.answers import Answer, OneOf
from conversations.effects import Effect
from conversations.messages import Message
from conversations.view import View

STAY = "="
"""An exit: ask the same step again."""
RESUME = "^"
"""An exit: go back to what was interrupted, or to the hub of one's role."""

NEED_DOUBT, PLACE_DOUBT = "doubt_need", "doubt_place"
"""In the scratch, when set: a need (in `unsure`), a place (in `candidates`) told with doubt waits
for its short question."""
PLACE_GUESS = "guess_place"
"""In the scratch, when set: the `candidates` are the names nearest to one nobody knows."""
SEEN = "seen"
"""In the scratch: what need not be said again since it stands on the screen; a quick exit clears
the screen, and this with it."""

Ask = Callable[[View], Message]
NO_DATA: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Go:
    """Where an answer leads: the next step's full name (or STAY, RESUME), and what it wants.

    `say` is told before the next step asks; `data` is added to the scratch. `fresh` forgets the
    way here (trail and old scratch): there is no going back behind it.
    """

    to: str
    effects: tuple[Effect, ...] = ()
    say: tuple[Message, ...] = ()
    data: Mapping[str, str] = field(default_factory=lambda: NO_DATA)
    fresh: bool = False


Then = Callable[[View, Any], Go]


@dataclass(frozen=True, slots=True)
class Step:
    """One question. `name` is `dialogue.step`.

    `then` decides; `exits` lists every step it may lead to (checked). `fact` is recorded from a
    textual answer before `then` looks. `unless` skips the question: it gives the Go that an answer
    would have given, or None when the question must be asked. `back` False: nobody comes back here.
    """

    name: str
    ask: Ask
    answer: Answer
    then: Then
    exits: tuple[str, ...]
    fact: str = ""
    unless: Callable[[View], Go | None] = lambda view: None
    back: bool = True


def lead(**targets: str) -> Then:
    """A `then` for closed answers: value → step. Dots in step names are written as they are."""
    return lambda view, value: Go(targets[str(value)])


def on(to: str, *effects: Effect) -> Then:
    """A `then` that goes on whatever the answer."""
    return lambda view, value: Go(to, effects)


def tell(name: str, message: Ask) -> Step:
    """A step that only tells: what was interrupted is asked again right after it."""
    return Step(
        name,
        message,
        OneOf(),
        on(RESUME),
        (RESUME,),
        unless=lambda view: Go(RESUME, say=(message(view),)),
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chat stands. `under` is what was interrupted; `version` counts the prompts shown."""

    step: str
    data: Mapping[str, str] = field(default_factory=lambda: NO_DATA)
    trail: tuple[str, ...] = ()
    under: Place | None = None
    version: int = 0

    def to_json(self) -> dict[str, Any]:
        """A plain value, to be sealed and stored."""
        under = self.under.to_json() if self.under else None
        return {
            "step": self.step,
            "data": dict(self.data),
            "trail": list(self.trail),
            "under": under,
            "version": self.version,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Place:
        """The place that `to_json` stored."""
        under = stored["under"]
        return cls(
            step=stored["step"],
            data=dict(stored["data"]),
            trail=tuple(stored["trail"]),
            under=cls.from_json(under) if under else None,
            version=stored["version"],
        )


@dataclass(frozen=True, slots=True)
class Book:
    """All steps, and the doors into them: commands by role, actions (`@name:…`), hubs by role.

    An action may be told apart by role: `person.case` beside `case`.
    """

    steps: Mapping[str, Step]
    commands: Mapping[str, Mapping[str, str]]
    actions: Mapping[str, str]
    hubs: Mapping[str, str]
    first: str
