"""Reads files back by other hands than those that wrote them."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from itertools import chain

import docx
import openpyxl
from docx.document import Document

VOID = {"meta", "col", "img", "br"}


class Page(HTMLParser):
    """A page: its elements with attributes, its words outside of style."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of that name."""
        return [attrs for name, attrs in self.elements if name == tag]


def html_words(page: bytes) -> str:
    """What a page says, with what it says of its pictures."""
    read = Page(page)
    assert read.open == []
    return "\n".join([*read.words, *(each["alt"] or "" for each in read.all("img"))])


def opened_docx(file: bytes) -> Document:
    """The document as python-docx reads it."""
    return docx.Document(io.BytesIO(file))


def docx_words(file: bytes) -> str:
    """What a document says, head, foot, tables and descriptions of pictures included."""
    opened = opened_docx(file)
    section = opened.sections[0]
    roots = (opened.element.body, section.header._element, section.footer._element)
    said = chain.from_iterable(root.iter() for root in roots)
    words = []
    for each in said:
        name = each.tag.rpartition("}")[2]
        words.append({"t": each.text or "", "docPr": each.get("descr") or "", "p": "\n"}.get(name))
        words.append({"br": "\n", "tab": "\t"}.get(name))
    return "".join(word for word in words if word)


def xlsx_cells(file: bytes) -> dict[str, list[list[object]]]:
    """Every sheet with the values of its rows; formulas are read as they stand."""
    book = openpyxl.load_workbook(io.BytesIO(file))
    return {sheet.title: [list(row) for row in sheet.values] for sheet in book}


def xlsx_words(file: bytes) -> str:
    """What a workbook says."""
    rows = chain.from_iterable(xlsx_cells(file).values())
    return "\n".join(str(cell) for row in rows for cell in row if cell is not None)
