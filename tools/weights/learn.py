"""Logistic regression over sparse rows, several labels at once: how the weights are learned.

Only the arithmetic; which messages and which labels are `make`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]
Positions = NDArray[np.int64]

# Found by cross-validation over the labelled messages: how far the weights may grow, what a
# message that has the label counts beside one that has not, and how long to go on.
REACH = 50.0
WORTH_OF_YES = 1.5
STEPS = 250
_PACE, _SLOWEST = 0.6, 0.02
_MEMORY, _LONG_MEMORY = 0.9, 0.999


@dataclass(frozen=True, slots=True)
class Rows:
    """Sparse rows: the positions and values of row *i* stand from `starts[i]` on; none is empty."""

    starts: Positions
    positions: Positions
    values: Numbers
    width: int

    def __len__(self) -> int:
        return len(self.starts)


def rows(features: Sequence[dict[str, float]], order: dict[str, int]) -> Rows:
    """Features by name as sparse rows; names that `order` lacks are left out.

    A last column of ones stands for what a label has by itself.
    """
    ones = len(order)
    kept = [
        [*((order[name], value) for name, value in row.items() if name in order), (ones, 1.0)]
        for row in features
    ]
    lengths = np.array([0, *(len(row) for row in kept)], dtype=np.int64)
    flat = [pair for row in kept for pair in row]
    return Rows(
        starts=lengths.cumsum()[:-1],
        positions=np.array([position for position, _ in flat], dtype=np.int64),
        values=np.array([value for _, value in flat], dtype=np.float32),
        width=ones + 1,
    )


def learn(examples: Rows, labels: Numbers, worths: Numbers, *, steps: int = STEPS) -> Numbers:
    """The weights, a row for each feature and a column for each label.

    `labels` is 0 or 1 for each example and label, `worths` what each example counts. The same
    input gives the same weights: nothing is left to chance.
    """
    towards = _Backwards(examples)
    counts = worths[:, None] * np.where(labels > 0, np.float32(WORTH_OF_YES), np.float32(1.0))
    weights = np.zeros((examples.width, labels.shape[1]), dtype=np.float32)
    speed, size = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        wrong = counts * (chances(examples, weights) - labels)
        slope = towards.of(wrong) + weights / REACH
        speed += np.float32(1 - _MEMORY) * (slope - speed)
        size += np.float32(1 - _LONG_MEMORY) * (slope * slope - size)
        stride = speed / (1 - _MEMORY**step)
        weights -= _pace(step, steps) * stride / (np.sqrt(size / (1 - _LONG_MEMORY**step)) + 1e-7)
    return weights


def _pace(step: int, steps: int) -> float:
    """Large strides first, small ones at the end."""
    return float(_SLOWEST + (_PACE - _SLOWEST) * (1 + np.cos(np.pi * step / steps)) / 2)


def chances(examples: Rows, weights: Numbers) -> Numbers:
    """What the weights say of each example and label, 0…1."""
    told = weights[examples.positions] * examples.values[:, None]
    sums: Numbers = np.add.reduceat(told, examples.starts, axis=0)
    return np.asarray(1 / (1 + np.exp(-np.clip(sums, -30, 30))), dtype=np.float32)


class _Backwards:
    """The rows seen from the features: which examples have each."""

    def __init__(self, examples: Rows) -> None:
        ends = np.append(examples.starts[1:], len(examples.positions))
        example = np.repeat(np.arange(len(examples)), ends - examples.starts)
        by_feature = np.argsort(examples.positions, kind="stable")
        sorted_positions = examples.positions[by_feature]
        self._known, self._starts = np.unique(sorted_positions, return_index=True)
        self._example, self._values = example[by_feature], examples.values[by_feature]
        self._width = examples.width

    def of(self, wrong: Numbers) -> Numbers:
        """What each feature had to do with what is wrong."""
        told = wrong[self._example] * self._values[:, None]
        slope = np.zeros((self._width, wrong.shape[1]), dtype=np.float32)
        slope[self._known] = np.add.reduceat(told, self._starts, axis=0)
        return slope
