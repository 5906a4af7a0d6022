"""The places whose names are nearest to a whole answer that names none: "did you mean …?".

Nothing is read here: a place that was understood is `places`', and a guess needs the person's tap.
"""

from collections.abc import Sequence
from functools import lru_cache

from catalogue.everyday import is_ordinary
from catalogue.fuzzy import Index
from catalogue.lexicon import control_of
from catalogue.places import gazetteer
from catalogue.tables import read_pairs
from catalogue.text import words
from catalogue.tokens import common_words, particles

MOST = 3
"""Places offered at once."""
# A longer answer is a sentence, not a name.
_WORDS = 4
# Of misspelt names that are not read as places three in four fit so well, 97 of 100 with the right
# one among the three; of everyday words in no list of ours one in fourteen, of listed ones none.
_NEAR = 0.75


def near_places(text: str) -> tuple[str, ...]:
    """The HCP codes of up to three places, the nearest first; none for everyday words.

    For a word that steers the conversation the town of just that name: *safi* is "ok", and a town.
    """
    said = [word for word in words(text) if word not in particles()]
    steers = control_of(text) is not None
    if len(said) > _WORDS or (not steers and all(map(_everyday, said))):
        return ()
    found = _names().search(" ".join(said), 2 * MOST)
    near = [hit.key for hit in found if hit.score >= (1 if steers else _NEAR)]
    return tuple(code for code in near if not _holds_another(code, near))[:MOST]


def _holds_another(code: str, near: Sequence[str]) -> bool:
    # Of a province and its town of one name the town is meant.
    return any(other.startswith(f"{code}.") for other in near)


def _everyday(word: str) -> bool:
    return is_ordinary(word) or word in common_words()


@lru_cache(maxsize=1)
def _names() -> Index[str]:
    """Official names in both scripts and those in use; cercles are no answer."""
    official = (
        (name, place.code)
        for place in gazetteer().places()
        if place.level != "cercle"
        for name in (place.name_fr, place.name_ar)
    )
    return Index([*official, *((name, code) for code, name in read_pairs("aliases.tsv"))])
