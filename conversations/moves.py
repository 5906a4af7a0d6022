"""How a turn is made: arriving at a step, going aside, coming back. The rules are the engine's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from conversations.effects import Effect, RecordFact, Say
from conversations.messages import Message
from conversations.steps import RESUME, STAY, Book, Go, Place, Step
from conversations.view import Input, View

TRAIL = 30
"""How many steps one can go back; older ones are forgotten."""
DEPTH = 4
"""How many interrupted dialogues wait under one another; older ones are forgotten."""
SKIPS = 40
"""More questions than this cannot be skipped in a row: a definition that loops is a fault."""
MINOR_MAY = frozenset(
    {"help", "language", "privacy", "mydata", "delete", "exit", "human", "withdraw"}
)
"""The commands somebody under 18 keeps, which are also dialogues."""
MINOR_STANDS = MINOR_MAY | {"minor", "danger"}
"""The dialogues in which somebody under 18 may stand."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The outcome: where the chat stands now, and what is wanted, in order."""

    place: Place
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """All a rule looks at; `heard` is what was overheard in this message: facts, a language."""

    book: Book
    place: Place
    said: Input
    view: View
    heard: tuple[Effect, ...] = field(default=())

    @property
    def step(self) -> Step:
        """The step the chat stands at."""
        return self.book.steps.get(self.place.step) or self.book.steps[self.hub]

    @property
    def hub(self) -> str:
        """The step of one's role from which everything can be reached."""
        return self.book.hubs[self.view.role]

    @property
    def minor(self) -> bool:
        """Whether this is somebody under 18, by what was known before this message."""
        return self.view.role == "person" and self.view.facts.get("adult") == "no"


def dialogue_of(step: str) -> str:
    """The dialogue a step belongs to."""
    return step.partition(".")[0]


def again(scene: Scene, *first: Message) -> Turn:
    """The same question, after what must be said first."""
    place = replace(scene.place, step=scene.step.name, version=scene.place.version + 1)
    question = lasting(scene, place, scene.step.ask(scene.view))
    return Turn(place, (*(Say(message) for message in first), Say(question)))


def lasting(scene: Scene, place: Place, message: Message) -> Message:
    """What comes by itself may be answered much later: its buttons hold at any time."""
    actions = scene.book.actions.items()
    action = next((name for name, step in actions if step == place.step), "")
    if scene.view.role != "person" or message.neutral is None or not action:
        return message
    subject = place.data.get("arg", "")
    options = (
        each
        if each.value.startswith(("/", "@"))
        else replace(each, value=f"@{action}:{subject}:{each.value}")
        for each in message.options
    )
    return replace(message, options=tuple(options))


def enter(
    scene: Scene,
    step: str,
    effects: tuple[Effect, ...] = (),
    *,
    data: Mapping[str, str] | None = None,
) -> Turn:
    """Go aside to a step; what was going on waits under it, to be asked again later."""
    place = scene.place
    same = dialogue_of(step) == dialogue_of(place.step)
    under = place.under if same else shallow(place, DEPTH)
    waits = None if under is None or under.step in scene.book.hubs.values() else under
    aside = Place(step, dict(data or {}), (), waits, place.version)
    return settle(scene, aside, effects)


def shallow(place: Place | None, depth: int) -> Place | None:
    """A place with at most so many others waiting under it."""
    if place is None or depth == 0:
        return None
    return replace(place, under=shallow(place.under, depth - 1))


def follow(scene: Scene, go: Go, before: tuple[Effect, ...]) -> Turn:
    """Go where an answer leads."""
    effects = (*before, *go.effects, *(Say(message) for message in go.say))
    place = reached(scene, scene.place, go)
    if go.to == STAY:
        return settle(scene, place, effects, forced=True)
    if go.to != RESUME and not go.fresh and scene.step.back:
        place = replace(place, trail=(*place.trail, scene.place.step)[-TRAIL:])
    return settle(scene, place, effects)


def reached(scene: Scene, place: Place, go: Go) -> Place:
    """Where a Go leads from a place, before anything is asked there."""
    if go.to == RESUME:
        waiting = place.under or Place(scene.hub)
        known = waiting.step if waiting.step in scene.book.steps else scene.hub
        return replace(waiting, step=known, version=place.version)
    step = place.step if go.to == STAY else go.to
    if go.fresh:
        return Place(step, dict(go.data), under=place.under, version=place.version)
    return replace(place, step=step, data={**place.data, **go.data})


def settle(
    scene: Scene, place: Place, effects: tuple[Effect, ...], *, forced: bool = False
) -> Turn:
    """Arrive at a step, passing those that need no asking (unless `forced`), and ask."""
    for _ in range(SKIPS):
        place = proper(scene, place, told(effects))
        view = scene.view.knowing(told(effects), place.data)
        step = scene.book.steps[place.step]
        go = None if forced else step.unless(view)
        if go is None:
            question = lasting(scene, place, step.ask(view))
            return Turn(replace(place, version=place.version + 1), (*effects, Say(question)))
        effects = (*effects, *go.effects, *(Say(message) for message in go.say))
        place = reached(scene, place, go)
    raise RecursionError(f"steps that skip each other around {place.step}")


def proper(scene: Scene, place: Place, facts: Mapping[str, str]) -> Place:
    """Nobody under 18 stands in an adult's dialogue, and nothing waits under a start or a hub."""
    if scene.view.role != "person":
        return place
    adult = facts.get("adult", scene.view.facts.get("adult"))
    if adult == "no" and dialogue_of(place.step) not in MINOR_STANDS:
        return Place("minor.again", version=place.version)
    if place.step == scene.hub:
        return Place(place.step, version=place.version)
    return replace(place, under=None) if place.step == scene.book.first else place


def told(effects: Iterable[Effect]) -> dict[str, str]:
    """The facts that effects record, in order."""
    return {each.name: each.value for each in effects if isinstance(each, RecordFact)}
