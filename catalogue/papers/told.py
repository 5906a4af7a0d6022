"""A paper as plain data with every word in its place: what templates set, on a page or a screen.

Templates know no language and decide no format: a number comes to them written, a shade as a
colour, the words of the frame (page, contents, made up) in the language of the paper.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import datetime, time
from typing import Any

from catalogue.papers.blocks import (
    Block,
    Box,
    Cell,
    Heading,
    Paper,
    Picture,
    Quadrants,
    Shaded,
    Table,
)
from catalogue.papers.palette import COLOURS, QUADRANTS, ground
from locales import texts

Source = Callable[[bytes], str]
"""Where a template finds a picture: an address, a name of a file."""
Plain = dict[str, Any]


def told(paper: Paper, source: Source) -> Plain:
    """The paper for a template: JSON can hold it."""
    return {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "language": paper.language,
        "dir": "rtl" if texts.is_rtl(paper.language) else "ltr",
        "landscape": paper.landscape,
        "cover": paper.cover,
        "colours": COLOURS,
        "made_on": made_on(paper),
        "synthetic": synthetic(paper),
        "contents": frame("staff.paper.contents", paper) if paper.contents else "",
        "page": frame("staff.paper.page", paper),
        "blocks": [
            {"is": type(block).__name__.lower(), "at": at, **_content(block, paper, source)}
            for at, block in enumerate(paper.blocks)
        ],
    }


def frame(key: str, paper: Paper) -> str:
    """A word of the frame in the language of the paper."""
    return texts.text("staff", key, paper.language)


def synthetic(paper: Paper) -> str:
    """What every page of a made-up paper says, or nothing."""
    return frame("staff.paper.synthetic", paper) if paper.synthetic else ""


def made_on(paper: Paper) -> str:
    """The day of the paper in words, or nothing."""
    if paper.made_on is None:
        return ""
    day = texts.date(datetime.combine(paper.made_on, time()), paper.language)
    return texts.text("staff", "staff.paper.made_on", paper.language, day=day)


def shown(cell: Cell, language: str) -> str:
    """A cell as it is read: numbers as Morocco writes them, nothing where nothing is known."""
    value = cell.value if isinstance(cell, Shaded) else cell
    if value is None or isinstance(value, str):
        return value or ""
    return texts.number(value, language) if math.isfinite(value) else ""


def shade(cell: Cell) -> str:
    """The ground of a cell as `#rrggbb`, or nothing."""
    return ground(cell.share) if isinstance(cell, Shaded) else ""


def headings(paper: Paper) -> Iterable[Heading]:
    """The titles of the parts, in order."""
    return (block for block in paper.blocks if isinstance(block, Heading))


def _content(block: Block, paper: Paper, source: Source) -> Plain:
    plain = {each.name: getattr(block, each.name) for each in fields(block)}
    match block:
        case Table():
            return _table(block, paper.language)
        case Quadrants(boxes):
            return {"boxes": [_box(*each) for each in zip(boxes, QUADRANTS, strict=True)]}
        case Picture(image):
            return {**plain, "image": source(image)}
    return plain


def _box(box: Box, colour: str) -> Plain:
    return {"title": box.title, "texts": box.items, "ground": colour}


def _table(table: Table, language: str) -> Plain:
    rows = [
        [{"text": shown(cell, language), "ground": shade(cell)} for cell in row]
        for row in table.rows
    ]
    return {
        "caption": table.caption,
        "columns": [
            {"title": each.title, "kind": each.kind, "width": each.width} for each in table.columns
        ],
        "head": rows[: table.header_rows],
        "body": rows[table.header_rows :],
    }
