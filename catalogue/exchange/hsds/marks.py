"""What the attributes of a row say in our own terms; foreign taxonomies are `eligibility`'s."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from catalogue.exchange.cells import BETWEEN_ITEMS
from catalogue.exchange.hsds.identity import FIELDS, NEEDS
from catalogue.exchange.hsds.mapping import in_attributes
from catalogue.exchange.hsds.package import Line, Package
from catalogue.schema import LISTS, Field


class Marks:
    """The attributes of one row: values by the code of their term, and the names of all terms."""

    def __init__(self, package: Package, of: str) -> None:
        self._values: dict[str, list[str]] = defaultdict(list)
        self.needs: list[str] = []
        self.names: list[str] = []
        for line in package.pointing("attribute", "link_id", of):
            term = package.line("taxonomy_term", line.get("taxonomy_term_id"))
            if term is not None:
                self._take(line, term)

    def _take(self, line: Line, term: Line) -> None:
        taxonomy, code = term.get("taxonomy"), term.get("code")
        if taxonomy == FIELDS:
            self._values[code].append(line.get("value"))
        elif taxonomy == NEEDS:
            self.needs.append(code)
        else:
            self.names += [name for name in (term.get("name"), code) if name]

    def all(self, part: str, name: str) -> Sequence[str]:
        """The values of a field or a mark, in their order."""
        return self._values.get(f"{part}.{name}", ())

    def one(self, part: str, name: str) -> str:
        """The first of them, else empty."""
        return next(iter(self.all(part, name)), "")

    def cells(self, part: str, lang: str) -> dict[str, str]:
        """The cells of the fields that attributes hold, those of spoken fields in the language."""
        return dict(self._cells(part, lang))

    def _cells(self, part: str, lang: str) -> Iterator[tuple[str, str]]:
        for field in in_attributes(part):
            values = self.all(part, field.name)
            if values:
                column = f"{field.name}_{lang}" if field.spoken else field.name
                yield column, _joined(field, values)


def _joined(field: Field, values: Sequence[str]) -> str:
    if field.kind not in LISTS:
        return values[0]
    return (BETWEEN_ITEMS if field.kind == "items" else ";").join(values)


def is_ours(package: Package) -> bool:
    """Whether the file was written by us: it holds terms of our fields."""
    return any(term.get("taxonomy") == FIELDS for term in package.lines("taxonomy_term"))


def without_empty(cells: Mapping[str, str]) -> dict[str, str]:
    """The cells that say something."""
    return {column: cell for column, cell in cells.items() if cell}
