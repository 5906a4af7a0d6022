"""What a free text tells in passing: an age, a need, a place, a country, a language.

What a step asked for is its answer's to take; here is what nobody asked for just now.
"""

from __future__ import annotations

from dataclasses import replace

from conversations.answers import OF_AGE
from conversations.effects import Effect, RecordFact, SetLanguage
from conversations.facts import COUNTRIES
from conversations.moves import Scene, dialogue_of

GATHERING = frozenset({"welcome", "intake", "place", "offers", "hub", "danger"})
"""The dialogues in which a need or a place told in passing is kept."""
TELLING = frozenset({"intake.need", "intake.confirm", "intake.which", "hub.menu", "offers.show"})
"""The steps at which the needs told now replace those known."""
LANGUAGES = ("fr", "ar", "ary", "ary_Latn")


def overheard(scene: Scene) -> tuple[Effect, ...]:
    """What a free text tells in passing: an age under 18, a need, a place, a country.

    A place that is named is the one that counts. A need is added to those known, except at the
    steps where needs are being told anew.
    """
    if scene.view.role != "person" or scene.minor:
        return ()
    age = scene.said.reading.stated_age
    if age is not None and age < OF_AGE:
        return (RecordFact("adult", "no"),)
    if dialogue_of(scene.place.step) not in GATHERING:
        return ()
    reading, facts = scene.said.reading, scene.view.facts
    country = reading.foreign if reading.foreign in COUNTRIES else ""
    found = {"needs": needs_told(scene), "place": reading.place, "country": country}
    new = {name: each for name, each in found.items() if each and each != facts.get(name)}
    return tuple(RecordFact(name, value) for name, value in new.items())


def needs_told(scene: Scene) -> str:
    """The needs after this message; a child's are chosen by button only."""
    known, told = scene.view.facts.get("needs", "").split(), scene.said.reading.needs
    if scene.view.facts.get("for_whom") == "child" or not told:
        return ""
    return " ".join(told if scene.place.step in TELLING else dict.fromkeys((*known, *told)))


def greeted(scene: Scene) -> Scene:
    """The very first free text also tells the language; it is asked only when it did not."""
    language = scene.said.reading.lang
    if scene.place.step != scene.book.first or language not in LANGUAGES:
        return scene
    place = replace(scene.place, data={**scene.place.data, "language": language})
    return replace(
        scene,
        place=place,
        heard=(SetLanguage(language), *scene.heard),
        view=replace(scene.view, data=place.data),
    )
