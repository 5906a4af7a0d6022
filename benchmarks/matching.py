"""Understanding and offers: how fast. Searching names is `names` and `name_quality`.

Figures only; what they should be stands in docs/matching.md.
"""

from collections.abc import Callable, Iterator
from datetime import date
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from catalogue.places import gazetteer
from catalogue.search import Snapshot
from catalogue.starter import starter_actors
from catalogue.text import skeleton
from catalogue.understand import Reader, reader

TODAY = date(2026, 11, 22)
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


def _keys_per_second() -> dict[str, Any]:
    names = [f"{place.name_fr} {place.name_ar}" for place in gazetteer().places()]
    started = perf_counter()
    count = sum(len(skeleton(name).split()) for name in names)
    return _figure("skeleton.words", count / (perf_counter() - started), "1/s")
