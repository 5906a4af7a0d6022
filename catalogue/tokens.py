"""The words of a message as the lexicon compares them: variants, particles, joined negation.

What a word may look like is here; which words mean a need or a place is not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from catalogue.tables import read_pairs
from catalogue.text import fold, has_arabic, joined_negations, split_folded, word_key

_CLAUSE = re.compile(r"([.!?;:؟؛\n]+|,|،)")
# A sentence that ends parts more than a comma does.
_SENTENCE_END = re.compile(r"[.!?؟]")
# "bghit.khdma" is two words, "s.v.p" none: a stop between letters is no clause.
_LATIN_GLUED = re.compile(r"^(?:l(?=[^aeiouy])|[fbdw]l(?=[^aeiouy]))(.{2,})$")
_ARABIC_ARTICLE = re.compile(r"^(?:ال)(.{2,})$")
_LATIN_ARTICLE = re.compile(r"^l(?=[^aeiouy])(.{2,})$")
_ARABIC_GLUED = re.compile(r"^و?(?:[فبكد]?ال|لل|[فبلد])(.{3,})$|^و(.{3,})$")
_FRENCH_END = re.compile(r"(?:ees|ee|er|ez|es|s|x|e)$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the message: as written (folded), its key, and the clause it stands in.

    Clauses are numbered; a number is left out where a sentence ends.
    """

    word: str
    key: str
    clause: int


def tokens(text: str) -> list[Token]:
    """The words of a text with their clauses; a Darija negation is one word (*ma 3ndich*)."""
    return [
        Token(word, word_key(word), number)
        for number, clause in _clauses(fold_clauses(text))
        for word in joined_negations(split_folded(clause))
    ]


def _clauses(folded: str) -> Iterator[tuple[int, str]]:
    """Each clause with its number: one more after a comma, two after the end of a sentence."""
    number = 0
    for at, part in enumerate(_CLAUSE.split(folded)):
        if at % 2 == 0:
            yield number, part
        else:
            number += 1 + bool(_SENTENCE_END.search(part))


def fold_clauses(text: str) -> str:
    """Fold a text but keep line ends as marks of a clause."""
    return fold(text.replace("\n", " ; "))


@lru_cache(maxsize=1)
def particles() -> frozenset[str]:
    """Folded words that only tie others together: skipped on both sides of a comparison."""
    return frozenset(fold(word) for _, word in read_pairs("particles.tsv"))


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Folded everyday words: never taken for a misspelling of something else."""
    return frozenset(fold(word) for _, word in read_pairs("common_words.tsv")) | particles()


@lru_cache(maxsize=1)
def homographs() -> frozenset[str]:
    """Folded words whose skeleton is also another word's: read only as they are written."""
    return frozenset(fold(word) for _, word in read_pairs("homographs.tsv"))


@lru_cache(maxsize=32768)
def variants(word: str, *, known: bool = False) -> tuple[tuple[str, float], ...]:
    """The keys a folded word may be known by, each with what it is worth (1.0: as written).

    The article and the prepositions glued to it, a feminine, a plural, a possessive, the
    prefixes of the Darija present, French endings that are not heard. A `known` word, one of the
    lexicon, has no glued preposition: what looks like one belongs to the word.
    """
    if word in homographs():
        return ((f"={word}", 1.0),)
    found: dict[str, float] = {}
    for form, worth in _bare_forms(word, known):
        for key, factor in _endings(form, known):
            if (len(key) > 2 or form == word) and found.get(key, 0.0) < worth * factor:
                found[key] = worth * factor
    return tuple(found.items())


def _bare_forms(word: str, known: bool) -> Iterator[tuple[str, float]]:
    yield word, 1.0
    patterns = (_LATIN_ARTICLE, _ARABIC_ARTICLE) if known else (_LATIN_GLUED, _ARABIC_GLUED)
    pattern = patterns[has_arabic(word)]
    glued = pattern.match(word)
    if glued:
        yield next(group for group in glued.groups() if group), 0.98
    if word.startswith("الل"):
        yield word[2:], 0.98


def _endings(form: str, known: bool) -> Iterator[tuple[str, float]]:
    key = word_key(form)
    yield key, 1.0
    if not has_arabic(form) and len(form) > 4:
        yield word_key(_FRENCH_END.sub("", form)), 0.96
    if len(key) < 4:
        return
    if key.endswith("a"):
        yield key[:-1], 0.96
    if key.endswith(("ty", "tw")):
        yield key[:-2] + "a", 0.95
    if key.endswith("y"):
        yield key[:-1], 0.95
    if key.endswith(("ħa", "ħm")) and len(key) > 5:
        yield key[:-2], 0.96
    if key.endswith("yn") and len(key) > 5:
        yield key[:-2], 0.95
    if key[:2] in ("kn", "tn", "γn") and len(key) > 4:
        yield key[1:], 0.97
    if key[:2] in ("ky", "ty", "γy") and len(key) > 4:
        yield key[1:], 0.97
    if key[0] == "y" and len(key) > 5 and not known:
        yield key[1:], 0.95
