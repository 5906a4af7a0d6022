"""A paper as a web page: one file that needs no other, to read on a screen or to print."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from catalogue.papers.blocks import Paper
from catalogue.papers.pictures import as_address
from catalogue.papers.told import told

FOLDER = Path(__file__).parents[1] / "data" / "papers"


def page(paper: Paper) -> bytes:
    """The page in UTF-8. Every text is escaped; no script, nothing fetched from elsewhere."""
    return _environment().get_template("paper.html").render(told(paper, as_address)).encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["quoted"] = _quoted
    return environment


def _quoted(words: str) -> str:
    """A text as a CSS string: escapes of JSON and CSS differ, so only its plainest part is used."""
    return "".join(f"\\{ord(letter):06x}" for letter in words)
