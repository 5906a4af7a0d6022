"""Understanding, offers and name search: how fast, how right, against what one would use instead.

Figures only; what they should be stands in docs/matching.md.
"""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from rapidfuzz import fuzz, process

from catalogue.fuzzy import Index
from catalogue.places import Place, gazetteer
from catalogue.search import Snapshot
from catalogue.starter import starter_actors
from catalogue.text import skeleton
from catalogue.understand import Reader, reader

DATA = Path(__file__).parent / "data"
TODAY = date(2026, 11, 22)
PEER = "rapidfuzz process.extract WRatio"
MESSAGES = (
    "salam ana rje3t hadi 3am w baghi n7el chi mahal sghir f ourzazat",
    "محتاجة طبيبة نفسانية قريبة من الناضور",
    "jé perdu mes papié a mekness",
    "bghit chi khdma f bni mlal",
    "ولدي عندو 15 عام بوحدو",
    "je suis rentré d'Italie et je n'ai nulle part où dormir à Oujda",
    "ma bghitch khdma bghit nebni dar",
    "bonjour, il fait beau aujourd'hui",
)
ROUNDS = 40


def lines() -> Iterator[dict[str, Any]]:
    """Every figure of matching, one dictionary each."""
    started = perf_counter()
    read = reader()
    yield _figure("match.reader_built", perf_counter() - started, "s")
    snapshot = Snapshot(starter_actors(), gazetteer())
    yield from _messages(read, snapshot)
    yield from _names()
    yield from _alternate_names()
    yield from _across_scripts()
    yield _keys_per_second()


def _figure(
    bench: str, value: float, unit: str, *, peer: str | None = None, ratio: float | None = None
) -> dict[str, Any]:
    rounded = None if ratio is None else round(ratio, 4)
    return {"bench": bench, "value": round(value, 4), "unit": unit, "peer": peer, "ratio": rounded}


def _times(call: Callable[[str], object], queries: tuple[str, ...], rounds: int) -> list[float]:
    """Milliseconds of each call, after one call of each query to warm up."""
    for query in queries:
        call(query)
    found = []
    for query in queries * rounds:
        started = perf_counter()
        call(query)
        found.append((perf_counter() - started) * 1000)
    return found


def _messages(read: Reader, snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    def whole(text: str) -> object:
        reading = read.read(text)
        place = reading.place.code if reading.place else None
        return snapshot.offers([need.code for need in reading.needs], place, today=TODAY)

    for name, call in (("match.understand", read.read), ("match.whole", whole)):
        times = _times(call, MESSAGES, ROUNDS)
        yield _figure(f"{name}.p50", median(times), "ms")
        yield _figure(f"{name}.p99", quantiles(times, n=100)[-1], "ms")


def _communes() -> list[Place]:
    return [place for place in gazetteer().places() if place.level == "commune"]


def _names() -> Iterator[dict[str, Any]]:
    """Looking a misspelt name up among the communes, beside a scan of the same names."""
    places = _communes()
    names = [place.name_fr for place in places]
    queries = tuple(name.lower().replace("ou", "w") for name in names[::40])
    started = perf_counter()
    index = Index((place.name_fr, place.code) for place in places)
    yield _figure("names.built", perf_counter() - started, "s")
    ours = median(_times(index.search, queries, 5))
    scan = median(_times(lambda q: process.extract(q, names, scorer=fuzz.WRatio), queries, 1))
    yield _figure("names.p50", ours, "ms", peer=PEER, ratio=ours / scan)


def _alternate_names() -> Iterator[dict[str, Any]]:
    """GeoNames' alternate names, the index holding the official ones only."""
    levels = ("commune", "arrondissement")
    places = [place for place in gazetteer().places() if place.level in levels]
    entries = [(n, place.code) for place in places for n in (place.name_fr, place.name_ar)]
    index, pairs = Index(entries), _pairs()
    ours = [[hit.key for hit in index.search(name, 3)] for name, _ in pairs]
    peer = [_scan(name, entries) for name, _ in pairs]
    for top in (1, 3):
        mine, theirs = (_share(found, pairs, top) for found in (ours, peer))
        yield _figure(f"geonames.top{top}", mine, "share", peer=PEER, ratio=mine / theirs)


def _pairs() -> list[tuple[str, str]]:
    with (DATA / "geonames_pairs.tsv").open(encoding="utf-8") as source:
        rows = csv.reader((line for line in source if not line.startswith("#")), delimiter="\t")
        return [(row[0], row[1]) for row in rows]


def _scan(name: str, entries: list[tuple[str, str]]) -> list[str]:
    found = process.extract(
        name.lower(), [known.lower() for known, _ in entries], scorer=fuzz.WRatio, limit=6
    )
    return list(dict.fromkeys(entries[position][1] for _, _, position in found))[:3]


def _share(found: list[list[str]], pairs: list[tuple[str, str]], top: int) -> float:
    right = sum(code in keys[:top] for keys, (_, code) in zip(found, pairs, strict=True))
    return right / len(pairs)


def _across_scripts() -> Iterator[dict[str, Any]]:
    """HCP's names in one script, looked up among those of the other, where both are unique."""
    places = _communes()
    for source, target in (("name_fr", "name_ar"), ("name_ar", "name_fr")):
        unique = [p for p in places if _alone(p, places, source) and _alone(p, places, target)]
        index = Index((getattr(place, target), place.code) for place in unique)
        right = sum(_first(index, getattr(place, source)) == place.code for place in unique)
        yield _figure(f"hcp.{source}_to_{target}.top1", right / len(unique), "share")


def _alone(place: Place, places: list[Place], field: str) -> bool:
    name = getattr(place, field)
    return [getattr(each, field) for each in places].count(name) == 1


def _first(index: Index[str], name: str) -> str | None:
    hits = index.search(name, 1)
    return hits[0].key if hits else None


def _keys_per_second() -> dict[str, Any]:
    names = [f"{place.name_fr} {place.name_ar}" for place in gazetteer().places()]
    started = perf_counter()
    count = sum(len(skeleton(name).split()) for name in names)
    return _figure("skeleton.words", count / (perf_counter() - started), "1/s")
