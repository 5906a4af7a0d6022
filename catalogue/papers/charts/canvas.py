"""What all charts share: the font, the paper they are drawn on, letters, and how they are saved."""

from __future__ import annotations

import io
import textwrap
from pathlib import Path

import fontpkg_noto_sans_arabic
import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.layout_engine import ConstrainedLayoutEngine

FONT = next(Path(fontpkg_noto_sans_arabic.ROOT, "files").glob("*.ttf"))
"""One font holds Arabic and Latin letters: labels in both are of one weight and height."""
WIDTH, EDGE, DPI = 7.0, 0.08, 200
"""Inches: about the width of the text of a page, so that a letter's size is what is set here."""
SMALLEST, USUAL, LARGE = 7.0, 8.5, 10.5
"""Points."""
INVISIBLE = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f$"))
SERIES = ("#0d5b57", "#c98a2b", "#7fb3d5", "#9a3f1c", "#54646a", "#b9ad96", "#2f6f9f", "#e0c07a")
"""Told apart by lightness as well as by hue, so in grey too; the pattern does the rest."""
PATTERNS = ("", "///", "...", "\\\\\\", "xxx", "", "---", "++")
LABEL_LETTERS = 34
LINES = 0.75
"""Between lines: the font leaves room for the marks of Arabic above and below."""


def canvas(height: float) -> tuple[Figure, Axes]:
    """An empty drawing of the usual width; `height` is in inches."""
    layout = ConstrainedLayoutEngine(w_pad=EDGE, h_pad=EDGE)
    figure = Figure(figsize=(WIDTH, height), layout=layout)
    return figure, figure.add_subplot()


def saved(figure: Figure, *, png: bool) -> bytes:
    """The drawing as bytes: without a date, and with the same names of parts each time."""
    to = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": "papers", "svg.fonttype": "path", "hatch.linewidth": 0.5}):
        if png:
            figure.savefig(to, format="png", dpi=DPI, metadata={"Software": None})
        else:
            figure.savefig(to, format="svg", metadata={"Date": None, "Creator": None})
    return to.getvalue()


def font(size: float = USUAL) -> FontProperties:
    """The font of every letter; `size` is in points."""
    return FontProperties(fname=FONT, size=max(size, SMALLEST))


def plain(words: str) -> str:
    """Without marks of direction, which each label has by itself, nor signs of formulas."""
    return " ".join(words.translate(INVISIBLE).split())


def folded(words: str, letters: int = LABEL_LETTERS) -> str:
    """A long label on several lines, so that none is cut."""
    return "\n".join(textwrap.wrap(plain(words), letters, break_on_hyphens=False)) or " "


def bare(axes: Axes) -> None:
    """Takes away every line and tick that says nothing."""
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)


def titled(axes: Axes, title: str, *, rtl: bool, colour: str) -> None:
    """A title above, where the language begins to be read; none where none is told."""
    if title:
        words, form = folded(title, 70), font(LARGE)
        axes.set_title(words, font=form, color=colour, loc="right" if rtl else "left", pad=10)
