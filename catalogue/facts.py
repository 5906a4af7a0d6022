"""Facts a message states in passing: an age, a return. Needs, places and danger are elsewhere."""

import re
from collections.abc import Sequence
from functools import lru_cache

from catalogue.tables import read_rows
from catalogue.text import fold
from catalogue.tokens import Token, tokens, variants

_AGES = (
    re.compile(r"\bj\s?'?\s?(?:ai|e|é)\s+(?:que\s+|seulement\s+)?(\d{1,2})\s*ans?\b"),
    re.compile(r"\bsuis agee? de (\d{1,2})\b|\bmon age (?:est |c'est )?(\d{1,2})\b"),
    re.compile(r"^(\d{1,2})\s*(?:ans?|3am|عام|عاما|سنة|سنوات)$"),
    re.compile(
        r"\b(?:ana )?f?3a?ndi\s+(?:ghir\s+|gha\s+)?(\d{1,2})\s*(?:3am|3ame?|3wam|ans?|sna)\b"
    ),
    re.compile(r"(?:\b|و)(?:عندي|عمري)\s+(?:غير\s+)?(\d{1,2})\s*(?:عام|عاما|سنة|سنوات|سنين|اعوام)"),
    re.compile(r"\b(?:3omri|3mri)\s+(\d{1,2})\b|\bعمري\s+(\d{1,2})\b"),
    re.compile(r"\bابلغ\s+(?:من العمر\s+)?(\d{1,2})\b"),
)
_OLDEST = 99


def stated_age(text: str) -> int | None:
    """The age in years a person gives as their own ("j'ai 15 ans", "3ndi 15 3am"), or None."""
    folded = fold(text)
    for pattern in _AGES:
        found = pattern.search(folded)
        if found:
            age = int(next(group for group in found.groups() if group))
            return age if 0 < age <= _OLDEST else None
    return None


@lru_cache(maxsize=1)
def _marks() -> dict[str, frozenset[tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for kind, _, phrase in read_rows("facts.tsv"):
        found.setdefault(kind, set()).add(tuple(token.key for token in tokens(phrase)))
    return {kind: frozenset(phrases) for kind, phrases in found.items()}


def says(kind: str, message: Sequence[Token]) -> bool:
    """True when a phrase of that kind in `facts.tsv` stands in the message."""
    wanted = _marks()[kind]
    keys = [{key for key, _ in variants(token.word)} | {token.key} for token in message]
    return any(_at(phrase, keys) for phrase in wanted)


def _at(phrase: tuple[str, ...], keys: list[set[str]]) -> bool:
    last = len(keys) - len(phrase)
    return any(
        all(part in keys[start + i] for i, part in enumerate(phrase)) for start in range(last + 1)
    )
