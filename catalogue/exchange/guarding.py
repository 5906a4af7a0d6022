"""Texts that no spreadsheet runs, and the mark that empties a field; what a cell means is `cells`.

A CSV has no types: a cell that begins with one of `=+-@`, a tab or a line break may be run as a
formula (OWASP, CSV injection). Such a text is written with an apostrophe before it, which reading
takes away again. A plain negative number is none.
"""

import re

ERASED = "-"
"""A cell that holds only this empties the field of a known actor; an empty cell leaves it."""
_RUN = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"-[0-9]{1,15}(?:[.,][0-9]{1,15})?", re.ASCII)
_STARTS = ("=", "@", "\t", "＝", "＠")
_MARK = re.compile("'*-")


def guarded(text: str) -> str:
    """The text as a CSV may hold it."""
    return f"'{text}" if _RUN.match(text) and not _NUMBER.fullmatch(text) else text


def bare(cell: str) -> str:
    """The text that `guarded` wrote; others stay as they are."""
    return cell[1:] if cell.startswith("'") and _RUN.match(cell) else cell


def is_formula(cell: str) -> bool:
    """Whether a cell of a CSV would be run: "=1" is, "+212 5" and "-3" are text and number."""
    return cell.startswith(_STARTS)


def literal(text: str) -> str:
    """A value's text that is not taken for the mark that empties a field."""
    return f"'{text}" if _MARK.fullmatch(text) else text


def unmarked(cell: str) -> str:
    """The value's text that `literal` wrote."""
    return cell[1:] if cell.startswith("'") and _MARK.fullmatch(cell) else cell
