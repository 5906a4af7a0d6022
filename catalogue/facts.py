"""Facts a message states in passing: an age, a return. Needs, places and danger are elsewhere."""

import re
from collections.abc import Sequence
from functools import lru_cache

from catalogue.majority import said_age
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
_MINOR = re.compile(
    r"\b(?:je suis|chui|suis) (?:encore )?(?:un |une )?mineure?\b"
    r"|\b(?:ana|rani) (?:mazal )?(?:9asi?r|9aser|qasi?r)a?\b"
    r"|(?:^|\s)(?:انا|راني) (?:مازال |باقي )?قاصرة?(?:\s|$)"
)
_SAID_MINOR = 17
"""Who says "I am a minor" is read as this old."""
_SPELLED = {
    "dix sept": 17, "seize": 16, "quinze": 15, "quatorze": 14, "treize": 13, "douze": 12,
    "سبعطاش": 17, "سطاش": 16, "ستاش": 16, "خمسطاش": 15, "ربعطاش": 14, "تلطاش": 13, "طناش": 12,
    "sba3tach": 17, "sb3tach": 17, "settach": 16, "stach": 16, "khmstach": 15, "khamstach": 15,
    "rb3tach": 14, "reb3tach": 14, "tltach": 13, "teltach": 13, "tnach": 12,
}  # fmt: skip
"""The ages of minors in words; where one is within another the longer stands first."""
_SPELLED_OUT = re.compile(
    rf"\b(ai|3a?ndi|3o?mri|عندي|عمري) (?:ghir |غير )?({'|'.join(_SPELLED)})"
    r" (?:ans?|l?3am|ل?عام|سنة)\b"
)
_YOUNGEST_WRITER = 10
_SINCE = re.compile(r"\s*(?:f|fi|en|dans|au|a|ف|في|من|men|de|depuis|que)\b|\s*ف")
"""After a number this small: years spent somewhere, not years of age."""
_OF_WORK = re.compile(
    r"\s*(?:d'|d |de |dyal |ديال |f |ف )?\s?(?:l|ال)?"
    r"(?:experience|khibra|khebra|khbra|tajriba|خبرة|تجربة|metier)"
)


def stated_age(text: str) -> int | None:
    """The age in years a person gives as their own ("j'ai 15 ans", "3ndi 15 3am"), or None."""
    folded = fold(text)
    if _MINOR.search(folded):
        return _SAID_MINOR
    if spelled := _SPELLED_OUT.search(folded.replace("-", " ")):
        return _SPELLED[spelled[2]]
    found = next((found for each in _AGES if (found := each.search(folded))), None)
    if found is None:
        return said_age(folded)
    age = int(next(group for group in found.groups() if group))
    return age if 0 < age <= _OLDEST and not _years_of(age, folded[found.end() :]) else None


def _years_of(age: int, after: str) -> bool:
    """Whether it is how long something lasted: "j'ai 5 ans d'expérience"."""
    return bool(_OF_WORK.match(after) or (age <= _YOUNGEST_WRITER and _SINCE.match(after)))


@lru_cache(maxsize=1)
def _marks() -> dict[str, dict[str, tuple[tuple[str, ...], ...]]]:
    """The keys of the phrases of each kind, under the first of them."""
    found: dict[str, dict[str, tuple[tuple[str, ...], ...]]] = {}
    for kind, _, phrase in read_rows("facts.tsv"):
        keys = tuple(token.key for token in tokens(phrase))
        of_kind = found.setdefault(kind, {})
        of_kind[keys[0]] = (*of_kind.get(keys[0], ()), keys)
    return found


def says(kind: str, message: Sequence[Token]) -> bool:
    """True when a phrase of that kind in `facts.tsv` stands in the message."""
    wanted = _marks()[kind]
    keys = [{key for key, _ in variants(token.word)} | {token.key} for token in message]
    return any(
        _stands(phrase, keys[start:])
        for start, here in enumerate(keys)
        for first in here & wanted.keys()
        for phrase in wanted[first]
    )


def _stands(phrase: tuple[str, ...], keys: Sequence[set[str]]) -> bool:
    return len(phrase) <= len(keys) and all(map(set.__contains__, keys, phrase))
