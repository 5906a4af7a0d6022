"""A person who writes an actor's name where a need was asked: the need it may stand for.

The need is asked back with a button, never taken; which actors fit is `catalogue`'s.
"""

from __future__ import annotations

from dataclasses import replace

from casework.sitting import Turn
from catalogue.actor import Actor
from catalogue.needs import needs
from conversations.answers import Needs
from conversations.steps import Book
from conversations.view import Reading


def with_named_actor(reading: Reading, text: str, turn: Turn, book: Book) -> Reading:
    """The reading, with the first need of an actor that is named where none was plainly told.

    It comes before weak signs: *association* alone is one, the name of an association says more.
    """
    if not _need_is_asked(turn, book) or reading.needs or reading.danger or reading.control:
        return reading
    actor = turn.around.snapshot(turn.uow).mentioned(text)
    need = _first_need(actor) if actor else ()
    return replace(reading, unsure=tuple(dict.fromkeys((*need, *reading.unsure))))


def _need_is_asked(turn: Turn, book: Book) -> bool:
    step = book.steps.get(turn.place.step)
    return step is not None and isinstance(step.answer, Needs)


def _first_need(actor: Actor) -> tuple[str, ...]:
    """Its first need that is neither sensitive nor hidden; empty where it has none."""
    shown = (need for need in actor.needs if need not in actor.hidden_services)
    return tuple(need for need in shown if need in needs() and not needs()[need].sensitive)[:1]
