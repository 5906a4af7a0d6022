"""Reading the small tab-separated tables of `catalogue/data`; what they mean is not known here."""

from collections.abc import Iterator
from importlib import resources


def read_rows(name: str) -> Iterator[list[str]]:
    """The rows of a table, its header line and its lines of comment (`#`) left out."""
    source = resources.files("catalogue").joinpath("data", name)
    lines = source.read_text(encoding="utf-8").splitlines()
    rows = (line for line in lines if line.strip() and not line.startswith("#"))
    next(rows, None)
    for row in rows:
        yield row.split("\t")


def read_folder(name: str) -> Iterator[list[str]]:
    """The rows of all tables of a folder, in the order of the tables' names."""
    folder = resources.files("catalogue").joinpath("data", name)
    for table in sorted(each.name for each in folder.iterdir() if each.name.endswith(".tsv")):
        yield from read_rows(f"{name}/{table}")


def read_words(name: str) -> list[str]:
    """The lines of a list of words, its comment (`#`) left out."""
    source = resources.files("catalogue").joinpath("data", name)
    lines = source.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def read_pairs(name: str) -> Iterator[tuple[str, str]]:
    """The rows of a table of two columns."""
    for row in read_rows(name):
        yield row[0], row[1]


def read_records(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table as dictionaries by the names in its header."""
    source = resources.files("catalogue").joinpath("data", name)
    lines = source.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    for row in rows[1:]:
        yield dict(zip(rows[0], row, strict=True))
