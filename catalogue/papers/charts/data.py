"""What a chart is drawn from: plain data, since it goes to another process as JSON.

A title is optional everywhere: a picture of a paper has its caption below.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

Kind = Literal["bars", "stacked", "matrix", "network"]


class Bars(TypedDict):
    """Horizontal bars, one for each label; `names` are the names of one or two series."""

    labels: Sequence[str]
    values: Sequence[float]
    second: NotRequired[Sequence[float]]
    names: NotRequired[Sequence[str]]
    title: NotRequired[str]


class Stacked(TypedDict):
    """Horizontal bars in parts: `parts[i]` has one value for each label, `names[i]` names it."""

    labels: Sequence[str]
    names: Sequence[str]
    parts: Sequence[Sequence[float]]
    title: NotRequired[str]


class Matrix(TypedDict):
    """Numbers where rows and columns meet; `None` is nobody: it is hatched, not only pale.

    `nobody` is what the legend calls such a cell.
    """

    rows: Sequence[str]
    columns: Sequence[str]
    values: Sequence[Sequence[float | None]]
    nobody: NotRequired[str]
    title: NotRequired[str]


class Node(TypedDict):
    """A point of a network. `size` is positive.

    `critical` marks a single point of failure: it is outlined.
    """

    id: str
    label: str
    kind: str
    size: NotRequired[float]
    critical: NotRequired[bool]


class Edge(TypedDict):
    """A tie between two nodes, by their ids."""

    source: str
    target: str
    kind: NotRequired[str]


class Network(TypedDict):
    """Nodes and ties. `kinds` and `ties` name the kinds of both in the legend, by their codes.

    `critical` and `isolated` name, in the legend, single points of failure and nodes without a tie.
    """

    nodes: Sequence[Node]
    edges: Sequence[Edge]
    kinds: NotRequired[dict[str, str]]
    ties: NotRequired[dict[str, str]]
    critical: NotRequired[str]
    isolated: NotRequired[str]
    title: NotRequired[str]
