"""What was not understood is noticed here, to be counted: never what was written, never who wrote.

A turn is looked at once it is made: nothing typed was read; or what was read is taken back by a
button; or the right one is then chosen by a button (docs/decisions/0013).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from conversations.answers import Needs, Somewhere
from conversations.effects import Asked, CountMeant, CountReading, Effect, Say
from conversations.hearing import GATHERING
from conversations.moves import Scene, Turn, dialogue_of, told
from conversations.view import View

MISREAD = "anywhere.misread"
"""What is said when no rule took a message."""
FORMS = ("fr", "ar", "ary", "ary_Latn", "mixed")
FACT: Mapping[Asked, str] = {"need": "needs", "place": "place"}
TAKES_BACK: Mapping[Asked, frozenset[tuple[str, str]]] = {
    "need": frozenset({("intake.confirm", "no"), ("intake.which", "other")}),
    "place": frozenset({("intake.confirm", "place"), ("place.which", "list")}),
}
"""The answers, step and value, that say that it was read wrongly."""
SEVERAL = "several"
"""What was read of a place that may be several."""
_PARTED = "|"


def noticed(scene: Scene, turn: Turn) -> Turn:
    """The same turn, with what is to be counted, and in its scratch what may be put right."""
    if scene.view.role != "person" or scene.minor or told(turn.effects).get("adult") == "no":
        return turn
    found, scratch = list[Effect](), dict[str, str]()
    for asked in FACT:
        for effect, kept in _of(asked, scene, turn):
            found += [effect] if effect else []
            scratch |= kept
    if not found and not scratch:
        return turn
    place = replace(turn.place, data={**turn.place.data, **scratch})
    return Turn(place, (*found, *turn.effects))


Noticed = Iterator[tuple[Effect | None, Mapping[str, str]]]


def _of(asked: Asked, scene: Scene, turn: Turn) -> Noticed:
    """What is noticed of needs, or of places."""
    if scene.said.kind == "text":
        yield from _typed(asked, scene, turn)
    if (taken_back := _taken_back(asked, scene)) is not None:
        yield _missed(asked, scene, *taken_back)
    elif scene.said.choice:
        yield from _chosen(asked, scene, turn)


def _typed(asked: Asked, scene: Scene, turn: Turn) -> Noticed:
    """A text: read, or not, where a need or a place was asked; what was read is remembered.

    A guess at a place is none read.
    """
    form, read = form_of(scene), _read(asked, scene)
    if read and dialogue_of(scene.place.step) in GATHERING:
        yield None, {f"read_{asked}": f"{form}{_PARTED}{read}"}
    if isinstance(scene.step.answer, Needs if asked == "need" else Somewhere):
        if MISREAD in _keys(turn) or (asked == "place" and scene.said.reading.near):
            yield _missed(asked, scene, form, "")
        elif read:
            yield CountReading(asked, form, missed=False), {f"missed_{asked}": ""}


def _taken_back(asked: Asked, scene: Scene) -> tuple[str, str] | None:
    """The form and the reading that a button just took back, if one did."""
    value = scene.said.choice or scene.said.reading.control
    form, _, read = scene.place.data.get(f"read_{asked}", "").partition(_PARTED)
    return (form, read) if read and (scene.place.step, value) in TAKES_BACK[asked] else None


def _chosen(asked: Asked, scene: Scene, turn: Turn) -> Noticed:
    """A button that tells what a misread message meant."""
    meant = told(turn.effects).get(FACT[asked])
    if not meant:
        return
    yield None, {f"missed_{asked}": "", f"read_{asked}": ""}
    if waits := scene.place.data.get(f"missed_{asked}"):
        day, form, read = waits.split(_PARTED)
        known = _level(scene.view, meant) if asked == "place" else meant
        yield CountMeant(asked, form, day=day, read=read, meant=known), {}


def _missed(
    asked: Asked, scene: Scene, form: str, read: str
) -> tuple[CountReading, Mapping[str, str]]:
    """One more that was not understood; until a button tells, its day, form and reading wait."""
    waits = _PARTED.join((scene.view.today.isoformat(), form, read))
    effect = CountReading(asked, form, missed=True, read=read)
    return effect, {f"missed_{asked}": waits, f"read_{asked}": ""}


def form_of(scene: Scene) -> str:
    """The written form of the text; where it does not tell, the language that is spoken."""
    read = scene.said.reading.lang
    return read if read in FORMS else scene.view.language


def _read(asked: Asked, scene: Scene) -> str:
    reading = scene.said.reading
    if asked == "need":
        return " ".join(reading.needs or reading.unsure)
    return _level(scene.view, reading.place) or (SEVERAL if reading.places else "")


def _level(view: View, place: str) -> str:
    return view.world.level(place) if place else ""


def _keys(turn: Turn) -> set[str]:
    said = (effect.message for effect in turn.effects if isinstance(effect, Say))
    return {part.key for message in said for part in message.parts}
