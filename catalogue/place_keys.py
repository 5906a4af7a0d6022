"""Keys under which a name of a place is known: exact, coarse, and one slip of the pen.

Pure functions of words; the tables of names are `place_names`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from catalogue.text import has_arabic, word_key

ARTICLES = frozenset({"al", "el", "l", "la", "le", "les", "es", "ech", "er", "ed", "ez", "d"})
# French writes no *ayn*: Ain is عين.
_NAMED = dict.fromkeys(("ain", "ein", "ayn", "aine"), "3yn")
_GLUED_ARABIC = re.compile(r"^و?(لل|[فبلدم])(?:ال)?(.{2,})$|^و()(.{3,})$")
_GLUED_LATIN = re.compile(r"^([fbdl])l?([^aeiou].{2,})$|^([fb])l?(.{3,})$|^([dl])([aeiou].{4,})$")
_ARABIC_ARTICLE = re.compile(r"^ل(?=[ء-ي]{3})")
_LATIN_ARTICLE = re.compile(r"^l(?=[^aeiouء-ي]..)")
_GLUED_CUES = {"ف": "here", "ب": "here", "ل": "to", "لل": "to", "د": "here", "م": "from"}
_GLUED_CUES |= {"f": "here", "b": "here", "l": "to", "d": "here"}
_COARSE = str.maketrans({**dict.fromkeys("wya3ħ", None), "g": "k", "q": "k", "z": "s"})
_DOUBLED = re.compile(r"(.)\1+")
_LETTERS = str.maketrans(
    {**dict.fromkeys("گڭݣ", "ك"), "ة": "ه", "ى": "ي", "9": "k", "q": "k", "7": "h", "3": "a"}
)


def name_key(parts: Sequence[str]) -> str:
    """The skeletons of the words of a name, articles left out; their number does not matter."""
    kept = [part for part in parts if part not in ARTICLES] or parts
    # "Rhafsai" is Ghafsai: French writes *gh* as *rh* too.
    return "".join(_NAMED.get(part) or word_key(part.replace("rh", "gh")) for part in kept)


def coarse_key(parts: Sequence[str]) -> str:
    """Consonants only, k=q=g: equal for far more spellings, and so in need of other signs."""
    return _DOUBLED.sub(r"\1", name_key(parts).translate(_COARSE))


def spelling(parts: Sequence[str]) -> str:
    """The letters of a name without articles, in one word, where digits and variants are plain."""
    kept = [part for part in parts if part not in ARTICLES] or parts
    return "".join(map(_plain, kept))


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    return word.removeprefix("ال").translate(_LETTERS)


def script_of(word: str) -> str:
    """`arabic` or `latin`."""
    return "arabic" if has_arabic(word) else "latin"


def place_forms(parts: list[str]) -> Iterator[tuple[list[str], str]]:
    """The words as written, then with a preposition taken off the first, and what it says."""
    yield parts, ""
    bare = list(map(_unarticled, parts))
    if bare != parts:
        yield bare, ""
    for form, cue in unglued(parts[0]):
        yield [form, *parts[1:]], cue


@lru_cache(maxsize=65536)
def _unarticled(word: str) -> str:
    return (_ARABIC_ARTICLE if has_arabic(word) else _LATIN_ARTICLE).sub("", word)


@lru_cache(maxsize=65536)
def unglued(word: str) -> tuple[tuple[str, str], ...]:
    """A word without a preposition glued to it, and without the article after that ("فلقنيطرة")."""
    glued = (_GLUED_ARABIC if has_arabic(word) else _GLUED_LATIN).match(word)
    if glued is None:
        return ()
    mark, rest = [group for group in glued.groups() if group is not None]
    cue = _GLUED_CUES.get(mark, "")
    return tuple((form, cue) for form in dict.fromkeys((rest, _unarticled(rest))))


def slips(name: str) -> set[str]:
    """The name and the forms of it with one letter left out; empty for a short one."""
    if len(name) < 7:
        return set()
    return {name, *(name[:i] + name[i + 1 :] for i in range(1, len(name)))}
