"""Free text to needs, place, danger and facts, with the evidence for each: the door of the package.

Hearing, weighing and judging have modules of their own; here they follow each other.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from catalogue.cry import WORTH, signs_of_danger
from catalogue.facts import says
from catalogue.found import FoundNeed, FoundPlace, Understanding
from catalogue.hearing import Ear, Heard
from catalogue.judging import Judge, Scale
from catalogue.lexicon import control_of
from catalogue.needs import Need, needs
from catalogue.places import Gazetteer, gazetteer
from catalogue.signs import Sign, sign_of_danger, sign_of_need
from catalogue.text import language_of
from catalogue.weights import Weights, weights
from catalogue.worth import worth
from catalogue.writing import gathered, parted

__all__ = ["FoundNeed", "FoundPlace", "Reader", "Understanding", "reader"]

# Nobody writes so much to be understood: a Telegram message ends at 4,096 characters.
LONGEST_READ = 20_000


class Reader:
    """Reads messages. Immutable: one is shared by all."""

    def __init__(self, tree: Mapping[str, Need], places: Gazetteer, table: Weights) -> None:
        self._ear, self._judge = Ear(tree, places), Judge(tree, table)

    def read(self, text: str) -> Understanding:
        """Understand a message. Total: what cannot be read gives an empty Understanding."""
        if len(text) > LONGEST_READ:
            return Understanding(text=text, lang="unknown")
        plain = gathered(text)
        heard = self._ear.hear(text)
        judged = self._judge.judge(heard)
        control = control_of(plain) or control_of(parted(plain))
        # *Safi* alone is "ok"; where a place is asked it is offered as the town (`near_places`).
        where = replace(heard.places, place=None, others=()) if control else heard.places
        return Understanding(
            text=text,
            lang=language_of(plain),
            needs=judged.needs,
            unsure=judged.unsure,
            place=where.place,
            places=where.others,
            danger=judged.danger is not None,
            danger_kind=judged.danger,
            control=control,
            stated_age=heard.age,
            returned=says("returned", heard.message),
            foreign=where.foreign,
        )

    def hear(self, text: str) -> Heard:
        """What the lexicon hears in a text, before anything is decided; nothing in a long one."""
        return self._ear.hear(text if len(text) <= LONGEST_READ else "")

    def signs(self, text: str) -> tuple[Sign, ...]:
        """Every sign seen in a message, of danger first, with its worth and what became of it."""
        heard = self.hear(text)
        cries = signs_of_danger(self._ear.alarms, heard.page, heard.cry)
        return (
            *(sign_of_danger(match, WORTH, fate) for match, fate in cries),
            *(sign_of_need(match, worth(match), fate) for match, fate in heard.judged),
        )

    def scales(self, text: str) -> tuple[Scale, ...]:
        """How each need that is found or asked about was weighed."""
        return self._judge.scales(self.hear(text))


@lru_cache(maxsize=1)
def reader() -> Reader:
    """The reader over the shipped lexicon, places and weights, built once."""
    return Reader(needs(), gazetteer(), weights())
