"""Labelled messages: how well needs, places and danger are read, in each written form.

Figures only: what the labels mean stands in data/README.md, what to expect in docs/matching.md.
`--errors dev` prints what is misread; the test half has no such way, it is never tuned on.
"""

import argparse
import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.keywords import NAME, Keywords
from catalogue.lexicon import triggers
from catalogue.needs import needs
from catalogue.understand import Reader, Understanding, reader

DATA = Path(__file__).parent / "data"
HALVES = ("dev", "test")
SHOWN_CANDIDATES = 3
UNPLACED = "place not counted"
# From this score on a need is taken without a question.
CONFIDENT = 0.9
SENSITIVE = frozenset(code for code, need in needs().items() if need.sensitive)


@dataclass(frozen=True, slots=True)
class Query:
    """One labelled message: what a careful reader finds in it.

    `place` and the other right readings stand in `right_places`; `candidates` are those of a
    message whose place nobody could settle. The place of an `unplaced` one is not counted: names
    were gathered with an eye on it.
    """

    key: str
    lang: str
    text: str
    needs: frozenset[str]
    right_places: frozenset[str]
    candidates: frozenset[str]
    danger: str
    unplaced: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a labelled message; `places` is best first."""

    query: Query
    needs: frozenset[str]
    confident: frozenset[str]
    place: str | None
    places: tuple[str, ...]
    danger: bool
    danger_kind: str | None


def lines() -> Iterator[dict[str, Any]]:
    """Every figure of both halves: the whole first, then each written form, and the peer's F1."""
    read, peer = reader(), Keywords(triggers())
    for half in HALVES:
        readings = [_reading(read, query) for query in queries(half)]
        yield beside(f"queries.{half}.needs_f1_beside_peer", readings, peer)
        yield from figures(f"queries.{half}", readings)
        for lang in sorted({reading.query.lang for reading in readings}):
            of_lang = [reading for reading in readings if reading.query.lang == lang]
            yield from figures(f"queries.{half}.{lang}", of_lang)


def beside(name: str, readings: Sequence[Reading], peer: Keywords) -> dict[str, Any]:
    """The F1 of needs over messages, and the peer's over the same ones."""
    theirs = [replace(each, needs=peer.needs(each.query.text)) for each in readings]
    (hits, total), (found, all_) = (_of_needs(each)["needs_f1"] for each in (readings, theirs))
    ours, other = hits / total, found / all_
    return {
        "bench": name,
        "value": round(ours, 4),
        "unit": "share",
        "peer": f"{NAME}: {other:.4f}",
        "ratio": round(ours / other, 4) if other else None,
    }


def queries(half: str) -> list[Query]:
    """The labelled messages of `dev` or `test`, in the order of the file."""
    return read_queries(DATA / f"queries_{half}.tsv")


def read_queries(path: Path) -> list[Query]:
    """The labelled messages of a file, in its order."""
    with path.open(encoding="utf-8", newline="") as handle:
        return [_query(row) for row in csv.DictReader(handle, dialect="excel-tab", quoting=3)]


def _query(row: dict[str, str]) -> Query:
    several = frozenset(row["places"].split())
    place = row["place"]
    return Query(
        key=row["id"],
        lang=row["lang"],
        text=row["text"],
        needs=frozenset(row["needs"].split()),
        right_places=several | {place} if place else frozenset(),
        candidates=frozenset() if place else several,
        danger=row["danger"],
        unplaced=row["note"] == UNPLACED,
    )


def _reading(read: Reader, query: Query) -> Reading:
    found = read.read(query.text)
    return Reading(
        query=query,
        needs=frozenset(need.code for need in found.needs),
        confident=frozenset(need.code for need in found.needs if need.score >= CONFIDENT),
        place=found.place.code if found.place else None,
        places=_candidates(found),
        danger=found.danger,
        danger_kind=found.danger_kind,
    )


def _candidates(found: Understanding) -> tuple[str, ...]:
    settled = (found.place,) if found.place else ()
    return tuple(dict.fromkeys(place.code for place in (*settled, *found.places)))


def figures(name: str, readings: Sequence[Reading]) -> Iterator[dict[str, Any]]:
    """The shares of `readings`, each from 0 to 1, or None where nothing of the kind is among them.

    The note gives the counts: with a few dozen messages one more or less is a visible step.
    """
    shares = {**_of_needs(readings), **_of_danger(readings), **_of_places(readings)}
    for what, (part, whole) in shares.items():
        yield {
            "bench": f"{name}.{what}",
            "value": round(part / whole, 4) if whole else None,
            "unit": "share",
            "peer": None,
            "ratio": None,
            "note": f"{part} of {whole}",
        }


