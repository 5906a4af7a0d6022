"""Plays dialogues: where a chat stands and what came in lead to a new place and what is wanted.

Pure: it reads no clock, waits for nothing and parses nothing. The rules are tried in order; the
first that applies answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from conversations.answers import BACK
from conversations.effects import Effect, QuickExit, RecordFact, Say, Unlock
from conversations.messages import Message, Text, say
from conversations.steps import RESUME, STAY, Book, Go, Place, Step
from conversations.view import Input, View

TRAIL = 30
"""How many steps one can go back; older ones are forgotten."""
SKIPS = 40
"""More questions than this cannot be skipped in a row: a definition that loops is a fault."""
MINOR_MAY = frozenset(
    {"help", "language", "privacy", "mydata", "delete", "exit", "human", "withdraw"}
)
UNREADABLE = {
    "picture": "anywhere.picture",
    "sticker": "anywhere.sticker",
    "other_contact": "anywhere.other_contact",
    "other": "anywhere.other",
    "position": "anywhere.position",
    "phone": "anywhere.phone",
}
WORDS = {"erase": "delete", "quit": "exit", "stop": "stop", "help": "help", "human": "human"}
"""Control words, alone in a message, and the command each stands for."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The outcome: where the chat stands now, and what is wanted, in order."""

    place: Place
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """All a rule looks at; `heard` are facts overheard in this message."""

    book: Book
    place: Place
    said: Input
    view: View
    heard: tuple[RecordFact, ...] = field(default=())

    @property
    def step(self) -> Step:
        """The step the chat stands at."""
        return self.book.steps.get(self.place.step) or self.book.steps[self.hub]

    @property
    def hub(self) -> str:
        """The step of one's role from which everything can be reached."""
        return self.book.hubs[self.view.role]


def advance(book: Book, place: Place, said: Input, view: View) -> Turn:
    """One message in, one turn out. Total: every kind of input gets an answer."""
    scene = Scene(book, place, said, view.knowing({}, place.data))
    scene = replace(scene, heard=overheard(scene))
    for rule in RULES:
        if (turn := rule(scene)) is not None:
            return turn
    return misread(scene)


def begin(book: Book, place: Place, step: str, view: View, *, data: Mapping[str, str]) -> Turn:
    """A step starts by itself (a follow-up is due): what was going on waits under it."""
    scene = Scene(book, place, Input("other"), view.knowing({}, place.data))
    return enter(scene, step, data=data)


def prompt(book: Book, place: Place, view: View) -> Message:
    """What the chat is being asked now, with its options."""
    scene = Scene(book, place, Input("other"), view.knowing({}, place.data))
    return scene.step.ask(scene.view)


def first_place(book: Book) -> Place:
    """Where a chat that was never seen stands."""
    return Place(book.first)


# --- the rules, in the order of RULES ------------------------------------------------------


def hear_danger(scene: Scene) -> Turn | None:
    """Danger words at any step pre-empt everything (domain.md, Intake)."""
    danger = scene.said.reading.danger
    if not danger or scene.view.role != "person":
        return None
    effects = (RecordFact("danger", danger), *scene.heard)
    return enter(scene, "danger.tell", effects=effects)


def leave_quickly(scene: Scene) -> Turn | None:
    """Quick exit asks nothing and goes nowhere: the place is kept for when the person returns."""
    if command_of(scene) != "exit" or scene.view.role != "person":
        return None
    return Turn(scene.place, (QuickExit(),))


def unlock(scene: Scene) -> Turn | None:
    """The chosen word, typed alone at any step, opens the case; a wrong one changes nothing."""
    view = scene.view
    if not view.protected or view.unlocked or not view.world.opens(scene.said.text.strip()):
        return None
    return enter(replace(scene, view=replace(view, unlocked=True)), "case.status", (Unlock(),))


