"""Horizontal bars, beside each other or in parts: each says its number, all start from one line."""

from __future__ import annotations

import math
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from catalogue.papers.charts.canvas import (
    LINES,
    PATTERNS,
    SERIES,
    SMALLEST,
    bare,
    canvas,
    folded,
    font,
    plain,
    titled,
)
from catalogue.papers.charts.data import Bars, Stacked
from catalogue.papers.palette import INK, LINE, MAIN_DEEP, PAPER

ROW, HEAD = 0.34, 0.75
"""Inches: a bar with its room, and what stands around all of them."""
THICK, GAP, ROOM = 0.66, 4, 1.12
"""Share of a row; points beside a bar; the longest bar leaves so much width to its number."""
NARROW = 0.055
"""A part that takes less of the width has no room for its number."""
LIGHT_INK = frozenset(("#0d5b57", "#9a3f1c", "#54646a", "#2f6f9f"))


def bars(data: Bars, *, rtl: bool) -> Figure:
    """One bar for each label, or two where there is a second series."""
    series = [data["values"], *([data["second"]] if "second" in data else [])]
    figure, axes = canvas(HEAD + ROW * max(len(data["labels"]), 1) * (0.6 + 0.4 * len(series)))
    thick = THICK / len(series)
    for index, values in enumerate(series):
        middle = [row + (index - (len(series) - 1) / 2) * thick for row in range(len(values))]
        drawn = axes.barh(middle, values, height=thick * 0.94, color=SERIES[index])
        drawn.set_label(plain(_name(data.get("names", ()), index)))
        for value, at in zip(values, middle, strict=True):
            _beside(axes, (value, at), rtl=rtl)
    _framed(axes, data["labels"], max(map(max, (v or [0] for v in series))) * ROOM, rtl=rtl)
    return _finished(figure, axes, data.get("title", ""), rtl=rtl)


def stacked(data: Stacked, *, rtl: bool) -> Figure:
    """One bar for each label, made of parts; each part has a pattern beside its colour."""
    figure, axes = canvas(HEAD + 0.25 + ROW * max(len(data["labels"]), 1))
    ends = [0.0] * len(data["labels"])
    most = max(map(sum, zip(*data["parts"], strict=True)), default=1) * ROOM
    for index, values in enumerate(data["parts"]):
        drawn = axes.barh(
            range(len(values)),
            values,
            left=ends,
            height=THICK,
            color=SERIES[index % len(SERIES)],
            hatch=PATTERNS[index % len(PATTERNS)],
            edgecolor=PAPER,
            linewidth=0.8,
        )
        drawn.set_label(plain(_name(data["names"], index)))
        _inside(axes, ends, values, (index, most))
        ends = [end + value for end, value in zip(ends, values, strict=True)]
    for row, end in enumerate(ends):
        _beside(axes, (end, row), rtl=rtl)
    _framed(axes, data["labels"], most, rtl=rtl)
    return _finished(figure, axes, data.get("title", ""), rtl=rtl)


def written(value: float) -> str:
    """A number as both languages write it here: Latin digits, a comma before the fraction."""
    whole = math.isclose(value, round(value), abs_tol=1e-9)
    return str(round(value)) if whole else f"{value:.1f}".replace(".", ",")


def _name(names: Sequence[str], index: int) -> str:
    return names[index] if index < len(names) else ""


def _beside(axes: Axes, at: tuple[float, float], *, rtl: bool) -> None:
    axes.annotate(
        written(at[0]),
        at,
        xytext=(-GAP if rtl else GAP, 0),
        textcoords="offset points",
        ha="right" if rtl else "left",
        va="center",
        font=font(),
        color=INK,
    )


def _inside(
    axes: Axes, ends: Sequence[float], values: Sequence[float], drawn: tuple[int, float]
) -> None:
    """The number of each part that has room for it, its own ground around it over the pattern."""
    index, most = drawn
    colour = SERIES[index % len(SERIES)]
    for row, (end, value) in enumerate(zip(ends, values, strict=True)):
        if value > most * NARROW:
            number = axes.text(
                end + value / 2,
                row,
                written(value),
                ha="center",
                va="center",
                font=font(SMALLEST),
                color=PAPER if colour in LIGHT_INK else INK,
            )
            number.set_path_effects([withStroke(linewidth=3, foreground=colour)])


def _framed(axes: Axes, labels: Sequence[str], most: float, *, rtl: bool) -> None:
    """First row on top, mirrored for right-to-left, one line from which all bars start."""
    bare(axes)
    axes.set_xlim(*((most or 1, 0) if rtl else (0, most or 1)))
    axes.set_ylim(max(len(labels), 1) - 0.45, -0.55)
    axes.set_xticks([])
    axes.set_yticks(
        range(len(labels)),
        [folded(each) for each in labels],
        font=font(),
        color=INK,
        linespacing=LINES,
    )
    if rtl:
        axes.yaxis.tick_right()
    axes.spines["right" if rtl else "left"].set(visible=True, color=LINE)


def _finished(figure: Figure, axes: Axes, title: str, *, rtl: bool) -> Figure:
    titled(axes, title, rtl=rtl, colour=MAIN_DEEP)
    if axes.get_legend_handles_labels()[1]:
        legend = figure.legend(
            loc="outside lower right" if rtl else "outside lower left",
            ncols=3,
            prop=font(8),
            frameon=False,
            handlelength=1.4,
            markerfirst=not rtl,
        )
        for text in legend.get_texts():
            text.set_color(INK)
    return figure
