"""Needs in the words of Open Eligibility, and in any other words of a foreign taxonomy.

A category is read as a need only where it means no more than that; all else is proposed to whoever
brings the file in. What a file claims of a sensitive need grants nothing (decision 0017).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from catalogue.fuzzy import Index
from catalogue.needs import needs
from catalogue.schema import SPOKEN
from catalogue.tables import read_records
from catalogue.text import fold

_NEAR = 0.55
_MOST = 3


def terms_of(need: str) -> tuple[str, ...]:
    """The categories that stand beside a need, as paths ("Work > Help Find Work")."""
    return _terms().get(need, ())


def need_of(names: Iterable[str]) -> tuple[str, ...]:
    """The needs that these names of categories, paths or codes certainly mean."""
    found = (_read().get(fold(name)) or _code(name) for name in names)
    return tuple(dict.fromkeys(need for need in found if need))


def proposed(names: Iterable[str]) -> str:
    """The needs that may be meant, for people to read ("Trouver un emploi (employment)")."""
    codes = (
        hit.key for name in names for hit in _index().search(name, _MOST) if hit.score >= _NEAR
    )
    first = list(dict.fromkeys(codes))[:_MOST]
    return ", ".join(f"{needs()[code].labels['fr']} ({code})" for code in first)


def _code(name: str) -> str:
    return name if name in needs() else ""


@cache
def _terms() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in read_records("open_eligibility.tsv"):
        found[row["need"]] += (row["term"],)
    return found


@cache
def _read() -> Mapping[str, str]:
    """Needs by the folded names of categories: whole paths, last names, and our own labels."""
    found = {fold(need.labels[lang]): code for code, need in needs().items() for lang in SPOKEN}
    for row in read_records("open_eligibility.tsv"):
        if row["read"] == "yes":
            found[fold(row["term"])] = found[fold(_last(row["term"]))] = row["need"]
    return found


def _last(term: str) -> str:
    return term.rpartition(" > ")[2]


@cache
def _index() -> Index[str]:
    own = [(name, code) for name, code in _read().items()]
    wider = [(_last(row["term"]), row["need"]) for row in read_records("open_eligibility.tsv")]
    return Index([*own, *wider])
