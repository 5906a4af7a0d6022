"""What the words of a message weigh for each need and danger: a table learned from messages.

The table is made by `tools.weights`; it knows features by name, not what they are.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import exp

from catalogue.tables import read_rows

BY_ITSELF = "(by itself)"
"""The first row: each label with what it has before anything is seen; later rows number them."""
DANGER = "!"
"""The label of danger of any kind; `!violence` and its like are the kinds."""


class Weights:
    """A weight for each feature and label. Immutable."""

    def __init__(self, table: Iterable[Sequence[str]]) -> None:
        rows = iter(table)
        by_itself = [part.rsplit("=", 1) for part in next(rows)[1].split()]
        self.labels: tuple[str, ...] = tuple(label for label, _ in by_itself)
        self._start = tuple(float(weight) for _, weight in by_itself)
        self._weights = {name: _pairs(told) for name, told in rows}

    def chances(self, shown: Mapping[str, float]) -> dict[str, float]:
        """How likely each label is for a message that shows these features, 0…1."""
        sums = list(self._start)
        for name, worth in shown.items():
            for number, weight in self._weights.get(name, ()):
                sums[number] += weight * worth
        return {label: _chance(total) for label, total in zip(self.labels, sums, strict=True)}

    def weigh(self, shown: Mapping[str, float], label: str) -> float:
        """What features weigh together for one label, beside what it has by itself."""
        wanted = self.labels.index(label)
        return sum(
            weight * worth
            for name, worth in shown.items()
            for number, weight in self._weights.get(name, ())
            if number == wanted
        )

    def by_itself(self, label: str) -> float:
        """What a label has before anything is seen."""
        return self._start[self.labels.index(label)]


def _pairs(told: str) -> tuple[tuple[int, float], ...]:
    return tuple(map(_pair, told.split()))


@lru_cache(maxsize=16384)
def _pair(part: str) -> tuple[int, float]:
    # Rounded weights are few: each pair is kept once for all features that have it.
    number, weight = part.split("=")
    return int(number), float(weight)


def _chance(total: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped table."""
    return Weights(read_rows("weights.tsv"))
