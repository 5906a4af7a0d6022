"""French as people write it who learned it by ear or are in haste, as a school would write it.

*Jé pa de travaye* is "j'ai pas de travail": short words are a table (`data/by_ear.tsv`), the others
are known by their sound, a few by the words beside them. What the words mean is not known here.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from catalogue.everyday import ordinary
from catalogue.french_sound import french_sound, swallowed
from catalogue.lexicon import alarms, triggers
from catalogue.tables import read_pairs, read_words
from catalogue.text import fold, has_arabic, word_languages

# A word with the apostrophe that follows it, if one does: the c of *c'est* is no *c* for "c'est".
_WORD = re.compile(r"[^\W_]+'?")
_LETTERS = re.compile(r"[^\W\d_]+")
# Fewer letters say too little by their sound; what an article grew on needs as many of its own.
_SHORTEST = 4
# Two words of one sound are written alike too, out of 100.
_ALIKE = 60.0
# What a word lacks that is written otherwise than it would most likely be.
_OTHERWISE = 10.0
_ENDING = re.compile(r"e?s$")
_GROWN = re.compile(r"(qu|[ldjmsnk])(?=[aeiouyhéèêâîôœ])")
_WHOLE = {"k": "qu"}
# So many words of French must stand beside one of Darija; beside an unknown one, one.
_DARIJA = -2
_COUNTED = r"\d+|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|chaque|ce|du"
_WHO = "je|tu|on|ils?|elles?|qui"
# What only the words beside a word decide, after each is read by itself.
_BESIDE = tuple(
    (re.compile(rf"(?<![\w']){written}(?![\w'])"), meant)
    for written, meant in (
        (r"(ils?|elles?|on|qui|qu'ils?|qu'elles?|qu'on) ([mtn])(as?|ont)", r"\1 \2'\3"),
        (r"(ils?|elles?|on) ([mt])on", r"\1 \2'ont"),
        (rf"({_COUNTED}) moi", r"\1 mois"),
        (r"(ils?|elles?|on|qui|qu'ils?|qu'elles?|qu'on) été", r"\1 était"),
        (r"je été", "j'étais"),
        (r"(je|tu|j'en) veut", r"\1 veux"),
        (r"(je|tu) peu", r"\1 peux"),
        (r"(il|elle|on|ça|qui) peu", r"\1 peut"),
        (rf"({_WHO}) (?:sé|c'est) (pas|plus|rien|quoi|où|comment|même)", r"\1 sait \2"),
        (r"(je|tu) sé", r"\1 sais"),
        (r"(j'ai|n'ai|tu as|il a|elle a|on a|y a) pu(?= de | d'| rien)", r"\1 plus"),
        (r"(j'ai|tu as|il a|elle a|on a|ils ont) fin", r"\1 faim"),
        (r"(ils|elles|enfants?|gens) son(?= pas | plus | trop )", r"\1 sont"),
        (r"sé (\w{3,}(?:é|i|u|is|it))", r"s'est \1"),
    )
)


class ByEar:
    """Reads French written by ear. Immutable once built, but for its memory of words.

    `words` are French words as they are written, with accents; `names` folded ones of places, that
    are never another word.
    """

    def __init__(self, words: Iterable[str], names: Iterable[str]) -> None:
        self._names = frozenset(names)
        self._spelt = dict(_spelt())
        self._of_sound: dict[str, list[str]] = defaultdict(list)
        listed = {word.lower() for word in words if _LETTERS.fullmatch(word)} - self._spelt.keys()
        self._known = frozenset(map(fold, listed))
        for word in sorted(listed):
            for sound in {french_sound(word), swallowed(word)}:
                self._of_sound[sound].append(word)
        self._meant = lru_cache(maxsize=32768)(self._mean)
        self._speaks = lru_cache(maxsize=32768)(self._vote)

    def read(self, text: str) -> str:
        """A French message with its words as a school would write them; any other is the same."""
        plain = unicodedata.normalize("NFC", text).replace("’", "'")
        if not self._is_french(plain):
            return text
        said = _WORD.sub(self._word, plain)
        for written, meant in _BESIDE:
            said = written.sub(meant, said)
        return text if said == plain else said

    def _is_french(self, text: str) -> bool:
        return sum(self._speaks(found.lower()) for found in _WORD.findall(text)) > 0

    def _vote(self, word: str) -> int:
        """What a word says for French; below 0: so many words of French must stand beside it."""
        folded = fold(word)
        french, darija = word in self._spelt or folded in self._known, _darija(folded)
        if french or word.isdigit() or folded in self._names:
            return int(french and not darija)
        return _DARIJA if darija or has_arabic(word) else -(self._meant(word) is None)

    def _word(self, found: re.Match[str]) -> str:
        word, before = found[0], found.string[found.start() - 1 : found.start()]
        if word.endswith("'") or before == "'" or (len(word) == 1 and _after_number(found)):
            return word
        # A capital within a sentence begins a name.
        named = word[0].isupper() and before and not found.string.isupper()
        known = len(word) > 1 and word.lower() in self._spelt
        return (self._meant(word.lower()) if known or not named else None) or word

    def _mean(self, word: str) -> str | None:
        if word in self._spelt:
            return self._spelt[word]
        if not _LETTERS.fullmatch(word) or has_arabic(word) or self._stands(fold(word)):
            return None
        return (self._sounding(word) if len(word) >= _SHORTEST else None) or self._grown(word)

    def _stands(self, folded: str) -> bool:
        """Whether a word is one already, a plural or feminine of one, a name, or Darija."""
        bare = {folded, folded.removesuffix("s"), folded.removesuffix("e"), _ENDING.sub("", folded)}
        return not self._known.isdisjoint(bare) or folded in self._names or _darija(folded)

    def _sounding(self, word: str) -> str | None:
        """The French word that sounds so and is written most like it."""
        sounds = {swallowed(word): _OTHERWISE} | _sounds(word)
        near = [
            (ratio(fold(word), fold(each)) - less, each)
            for sound, less in sounds.items()
            for each in self._of_sound.get(sound, ())
        ]
        best = max(near, default=(0.0, None))
        return best[1] if best[0] >= _ALIKE else None

    def _grown(self, word: str) -> str | None:
        """A word with the article or pronoun before it: *lopital, jabite, dargen*."""
        begun = _GROWN.match(word)
        rest = word[begun.end() :] if begun else ""
        if begun is None or len(rest) < _SHORTEST:
            return None
        meant = rest if fold(rest) in self._known else self._sounding(rest)
        return f"{_WHOLE.get(begun[0], begun[0])}'{meant}" if meant else None


def _spelt() -> Iterator[tuple[str, str]]:
    for meant, written in read_pairs("by_ear.tsv"):
        yield from ((each, meant) for each in written.split())


def _sounds(word: str) -> dict[str, float]:
    """The sounds a word may be written for, with what the less likely ones lack.

    A last e may have lost its accent (*papie*), a last consonant may be heard (*frez*).
    """
    if word.endswith("e"):
        return {french_sound(f"{word[:-1]}é"): _OTHERWISE, french_sound(word): 0.0}
    heard = [french_sound(f"{word}e")] if word[-1] in "dtsxpz" else []
    return dict.fromkeys([*heard, french_sound(word)], 0.0)


def _after_number(found: re.Match[str]) -> bool:
    return bool(re.search(r"\d\s?$", found.string[: found.start()]))


@lru_cache(maxsize=65536)
def _darija(folded: str) -> bool:
    if folded in ordinary("ary_Latn"):
        return True
    # *Ma-* denies in Darija; in French it is also "m'a-": *maretté* is "m'arrêter".
    denied = not folded.startswith("ma") or folded.endswith("ch")
    return denied and word_languages(folded) == {"ary_Latn"}


def french_words() -> Iterator[str]:
    """The French words of the lists and of the lexicon's phrases, as they are written."""
    yield from (*read_words("everyday/fr.txt"), *read_words("by_ear_words.txt"))
    for table in ("common_words.tsv", "particles.tsv", "language_words.tsv"):
        yield from (word for form, word in read_pairs(table) if form == "fr")
    phrases = [(each.form, each.phrase) for each in triggers()]
    phrases += [(each.form, each.phrase) for each in alarms()]
    for phrase in (phrase for form, phrase in phrases if form == "fr"):
        yield from _LETTERS.findall(phrase)
