"""Where a message tells the age of a child: "un gosse de 9 ans", *3ndha 13 l3am*, في السابعة.

The age a person gives as their own is `facts.stated_age`; how long something lasted is no age.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from catalogue.tables import read_pairs
from catalogue.text import fold
from catalogue.tokens import Token

_ADULT = 18
_OF_SCHOOL = 5
_OF_TEENS = 9
# Below this a bare number after "has" is more often a number of children.
_LEAST_BARE = 6
_SURE_BARE = 10


@lru_cache(maxsize=1)
def _parts() -> Mapping[str, frozenset[str]]:
    """The words of `ages.tsv`, folded, by the part they play."""
    found: dict[str, set[str]] = defaultdict(set)
    for part, words in read_pairs("ages.tsv"):
        found[part].update(map(fold, words.split()))
    return {part: frozenset(words) for part, words in found.items()}


def can_work(word: str) -> bool:
    """Whether an age is that of a child old enough to be sent to work."""
    return word not in _parts()["toddler"] and not (word.isdigit() and int(word[:9]) < _OF_SCHOOL)


def is_teen(word: str) -> bool:
    """Whether an age in figures is that of a child of nine years or more."""
    return word.isdigit() and int(word[:9]) >= _OF_TEENS


def childs_age(message: Sequence[Token], at: int) -> bool:
    """True when the word at a place begins the age of somebody under 18."""
    word = message[at].word
    if word in _parts()["ordinal"]:
        return _ordinal(message, at)
    if not (word in _parts()["number"] or (word.isdigit() and 0 < int(word[:9]) < _ADULT)):
        return False
    before = [token.word for token in message[max(0, at - 3) : at]]
    if not _parts()["span"].isdisjoint(before[-2:]):
        return False
    unit = _unit(message, at)
    return _told(message, at, unit, before) if unit else _bare(message, at, before)


def _unit(message: Sequence[Token], at: int) -> int:
    """The place of the word for years after a number, 0 when there is none."""
    after = at + 1
    if after < len(message) and message[after].word in _parts()["link"]:
        after += 1
    return after if after < len(message) and message[after].word in _parts()["years"] else 0


def _told(message: Sequence[Token], at: int, unit: int, before: Sequence[str]) -> bool:
    if not _parts()["of_work"].isdisjoint(token.word for token in message[unit + 1 : unit + 4]):
        return False
    if any(not _parts()[part].isdisjoint(before) for part in ("has", "i_have", "of_child")):
        return True
    if not _parts()["i"].isdisjoint(before[-1:]):
        return True
    begins = at == 0 or message[at - 1].clause != message[at].clause
    after = message[unit + 1].word if unit + 1 < len(message) else ""
    return begins and after not in _parts()["where"]


def _bare(message: Sequence[Token], at: int, before: Sequence[str]) -> bool:
    """A number without "years" is an age after "has" where nothing it could count follows."""
    number = message[at].word
    if not number.isdigit() or int(number[:9]) < _LEAST_BARE or not before:
        return False
    ends = at + 1 == len(message) or message[at + 1].clause != message[at].clause
    if before[-1] in _parts()["my_age"]:
        return True
    if before[-1] in _parts()["i_have"]:
        then = ends or (int(number[:9]) >= _SURE_BARE and message[at + 1].word in _parts()["and"])
        return then and before[-1] != "ai"
    return before[-1] in _parts()["has"] and (ends or message[at + 1].word in _parts()["and"])


def _ordinal(message: Sequence[Token], at: int) -> bool:
    around = {token.word for token in message[max(0, at - 1) : at + 3]}
    teen = at + 1 < len(message) and message[at + 1].word in _parts()["teen"]
    begun = message[at].word.startswith("ف") or (
        at > 0 and message[at - 1].word in _parts()["turned"]
    )
    return (
        begun
        and around.isdisjoint(_parts()["clock"])
        and not (teen and message[at].word in _parts()["grown"])
    )
