"""The colours of every file and picture: those of the web pages, readable printed in grey.

Nothing is said by colour alone: a shaded cell carries its number, a box its title.
"""

from __future__ import annotations

INK, SOFT, LINE, PAPER = "#1d2b2e", "#54646a", "#e2d8c6", "#ffffff"
MAIN, MAIN_DEEP, TINT = "#0d5b57", "#084441", "#e2f0ec"
GOLD_TINT, GOLD_INK = "#f3d9a4", "#4a3005"
ACCENT, ACCENT_TINT, SAND, STONE = "#9a3f1c", "#fbeae1", "#f8f0de", "#eceae4"
QUADRANTS = (TINT, ACCENT_TINT, SAND, STONE)
"""The grounds of four boxes, in reading order."""
DARKEST = "#6fb0a8"
"""The ground of a full share: ink stays readable on it (5 to 1)."""
COLOURS = {
    "ink": INK,
    "soft": SOFT,
    "line": LINE,
    "main": MAIN,
    "deep": MAIN_DEEP,
    "tint": TINT,
    "gold": GOLD_TINT,
    "goldink": GOLD_INK,
}


def ground(share: float) -> str:
    """The ground of a shaded cell, from white to `DARKEST`, as `#rrggbb`."""
    mixed = (
        round(light + (dark - light) * share)
        for light, dark in zip(parts(PAPER), parts(DARKEST), strict=True)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)


def parts(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of `#rrggbb`, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
