"""The first sheet of a workbook: what a paper says beside its tables, one line below the other."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from catalogue.papers import palette
from catalogue.papers.blocks import (
    Block,
    Facts,
    Heading,
    Items,
    Paper,
    Paragraph,
    Picture,
    Quadrants,
    Table,
)
from catalogue.papers.pictures import as_png, size
from catalogue.papers.told import made_on

WIDTHS = (34.0, 90.0)
"""Letters: a label, and what it says."""
PIECE = 8_000
"""Letters in a cell: what is longer goes on in the next row, and every row can be read."""
PICTURE_WIDTH, ROW_HEIGHT = 700, 20
"""Dots on a screen."""
TITLE = {"bold": True, "font_color": palette.MAIN_DEEP, "text_wrap": False}
LOOKS = {
    "title": {**TITLE, "font_size": 18},
    "level1": {**TITLE, "font_size": 15},
    "level2": {**TITLE, "font_size": 13},
    "level3": {**TITLE, "font_size": 11},
    "strong": {"bold": True, "bg_color": palette.TINT},
    "note": {"font_color": palette.SOFT, "font_size": 9},
    "plain": {},
}
Line = tuple[str, str, str]
"""A label, what it says, its look."""


def write_words(sheet: Worksheet, paper: Paper, look: Callable[..., Format]) -> None:
    """Writes title, texts, facts and boxes of a paper, and shows its pictures at the end."""
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    row = int(paper.synthetic)
    for label, said, name in _lines(paper):
        for at, piece in enumerate(_pieces(said)):
            _line(sheet, row, ("" if at else label, piece), look(**LOOKS[name]))
            row += 1
    for block in paper.blocks:
        if isinstance(block, Picture):
            row = _show(sheet, row + 1, block)


def _line(sheet: Worksheet, row: int, said: tuple[str, str], form: Format) -> None:
    for column, text in enumerate(said):
        if text:
            sheet.write_string(row, column, text, form)


def _lines(paper: Paper) -> Iterator[Line]:
    yield paper.title, "", "title"
    for words in (paper.subtitle, made_on(paper)):
        if words:
            yield words, "", "level3"
    for block in paper.blocks:
        yield from _told(block)


def _told(block: Block) -> Iterator[Line]:
    match block:
        case Heading(text, level):
            yield text, "", f"level{level}"
        case Paragraph(text, style):
            yield "", text, style
        case Items(points):
            yield from (("", f"• {point}", "plain") for point in points)
        case Facts(pairs):
            yield from ((label, value, "plain") for label, value in pairs)
        case Quadrants(boxes):
            for box in boxes:
                yield box.title, "\n".join(f"• {point}" for point in box.items), "plain"
        case Table(caption=caption) | Picture(caption=caption) if caption:
            yield "", caption, "note"


def _pieces(text: str) -> list[str]:
    return [text[at : at + PIECE] for at in range(0, len(text), PIECE)] or [""]


def _show(sheet: Worksheet, row: int, picture: Picture) -> int:
    """Puts a picture at a row and returns the first row below it."""
    png = as_png(picture.image)
    wide, high = size(png)
    scale = PICTURE_WIDTH * picture.width / wide
    options = {
        "image_data": io.BytesIO(png),
        "description": picture.alt,
        "x_scale": scale,
        "y_scale": scale,
    }
    sheet.insert_image(row, 0, "picture.png", options)
    return row + int(high * scale / ROW_HEIGHT) + 2
