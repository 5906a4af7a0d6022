"""How right the index of names is on real names, beside what one would use instead.

GeoNames' alternate names of communes; the census's names across scripts; Darija words across
scripts, where `data/words.tsv` (Arabic, Latin spellings) is there.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from benchmarks.name_peers import transliterated
from catalogue.fuzzy import Hit, Index
from catalogue.places import Place, gazetteer
from catalogue.tables import read_pairs
from catalogue.text import fold, has_arabic

DATA = Path(__file__).parent / "data"
ARABIZIKIT = "arabizikit (maghrebi) + ratio"
WRATIO = "rapidfuzz process.extract WRatio"
SUREST = 0.8
# So many indexes are built, each without the aliases that a part of the queries equal.
PARTS = 12

Names = list[tuple[str, str]]
Find = Callable[[str], list[Hit[str]]]


def lines() -> Iterator[dict[str, Any]]:
    """Every figure, one dictionary each."""
    yield from _alternate_names()
    yield from _across_scripts()
    yield from _words()


def places_of(*levels: str) -> list[Place]:
    """The places of the census of some levels."""
    return [place for place in gazetteer().places() if place.level in levels]


def official_names() -> Names:
    """The names of communes and arrondissements in both scripts, with their codes."""
    places = places_of("commune", "arrondissement")
    return [(name, place.code) for place in places for name in (place.name_fr, place.name_ar)]


def alternate_names() -> Names:
    """GeoNames' alternate names with the code each belongs to."""
    return [(row[0], row[1]) for row in _rows("geonames_pairs.tsv")]


def scores(find: Find, asked: Names) -> tuple[float, float, float]:
    """The share found first, the share among three, and the share wrong of the surest 80 %."""
    found = [find(name) for name, _ in asked]
    first, three = (
        [
            code in [hit.key for hit in hits[:top]]
            for hits, (_, code) in zip(found, asked, strict=True)
        ]
        for top in (1, 3)
    )
    sure = sorted(range(len(asked)), key=lambda at: -found[at][0].score if found[at] else 0.0)
    surest = sure[: int(len(asked) * SUREST)]
    wrong = 1 - sum(first[at] for at in surest) / len(surest)
    return sum(first) / len(asked), sum(three) / len(asked), wrong


def across(source: str, target: str) -> tuple[Names, Names]:
    """Names unique in both scripts: those of one to look up, those of the other to find."""
    places = places_of("commune")
    seen = {field: Counter(getattr(place, field) for place in places) for field in (source, target)}
    unique = [p for p in places if all(seen[f][getattr(p, f)] == 1 for f in (source, target))]
    return (
        [(getattr(place, source), place.code) for place in unique],
        [(getattr(place, target), place.code) for place in unique],
    )


def _alternate_names() -> Iterator[dict[str, Any]]:
    official, asked = official_names(), alternate_names()
    peer = scores(_wratio(official), asked)
    yield from _scored("official", scores(_search(Index(official)), asked), WRATIO, peer)
    aliases = [(name, code) for code, name in read_pairs("aliases.tsv")]
    everything = [*official, *aliases]
    peer = scores(_wratio(everything), asked)
    yield from _scored("aliases", scores(_search(Index(everything)), asked), WRATIO, peer)
    yield from _scored("aliases_left_out", scores(_left_out(official, aliases, asked), asked))


def _search(index: Index[str]) -> Find:
    return lambda name: index.search(name, 3)


def _left_out(official: Names, aliases: Names, asked: Names) -> Find:
    """A search in which no alias is spelt as the query is."""
    known = {fold(name) for name, _ in aliases}
    spelt = sorted({fold(name) for name, _ in asked} & known)
    without: dict[str, Find] = {}
    for part in range(PARTS):
        out = frozenset(spelt[part::PARTS])
        kept = [(name, code) for name, code in aliases if fold(name) not in out]
        without |= dict.fromkeys(out, _search(Index([*official, *kept])))
    whole = _search(Index([*official, *aliases]))
    return lambda name: without.get(fold(name), whole)(name)


def _wratio(names: Names) -> Find:
    lower = [name.lower() for name, _ in names]

    def find(name: str) -> list[Hit[str]]:
        close = process.extract(name.lower(), lower, scorer=fuzz.WRatio, limit=6)
        best: dict[str, float] = {}
        for _, score, number in close:
            best.setdefault(names[number][1], score / 100)
        return [Hit(code, score) for code, score in best.items()][:3]

    return find


def _scored(
    names: str,
    ours: tuple[float, float, float],
    peer: str | None = None,
    theirs: Sequence[float | None] = (None, None, None),
) -> Iterator[dict[str, Any]]:
    for what, mine, other in zip(("top1", "top3", "wrong80"), ours, theirs, strict=True):
        yield _figure(f"geonames.{names}.{what}", mine, peer, other)


def _across_scripts() -> Iterator[dict[str, Any]]:
    arabic = transliterated()
    for source, target in (("name_fr", "name_ar"), ("name_ar", "name_fr")):
        asked, names = across(source, target)
        mine = scores(_search(Index(names)), asked)[0]
        theirs = scores(_by_ratio(names, arabic), asked)[0] if arabic else None
        yield _figure(f"hcp.{source}_to_{target}.top1", mine, ARABIZIKIT, theirs)


def _by_ratio(names: Names, arabic: Callable[[str], str]) -> Find:
    """Everything in Arabic letters, compared by `ratio`."""
    written = [name if has_arabic(name) else arabic(name.lower()) for name, _ in names]

    def find(name: str) -> list[Hit[str]]:
        text = name if has_arabic(name) else arabic(name.lower())
        close = process.extract(text, written, scorer=fuzz.ratio, limit=3)
        return [Hit(names[number][1], score / 100) for _, score, number in close]

    return find


def _words() -> Iterator[dict[str, Any]]:
    if not (DATA / "words.tsv").exists():
        yield _figure("words.top1", 0.0, None, None) | {"note": "data/words.tsv is not there"}
        return
    rows = [row for row in _rows("words.tsv") if has_arabic(row[0])]
    names = [(row[0], row[0]) for row in rows]
    asked = [(latin, row[0]) for row in rows for latin in row[1].split()]
    arabic = transliterated()
    theirs = scores(_by_ratio(names, arabic), asked)[0] if arabic else None
    yield _figure("words.top1", scores(_search(Index(names)), asked)[0], ARABIZIKIT, theirs)


def _rows(name: str) -> list[list[str]]:
    with (DATA / name).open(encoding="utf-8") as source:
        return list(csv.reader((line for line in source if line[0] != "#"), delimiter="\t"))


def _figure(bench: str, mine: float, peer: str | None, theirs: float | None) -> dict[str, Any]:
    figure = {"bench": bench, "value": round(mine, 4), "unit": "share", "peer": peer}
    if theirs is None:
        return figure | {"ratio": None} | ({"note": "peer not installed"} if peer else {})
    return figure | {
        "ratio": round(mine / theirs, 4) if theirs else None,
        "note": f"peer: {theirs:.3f}",
    }
