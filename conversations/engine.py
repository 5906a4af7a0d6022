"""Plays dialogues: where a chat stands and what came in lead to a new place and what is wanted.

Pure: it reads no clock, waits for nothing and parses nothing. The rules are tried in order; the
first that applies answers. How one gets from step to step stands in `moves`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from conversations.answers import BACK, Words, secret_of
from conversations.effects import QuickExit, RecordFact, Unlock
from conversations.hearing import SETTLED, doubted, greeted, in_doubt, overheard
from conversations.messages import Message, Text, say
from conversations.moves import (
    MINOR_MAY,
    MINOR_STANDS,
    Scene,
    Turn,
    again,
    dialogue_of,
    enter,
    follow,
    reached,
    settle,
    told,
)
from conversations.noticing import MISREAD, noticed
from conversations.steps import NEED_DOUBT, RESUME, SEEN, Book, Go, Place
from conversations.view import Input, Reading, View

BENEATH = "beneath"
"""In the scratch of what came by itself: the version of the prompt that was there before."""
JOIN = "join-"
"""How the payload of an invite to staff begins."""
UNREADABLE = {
    "picture": "anywhere.picture",
    "sticker": "anywhere.sticker",
    "other_contact": "anywhere.other_contact",
    "other": "anywhere.other",
    "position": "anywhere.position",
    "phone": "anywhere.phone",
    "voice": "anywhere.voice",
    "edited": "anywhere.edited",
}
WORDS = {
    "erase": "delete",
    "quit": "exit",
    "stop": "stop",
    "help": "help",
    "human": "human",
    "language": "language",
}
"""Control words, alone in a message, and the command each stands for."""
COURTESIES = {"greet": "anywhere.greeted", "thanks": "anywhere.thanked"}
"""Courtesies, alone in a message, and what is said to them before the question is asked again."""


def advance(book: Book, place: Place, said: Input, view: View) -> Turn:
    """One message in, one turn out. Total: every kind of input gets an answer."""
    # The words of a label that was tapped are ours, not the person's: nothing is read in them.
    said = replace(said, reading=Reading()) if said.choice else said
    scene = Scene(book, place, said, view.knowing({}, place.data))
    scene = doubted(greeted(replace(scene, heard=overheard(scene))))
    for rule in RULES:
        if (turn := rule(scene)) is not None:
            return noticed(scene, turn)
    return noticed(scene, misread(scene))


def begin(book: Book, place: Place, step: str, view: View, *, data: Mapping[str, str]) -> Turn:
    """A step starts by itself (a follow-up is due): what was going on waits under it."""
    scene = Scene(book, place, Input("other"), view.knowing({}, place.data))
    return enter(scene, step, data={**data, BENEATH: str(place.version)})


def prompt(book: Book, place: Place, view: View) -> Message:
    """What the chat is being asked now, with its options."""
    return asked(Scene(book, place, Input("other"), view.knowing({}, place.data)))


def prompts(book: Book, place: Place, view: View) -> tuple[Message, ...]:
    """What the chat is being asked, and what stands beneath something that came by itself.

    The keyboard of the question that was interrupted is still on the screen.
    """
    scene = Scene(book, place, Input("other"), view.knowing({}, place.data))
    lower = beneath(scene)
    return (asked(scene),) if lower is None else (asked(scene), asked(lower))


def first_place(book: Book) -> Place:
    """Where a chat that was never seen stands."""
    return Place(book.first)


# --- the rules, in the order of RULES ------------------------------------------------------


def hear_danger(scene: Scene) -> Turn | None:
    """Danger words at any step pre-empt everything (domain.md, Intake)."""
    danger = scene.said.reading.danger
    if not danger or scene.view.role != "person":
        return None
    return enter(scene, "danger.tell", (RecordFact("danger", danger), *scene.heard))


def leave_quickly(scene: Scene) -> Turn | None:
    """Quick exit asks nothing and goes nowhere: the place is kept for when the person returns."""
    if command_of(scene) != "exit" or scene.view.role != "person":
        return None
    unseen = {name: value for name, value in scene.place.data.items() if name != SEEN}
    return Turn(replace(scene.place, data=unseen), (QuickExit(),))


def unlock(scene: Scene) -> Turn | None:
    """The chosen word, typed alone at any step, opens the case; a wrong one changes nothing."""
    view, secret = scene.view, secret_of(scene.said.text)
    if not secret or not view.locked or not view.world.opens(secret):
        return None
    opened = replace(scene, view=replace(view, unlocked=True))
    return enter(opened, "case.status", (Unlock(),))


def hold_minor(scene: Scene) -> Turn | None:
    """Under 18: the answer holds over back, /start and old buttons; only a human lifts it."""
    if told(scene.heard).get("adult") == "no":
        return enter(scene, "minor.ask", scene.heard)
    stands = dialogue_of(scene.place.step)
    if not scene.minor:
        return start(scene, "") if stands == "minor" else None
    if command_of(scene) in MINOR_MAY or stands in MINOR_STANDS:
        return None
    return enter(scene, "minor.again")


def begin_again(scene: Scene) -> Turn | None:
    """/start: an invite of staff, a first meeting, or the choice to go on where one was."""
    if scene.said.command != "start":
        return None
    if scene.said.payload.startswith(JOIN):
        return enter(scene, "staff.join", data={"arg": scene.said.payload.removeprefix(JOIN)})
    if scene.view.role != "person":
        return None
    if scene.said.payload or not in_the_middle(scene):
        return start(scene, scene.said.payload)
    return enter(scene, "start.resume")


def obey(scene: Scene) -> Turn | None:
    """Slash commands and the words that stand for them work everywhere."""
    step = scene.book.commands[scene.view.role].get(command_of(scene))
    if step is None:
        return None
    return enter(scene, step, scene.heard, data={"arg": scene.said.payload})


def act(scene: Scene) -> Turn | None:
    """A button that holds at any time: `@action:argument`."""
    if not scene.said.choice.startswith("@"):
        return None
    name, _, argument = scene.said.choice[1:].partition(":")
    role, actions = scene.view.role, scene.book.actions
    step = actions.get(f"{role}.{name}", actions.get(name))
    if step is None or not open_to(role, step):
        return None
    if role != "person":
        return enter(scene, step, data={"arg": argument})
    subject, _, value = argument.partition(":")
    entered = enter(scene, step, data={"arg": subject})
    return answer_at(scene, entered, step, value) if value else entered


def tap_beneath(scene: Scene) -> Turn | None:
    """A button of the keyboard that was there before something came by itself still counts."""
    lower, said = beneath(scene), scene.said
    if lower is None or not said.choice:
        return None
    shown = str(said.version) == scene.place.data.get(BENEATH)
    if said.stale and not shown:
        return None
    if not said.stale and said.choice in {each.value for each in asked(scene).options}:
        return None
    lower = replace(lower, said=replace(said, stale=False))
    return go_back(lower) if said.choice == BACK else take_answer(lower)


def refuse_stale(scene: Scene) -> Turn | None:
    """A button of an older prompt answers "here is where we are"."""
    return again(scene, say(keyed(scene, "anywhere.here_we_are"))) if scene.said.stale else None


def go_back(scene: Scene) -> Turn | None:
    """One step back along the trail; at its start, back to what was interrupted."""
    if BACK not in (scene.said.choice, scene.said.reading.control):
        return None
    if not scene.place.trail:
        resumed = settle(scene, reached(scene, scene.place, Go(RESUME)), ())
        return again(scene) if scene.place.under is None else resumed
    *trail, name = scene.place.trail
    known = name if name in scene.book.steps else scene.hub
    return settle(scene, replace(scene.place, step=known, trail=tuple(trail)), (), forced=True)


def tell_beneath(scene: Scene) -> Turn | None:
    """Words that answer what was asked before something came by itself are taken there.

    Not where any words would do: they may be meant for what has just come.
    """
    lower = beneath(scene)
    if lower is None or answered(scene) is not None or isinstance(lower.step.answer, Words):
        return None
    return take_answer(lower)


def come_back(scene: Scene) -> Turn | None:
    """After a day or more: one line and a choice, unless what came plainly answers the question.

    Behind a chosen word nothing is shown of where one was: the phone may be in other hands.
    """
    if scene.view.idle_days < 1 or scene.view.role != "person":
        return None
    if scene.view.locked:
        return start(scene, "")
    if not in_the_middle(scene) or beneath(scene) is not None:
        return None
    plain = scene.said.choice or not isinstance(scene.step.answer, Words)
    if plain and answered(scene) is not None:
        return None
    return enter(scene, "start.resume", scene.heard)


def take_answer(scene: Scene) -> Turn | None:
    """The step's own kind of answer."""
    value = answered(scene)
    if value is None:
        return None
    facts = (RecordFact(scene.step.fact, value),) if scene.step.fact else ()
    before = (*scene.heard, *facts)
    view = scene.view.knowing(told(before), scene.place.data)
    return follow(scene, scene.step.then(view, value), before)


