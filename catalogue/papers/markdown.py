"""A paper as Markdown (tables of GitHub's kind), for those who read plain text or keep versions.

Pictures are told by their words: their bytes would make the text unreadable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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
from catalogue.papers.told import frame, headings, made_on, shown, synthetic
from locales import texts

MARKUP = re.compile(r"[\\`*_{}\[\]|~$^]")
"""What Markdown of any kind may read as markup; a backslash before it makes it plain."""
OPENING = re.compile(r"^(\d*)([#+=>:.)-])")
"""What it may read as a list, a title or a quote, but only where a line begins."""
RULES = {"text": ":---", "number": "---:", "mark": ":---:"}
RULES_RTL = {"text": "---:", "number": ":---", "mark": ":---:"}


def page(paper: Paper) -> bytes:
    """The text in UTF-8. A made-up paper says so in its first line."""
    body = [text for block in paper.blocks if (text := _written(block, paper))]
    parts = [*_front(paper), *body]
    if texts.is_rtl(paper.language):
        parts = [*parts[: bool(paper.synthetic)], '<div dir="rtl" lang="ar">', *_rest(paper, parts)]
    return ("\n\n".join(parts) + "\n").encode()


def _rest(paper: Paper, parts: list[str]) -> list[str]:
    return [*parts[bool(paper.synthetic) :], "</div>"]


def _front(paper: Paper) -> list[str]:
    words = synthetic(paper)
    front = [bold(words)] if words else []
    front.append(f"# {line(paper.title)}")
    front += [f"*{line(words)}*" for words in (paper.subtitle, made_on(paper)) if words]
    return front + _contents(paper)


def _contents(paper: Paper) -> list[str]:
    if not paper.contents:
        return []
    entries = [f"{'  ' * (each.level - 1)}- {line(each.text)}" for each in headings(paper)]
    return [bold(frame("staff.paper.contents", paper)), "\n".join(entries)]


def _written(block: Block, paper: Paper) -> str:
    written = ""
    match block:
        case Heading(text, level):
            written = f"{'#' * (level + 1)} {line(text)}"
        case Paragraph(text, style):
            written = f"> {line(text)}" if style == "strong" else plain(text)
        case Items(points):
            written = _listed(points)
        case Facts(pairs):
            written = "\n".join(f"- {bold(label)} — {line(value)}" for label, value in pairs)
        case Quadrants(boxes):
            written = "\n\n".join(f"{bold(box.title)}\n\n{_listed(box.items)}" for box in boxes)
        case Picture(_, alt, caption):
            written = _picture(alt, caption, paper.language)
        case Table():
            written = _table(block, paper.language)
    return written


def _listed(points: Iterable[str]) -> str:
    return "\n".join(f"- {line(point)}" for point in points)


def _picture(alt: str, caption: str, language: str) -> str:
    told = texts.text("staff", "staff.paper.picture", language, words=alt)
    return "\n\n".join([f"*{line(told)}*", *([line(caption)] if caption else [])])


def _table(table: Table, language: str) -> str:
    rules = RULES_RTL if texts.is_rtl(language) else RULES
    rows = [_row([shown(cell, language) for cell in row]) for row in table.rows]
    head = [
        _row([column.title for column in table.columns]),
        "| " + " | ".join(rules[column.kind] for column in table.columns) + " |",
    ]
    caption = [plain(table.caption), ""] if table.caption else []
    return "\n".join([*caption, *head, *rows])


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(line(cell) for cell in cells) + " |"


def bold(text: str) -> str:
    """A text that stands out; nothing where it is empty, for empty marks would be a rule."""
    return f"**{line(text)}**" if text.strip() else ""


def line(text: str) -> str:
    """A text as plain words in one line."""
    return "<br>".join(_escaped(each.strip()) for each in text.split("\n"))


def plain(text: str) -> str:
    """A text as plain words; its ends of line stay."""
    return "\n".join(_escaped(each.strip()) for each in text.split("\n"))


def _escaped(text: str) -> str:
    entities = text.replace("&", "&amp;").replace("<", "&lt;")
    return OPENING.sub(r"\1\\\2", MARKUP.sub(r"\\\g<0>", entities))
