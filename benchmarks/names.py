"""Finding names: how fast and how often among made-up actors, beside what one would use instead.

How right it is on real names is `name_quality`. Peers answer as many queries as their time allows.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from benchmarks import name_peers
from benchmarks.synthetic import SyntheticActor, actors, queries

# TAWJIH_BENCH_ACTORS=1347,20000 leaves the largest list out.
SIZES = os.environ.get("TAWJIH_BENCH_ACTORS", "1347,20000,200000")
KINDS = ("three", "full", "across")
QUERIES = 200
FEWEST = 3
SECONDS = 0.6
PEERS: dict[str, Callable[[Sequence[str]], name_peers.Search | None]] = {
    "rapidfuzz ratio": name_peers.scan_ratio,
    "rapidfuzz WRatio": name_peers.scan_wratio,
    "SQLite FTS5 trigram": name_peers.fts5,
    "tantivy 3-gram": name_peers.tantivy,
}


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds of each query, and the share that found its actor among ten."""

    times: tuple[float, ...]
    found: float

    @property
    def p50(self) -> float:
        """The median in milliseconds."""
        return median(self.times)

    @property
    def p99(self) -> float:
        """The 99th percentile in milliseconds; the slowest of a few."""
        few = len(self.times) < 100
        return max(self.times) if few else quantiles(self.times, n=100)[-1]


def lines() -> Iterator[dict[str, Any]]:
    """Every figure of name search, one dictionary each."""
    medians: dict[tuple[int, str], float] = {}
    for size in map(int, SIZES.split(",")):
        known = actors(size)
        yield from _of_size(known, medians)
    for kind in KINDS:
        small, large = medians.get((20_000, kind)), medians.get((200_000, kind))
        if small and large:
            yield _figure(f"names.{kind}.p50.200000_to_20000", large / small, "times")


def _of_size(
    known: list[SyntheticActor], medians: dict[tuple[int, str], float]
) -> Iterator[dict[str, Any]]:
    names, size = [actor.name for actor in known], len(known)
    before, started = _resident(), perf_counter()
    search = name_peers.ours(names)
    yield _figure(f"names.built.{size}", perf_counter() - started, "s")
    yield _figure(f"names.memory.{size}", _resident() - before, "MB", note="beyond the names")
    asked = {kind: list(queries(known, kind, QUERIES)) for kind in KINDS}
    mine = {kind: _timed(search, asked[kind]) for kind in KINDS}
    for kind, timed in mine.items():
        medians[size, kind] = timed.p50
        yield _figure(f"names.{kind}.p50.{size}", timed.p50, "ms")
        yield _figure(f"names.{kind}.p99.{size}", timed.p99, "ms")
        yield _figure(f"names.{kind}.found10.{size}", timed.found, "share")
    for peer, build in PEERS.items():
        other = build(names)
        if other is None:
            yield _figure(f"names.peer.{size}", 0, "s", peer=peer, note="not installed: left out")
            continue
        for kind in KINDS:
            yield from _beside(f"{kind}.%s.{size}", mine[kind], peer, _timed(other, asked[kind]))


def _timed(search: name_peers.Search, asked: list[tuple[str, int]]) -> Timed:
    search(asked[0][0])
    times: list[float] = []
    right = 0
    for text, number in asked:
        started = perf_counter()
        found = search(text)
        times.append((perf_counter() - started) * 1000)
        right += number in found
        if len(times) >= FEWEST and sum(times) > SECONDS * 1000:
            break
    return Timed(tuple(times), right / len(times))


def _beside(what: str, mine: Timed, peer: str, theirs: Timed) -> Iterator[dict[str, Any]]:
    """Ours beside a peer's: `value` is ours, `ratio` ours divided by theirs."""
    note = (
        f"peer: p50 {theirs.p50:.2f} ms, found@10 {theirs.found:.3f}, {len(theirs.times)} queries"
    )
    yield _figure(
        f"names.{what % 'p50'}", mine.p50, "ms", peer=peer, ratio=mine.p50 / theirs.p50, note=note
    )
    ratio = mine.found / theirs.found if theirs.found else None
    yield _figure(f"names.{what % 'found10'}", mine.found, "share", peer=peer, ratio=ratio)


def _resident() -> float:
    """The memory of this process in MB; 0 where the system does not tell (Linux does)."""
    told = Path("/proc/self/statm")
    pages = int(told.read_text(encoding="ascii").split()[1]) if told.exists() else 0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _figure(bench: str, value: float, unit: str, **others: Any) -> dict[str, Any]:
    ratio = others.pop("ratio", None)
    figure = {"bench": bench, "value": round(value, 4), "unit": unit, "peer": None, **others}
    return figure | {"ratio": None if ratio is None else round(ratio, 4)}
