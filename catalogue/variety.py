"""Several agencies of one body among the offers: the first stands for it, others weigh less.

It knows an order and bodies; what is ordered and why is `search`.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from catalogue.actor import Actor
from catalogue.text import skeleton

T = TypeVar("T")

# What a body's first, second and further actors keep of their score.
BODY_AGAIN = (1.0, 0.9, 0.8)
_SCREEN = 3
"""How many offers a person sees at once."""


def body_of(actor: Actor) -> str:
    """The body an actor belongs to: its acronym ("ANAPEC Casa"), else its name before a dash.

    An actor with neither is a body of its own.
    """
    name = actor.names.get("fr", "")
    words = actor.acronym.split() or name.split()[:1]
    short = words[0] if words else ""
    if actor.acronym or (short.isupper() and len(short) > 2):
        return f"{actor.category} {skeleton(short)}"
    before, dash, _ = name.partition(" - ")
    return f"{actor.category} {skeleton(before)}" if dash else actor.id


def spread(
    ranked: Sequence[T], body: Callable[[T], str], score: Callable[[T], float]
) -> list[tuple[T, float]]:
    """The same items with their scores, none dropped, no body alone on the first screen.

    The second actor of a body keeps 0.9 of its score, further ones 0.8. Where the first three
    would still be of one body, the best of another takes the third place, and whom it passes is
    worth no more than it. Scores never rise from one item to the next.
    """
    times: Counter[str] = Counter()
    weighed: list[tuple[T, float]] = []
    for item in ranked:
        before = min(times[body(item)], len(BODY_AGAIN) - 1)
        weighed.append((item, score(item) * BODY_AGAIN[before]))
        times[body(item)] += 1
    weighed.sort(key=lambda pair: -pair[1])
    return _not_alone(weighed, body)


def _not_alone(weighed: list[tuple[T, float]], body: Callable[[T], str]) -> list[tuple[T, float]]:
    bodies = [body(item) for item, _ in weighed]
    if len(set(bodies[:_SCREEN])) != 1:
        return weighed
    at = next((at for at, each in enumerate(bodies) if each != bodies[0]), None)
    if at is None or at < _SCREEN:
        return weighed
    first, passed = weighed[: _SCREEN - 1], weighed[_SCREEN - 1 : at]
    other, worth = weighed[at]
    lowered = [(item, min(each, worth)) for item, each in passed]
    return [*first, (other, worth), *lowered, *weighed[at + 1 :]]
