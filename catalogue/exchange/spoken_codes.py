"""Names that people write where a code stands: a place, a need, a closed value, in fr or ar.

An exact name of one thing alone is read as its code; any other is not guessed at, the nearest are
proposed to whoever fills in the file.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from catalogue.exchange.cells import NATIONAL
from catalogue.fuzzy import Index
from catalogue.labels import code_label, place_label
from catalogue.near_places import near_places
from catalogue.needs import needs
from catalogue.places import LEVELS, gazetteer
from catalogue.schema import SPOKEN, Field
from catalogue.text import fold

PLACES, NEEDS = ("place", "places"), ("need", "needs")
CODED = (*PLACES, *NEEDS, "one", "many")
_BETWEEN = re.compile(r"[;\n]")
_LEVEL = re.compile(
    r"(region|province|prefecture|commune|جهة|اقليم|عمالة|جماعة)"
    r" (?:de la |de l'|du |de |d'|des )?(.+)"
)
_LEVEL_OF = {
    "region": "region", "جهة": "region", "province": "province", "prefecture": "province",
    "اقليم": "province", "عمالة": "province", "commune": "commune", "جماعة": "commune",
}  # fmt: skip
_NEAR_NEED = 0.6


@dataclass(frozen=True, slots=True)
class Coded:
    """A cell with codes for the names that are certain, and which names those were."""

    cell: str
    read: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=65_536)
def coded(field: Field, cell: str) -> Coded:
    """The cell with its names replaced; a cell of codes comes back as it is."""
    if field.kind not in CODED:
        return Coded(cell)
    said = [part.strip() for part in _BETWEEN.split(cell)]
    found = [code if (code := _code(field, part)) else part for part in said]
    if found == said:
        return Coded(cell)
    changed = zip(said, found, strict=True) if field.kind in (*PLACES, *NEEDS) else ()
    return Coded(";".join(found), tuple((name, code) for name, code in changed if name != code))


def nearest(field: Field, what: str) -> str:
    """What may have been meant by an unknown name, for people to read; empty where nothing is."""
    if field.kind in PLACES:
        near = (_place(field, place_label(code, "fr")) or code for code in near_places(what))
        codes = _with_zero(what) or _named_places(what) or tuple(dict.fromkeys(near))
        return _shown(f"{place_label(code, 'fr')} ({code})" for code in codes)
    if field.kind in NEEDS:
        hits = _need_index().search(what, 2)
        return _shown(
            f"{needs()[hit.key].labels['fr']} ({hit.key})"
            for hit in hits
            if hit.score >= _NEAR_NEED
        )
    return ""


def _with_zero(what: str) -> Sequence[str]:
    """The code of which a spreadsheet has made a number: 5.091 was 05.091."""
    code = f"0{what.strip()}"
    return (code,) if gazetteer().get(code) else ()


def label_of(code: str, field: Field) -> str:
    """A code with its French name, as a notice tells it."""
    name = place_label(code, "fr") if field.kind in PLACES else needs()[code].labels["fr"]
    return f"{name} ({code})"


def _shown(names: Iterator[str]) -> str:
    return ", ".join(name for name, _ in zip(names, range(3), strict=False))


def _code(field: Field, name: str) -> str | None:
    if field.kind in PLACES:
        return _place(field, name) if name and fold(name) != NATIONAL else None
    known = _need_codes() if field.kind in NEEDS else _values(field.name, field.values)
    return None if name in known.values() else known.get(fold(name))


def _place(field: Field, name: str) -> str | None:
    """The one place of that name; of a province and its town the one the field is about."""
    if gazetteer().get(name):
        return None
    found = _named_places(name)
    outer = [code for code in found if all(gazetteer().contains(code, other) for other in found)]
    inner = [code for code in found if all(gazetteer().contains(other, code) for other in found)]
    chosen = outer if field.kind == "places" else inner
    return chosen[0] if len(chosen) == 1 else None


def _named_places(name: str) -> Sequence[str]:
    folded = fold(name)
    plain = _places_by_name().get(folded, ())
    levelled = _LEVEL.fullmatch(folded)
    if plain or not levelled:
        return plain
    wanted = _LEVEL_OF[levelled[1]]
    of_name = _places_by_name().get(levelled[2], ())
    return [code for code in of_name if _level(code) == wanted]


def _level(code: str) -> str:
    place = gazetteer().get(code)
    return place.level if place else ""


@cache
def _places_by_name() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for place in gazetteer().places():
        if place.level in LEVELS and place.level != "cercle":
            for name in dict.fromkeys((fold(place.name_fr), fold(place.name_ar))):
                found[name].append(place.code)
    return found


@cache
def _need_codes() -> Mapping[str, str]:
    return {fold(need.labels[lang]): need.code for need in needs().values() for lang in SPOKEN}


@cache
def _need_index() -> Index[str]:
    return Index([(name, code) for name, code in _need_codes().items()])


@cache
def _values(name: str, values: tuple[str, ...]) -> Mapping[str, str]:
    return {fold(code_label(name, value, lang)): value for value in values for lang in SPOKEN}
