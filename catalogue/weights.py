"""What the words of a message weigh for each need and danger: a table learned from messages.

The table is made by `tools.weights`; it knows features by name, not what they are.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import exp

from catalogue.tables import read_rows

BY_ITSELF = ""
"""The feature every message has: what a label has before anything is seen."""
DANGER = "!"
"""The label of danger of any kind; `!violence` and its like are the kinds."""


class Weights:
    """A weight for each feature and label. Immutable."""

    def __init__(self, table: Iterable[Sequence[str]]) -> None:
        self.labels: tuple[str, ...] = ()
        self._weights: dict[str, tuple[tuple[int, float], ...]] = {}
        numbers: dict[str, int] = {}
        for name, told in table:
            pairs = (part.rsplit("=", 1) for part in told.split())
            self._weights[name] = tuple(
                (numbers.setdefault(label, len(numbers)), float(weight)) for label, weight in pairs
            )
        self.labels = tuple(numbers)

    def chances(self, shown: Mapping[str, float]) -> dict[str, float]:
        """How likely each label is for a message that shows these features, 0…1."""
        sums = [0.0] * len(self.labels)
        for name, worth in (*shown.items(), (BY_ITSELF, 1.0)):
            for number, weight in self._weights.get(name, ()):
                sums[number] += weight * worth
        return {label: _chance(total) for label, total in zip(self.labels, sums, strict=True)}

    def speaks(self, name: str, label: str) -> float:
        """What one feature weighs for a label; 0 when it says nothing."""
        told = self._weights.get(name, ())
        return next((weight for number, weight in told if self.labels[number] == label), 0.0)


def _chance(total: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped table."""
    return Weights(read_rows("weights.tsv"))
