"""A paper in the terminal: its blocks as rich shows them. Files are `catalogue.papers.writing`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text as Words

from catalogue.papers.blocks import (
    Block,
    Cell,
    Facts,
    Heading,
    Items,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Quadrants,
    Shaded,
    Table,
)
from catalogue.papers.told import synthetic


def viewed(paper: Paper) -> RenderableType:
    """The whole paper, title first; before it, of invented actors, that they are."""
    words = synthetic(paper)
    invented = [Words(words, style="bold reverse")] if words else []
    title = Words(paper.title, style="bold")
    return Group(*invented, title, Words(paper.subtitle), *_blocks(paper))


def _blocks(paper: Paper) -> Iterator[RenderableType]:
    for block in paper.blocks:
        yield _VIEWS[type(block)](block)


def _heading(block: Heading) -> RenderableType:
    return Words(f"\n{block.text}", style="bold underline" if block.level == 1 else "bold")


def _paragraph(block: Paragraph) -> RenderableType:
    style = {"note": "dim", "strong": "bold"}.get(block.style, "")
    return Words(block.text, style=style)


def _items(block: Items) -> RenderableType:
    return Words("\n".join(f"• {text}" for text in block.texts))


def _table(block: Table) -> RenderableType:
    shown = Grid(caption=block.caption or None)
    for column in block.columns:
        justify: Any = {"number": "right", "mark": "center"}.get(column.kind, "left")
        shown.add_column(Words(column.title), justify=justify, overflow="fold")
    for row in block.rows:
        shown.add_row(*(Words(_cell(cell)) for cell in row))
    return shown


def _cell(cell: Cell) -> str:
    value = cell.value if isinstance(cell, Shaded) else cell
    return "" if value is None else str(value)


def _facts(block: Facts) -> RenderableType:
    shown = Grid.grid(padding=(0, 2))
    for label, said in block.pairs:
        shown.add_row(Words(label, style="bold"), Words(said))
    return shown


def _quadrants(block: Quadrants) -> RenderableType:
    return Group(
        *(
            Panel(Words("\n".join(f"• {item}" for item in box.items)), title=Words(box.title))
            for box in block.boxes
        )
    )


def _picture(block: Picture) -> RenderableType:
    """A terminal shows no picture: what it says in words stands in its place."""
    return Words(f"[{block.alt}]", style="dim")


def _page_break(_: PageBreak) -> RenderableType:
    return Rule(style="dim")


_VIEWS: Mapping[type[Block], Callable[[Any], RenderableType]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Items: _items,
    Table: _table,
    Facts: _facts,
    Quadrants: _quadrants,
    Picture: _picture,
    PageBreak: _page_break,
}
