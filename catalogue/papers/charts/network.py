"""A network: kinds have a shape beside their colour, single points of failure a heavy outline."""

from __future__ import annotations

import math
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

from catalogue.papers.charts.canvas import (
    SERIES,
    SMALLEST,
    bare,
    canvas,
    folded,
    font,
    plain,
    titled,
)
from catalogue.papers.charts.data import Network, Node
from catalogue.papers.charts.placing import (
    HEIGHT,
    IN_ROW,
    ROW_HEIGHT,
    Places,
    Room,
    Side,
    in_rows,
    laid_out,
)
from catalogue.papers.palette import ACCENT, INK, LINE, MAIN_DEEP, PAPER, SOFT

SHAPES = ("o", "s", "^", "D", "v", "P", "h", "X")
DASHES: tuple[Literal["-", "--", ":", "-."], ...] = ("-", "--", ":", "-.")
SMALL, BIG, BIGGEST = 28.0, 420.0, 40
"""Areas in square points; a network of more nodes than the last has its labels thinned."""
LABELLED = 32
"""How many of the biggest keep their label in a crowded network."""


def network(data: Network, *, rtl: bool) -> Figure:
    """Those with ties laid out by their ties; those without in rows below, by themselves."""
    ends = {each[end] for each in data["edges"] for end in ("source", "target")}
    alone = [each for each in data["nodes"] if each["id"] not in ends]
    tied = len(alone) < len(data["nodes"])
    rows = math.ceil(len(alone) / IN_ROW)
    figure, axes = canvas(HEIGHT * tied + ROW_HEIGHT * rows + 0.9)
    places = laid_out(data["edges"], rtl=rtl) | in_rows([each["id"] for each in alone], rtl=rtl)
    _ties(axes, data, places)
    _nodes(axes, data, places)
    _labels(axes, data, places, {each["id"] for each in alone})
    _framed(axes, rows, tied=tied)
    titled(axes, data.get("title", ""), rtl=rtl, colour=MAIN_DEEP)
    _legend(figure, axes, data, rtl=rtl, alone=bool(alone))
    return figure


def _ties(axes: Axes, data: Network, places: Places) -> None:
    kinds = list(dict.fromkeys(each.get("kind", "") for each in data["edges"]))
    for each in data["edges"]:
        ends = [places[each["source"]], places[each["target"]]]
        dash = DASHES[kinds.index(each.get("kind", "")) % len(DASHES)]
        axes.plot(
            *zip(*ends, strict=True), color="#9aa5a6", linewidth=0.8, linestyle=dash, zorder=1
        )


def _nodes(axes: Axes, data: Network, places: Places) -> None:
    kinds = _kinds(data)
    most = max((each.get("size", 1) for each in data["nodes"]), default=1) or 1
    for each in data["nodes"]:
        index = kinds.index(each["kind"])
        axes.scatter(
            *places[each["id"]],
            s=SMALL + (BIG - SMALL) * each.get("size", 1) / most * _shrunk(data),
            marker=SHAPES[index % len(SHAPES)],
            color=SERIES[index % len(SERIES)],
            edgecolors=ACCENT if each.get("critical") else PAPER,
            linewidths=2.4 if each.get("critical") else 0.8,
            zorder=3 if each.get("critical") else 2,
        )


def _labels(axes: Axes, data: Network, places: Places, alone: set[str]) -> None:
    """Every label of a small network; of a crowded one, those of the biggest that find room."""
    crowded = len(data["nodes"]) > BIGGEST
    room = Room(places.values(), 6 + 6 * _shrunk(data))
    for rank, each in enumerate(sorted(data["nodes"], key=_rank)):
        kept = each.get("critical", False) or each["id"] in alone or not crowded
        words = folded(each["label"], 15 if each["id"] in alone else 20)
        only_below = each["id"] in alone
        side = room.side(places[each["id"]], words, sure=kept, only_below=only_below)
        if side and (kept or rank < LABELLED):
            _label(axes, words, places[each["id"]], side)


def _rank(node: Node) -> tuple[bool, float, str]:
    return not node.get("critical"), -node.get("size", 1), node["id"]


def _label(axes: Axes, words: str, place: tuple[float, float], side: Side) -> None:
    text = axes.annotate(
        words,
        place,
        xytext=side.offset,
        textcoords="offset points",
        ha=side.across,
        va=side.along,
        font=font(SMALLEST),
        color=INK,
        linespacing=0.8,
        zorder=4,
    )
    text.set_path_effects([withStroke(linewidth=2, foreground=PAPER)])


def _framed(axes: Axes, rows: int, *, tied: bool) -> None:
    bare(axes)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_xlim(-0.03, 1.03)
    low = -(rows + 1.2) * ROW_HEIGHT / HEIGHT if rows else -0.08
    axes.set_ylim(low, 1.05 if tied else -0.4 * ROW_HEIGHT / HEIGHT)
    if rows and tied:
        axes.axhline(-0.6 * ROW_HEIGHT / HEIGHT, color=LINE, linewidth=0.8)


def _legend(figure: Figure, axes: Axes, data: Network, *, rtl: bool, alone: bool) -> None:
    marks = [_mark(data, kind) for kind in _kinds(data)]
    for at, kind in enumerate(dict.fromkeys(each.get("kind", "") for each in data["edges"])):
        name = data.get("ties", {}).get(kind, kind)
        if name:
            marks.append(
                Line2D([], [], color="#9aa5a6", linestyle=DASHES[at % 4], label=plain(name))
            )
    if data.get("critical") and any(each.get("critical") for each in data["nodes"]):
        marks.append(_ring(data["critical"]))
    if marks:
        figure.legend(
            handles=marks,
            loc="outside lower right" if rtl else "outside lower left",
            ncols=4,
            prop=font(8),
            frameon=False,
            markerfirst=not rtl,
            labelcolor=INK,
        )
    if alone and data.get("isolated"):
        _named_row(axes, data["isolated"], rtl=rtl)


def _named_row(axes: Axes, words: str, *, rtl: bool) -> None:
    at = (1.0 if rtl else 0.0, -0.62 * ROW_HEIGHT / HEIGHT)
    side = "right" if rtl else "left"
    axes.text(*at, plain(words), ha=side, va="top", font=font(7.5), color=SOFT)


def _mark(data: Network, kind: str) -> Line2D:
    index = _kinds(data).index(kind)
    return Line2D(
        [],
        [],
        linestyle="",
        marker=SHAPES[index % len(SHAPES)],
        color=SERIES[index % len(SERIES)],
        markersize=7,
        label=plain(data.get("kinds", {}).get(kind, kind)),
    )


def _ring(words: str) -> Line2D:
    return Line2D(
        [],
        [],
        linestyle="",
        marker="o",
        markersize=8,
        markerfacecolor=PAPER,
        markeredgecolor=ACCENT,
        markeredgewidth=2.4,
        label=plain(words),
    )


def _kinds(data: Network) -> list[str]:
    """In the order of the legend where it names them, then as they come."""
    return list(dict.fromkeys([*data.get("kinds", {}), *(each["kind"] for each in data["nodes"])]))


def _shrunk(data: Network) -> float:
    """Nodes are smaller where they are many."""
    return math.sqrt(min(1.0, 30 / max(len(data["nodes"]), 1)))
