"""What one would use instead of the index of names, each as a search over the same list.

A peer is built over names and answers with the numbers of ten of them. One whose package is not
installed is left out.
"""

import sqlite3
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from rapidfuzz import fuzz, process

from catalogue.fuzzy import Index

Search = Callable[[str], list[int]]
FOUND = 10
COMPARED = 100
_GRAM = 3
_HEAP = 100_000_000


def ours(names: Sequence[str]) -> Search:
    """The fuzzy index of the catalogue."""
    index = Index((name, number) for number, name in enumerate(names))
    return lambda text: [hit.key for hit in index.search(text, FOUND)]


def scan_ratio(names: Sequence[str]) -> Search:
    """rapidfuzz over all names, by `ratio`."""
    return _scan(names, fuzz.ratio)


def scan_wratio(names: Sequence[str]) -> Search:
    """rapidfuzz over all names, by `WRatio`."""
    return _scan(names, fuzz.WRatio)


def _scan(names: Sequence[str], scorer: Callable[..., float]) -> Search:
    lower = [name.lower() for name in names]

    def search(text: str) -> list[int]:
        found = process.extract(text.lower(), lower, scorer=scorer, limit=FOUND)
        return [number for _, _, number in found]

    return search


def fts5(names: Sequence[str]) -> Search:
    """SQLite's FTS5 with trigrams; the best hundred compared by `ratio`."""
    store = sqlite3.connect(":memory:")
    store.execute("create virtual table named using fts5 (name, tokenize = 'trigram')")
    rows = ((number, name.lower()) for number, name in enumerate(names))
    store.executemany("insert into named (rowid, name) values (?, ?)", rows)
    chosen = f"select rowid from named where named match ? order by rank limit {COMPARED}"

    def search(text: str) -> list[int]:
        grams = " OR ".join(f'"{gram}"' for gram in _grams(text))
        numbers = [row[0] for row in store.execute(chosen, (grams,))] if grams else []
        return _compared(text, names, numbers)

    return search


def tantivy(names: Sequence[str]) -> Search | None:
    """tantivy with 3-grams; the best hundred compared by `ratio`. None where not installed."""
    if find_spec("tantivy") is None:
        return None
    package: Any = import_module("tantivy")
    schema = _schema(package)
    index = package.Index(schema)
    analyzer = package.TextAnalyzerBuilder(package.Tokenizer.ngram(_GRAM, _GRAM, False)).build()
    index.register_tokenizer("grams", analyzer)
    writer = index.writer(_HEAP, 1)
    for number, name in enumerate(names):
        writer.add_document(package.Document(name=name.lower(), number=number))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return _tantivy_search(package, index, names)


def _schema(package: Any) -> Any:
    builder = package.SchemaBuilder()
    builder.add_text_field("name", stored=False, tokenizer_name="grams")
    builder.add_unsigned_field("number", stored=True)
    return builder.build()


def _tantivy_search(package: Any, index: Any, names: Sequence[str]) -> Search:
    searcher = index.searcher()

    def search(text: str) -> list[int]:
        terms = [package.Query.term_query(index.schema, "name", gram) for gram in _grams(text)]
        query = package.Query.boolean_query([(package.Occur.Should, term) for term in terms])
        hits = searcher.search(query, COMPARED).hits
        numbers = [searcher.doc(address)["number"][0] for _, address in hits]
        return _compared(text, names, numbers)

    return search


def _grams(text: str) -> list[str]:
    lower = text.lower()
    return list(
        dict.fromkeys(
            lower[at : at + _GRAM].replace('"', " ") for at in range(len(lower) - _GRAM + 1)
        )
    )


def _compared(text: str, names: Sequence[str], numbers: list[int]) -> list[int]:
    lower = {number: names[number].lower() for number in numbers}
    found = process.extract(text.lower(), lower, scorer=fuzz.ratio, limit=FOUND)
    return [number for _, _, number in found]


def transliterated() -> Callable[[str], str] | None:
    """Latin letters to Arabic ones by arabizikit, the best package measured; None without it."""
    if find_spec("arabizikit") is None:
        return None
    package: Any = import_module("arabizikit")
    return lambda text: str(package.transliterate(text, dialect_hint="maghrebi").text)
