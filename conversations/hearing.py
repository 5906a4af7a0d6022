"""What a free text tells in passing: an age, a need, a place, a country, a language.

What a step asked for is its answer's to take; here is what nobody asked for just now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from conversations.answers import OF_AGE
from conversations.effects import Effect, RecordFact, SetLanguage
from conversations.facts import COUNTRIES
from conversations.moves import Scene, dialogue_of, told
from conversations.steps import NEED_DOUBT, PLACE_DOUBT, PLACE_GUESS

GATHERING = frozenset({"welcome", "intake", "place", "offers", "hub", "danger"})
"""The dialogues in which a need or a place told in passing is kept."""
TELLING = frozenset({"intake.need", "intake.confirm", "intake.which", "hub.menu", "offers.show"})
"""The steps at which the needs told now replace those known."""
SETTLED = frozenset({"intake.confirm", "offers.show", "offers.none"})
"""The steps at which need and place are known: what is told anew with doubt is asked at once."""
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


def doubted(scene: Scene) -> Scene:
    """What a free text tells with doubt waits in the scratch for its one short question.

    Weak signs of a need, where none is known; several places that may be meant. Whatever is told
    plainly takes the doubt away.
    """
    reading, facts = scene.said.reading, scene.view.facts
    if scene.view.role != "person" or scene.minor:
        return scene
    if dialogue_of(scene.place.step) not in GATHERING:
        return scene
    anew = scene.place.step in TELLING | SETTLED
    found: dict[str, str] = {}
    if reading.place or (reading.places and (anew or not facts.get("place"))):
        found[PLACE_DOUBT] = "" if reading.place else "1"
    child = facts.get("for_whom") == "child"
    if reading.needs or (reading.unsure and not child and (anew or not facts.get("needs"))):
        found[NEED_DOUBT] = "" if reading.needs else "1"
    if found.get(PLACE_DOUBT):
        found |= {"candidates": " ".join(reading.places), "page": "0", PLACE_GUESS: ""}
    if found.get(NEED_DOUBT):
        found["unsure"] = " ".join(reading.unsure)
    return with_doubt(scene, found)


def with_doubt(scene: Scene, found: Mapping[str, str]) -> Scene:
    """The scene with this in its scratch; a place told with doubt unsays the one known."""
    new = {name: each for name, each in found.items() if each != scene.place.data.get(name, "")}
    if not new:
        return scene
    place = replace(scene.place, data={**scene.place.data, **new})
    known = scene.view.facts.get("place")
    unsaid = (RecordFact("place", ""),) if found.get(PLACE_DOUBT) and known else ()
    return replace(
        scene,
        place=place,
        heard=(*scene.heard, *unsaid),
        view=scene.view.knowing(told(unsaid), place.data),
    )


def in_doubt(scene: Scene) -> bool:
    """Whether this very message told a need or a place with doubt, and nothing plainly."""
    reading, data = scene.said.reading, scene.place.data
    need = bool(reading.unsure and data.get(NEED_DOUBT))
    return need or bool(reading.places and data.get(PLACE_DOUBT))


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