def hold_minor(scene: Scene) -> Turn | None:
    """Under 18: the answer holds over back, /start and old buttons; only a human lifts it."""
    view, age = scene.view, scene.said.reading.stated_age
    if view.role != "person" or scene.place.step.startswith("minor."):
        return None
    if age is not None and age < 18 and view.facts.get("adult") != "no":
        return enter(scene, "minor.ask", (RecordFact("adult", "no"),))
    if view.facts.get("adult") != "no" or scene.place.step.partition(".")[0] in MINOR_MAY:
        return None
    return None if command_of(scene) in MINOR_MAY else enter(scene, "minor.again")


def obey(scene: Scene) -> Turn | None:
    """Slash commands and the words that stand for them work everywhere."""
    step = scene.book.commands[scene.view.role].get(command_of(scene))
    if step is None:
        return None
    return enter(scene, step, data={"arg": scene.said.payload})


def act(scene: Scene) -> Turn | None:
    """A button that holds at any time: `@action:argument`."""
    if not scene.said.choice.startswith("@"):
        return None
    name, _, argument = scene.said.choice[1:].partition(":")
    step = scene.book.actions.get(name)
    return enter(scene, step, data={"arg": argument}) if step else None


def refuse_stale(scene: Scene) -> Turn | None:
    """A button of an older prompt answers "here is where we are"."""
    return again(scene, say(keyed(scene, "anywhere.here_we_are"))) if scene.said.stale else None


def go_back(scene: Scene) -> Turn | None:
    """One step back along the trail; at its start, the same question again."""
    if BACK not in (scene.said.choice, scene.said.reading.control):
        return None
    if not scene.place.trail:
        return again(scene)
    *trail, name = scene.place.trail
    kept = replace(scene.place, trail=tuple(trail))
    return settle(scene, kept, name, (), remember=False, forced=True)


def take_answer(scene: Scene) -> Turn | None:
    """The step's own kind of answer."""
    value = scene.step.answer.take(scene.said, scene.view, scene.step.ask(scene.view))
    if value is None:
        return None
    facts = (RecordFact(scene.step.fact, value),) if scene.step.fact else ()
    view = scene.view.knowing({each.name: each.value for each in facts}, scene.place.data)
    return follow(scene, scene.step.then(view, value), (*facts, *scene.heard))


def hear_voice(scene: Scene) -> Turn | None:
    """A voice note: nothing is passed on without consent."""
    if scene.said.kind != "voice" or scene.view.role != "person":
        return None
    return enter(scene, "voice.ask", data={"voice": scene.said.message})


def take_note(scene: Scene) -> Turn | None:
    """A need or a place told while another question was open is noted, and the question stays."""
    if not scene.heard:
        return None
    told = {each.name: each.value for each in scene.heard}
    seen = replace(scene, view=scene.view.knowing(told, scene.place.data))
    turn = again(seen, say("anywhere.noted"))
    return Turn(turn.place, (*scene.heard, *turn.effects))


RULES: tuple[Callable[[Scene], Turn | None], ...] = (
    hear_danger,
    leave_quickly,
    unlock,
    hold_minor,
    obey,
    act,
    refuse_stale,
    go_back,
    take_answer,
    hear_voice,
    take_note,
)


def misread(scene: Scene) -> Turn:
    """No rule took it: one line that says so, and the question again."""
    key = UNREADABLE.get(scene.said.kind, "anywhere.misread")
    return again(scene, say(keyed(scene, key)))


# --- how a turn is made ---------------------------------------------------------------------


def command_of(scene: Scene) -> str:
    """The command that was given, by slash, by button or in a word; empty when none."""
    by_word = WORDS.get(scene.said.reading.control, "")
    by_button = scene.said.choice[1:] if scene.said.choice.startswith("/") else ""
    return scene.said.command or by_button or by_word


