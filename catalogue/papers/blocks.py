"""What a paper is made of: one model for every kind of file, without a word on how it looks.

Whoever makes a paper puts its blocks in order and knows nothing of files; whoever writes a file
knows these blocks and nothing of actors. Texts are plain: no markup of any kind is read in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["fr", "ar"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A title of a part. `level` is 1 to 3."""

    text: str
    level: Literal[1, 2, 3] = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. A `note` is small and quiet, a `strong` one stands out in a box."""

    text: str
    style: Literal["plain", "note", "strong"] = "plain"


@dataclass(frozen=True, slots=True)
class Items:
    """A list of points, in no order."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `width` is a share of the page: 2 is twice as wide as 1.

    A `number` stands at the end of its cell, a `mark` (a sign, a short code) in the middle.
    """

    title: str
    kind: Literal["text", "number", "mark"] = "text"
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Shaded:
    """A cell of a matrix: its value, always written, on a ground as dark as its `share` (0 to 1).

    Raises `ValueError` for a share out of its bounds.
    """

    value: str | int | float
    share: float

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise ValueError(f"a share is 0 to 1: {self.share}")


Cell = str | int | float | Shaded | None
"""`None` is an empty cell: nothing is known or nothing applies."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below the titles of their columns; the first cell of a row names the row.

    `header_rows` of the first rows belong to the head: they are repeated on every page with the
    titles. Raises `ValueError` when a row has not one cell for each column.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    header_rows: int = 0

    def __post_init__(self) -> None:
        if not self.columns or any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row has one cell for each of the {len(self.columns)} columns")


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and what they say, one below the other: the body of a fiche."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """One of four quadrants: its title and its points."""

    title: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quadrants:
    """Four boxes, two by two, as strengths, weaknesses, opportunities and threats are shown."""

    boxes: tuple[Box, Box, Box, Box]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing: the bytes of an SVG or a PNG. `width` is its share of the width of the text.

    `alt` says in words what it shows, to those who do not see it: without, raises `ValueError`.
    """

    image: bytes
    alt: str
    caption: str = ""
    width: float = 1.0

    def __post_init__(self) -> None:
        if not any(map(str.isalnum, self.alt)):
            raise ValueError("a picture says in words what it shows")


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a page of its own."""


Block = Heading | Paragraph | Items | Table | Facts | Quadrants | Picture | PageBreak


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole file: one language, blocks in order.

    A `synthetic` paper says on every page that its figures are made up. `cover` gives the title a
    page of its own, `contents` a table of contents; `made_on` is the day it speaks of.
    """

    title: str
    language: Language
    blocks: tuple[Block, ...]
    subtitle: str = ""
    landscape: bool = False
    synthetic: bool = False
    made_on: date | None = None
    cover: bool = False
    contents: bool = False