def hear_voice(scene: Scene) -> Turn | None:
    """A voice note: nothing is passed on without consent."""
    if scene.said.kind != "voice" or scene.view.role != "person":
        return None
    return enter(scene, "voice.ask", data={"voice": scene.said.message})


def ask_which(scene: Scene) -> Turn | None:
    """Told with doubt where everything was known already: its one short question at once."""
    if scene.place.step not in SETTLED or not in_doubt(scene):
        return None
    if scene.said.reading.unsure and scene.place.data.get(NEED_DOUBT):
        return follow(scene, Go("intake.which", (RecordFact("needs", ""),)), scene.heard)
    return follow(scene, Go("place.which"), scene.heard)


def take_note(scene: Scene) -> Turn | None:
    """A need or a place told while another question was open is noted, and the question stays."""
    if not told(scene.heard) and not in_doubt(scene):
        return None
    seen = replace(scene, view=scene.view.knowing(told(scene.heard), scene.place.data))
    turn = again(seen, say("anywhere.noted"))
    return Turn(turn.place, (*scene.heard, *turn.effects))


RULES: tuple[Callable[[Scene], Turn | None], ...] = (
    hear_danger,
    leave_quickly,
    unlock,
    hold_minor,
    begin_again,
    obey,
    act,
    tap_beneath,
    refuse_stale,
    go_back,
    tell_beneath,
    come_back,
    take_answer,
    hear_voice,
    ask_which,
    take_note,
)


