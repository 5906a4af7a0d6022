"""What a message may mean where its step could not read it: asked back with buttons, never taken.

A name of an actor where a need is asked; a name like those of places where a place is asked.
"""

from __future__ import annotations

from dataclasses import replace

from casework.sitting import Turn
from catalogue.actor import Actor
from catalogue.near_places import near_places
from catalogue.needs import needs
from conversations.answers import Needs, Somewhere
from conversations.steps import Book
from conversations.view import Reading


def guessed(reading: Reading, text: str, turn: Turn, book: Book) -> Reading:
    """The reading of a typed text, with what it may mean where nothing was plainly told."""
    step = book.steps.get(turn.place.step)
    if step is None or reading.needs or reading.danger:
        return reading
    if isinstance(step.answer, Needs) and not reading.control:
        return _with_named_actor(reading, text, turn)
    if isinstance(step.answer, Somewhere):
        return _with_near_places(reading, text)
    return reading


def _with_named_actor(reading: Reading, text: str, turn: Turn) -> Reading:
    """The first need of an actor that is named.

    It comes before weak signs: *association* alone is one, the name of an association says more.
    """
    actor = turn.around.snapshot(turn.uow).mentioned(text)
    need = _first_need(actor) if actor else ()
    return replace(reading, unsure=tuple(dict.fromkeys((*need, *reading.unsure))))


def _with_near_places(reading: Reading, text: str) -> Reading:
    """The places whose names are nearest to an answer that names none."""
    if reading.place or reading.places or reading.unsure or reading.foreign:
        return reading
    return replace(reading, near=near_places(text))


def _first_need(actor: Actor) -> tuple[str, ...]:
    """Its first need that is neither sensitive nor hidden; empty where it has none."""
    shown = (need for need in actor.needs if need not in actor.hidden_services)
    return tuple(need for need in shown if need in needs() and not needs()[need].sensitive)[:1]
