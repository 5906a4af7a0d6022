"""Actors by what people call them: their names in both scripts, their acronyms, with their town.

Hidden actors are not here. What an actor does and where belongs to `search`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalogue.actor import Actor
from catalogue.everyday import is_ordinary
from catalogue.fuzzy import Hit, Index
from catalogue.telling import telling_words
from catalogue.text import words

HIDDEN = "hidden"
# Left out when people name it: *Orient-Occident*, *Caritas*. A word alone may be a town: *Zakoura*.
_KIND = re.compile(r"^(?:Association|Fondation|جمعية|مؤسسة) (?=[^ -]+[ -])| Maroc$")
# A message of more words is not searched for a name; a name said in it has no more than so many.
_MESSAGE, _NAME = 8, 6
# Two words, or one of so many letters, are a name when they fit so well; a shorter one (from three
# letters) only as it is written. Of 600 other messages none fits (tests/catalogue).
_NEARLY, _LONG, _ACRONYM = 0.9, 6, 3


@dataclass(frozen=True, slots=True)
class ActorNames:
    """The names of many actors, and of those that have changed since. Immutable.

    The first list holds all, each further one a change; `latest` tells in which of them the name
    of an actor that has changed stands now.
    """

    lists: tuple[Index[str], ...]
    latest: Mapping[str, int]

    @classmethod
    def of(cls, actors: Iterable[Actor]) -> "ActorNames":
        """The names of these actors: 0.2 ms for each."""
        return cls((Index(_names(actors)),), {})

    def changed(self, changes: Mapping[str, Actor | None]) -> "ActorNames":
        """The names once these actors are as given, by id; None: it is no more."""
        now = (actor for actor in changes.values() if actor is not None)
        latest = {**self.latest, **dict.fromkeys(changes, len(self.lists))}
        return ActorNames((*self.lists, Index(_names(now))), latest)

    def search(self, text: str, limit: int) -> list[Hit[str]]:
        """The ids of the actors whose names fit best, best first; none hidden."""
        found = [
            hit
            for number, names in enumerate(self.lists)
            for hit in names.search(text, limit + len(self.latest))
            if self.latest.get(hit.key, 0) == number
        ]
        return sorted(found, key=lambda hit: -hit.score)[:limit]

    def mentioned(self, text: str) -> str | None:
        """The id of the actor a short message speaks of by a name nearly as written, or None.

        A long message tells a need, or is read by a human.
        """
        said = words(text)
        if len(said) > _MESSAGE:
            return None
        spans = (
            said[start : start + length]
            for length in range(min(len(said), _NAME), 0, -1)
            for start in range(len(said) - length + 1)
        )
        return next(filter(None, map(self._meant, spans)), None)

    def _meant(self, span: Sequence[str]) -> str | None:
        telling = [word for word in telling_words(" ".join(span)) if not word.isdigit()]
        if telling[:1] != [span[0]] or not _may_be_name(telling):
            return None
        found = self.search(" ".join(span), 1)
        least = _NEARLY if len(telling) > 1 or len(telling[0]) >= _LONG else 1.0
        return found[0].key if found and found[0].score >= least else None


def _may_be_name(telling: Sequence[str]) -> bool:
    return len(telling) > 1 or (len(telling[0]) >= _ACRONYM and not is_ordinary(telling[0]))


def _names(actors: Iterable[Actor]) -> Iterator[tuple[str, str]]:
    """What each actor is called, with its id: *Entraide nationale*, *Entraide nationale Oujda*."""
    for actor in actors:
        if actor.visibility != HIDDEN:
            for name in dict.fromkeys(_called(actor)):
                yield name, actor.id


def _called(actor: Actor) -> Iterator[str]:
    yield from filter(None, (actor.acronym, *actor.names.values()))
    for name in actor.names.values():
        body, _, _ = name.partition(" - ")
        yield body
        yield _KIND.sub("", body)
        if actor.city:
            yield f"{body} {actor.city}"
    if actor.city and len(actor.acronym) >= _ACRONYM:
        yield f"{actor.acronym} {actor.city}"
