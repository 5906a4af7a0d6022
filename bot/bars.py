"""Draws bars as a PNG: a program of its own that reads JSON and writes the picture, and ends.

`bot.chart` starts it; nothing else imports it, for it loads matplotlib (a second, 60 MB). It
knows labels, what is read at each bar and heights; nothing of where they come from.
"""

from __future__ import annotations

import json
import sys
import textwrap
from pathlib import Path
from typing import Any, BinaryIO

import fontpkg_noto_sans_arabic
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.layout_engine import ConstrainedLayoutEngine

Bars = list[tuple[str, str, int]]
FONT = next(Path(fontpkg_noto_sans_arabic.ROOT, "files").glob("*.ttf"))
"""One font holds Arabic and Latin letters: labels in both are of one weight and height."""
INK, QUIET, FILL = "#1b1b1b", "#555555", "#0072b2"
"""Okabe and Ito's blue, which everybody tells apart; nothing is said by colour alone."""
WIDTH, ROW, HEAD, EDGE = 7.4, 0.48, 0.8, 0.12
"""Inches."""
LINES_IN_ROW = 2
GAP = 7
"""Points between a bar and what stands beside it."""
ROOM = 1.15
"""The longest bar leaves that much of the width to its number."""
DPI = 150
LABEL_LETTERS = 30
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f"))


def picture(title: str, bars: Bars, *, rtl: bool, to: BinaryIO) -> None:
    """A bar below another, read from the right where the language is; written as PNG.

    A bar that shows nothing is a heading. One without height has words only: it tells no more.
    """
    lines = max((folded(label).count("\n") + 1 for label, _, _ in bars), default=1)
    size = (WIDTH, HEAD + ROW * max(len(bars), 1) * max(lines / LINES_IN_ROW, 1))
    figure = Figure(figsize=size, layout=ConstrainedLayoutEngine(w_pad=EDGE, h_pad=EDGE))
    axes = figure.add_subplot()
    axes.set_title(plain(title), font=font(14), color=INK, loc="right" if rtl else "left", pad=12)
    axes.barh(range(len(bars)), [height for _, _, height in bars], color=FILL, height=0.62)
    for row, (label, shown, height) in enumerate(bars):
        beside(axes, (0, row), folded(label), ahead=rtl, size=11 if shown else 13)
        beside(axes, (height, row), plain(shown), ahead=not rtl, quiet=not height)
    frame(axes, bars, rtl=rtl)
    figure.savefig(to, format="png", dpi=DPI, metadata={"Software": None})


def beside(
    axes: Axes,
    at: tuple[int, int],
    words: str,
    *,
    ahead: bool,
    size: float = 11,
    quiet: bool = False,
) -> None:
    """Words a little to the right of a point (`ahead`), or to its left."""
    axes.annotate(
        words,
        at,
        xytext=(GAP if ahead else -GAP, 0),
        textcoords="offset points",
        ha="left" if ahead else "right",
        va="center_baseline",
        font=font(size),
        color=QUIET if quiet else INK,
        linespacing=0.78,
    )


def frame(axes: Axes, bars: Bars, *, rtl: bool) -> None:
    """First row on top, mirrored for right-to-left, nothing drawn that says nothing."""
    most = max((height for _, _, height in bars), default=0) or 1
    axes.set_xlim(*((most * ROOM, 0) if rtl else (0, most * ROOM)))
    axes.set_ylim(len(bars) - 0.4, -0.6)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[:].set_visible(False)
    axes.spines["right" if rtl else "left"].set(visible=True, color="#bbbbbb")


def folded(label: str) -> str:
    """A long label on several lines, so that none is cut."""
    return "\n".join(textwrap.wrap(plain(label), LABEL_LETTERS)) or " "


def plain(words: str) -> str:
    """Without marks of direction: each label is set by itself and has its own."""
    return words.translate(ISOLATES)


def font(size: float) -> FontProperties:
    return FontProperties(fname=FONT, size=size)


def main(source: BinaryIO, to: BinaryIO) -> None:
    """Read `{"title", "bars", "rtl"}`, write the picture."""
    told: dict[str, Any] = json.loads(source.read())
    bars = [(str(label), str(shown), int(height)) for label, shown, height in told["bars"]]
    picture(str(told["title"]), bars, rtl=bool(told["rtl"]), to=to)


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
