"""For whoever adds words: which words of a phrase the lexicon does not know, and what is near them.

Nothing is read here: a near phrase only tells that a word may be a spelling of a known one.
"""

from functools import lru_cache

from catalogue.everyday import is_ordinary
from catalogue.fuzzy import Index
from catalogue.lexicon import NOTHING, alarms, class_rows, triggers
from catalogue.tokens import Token, common_words, tokens, variants

MOST = 3
"""Phrases shown for a word."""
# Phrases that fit less have little in common with the word.
_NEAR = 0.6


def near_phrases(token: Token) -> tuple[tuple[str, str], ...]:
    """The trigger phrases nearest to a word the lexicon does not know, each with its need."""
    if is_known(token):
        return ()
    hits = _phrases().search(token.word, MOST)
    return tuple(hit.key for hit in hits if hit.score >= _NEAR)


def is_known(token: Token) -> bool:
    """True when a word stands in the lexicon, in one form or another, or is an everyday word."""
    forms = {token.key, *(key for key, _ in variants(token.word))}
    return token.word.isdigit() or not forms.isdisjoint(_known()) or _plain(token.word)


def _plain(word: str) -> bool:
    return word in common_words() or is_ordinary(word)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    needs, dangers = [each.phrase for each in triggers()], [each.phrase for each in alarms()]
    listed = [words for _, _, words in class_rows()]
    return frozenset(token.key for text in (*needs, *dangers, *listed) for token in tokens(text))


@lru_cache(maxsize=1)
def _phrases() -> Index[tuple[str, str]]:
    """The phrases with the needs they speak for; those that mean nothing are not among them."""
    spoken = (each for each in triggers() if each.need != NOTHING)
    return Index((each.phrase, (each.phrase, each.need)) for each in spoken)