Shares = dict[str, tuple[int, int]]


def _of_needs(readings: Sequence[Reading]) -> Shares:
    """Micro-averaged; F1 is twice the hits among all that was found and all that was asked."""
    hits = sum(len(reading.needs & reading.query.needs) for reading in readings)
    found = sum(len(reading.needs) for reading in readings)
    asked = sum(len(reading.query.needs) for reading in readings)
    return {
        "needs_precision": (hits, found),
        "needs_recall": (hits, asked),
        "needs_f1": (2 * hits, found + asked),
        "sensitive_recall": (_sensitive(readings, found=True), _sensitive(readings, found=False)),
        "abstention": _share(readings, lambda r: not r.query.needs, lambda r: not r.needs),
        "wrong_confident": _share(readings, lambda _: True, lambda r: r.confident - r.query.needs),
    }


def _sensitive(readings: Sequence[Reading], *, found: bool) -> int:
    """How many sensitive needs are asked for, or of those how many are found."""
    asked = ((r.query.needs & SENSITIVE, r.needs) for r in readings)
    return sum(len(wanted & got) if found else len(wanted) for wanted, got in asked)


def _of_danger(readings: Sequence[Reading]) -> Shares:
    return {
        "danger_recall": _share(readings, lambda r: bool(r.query.danger), lambda r: r.danger),
        "danger_kind": _share(readings, _both_alarmed, lambda r: r.danger_kind == r.query.danger),
        "danger_false": _share(readings, lambda r: not r.query.danger, lambda r: r.danger),
    }


def _of_places(every: Sequence[Reading]) -> Shares:
    readings = [reading for reading in every if not reading.query.unplaced]
    return {
        "place_top1": _share(readings, _has_place, _right_place),
        "place_top3": _share(readings, _has_place, _right_among_shown),
        "place_held_back": _share(readings, lambda r: bool(r.query.candidates), _held_back),
        "place_false": _share(readings, _without_place, lambda r: bool(r.places)),
    }


def _share(
    readings: Sequence[Reading],
    among: Callable[[Reading], bool],
    holds: Callable[[Reading], object],
) -> tuple[int, int]:
    counted = [reading for reading in readings if among(reading)]
    return sum(bool(holds(reading)) for reading in counted), len(counted)


def _both_alarmed(reading: Reading) -> bool:
    return bool(reading.query.danger) and reading.danger


def _has_place(reading: Reading) -> bool:
    return bool(reading.query.right_places)


def _without_place(reading: Reading) -> bool:
    return not reading.query.right_places and not reading.query.candidates


def _right_place(reading: Reading) -> bool:
    return reading.place in reading.query.right_places


def _right_among_shown(reading: Reading) -> bool:
    return not reading.query.right_places.isdisjoint(reading.places[:SHOWN_CANDIDATES])


def _held_back(reading: Reading) -> bool:
    """A place nobody could settle is asked about: none is chosen, and all are offered."""
    return reading.place is None and reading.query.candidates <= set(reading.places)


def _misread(reading: Reading) -> Iterator[str]:
    """One line for each thing read otherwise than it is labelled."""
    query = reading.query
    if reading.needs != query.needs:
        yield f"needs {sorted(query.needs)} read as {sorted(reading.needs)}"
    if (query.danger or None) != (reading.danger_kind if reading.danger else None):
        yield f"danger {query.danger or None} read as {reading.danger_kind}"
    if not _place_is_read(reading):
        wanted = sorted(query.right_places or query.candidates)
        yield f"place {wanted} read as {reading.place}, {list(reading.places)}"


def _place_is_read(reading: Reading) -> bool:
    if reading.query.candidates:
        return _held_back(reading)
    return _right_place(reading) if reading.query.right_places else not reading.places


def _print_errors(half: str) -> None:
    read = reader()
    for query in queries(half):
        faults = list(_misread(_reading(read, query)))
        if faults:
            print(f"{query.key} [{query.lang}] {query.text}", *faults, sep="\n    ")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Print the labelled messages that are misread.")
    parser.add_argument("--errors", choices=["dev"], required=True, help="the half to print")
    _print_errors(parser.parse_args().errors)
