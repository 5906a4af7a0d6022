"""Keys under which a name of a place is known: exact, coarse, and one slip of the pen.

Pure functions of words; the tables of names are `place_names`.
"""

import re
from collections.abc import Iterator, Sequence

from catalogue.text import has_arabic, word_key

ARTICLES = frozenset({"al", "el", "l", "la", "le", "les", "es", "ech", "er", "ed", "ez", "d"})
_GLUED_ARABIC = re.compile(r"^و?([فبلدم])(?:ال)?(.{2,})$|^و?(لل)(.{2,})$|^و()(.{3,})$")
_GLUED_LATIN = re.compile(r"^([fbdl])l?([^aeiou].{2,})$|^([fb])l?(.{3,})$")
_LATIN_ARTICLE = re.compile(r"^l(?=[^aeiouء-ي]..)")
_GLUED_CUES = {"ف": "here", "ب": "here", "ل": "to", "لل": "to", "د": "here", "م": "from"}
_GLUED_CUES |= {"f": "here", "b": "here", "l": "to", "d": "here"}
_COARSE = str.maketrans({**dict.fromkeys("wya3ħ", None), "g": "k", "q": "k", "z": "s"})
_DOUBLED = re.compile(r"(.)\1+")


def name_key(parts: Sequence[str]) -> str:
    """The skeletons of the words of a name, articles left out; their number does not matter."""
    kept = [part for part in parts if part not in ARTICLES] or parts
    return "".join(word_key(part) for part in kept)


def coarse_key(parts: Sequence[str]) -> str:
    """Consonants only, k=q=g: equal for far more spellings, and so in need of other signs."""
    return _DOUBLED.sub(r"\1", name_key(parts).translate(_COARSE))


def place_forms(parts: list[str]) -> Iterator[tuple[list[str], str]]:
    """The words as written, then with a preposition taken off the first, and what it says."""
    yield parts, ""
    first = parts[0]
    bare = [_LATIN_ARTICLE.sub("", part) for part in parts]
    if bare != parts:
        yield bare, ""
    glued = (_GLUED_ARABIC if has_arabic(first) else _GLUED_LATIN).match(first)
    if glued:
        mark, rest = [group for group in glued.groups() if group is not None]
        yield [rest, *parts[1:]], _GLUED_CUES.get(mark, "")


def slips(name: str) -> set[str]:
    """The name and the forms of it with one letter left out; empty for a short one."""
    if len(name) < 6:
        return set()
    return {name, *(name[:i] + name[i + 1 :] for i in range(1, len(name)))}
