"""Whether blocks fit on one page, by an estimate on the safe side: nothing is set to find out.

Heights are those of an A4 page as the papers are set (points, 1/72 inch); how a page looks is not
decided here. The tests set the fullest actors and count the pages.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.papers.blocks import Block, Facts, Heading, Paper, Paragraph, Quadrants

PAGE = 700
"""Points between the margins of an upright page, less a reserve."""
_VALUE, _LABEL, _LINE_OF_TITLE, _LINE_OF_NOTE, _LINE_IN_BOX = 62, 26, 38, 95, 36
"""Characters that fit on a line: of a fact, its label, a title, running text, a box."""
_LINE = 13.5


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is told: characters of one text, rows of a part, items in a box; group headings."""

    longest: int
    rows: int
    items: int
    headings: bool = True


WHOLE = Limits(10**6, 10**6, 10**6)
"""Nothing is left out."""
STEPS = (
    Limits(600, 6, 5),
    Limits(360, 5, 4),
    Limits(240, 4, 4),
    Limits(240, 4, 4, headings=False),
    Limits(160, 3, 3, headings=False),
    Limits(110, 3, 3, headings=False),
    Limits(75, 2, 2, headings=False),
    Limits(58, 1, 2, headings=False),
)
"""From the most that is told to the least: the first that fits is taken."""


def fits(paper: Paper) -> bool:
    """Whether the whole paper stands on one page."""
    titles = _lines(paper.title, _LINE_OF_TITLE) * 22 + _lines(paper.subtitle, 80) * 16 + 44
    return titles + sum(height(block) for block in paper.blocks) <= PAGE


def height(block: Block) -> float:
    """The height of a block in points. Raises `TypeError` for one that no fiche has."""
    match block:
        case Heading():
            return 28
        case Paragraph(text, style):
            lines = _lines(text, _LINE_OF_NOTE)
            return lines * 12 + 8 if style == "note" else lines * _LINE + 34
        case Facts(pairs):
            return 20 + sum(_fact(label, said) for label, said in pairs)
        case Quadrants(boxes):
            one, two, three, four = (_box(box.items) for box in boxes)
            return 34 + max(one, two) + max(three, four)
    raise TypeError(type(block).__name__)


def _fact(label: str, said: str) -> float:
    return 2 + _LINE * max(_lines(said, _VALUE), _lines(label, _LABEL))


def _box(items: Iterable[str]) -> float:
    return 42 + sum(_lines(item, _LINE_IN_BOX) * 12.5 + 3 for item in items)


def _lines(text: str, width: int) -> int:
    return max(1, math.ceil(len(text) / width))
