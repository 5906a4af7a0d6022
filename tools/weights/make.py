"""Writes `catalogue/data/weights.tsv` from the labelled messages: `python -m tools.weights.make`.

Three kinds of examples: messages the lexicon has never been changed for (`messages.tsv`), which
alone can tell how far its signs are to be believed; those of the development half, for their words
only; and the lexicon's own phrases, a little each. It takes some minutes; the same files give the
same table.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.queries import Query, queries, read_queries
from catalogue.hearing import Heard
from catalogue.lexicon import DANGER_KINDS, NEED_OF_DANGER, NOTHING, triggers
from catalogue.needs import needs
from catalogue.shown import shown, words_shown
from catalogue.understand import Reader, reader
from catalogue.weights import BY_ITSELF, DANGER
from catalogue.worth import SURE
from locales.texts import LANGUAGES, keys, placeholders, text
from tools.weights.learn import Numbers, learn, rows

MESSAGES = Path(__file__).parent / "messages.tsv"
HELD = Path("tests/catalogue")
TABLE = Path("catalogue/data/weights.tsv")
DANGEROUS = frozenset(NEED_OF_DANGER.values())
LABELS = (*needs(), DANGER, *(DANGER + kind for kind in DANGER_KINDS))

# A feature must be shown by so many examples; a weight below the least is left out of the table.
SEEN = 2
SHORT = 40
LEAST = 0.5
WORTH_OF_PHRASE = 0.1
_HEAD = (
    "# What each feature of a message weighs for needs and dangers; made by tools/weights from",
    "# labelled messages (docs/matching.md). Do not edit: mend the lexicon, or add messages.",
    "feature\tweights",
)


@dataclass(frozen=True, slots=True)
class Example:
    """What a message shows, the labels it has, and what it counts."""

    features: dict[str, float]
    labels: frozenset[str]
    worth: float = 1.0


def main() -> None:
    """Learn the weights and write the table."""
    examples = list(all_examples(reader()))
    print(f"{len(examples)} examples", flush=True)
    lines = [*_HEAD, *table(examples)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TABLE}: {len(lines) - len(_HEAD)} features")


def all_examples(read: Reader) -> Iterator[Example]:
    """Every example there is, in the order of the files."""
    for query in read_queries(MESSAGES):
        yield Example(shown(read.hear(query.text)), labels_of(query))
    for query in queries("dev"):
        yield Example(words_shown(read.hear(query.text)), labels_of(query))
    yield from _labels(read)
    yield from _held(read)
    for trigger in triggers():
        if trigger.strength != "weak" and trigger.need != NOTHING:
            heard = shown(read.hear(trigger.phrase))
            yield Example(heard, frozenset({trigger.need}), WORTH_OF_PHRASE)


def _held(read: Reader) -> Iterator[Example]:
    """The sentences tests hold the program to: dangers of each kind, and everyday talk."""
    for line in (HELD / "no_need.txt").read_text(encoding="utf-8").splitlines():
        yield Example(words_shown(read.hear(line)), frozenset())
    for line, _, codes, _, danger, _ in _rows(HELD / "queries.tsv"):
        told = {DANGER, DANGER + danger} if danger != NOTHING else set()
        asked = {*codes.split(","), *told} - {NOTHING}
        yield Example(words_shown(read.hear(line)), frozenset(asked))
    for kind, _, line in _rows(HELD / "dangers.tsv"):
        yield _of_danger(read.hear(line), kind)
    for _, code, line in _rows(HELD / "mentions.tsv"):
        yield Example(words_shown(read.hear(line)), frozenset({code} - {NOTHING}))
    for tells, line in _rows(HELD / "sayings.tsv"):
        heard = read.hear(line)
        yield _of_danger(heard, NOTHING if tells == NOTHING else heard.cry.kind or "other")


def _labels(read: Reader) -> Iterator[Example]:
    """What the program itself says in few words: a button asks for nothing, a need's label does."""
    for need in needs().values():
        for label in need.labels.values():
            yield Example(shown(read.hear(label)), frozenset({need.code}))
    for key in sorted(keys("person")):
        for language in LANGUAGES:
            if not placeholders("person", key, language):
                label = text("person", key, language)
                if len(label) <= SHORT:
                    yield Example(words_shown(read.hear(label)), frozenset())


def _of_danger(heard: Heard, kind: str) -> Example:
    """A message whose danger is known; its needs are the danger's, or else those heard."""
    if kind == NOTHING:
        calm = {need.code for need in heard.needs if need.score >= SURE} - {*DANGEROUS}
        return Example(words_shown(heard), frozenset(calm))
    need = NEED_OF_DANGER.get(kind, "health_care")
    return Example(words_shown(heard), frozenset({need, DANGER, DANGER + kind}))


def _rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def labels_of(query: Query) -> frozenset[str]:
    """The needs of a message, and its danger with its kind."""
    danger = {DANGER, DANGER + query.danger} if query.danger else set()
    return query.needs | danger


def table(examples: Sequence[Example]) -> Iterator[str]:
    """The lines of the table learned from examples, in the order of the features' names."""
    seen = Counter(name for example in examples for name in example.features)
    order = {name: at for at, name in enumerate(sorted(n for n in seen if seen[n] >= SEEN))}
    learned = learn(
        rows([example.features for example in examples], order),
        np.array([[label in e.labels for label in LABELS] for e in examples], dtype=np.float32),
        np.array([example.worth for example in examples], dtype=np.float32),
    )
    start = (f"{label}={weight:.2f}" for label, weight in zip(LABELS, learned[-1], strict=True))
    yield f"{BY_ITSELF}\t{' '.join(start)}"
    for name, at in order.items():
        told = list(_told(learned[at]))
        if told:
            yield f"{name}\t{' '.join(told)}"


def _told(weights: Numbers) -> Iterator[str]:
    for number, weight in enumerate(weights):
        if abs(weight) >= LEAST:
            yield f"{number}={weight:.1f}"


if __name__ == "__main__":
    main()
