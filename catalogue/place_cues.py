"""Words around the name of a place, and what they say of it: here, to, from, a level, or, now.

The words stand in `place_cues.tsv`; the names themselves are `place_names`.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from catalogue.place_keys import spelling
from catalogue.tables import read_pairs
from catalogue.text import has_arabic, word_key, words
from catalogue.tokens import Token

LEVEL_CUES = frozenset({"province", "region", "cercle", "commune", "arrondissement"})
NEAR_CUES = frozenset({"at", "here", "from", "between"})
# Cues that stand alone or not at all: "before", "now", "but" are words, and no preposition.
_TIMES = frozenset({"now", "once", "but", "me"})
# "In this": *f had souk sebt*.
_PASSED = "this"
# Longer words are known by their keys (*i9lim*, إقليم); short ones only as written: *ou* is no *w*.
_SHORT = 3
# How far before a name a word may stand that tells when ("daba rani sakn f Casa").
_REACH = 5
_STEPS = 3
_GLUE_LATIN = ("f", "b", "l", "d", "m")
_GLUE_ARABIC = ("ف", "ب", "ل", "د", "م", "و", "وف", "وب")

_Form = tuple[str, ...]


class Cues:
    """The words around places, indexed. Immutable once built."""

    def __init__(self) -> None:
        self._cues: dict[_Form, str] = {}
        self._sounds: dict[_Form, str] = {}
        for cue, phrase in read_pairs("place_cues.tsv"):
            parts = words(phrase)
            self._cues.setdefault(tuple(parts), cue)
            self._sounds.setdefault(tuple(map(_form, parts)), cue)
            if len(parts) == 1 and len(parts[0]) > _SHORT + 1 and cue in LEVEL_CUES | {"here"}:
                for word in _glued(parts[0]):
                    self._sounds.setdefault((_form(word),), cue)

    def is_cue(self, word: str) -> bool:
        """True when a folded word is, alone, one of the cues."""
        return (word,) in self._cues or (_form(word),) in self._sounds

    def at(self, message: Sequence[Token], start: int, end: int) -> str:
        """The cue that the words from `start` to `end` are, or nothing."""
        said = tuple(token.word for token in message[start:end])
        return self._cues.get(said) or self._sounds.get(tuple(map(_form, said)), "")

    def before(self, message: Sequence[Token], start: int) -> tuple[str, ...]:
        """The cues right before a word, the nearest first, at most three; of two words or one."""
        return tuple(self._before(message, start))

    def _before(self, message: Sequence[Token], start: int) -> Iterator[str]:
        at = start
        for _ in range(_STEPS):
            size = next((n for n in (2, 1) if at >= n and self._said(message, at - n, at)), 0)
            if not size:
                return
            cue = self.at(message, at - size, at)
            if cue != _PASSED:
                yield cue
            at -= size

    def _said(self, message: Sequence[Token], start: int, end: int) -> bool:
        return self.at(message, start, end) not in {"", *_TIMES}

    def said(self, before: Sequence[str], message: Sequence[Token], end: int) -> str:
        """What is said of a name that ends at `end`: the nearest cue, or the level told of it."""
        near = (*before, "", "")
        # "Jama3a dyal Afourar", "beni mellal province".
        if near[0] in ("", "of", "from") and near[1] in LEVEL_CUES:
            return near[1]
        return self.level_after(message, end) or ("" if near[0] in ("or", "and") else near[0])

    def level_after(self, message: Sequence[Token], end: int) -> str:
        """The level a word right after a name tells ("beni mellal province"), or nothing."""
        cue = self.at(message, end, end + 1)
        more = self.at(message, end + 1, end + 2)
        return cue if cue in ("province", "region") and more not in NEAR_CUES | {"of"} else ""

    def between(self, message: Sequence[Token], start: int, end: int) -> list[str]:
        """The cue of every single word of a stretch; nothing for those that are none."""
        return [self.at(message, at, at + 1) for at in range(start, end)]

    def times(self, message: Sequence[Token], first: int, start: int) -> frozenset[str]:
        """Of now, once, but and me, those said in the few words before `start`, from `first` on."""
        reach = range(max(first, start - _REACH), start)
        near = {self.at(message, at, min(at + size, start)) for at in reach for size in (1, 2)}
        return frozenset(near & _TIMES)


@lru_cache(maxsize=65536)
def _form(word: str) -> str:
    # In Arabic another vowel is another word: عملا (work) is no عمالة (prefecture).
    if has_arabic(word):
        return spelling([word])
    return word_key(word) if len(word) > _SHORT else word


def _glued(word: str) -> Iterable[str]:
    """A word with the prepositions and the article that are written in one with it."""
    arabic = has_arabic(word)
    article, marks = ("ال", _GLUE_ARABIC) if arabic else ("l", _GLUE_LATIN)
    bare = word.removeprefix(article) if arabic else word
    return (f"{mark}{between}{bare}" for mark in marks for between in ("", article))
