"""Made-up actors with Moroccan names, the same for the same seed, and how people misspell them.

Kinds, causes, given and family names are everyday words; places are the communes of the census.
Nothing here is an actor that exists.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from catalogue.places import Place, gazetteer
from catalogue.synthetic.names import CAUSES, FAMILY, FIRST, KINDS

# What is written, as a pattern, and what people write instead.
_WRITTEN = (
    (r"(?<![cgkpst])h", "7"),
    ("ou", "w"),
    ("kh", "5"),
    ("gh", "8"),
    ("ch", "sh"),
    (r"c(?![eih])", "k"),
    ("q", "9"),
    ("ss", "s"),
    ("aï", "ai"),
    ("é", "e"),
    ("i", "y"),
    ("ph", "f"),
)
_WRITTEN_AR = (
    ("ة", "ه"),
    ("أ", "ا"),
    ("إ", "ا"),
    ("ئ", "ي"),
    ("ق", "ك"),
    ("ط", "ت"),
    ("ص", "س"),
)


@dataclass(frozen=True, slots=True)
class SyntheticActor:
    """Its name in both scripts, the one it is known by, three words that tell it, and those
    words in the other script."""

    french: str
    arabic: str
    name: str
    telling: str
    across: str


def actors(count: int, *, seed: int = 7) -> list[SyntheticActor]:
    """So many actors, no two of one person, cause and place. A third are known in Arabic."""
    chance, seen = Random(seed), set[tuple[object, ...]]()
    places = [place for place in gazetteer().places() if place.level == "commune"]
    found: list[SyntheticActor] = []
    while len(found) < count:
        parts = [chance.choice(table) for table in (KINDS, FIRST, FAMILY, CAUSES)]
        place = chance.choice(places)
        key = (*parts[1:], place.name_fr)
        if key not in seen:
            seen.add(key)
            found.append(_actor(parts, place, in_arabic=len(found) % 3 == 2))
    return found


def _actor(parts: list[tuple[str, str]], place: Place, *, in_arabic: bool) -> SyntheticActor:
    kind, first, family, cause = parts
    french = f"{kind[0]} {first[0]} {family[0]} {cause[0]} {place.name_fr}"
    arabic = f"{kind[1]} {first[1]} {family[1]} {cause[1]} {place.name_ar}"
    told = [f"{first[side]} {family[side]} {town}" for side, town in enumerate(_towns(place))]
    if in_arabic:
        return SyntheticActor(french, arabic, arabic, telling=told[1], across=told[0])
    return SyntheticActor(french, arabic, french, telling=told[0], across=told[1])


def _towns(place: Place) -> tuple[str, str]:
    return place.name_fr, place.name_ar


def misspelt(name: str, chance: Random) -> str:
    """A name as someone in a hurry writes it: other letters for a sound, and one or two slips."""
    table = _WRITTEN_AR if any("ء" <= char <= "ي" for char in name) else _WRITTEN
    text = name.lower()
    for written, instead in chance.sample(table, 2):
        text = re.sub(written, instead, text)
    for _ in range(chance.choice((1, 1, 2))):
        text = _slip(text, chance)
    return text


def _slip(text: str, chance: Random) -> str:
    """One letter left out, doubled, or exchanged with the next."""
    places = [i for i in range(1, len(text) - 1) if text[i].isalpha() and text[i + 1].isalpha()]
    at = chance.choice(places)
    one, after = text[at], text[at + 1]
    instead = chance.choice((after, one + one + after, after + one))
    return text[:at] + instead + text[at + 2 :]


def queries(known: list[SyntheticActor], kind: str, count: int) -> Iterator[tuple[str, int]]:
    """Queries of a kind with the number of the actor meant: full, three, across."""
    chance = Random(f"{kind}/{len(known)}")
    for _ in range(count):
        number = chance.randrange(len(known))
        actor = known[number]
        text = {"full": actor.name, "three": actor.telling, "across": actor.across}[kind]
        yield misspelt(text, chance), number
