"""A matrix of numbers on grounds of one hue; a cell of nobody is hatched and outlined."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from catalogue.papers.charts.bars import written
from catalogue.papers.charts.canvas import (
    LINES,
    SMALLEST,
    bare,
    canvas,
    folded,
    font,
    plain,
    titled,
)
from catalogue.papers.charts.data import Matrix
from catalogue.papers.palette import ACCENT, ACCENT_TINT, INK, MAIN_DEEP, PAPER, ground

ROW, HEAD = 0.3, 1.5
"""Inches: a row, and the titles of columns with what stands around."""
MANY, UPRIGHT = 14, 6
"""More columns than that take smaller numbers; more than that have their titles turned."""


def matrix(data: Matrix, *, rtl: bool) -> Figure:
    """Rows from the top, columns from where the language begins to be read."""
    figure, axes = canvas(HEAD + ROW * max(len(data["rows"]), 1))
    most = max((value for row in data["values"] for value in row if value), default=1)
    for row, values in enumerate(data["values"]):
        for column, value in enumerate(values):
            _cell(axes, (column, row), value, most)
            if value is not None:
                _number(axes, (column, row), value, crowded=len(values) > MANY)
    _framed(axes, data, rtl=rtl)
    titled(axes, data.get("title", ""), rtl=rtl, colour=MAIN_DEEP)
    _explained(figure, data.get("nobody", ""), rtl=rtl)
    return figure


def _cell(axes: Axes, at: tuple[int, int], value: float | None, most: float) -> None:
    column, row = at
    nobody = value is None
    axes.add_patch(
        Rectangle(
            (column - 0.47, row - 0.45),
            0.94,
            0.9,
            facecolor=ACCENT_TINT if nobody else ground(min((value or 0) / most, 1)),
            edgecolor=ACCENT if nobody else "#cfd8d6",
            linewidth=1.0 if nobody else 0.6,
            hatch="////" if nobody else "",
        )
    )


def _number(axes: Axes, at: tuple[int, int], value: float, *, crowded: bool) -> None:
    size = SMALLEST if crowded else 8
    axes.text(*at, written(value), ha="center", va="center", font=font(size), color=INK)


def _framed(axes: Axes, data: Matrix, *, rtl: bool) -> None:
    bare(axes)
    last = len(data["columns"]) - 0.5
    axes.set_xlim(*((last, -0.5) if rtl else (-0.5, last)))
    axes.set_ylim(len(data["rows"]) - 0.5, -0.5)
    axes.xaxis.tick_top()
    turned = len(data["columns"]) > UPRIGHT
    letters = 40 if turned else 14
    axes.set_xticks(
        range(len(data["columns"])),
        [folded(each, letters) for each in data["columns"]],
        font=font(7.5),
        color=INK,
        rotation=(-60 if rtl else 60) if turned else 0,
        linespacing=LINES,
        ha=("right" if rtl else "left") if turned else "center",
        rotation_mode="anchor" if turned else "default",
    )
    axes.set_yticks(
        range(len(data["rows"])),
        [folded(each) for each in data["rows"]],
        font=font(8),
        color=INK,
        linespacing=LINES,
    )
    if rtl:
        axes.yaxis.tick_right()


def _explained(figure: Figure, nobody: str, *, rtl: bool) -> None:
    if nobody:
        mark = Patch(facecolor=ACCENT_TINT, edgecolor=ACCENT, hatch="////", label=plain(nobody))
        figure.legend(
            handles=[mark],
            loc="outside lower right" if rtl else "outside lower left",
            prop=font(8),
            frameon=False,
            markerfirst=not rtl,
            labelcolor=INK,
            facecolor=PAPER,
        )
