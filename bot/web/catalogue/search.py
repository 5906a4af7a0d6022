"""A typed search, read as the conversation reads it; what it says of danger comes first."""

from __future__ import annotations

from bot.render import Renderer
from bot.web.catalogue.listing import Asked
from casework.desk import read
from casework.numbers import GENERAL, numbers_for
from casework.ports import Surroundings
from casework.world import region_of
from catalogue.found import Understanding
from catalogue.places import gazetteer


def heard(asked: Asked, around: Surroundings) -> Understanding | None:
    """What was read in the sentence; None where nothing was typed."""
    return read(asked.query, around)


def numbers(found: Understanding | None, renderer: Renderer, lang: str) -> tuple[str, ...]:
    """The numbers to call, where danger was heard, first the one to call first."""
    if found is None or not found.danger:
        return ()
    place = found.place.code if found.place else ""
    told = numbers_for(found.danger_kind or GENERAL, region_of(place), _urban(place))
    return tuple(renderer.text(each, lang) for each in told)


def _urban(place: str) -> bool | None:
    """True in a town, False in the country, None when the place does not tell."""
    found = gazetteer().get(place)
    return None if found is None else True if found.level == "arrondissement" else found.urban
