"""One text per field: which text of a spoken field an export of one language holds.

HSDS requires names and descriptions. Where we have none in the language another stands in, and a
mark says so, by which reading leaves it out again.
"""

from collections.abc import Mapping

from catalogue.exchange.hsds.marks import Marks
from catalogue.exchange.hsds.package import Line
from catalogue.exchange.hsds.sheaf import Sheaf
from catalogue.record import Row
from catalogue.schema import SPOKEN

STAND_IN = "stand_in"
"""The mark of a column with no text of ours: `description`; or `name:ar`, where it is Arabic."""
LANGUAGE = "language"
"""The mark that says in which language an organization's texts are."""


def spoken(row: Row, name: str, lang: str) -> str:
    """The text of a spoken field in the language, else empty."""
    value = row.get(name)
    return str(value.get(lang, "")) if isinstance(value, Mapping) else ""


def name_of(row: Row, lang: str, otherwise: str) -> tuple[str, tuple[str, ...]]:
    """The name for a column that must have one, with the marks of what stands in for it."""
    for each in (lang, *SPOKEN):
        if told := spoken(row, "name", each):
            return told, () if each == lang else (f"name:{each}",)
    return otherwise, ("name",)


def mark_texts(sheaf: Sheaf, table: str, of: str, part: str, *, marks: tuple[str, ...]) -> None:
    """Mark the columns of a row in which another text stands in."""
    for each in marks:
        sheaf.mark(table, of, sheaf.field_term(part, STAND_IN, STAND_IN), value=each)


def mark_naming(sheaf: Sheaf, table: str, of: str, part: str, *, row: Row) -> None:
    """Keep the name that tells a row from the others (`record.named`) where it is another text."""
    named_in = next((lang for lang in SPOKEN if spoken(row, "name", lang)), sheaf.lang)
    if named_in != sheaf.lang:
        term = sheaf.field_term(part, f"name:{named_in}", f"name ({named_in})")
        sheaf.mark(table, of, term, value=spoken(row, "name", named_in))


def naming_cells(marks: Marks, part: str) -> dict[str, str]:
    """The names that `mark_naming` kept."""
    return {f"name_{lang}": marks.one(part, f"name:{lang}") for lang in SPOKEN}


def named_cells(line: Line, marks: Marks, part: str, lang: str) -> dict[str, str]:
    """The names of a row by column: its own in the language that it is in, and the kept one.

    A name that stands in for one that we do not have is none.
    """
    kept = naming_cells(marks, part)
    for mark in marks.all(part, STAND_IN):
        name, _, other = mark.partition(":")
        if name == "name":
            return {**kept, **({f"name_{other}": line.get("name")} if other in SPOKEN else {})}
    own = line.get("name")
    return {**kept, f"name_{lang}": own} if own else kept
