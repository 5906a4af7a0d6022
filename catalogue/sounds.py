"""Two words beside each other: how alike they sound, and how alike they are written.

Words become strings in which a letter stands as often as it weighs, and letters that people
exchange share a part, so that one plain `ratio` compares them all. Names are not known here.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from catalogue.text import has_arabic, word_key

# What each letter of the skeleton is made of. q, k and g share two parts of three, z and s as
# many; w and y are half vowels (V); ayn and a long a weigh little, for they are often left out.
_PARTS = {
    "k": "KKK",
    "q": "KKq",
    "g": "KKg",
    "ʒ": "KSʒ",
    "χ": "KHχ",
    "γ": "KRγ",
    "ħ": "Hh",
    "s": "SSs",
    "z": "SSz",
    "ʃ": "Sʃʃ",
    "d": "DDd",
    "t": "Dtt",
    "b": "BBb",
    "f": "wBf",
    "n": "NNn",
    "m": "MNm",
    "l": "NLl",
    "r": "Rrr",
    "w": "Vww",
    "y": "Vyy",
    "a": "V",
    "3": "V",
}
_SOUND = str.maketrans(_PARTS)
# A Latin word by its own letters: every vowel stands for itself, twice.
_PLAIN = str.maketrans("eyowxcjhpv", "iiuuʃkʒħbf")
_SPELLING = str.maketrans(_PARTS | {"a": "aa", "i": "ii", "u": "uu", "w": "uu", "y": "ii"})
# A word of either script with the vowels that both may write: e is written by neither.
_LATIN_VOWELS = str.maketrans(
    _PARTS
    | {"a": "a", "e": "", "i": "i", "u": "u", "o": "u", "w": "u", "y": "i", "x": "Sʃʃ", "c": "KKK"}
    | {"j": "KSʒ", "h": "H", "p": "BBb", "v": "wBf", "3": "3a", "7": "Hh", "9": "KKq", "5": "KHχ"}
)
_ARABIC_LETTERS = "بپتثجچحخدذرزژسشصضطظعغفڤقكگڭݣلمنهويةىاءآأإؤئ"
_ARABIC_VOWELS = str.maketrans(
    {letter: _PARTS.get(word_key(letter), "") for letter in _ARABIC_LETTERS}
    | {**dict.fromkeys("اىةآأإ", "a"), "و": "u", "ؤ": "u", "ي": "i", "ئ": "i", "ع": "3a", "ه": "H"}
)
_ARTICLE = "l"
_DIGRAPHS = re.compile(r"tch|kh|gh|rh|ch|sh|dj|zh|ou|qu|th|dh|ph|ee|oo|gu(?=[eiy])|c(?=[eiy])")
_DIGRAPH_KEYS = {
    "tch": "ʃ",
    "kh": "χ",
    "gh": "γ",
    "rh": "γ",
    "ch": "ʃ",
    "sh": "ʃ",
    "dj": "ʒ",
    "zh": "ʒ",
    "ou": "u",
    "qu": "q",
    "th": "t",
    "dh": "d",
    "ph": "f",
    "ee": "i",
    "oo": "u",
    "gu": "g",
    "c": "s",
}
_DOUBLED = re.compile(r"(.)\1+")
# The article grown on to a word: *Larache*, *Laouamra*, لمهارة.
_GROWN = re.compile(r"l{1,2}(?=[^l]..)|ل(?=[^ل]..)")
# In Latin letters a doubled vowel is one long one; at the end *ee* is a French e: *lycée*.
_LONG = re.compile(r"ee(?=.)|oo|ii")
_LONG_VOWELS = {"ee": "i", "oo": "ou", "ii": "i"}
# How people also read Latin letters. The longest are read first, each once: the j of *dj* is no y.
_OTHERWISE = [
    (re.compile(letters), meant)
    for letters, meant in (
        # Spanish: *Xauen*.
        ("[xjz]", {"x": "ch", "j": "kh", "z": "s"}),
        # German and Slavic: *Scheschauen*, *Suvejra*, *Dzadida*.
        (
            "sch|dzh?|sz|ch|[jv]",
            {"sch": "ch", "dzh": "dj", "dz": "dj", "sz": "ch", "ch": "kh", "j": "y", "v": "ou"},
        ),
        # *Rhafsai*, *s8ir*.
        ("rh|8", {"rh": "gh", "8": "gh"}),
        # Two letters for two sounds: *khel* كحل, *dhak* ضحك, *djaj* دجاج.
        ("[skdt]h|dj", {each: f"{each[0]}2{each[1]}" for each in ("sh", "kh", "dh", "th", "dj")}),
        # k for q: *trik* طريق.
        ("kh|k", {"kh": "kh", "k": "q"}),
        # A vowel before two equal consonants is short: *kobba* قبة.
        (r"(?<=[^aeiou])(?:ou|[iou])(?=([^aeiou])\1)", dict.fromkeys(("ou", "i", "o", "u"), "")),
        # An h at the end that is heard: *stah* سطح.
        ("ah$", {"ah": "a7"}),
    )
]
# What a word is worth when it is read otherwise than it is most likely meant.
OTHERWISE = 0.04

# The share of the sound; the rest is the spelling, where both are of one script.
SOUND = 0.46
SOUND_ACROSS = 0.5
# The same for what `ratio` gives, out of 100.
_OF_SOUND, _OF_SPELLING = SOUND / 100, (1 - SOUND) / 100
_OF_SOUND_ACROSS, _OF_VOWELS_ACROSS = SOUND_ACROSS / 100, (1 - SOUND_ACROSS) / 100


class Reading(NamedTuple):
    """One way to read a word: its sound for both scripts, its spelling within one."""

    sound: str
    spelling: str
    across: str
    arabic: bool


@lru_cache(maxsize=65536)
def reading(word: str) -> Reading:
    """The plain reading of one folded word."""
    if has_arabic(word):
        sound = word_key(word).translate(_SOUND)
        return Reading(sound, word, _vowelled_arabic(word), arabic=True)
    word = _LONG.sub(lambda found: _LONG_VOWELS[found[0]], word)
    sound = word_key(word).translate(_SOUND)
    sounded = _DIGRAPHS.sub(lambda found: _DIGRAPH_KEYS[found[0]], word)
    return Reading(sound, _spelling(sounded), _vowelled_latin(sounded), arabic=False)


def _spelling(sounded: str) -> str:
    """A Latin word by its consonants and vowels, its first letter twice: it rarely slips."""
    spelt = _DOUBLED.sub(r"\1", sounded.translate(_PLAIN)).translate(_SPELLING)
    return spelt[:1] + spelt


def _vowelled_latin(sounded: str) -> str:
    # A consonant doubled at the head is the article: *ddar*, *nnas*.
    article = _ARTICLE if len(sounded) > 2 and sounded[0] == sounded[1] else ""
    return article + _DOUBLED.sub(r"\1", sounded).translate(_LATIN_VOWELS)


def _vowelled_arabic(word: str) -> str:
    if word.startswith("ال") and len(word) > 3:
        return _ARTICLE + word[2:].translate(_ARABIC_VOWELS)
    return word.translate(_ARABIC_VOWELS)


def known_readings(word: str) -> Iterator[Reading]:
    """The readings of a word of a name: as it stands, and without a grown article."""
    yield reading(word)
    if _GROWN.match(word):
        bare = reading(_GROWN.sub("", word, count=1))
        yield bare._replace(across=_ARTICLE + bare.across)


def spelt_otherwise(word: str) -> Iterator[str]:
    """A folded word as it would be spelt if its letters were read as other people read them."""
    if has_arabic(word):
        return
    for letters, meant in _OTHERWISE:
        other = _read_as(word, letters, meant)
        if other != word:
            yield other


def _read_as(word: str, letters: re.Pattern[str], meant: Mapping[str, str]) -> str:
    return letters.sub(lambda found: meant[found[0]], word)


def likeness(one: Reading, other: Reading, sound: float) -> float:
    """How alike two readings are, 0…1, where `sound` is what `ratio` gave for their sounds."""
    if one.arabic == other.arabic:
        return _OF_SOUND * sound + _OF_SPELLING * ratio(one.spelling, other.spelling)
    return _OF_SOUND_ACROSS * sound + _OF_VOWELS_ACROSS * ratio(one.across, other.across)


def alike(one: str, other: str) -> float:
    """How alike two folded words are as they are most likely read, 0…1."""
    first, second = reading(one), reading(other)
    return likeness(first, second, ratio(first.sound, second.sound))
