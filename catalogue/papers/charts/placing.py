"""Where the nodes of a network and their labels stand, so that neither hides the other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import networkx as nx
import numpy as np

from catalogue.papers.charts.canvas import WIDTH
from catalogue.papers.charts.data import Edge

SEED, ROUNDS = 7, 300
"""The same network is laid out the same way each time."""
HEIGHT, ROW_HEIGHT = 5.4, 0.5
"""Inches: the nodes with ties, which stand from 0 to 1 both ways, and a row of those without."""
IN_ROW = 8
POINTS = (WIDTH * 72 * 0.93, HEIGHT * 72 * 0.88)
"""About how many points one unit is, across and along."""
NEAREST, PUSHES = 0.8, 80
"""Nodes are pushed apart to that share of the room each would have in an even spread."""
LETTER, LINE = 3.9, 8.5
"""Points that a letter takes across, and a line along."""
Place = tuple[float, float]
Places = dict[str, Place]
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Side:
    """Where a label stands beside its node: points from it, and which of its sides is near."""

    offset: Place
    across: Literal["left", "center", "right"]
    along: Literal["top", "center", "bottom"]


class Room:
    """The room that nodes leave to labels, taken by one label after the other."""

    def __init__(self, nodes: Iterable[Place], half: float) -> None:
        self._half, self._taken = half, [_around(_points(each), half * 0.8) for each in nodes]

    def side(self, place: Place, words: str, *, sure: bool, only_below: bool) -> Side | None:
        """The side with the most room, then taken; none where all overlap, unless `sure`."""
        lines = words.split("\n")
        size = (max(map(len, lines)) * LETTER, len(lines) * LINE)
        ranked = [
            (self._overlap(_box(_points(place), each, size)), index, each)
            for index, each in enumerate(self._sides()[: 1 if only_below else None])
        ]
        overlap, _, best = min(ranked, key=lambda each: each[:2])
        if overlap and not sure:
            return None
        self._taken.append(_box(_points(place), best, size))
        return best

    def _sides(self) -> list[Side]:
        far = self._half
        return [
            Side((0, -far), "center", "top"),
            Side((0, far), "center", "bottom"),
            Side((far, 0), "left", "center"),
            Side((-far, 0), "right", "center"),
        ]

    def _overlap(self, box: Bounds) -> float:
        return sum(_shared(box, each) for each in self._taken)


def laid_out(edges: Sequence[Edge], *, rtl: bool) -> Places:
    """Nodes with ties, from 0 to 1: parts that hold together stand side by side, by their size."""
    tied = nx.Graph()
    tied.add_edges_from(sorted((each["source"], each["target"]) for each in edges))
    parts = sorted(nx.connected_components(tied), key=lambda part: (-len(part), min(part)))
    total = sum(math.sqrt(len(part)) for part in parts) or 1
    places: Places = {}
    start = 0.0
    for part in parts:
        share = math.sqrt(len(part)) / total
        for name, (x, y) in _spread(tied, part).items():
            places[name] = (start + share * (0.06 + 0.88 * x), 0.06 + 0.94 * y)
        start += share
    return {name: (1 - x if rtl else x, y) for name, (x, y) in places.items()}


def in_rows(alone: Sequence[str], *, rtl: bool) -> Places:
    """Nodes without a tie, in rows below 0."""
    places = {}
    for at, name in enumerate(alone):
        row, column = divmod(at, IN_ROW)
        x = (column + 0.5) / IN_ROW
        places[name] = (1 - x if rtl else x, -(row + 1.3) * ROW_HEIGHT / HEIGHT)
    return places


def _spread(tied: nx.Graph, part: set[str]) -> Places:
    """A part laid out by its ties: nodes in order, since a set has none from run to run."""
    ordered = nx.Graph()
    ordered.add_nodes_from(sorted(part))
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in tied.subgraph(part).edges))
    sprung = nx.spring_layout(
        ordered, seed=SEED, iterations=ROUNDS, k=3 / math.sqrt(len(part)), method="force"
    )
    spread = _apart(_stretched(np.array([sprung[name] for name in ordered])))
    return {name: (float(x), float(y)) for name, (x, y) in zip(ordered, spread, strict=True)}


def _stretched(places: np.ndarray) -> np.ndarray:
    """From 0 to 1 both ways, so that a part fills its room."""
    low, span = places.min(axis=0), np.ptp(places, axis=0)
    return np.where(span > 0, (places - low) / np.where(span > 0, span, 1), 0.5)


def _apart(places: np.ndarray) -> np.ndarray:
    """Pushes away from each other the nodes that would cover each other."""
    nearest = NEAREST / math.sqrt(len(places))
    for _ in range(PUSHES if len(places) > 1 else 0):
        gaps = places[:, None] - places[None]
        far = np.hypot(gaps[..., 0], gaps[..., 1]) + np.eye(len(places))
        lack = np.clip(nearest - far, 0, None) / 2 * (1 - np.eye(len(places)))
        places = (
            places + (gaps / np.maximum(far, 1e-6)[..., None] * lack[..., None]).sum(axis=1) / 2
        )
    return _stretched(places)


def _points(place: Place) -> Place:
    return place[0] * POINTS[0], place[1] * POINTS[1]


def _around(at: Place, half: float) -> Bounds:
    return at[0] - half, at[1] - half, at[0] + half, at[1] + half


def _box(at: Place, side: Side, size: Place) -> Bounds:
    left = at[0] + side.offset[0] - size[0] * {"left": 0, "center": 0.5, "right": 1}[side.across]
    low = at[1] + side.offset[1] - size[1] * {"bottom": 0, "center": 0.5, "top": 1}[side.along]
    return left, low, left + size[0], low + size[1]


def _shared(one: Bounds, other: Bounds) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    along = min(one[3], other[3]) - max(one[1], other[1])
    return max(across, 0) * max(along, 0)