def misread(scene: Scene) -> Turn:
    """No rule took it: one line that says so, and the question again.

    A first greeting in no known language only meets the question of the language.
    """
    if scene.place.step == scene.book.first and scene.said.kind == "text":
        return again(scene)
    courtesy = COURTESIES.get(scene.said.reading.control) if scene.view.role == "person" else None
    key = courtesy or UNREADABLE.get(scene.said.kind, MISREAD)
    turn = again(scene, say(keyed(scene, key)))
    return Turn(turn.place, (*scene.heard, *turn.effects))


# --- what the rules ask --------------------------------------------------------------------


def command_of(scene: Scene) -> str:
    """The command that was given, by slash, by button or in a word; empty when none."""
    by_word = WORDS.get(scene.said.reading.control, "")
    by_button = scene.said.choice[1:] if scene.said.choice.startswith("/") else ""
    return scene.said.command or by_button or by_word


def asked(scene: Scene) -> Message:
    """The question one stands at."""
    return scene.step.ask(scene.view)


def answered(scene: Scene) -> str | None:
    """What the step's kind of answer takes from this message."""
    return scene.step.answer.take(scene.said, scene.view, asked(scene))


def answer_at(scene: Scene, entered: Turn, step: str, value: str) -> Turn:
    """A button of what came by itself, tapped at any time: its question is answered at once."""
    if entered.place.step != step:
        return entered
    place = entered.place
    there = replace(
        scene,
        place=place,
        said=Input("choice", choice=value),
        view=scene.view.knowing({}, place.data),
    )
    return take_answer(there) or entered


def beneath(scene: Scene) -> Scene | None:
    """The scene in which something that came by itself interrupted; None when nothing did."""
    if BENEATH not in scene.place.data or asked(scene).neutral is None:
        return None
    place = replace(scene.place.under or Place(scene.hub), version=scene.place.version)
    lower = replace(scene, place=place, view=scene.view.knowing({}, place.data))
    return replace(lower, heard=overheard(lower)) if place.step in scene.book.steps else None


def in_the_middle(scene: Scene) -> bool:
    """Whether a question is open that one may want to go on with.

    A guarded case is no middle: whoever holds the phone starts as somebody with no case.
    """
    stands = scene.place.step
    elsewhere = {scene.hub, scene.book.first, "start.resume"}
    return stands not in elsewhere and not scene.view.locked


def open_to(role: str, step: str) -> bool:
    """Whether this role may take the action: staff's buttons do nothing for a person."""
    return step.startswith(("staff", "coordinator")) == (role != "person")


def start(scene: Scene, payload: str) -> Turn:
    """Begin with nothing waiting: `start.door` decides where."""
    door = Place("start.door", {"arg": payload}, version=scene.place.version)
    return settle(scene, door, scene.heard)


def keyed(scene: Scene, key: str) -> str:
    """The text for this role: staff texts live in their own domain."""
    return key if scene.view.role == "person" else f"staff.{key}"


def texts_of(message: Message) -> tuple[Text, ...]:
    """Every text of a message, its buttons' labels included (for checks)."""
    return (*message.parts, *(each.label for each in message.options))