def overheard(scene: Scene) -> tuple[RecordFact, ...]:
    """Needs and place in a free text, where the dialogue is still gathering them.

    What is known stays, except while the need is being told: a place beside it is meant too.
    """
    if scene.view.role != "person" or scene.place.step.partition(".")[0] not in (
        "welcome",
        "intake",
    ):
        return ()
    reading = scene.said.reading
    pairs = (("needs", " ".join(reading.needs)), ("place", reading.place))
    telling = scene.place.step == "intake.need"
    new = (pair for pair in pairs if pair[1] and (telling or not scene.view.facts.get(pair[0])))
    return tuple(RecordFact(name, value) for name, value in new)


def keyed(scene: Scene, key: str) -> str:
    """The text for this role: staff texts live in their own domain."""
    return key if scene.view.role == "person" else f"staff.{key}"


def again(scene: Scene, *first: Message) -> Turn:
    """The same question, after what must be said first."""
    told = tuple(Say(message) for message in first)
    question = Say(scene.step.ask(scene.view))
    place = replace(scene.place, step=scene.step.name, version=scene.place.version + 1)
    return Turn(place, (*told, question))


def enter(
    scene: Scene,
    step: str,
    effects: tuple[Effect, ...] = (),
    *,
    data: Mapping[str, str] | None = None,
) -> Turn:
    """Go aside to a step; what was going on waits under it, unless it was a side step itself."""
    place = scene.place
    waits = place.under if place.under is not None else place
    under = None if waits.step in scene.book.hubs.values() else waits
    aside = Place(step, dict(data or {}), (), under, place.version)
    return settle(scene, aside, step, effects, remember=False)


def follow(scene: Scene, go: Go, before: tuple[Effect, ...]) -> Turn:
    """Go where an answer leads."""
    place = replace(scene.place, data={**scene.place.data, **go.data})
    effects = (*before, *go.effects, *(Say(message) for message in go.say))
    if go.to == STAY:
        return settle(scene, place, place.step, effects, remember=False, forced=True)
    if go.to == RESUME:
        return resume(scene, effects)
    return settle(scene, place, go.to, effects, remember=scene.step.back)


def resume(scene: Scene, effects: tuple[Effect, ...]) -> Turn:
    """Back to what was interrupted, or to the hub."""
    under = scene.place.under or Place(scene.hub)
    step = under.step if under.step in scene.book.steps else scene.hub
    place = replace(under, version=scene.place.version)
    return settle(scene, place, step, effects, remember=False)


def settle(
    scene: Scene,
    place: Place,
    step: str,
    effects: tuple[Effect, ...],
    *,
    remember: bool,
    forced: bool = False,
) -> Turn:
    """Arrive at a step, passing those that need no asking, and ask."""
    trail = (*place.trail, scene.place.step)[-TRAIL:] if remember else place.trail
    place = replace(place, step=step, trail=trail)
    for _ in range(SKIPS):
        view = scene.view.knowing(told(effects), place.data)
        go = None if forced else scene.book.steps[place.step].unless(view)
        if go is None:
            asked = Say(scene.book.steps[place.step].ask(view))
            return Turn(replace(place, version=place.version + 1), (*effects, asked))
        effects = (*effects, *go.effects, *(Say(message) for message in go.say))
        place = passed(scene, place, go)
    raise RecursionError(f"steps that skip each other around {place.step}")


def passed(scene: Scene, place: Place, go: Go) -> Place:
    """Where one stands after a question that needed no asking."""
    if go.to == RESUME:
        return replace(place.under or Place(scene.hub), version=place.version)
    return replace(place, step=go.to, data={**place.data, **go.data})


def told(effects: Iterable[Effect]) -> dict[str, str]:
    """The facts that effects record, in order."""
    return {each.name: each.value for each in effects if isinstance(each, RecordFact)}


def texts_of(message: Message) -> tuple[Text, ...]:
    """Every text of a message, its buttons' labels included (for checks)."""
    return (*message.parts, *(each.label for each in message.options))
