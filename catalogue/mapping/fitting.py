"""Whether blocks fit on one page, by an estimate on the safe side: nothing is set to find out.

Heights are those of an A4 page as the papers are set (points, 1/72 inch); how a page looks is not
decided here. The tests set the fullest actors and count the pages.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from catalogue.papers.blocks import Block, Facts, Heading, Paper, Paragraph, Quadrants

PAGE, BANNER = 716, 12
"""Points between the margins of an upright page, less a small reserve; what a banner takes."""


@dataclass(frozen=True, slots=True)
class Widths:
    """Characters on one line of each kind of text; Arabic letters are narrower."""

    title: int
    value: int
    label: int
    status: int
    note: int
    item: int


WIDTHS: Mapping[str, Widths] = MappingProxyType(
    {"fr": Widths(38, 63, 27, 80, 100, 38), "ar": Widths(42, 76, 32, 95, 115, 44)}
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is told: characters of a line, items in a box and characters of each.

    `headings`: groups have titles. `one`: all lines in one block. `boxes`: SWOT in four boxes,
    not in lines.
    """

    longest: int
    items: int
    item: int
    headings: bool = True
    one: bool = False
    boxes: bool = True


ALL = 10**6
"""A limit that leaves nothing out."""
STEPS = (
    Limits(1200, 8, 160),
    Limits(500, 5, 110),
    Limits(300, 5, 76),
    Limits(240, 4, 76, headings=False),
    Limits(180, 4, 76, headings=False),
    Limits(180, 4, 76, headings=False, one=True),
    Limits(124, 3, 76, headings=False, one=True),
    Limits(90, 3, 76, headings=False, one=True),
    Limits(62, 3, 38, headings=False, one=True),
    Limits(124, 0, 0, headings=False, one=True, boxes=False),
    Limits(62, 0, 0, headings=False, one=True, boxes=False),
)
"""From the most that is told to the least: the first that fits is taken."""


def fits(paper: Paper, beside: float = 0) -> bool:
    """Whether the whole paper stands on one page, with so many points of something else."""
    width = WIDTHS[paper.language]
    titles = _lines(paper.title, width.title) * 24 + _lines(paper.subtitle, width.status) * 14 + 18
    body = sum(height(block, width) for block in paper.blocks)
    return titles + body + beside <= PAGE - BANNER * paper.synthetic


def height(block: Block, width: Widths) -> float:
    """The height of a block in points. Raises `TypeError` for one that no fiche has."""
    match block:
        case Heading():
            return 24
        case Paragraph(text, "note"):
            return _lines(text, width.note) * 11 + 10
        case Paragraph(text):
            return _lines(text, width.status) * 13.2 + 34
        case Facts(pairs):
            return 13 + sum(_fact(label, said, width) for label, said in pairs)
        case Quadrants(boxes):
            one, two, three, four = (_box(box.items, width) for box in boxes)
            return 36 + max(one, two) + max(three, four)
    raise TypeError(type(block).__name__)


def _fact(label: str, said: str, width: Widths) -> float:
    return 1.9 + 13.1 * max(_lines(said, width.value), _lines(label, width.label))


def _box(items: Iterable[str], width: Widths) -> float:
    return 29 + sum(_lines(item, width.item) * 12.2 + 1.2 for item in items)


def _lines(text: str, width: int) -> int:
    return max(1, math.ceil(len(text) / width))
