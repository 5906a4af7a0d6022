"""Which cells of a table with two sides may be shown, its row and column totals being known.

`suppression` protects lists; here a reader may know every total of 11 and more (of a need for the
country, of a province) beside all that is shown, and of a need with a smaller one that there is
any. Nothing marks a hidden cell as small, so it may be zero or anything that the totals allow. A
small cell must stay anything from 1 to one under the threshold, another hidden one as wide. It is
protected by hiding three others that make a rectangle with it: what the one gains, two lose and the
fourth gains, and no total changes. Hiding more never narrows what was hidden before, so one pass is
enough.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from casework.suppression import FEWEST_HIDDEN

Key = tuple[str, str]
"""A row and a column."""
Node = tuple[str, str]
"""A line of the table ("row" or "column", its name), or `OUTSIDE`."""
OUTSIDE: Node = ("outside", "")
Flow = dict[Node, dict[Node, int]]
PLENTY = 10**9


@dataclass(slots=True)
class Crossed:
    """A table while its cells are being hidden. Counts are zero or more; `hidden` grows.

    `loose` are the lines whose total is small itself, with that total: nobody is told it.
    """

    counts: Mapping[Key, int]
    threshold: int
    hidden: set[Key] = field(default_factory=set)
    loose: dict[Node, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        sums: dict[Node, int] = defaultdict(int)
        for (row, column), n in self.counts.items():
            sums["row", row] += n
            sums["column", column] += n
        self.loose = {line: n for line, n in sums.items() if 0 < n < self.threshold}

    def rows(self) -> list[str]:
        """The names of the rows."""
        return sorted({row for row, _ in self.counts})

    def small(self, key: Key) -> bool:
        """Whether a cell may not be shown for itself. A zero names nobody."""
        return 0 < self.counts[key] < self.threshold

    def swing(self, key: Key) -> tuple[int, int]:
        """By how much a hidden cell must be able to be more, and less."""
        n, width = self.counts[key], self.threshold - 1
        return (width - n, n - 1) if self.small(key) else (0, width - 1)


def hidden_cells(counts: Mapping[Key, int], threshold: int) -> frozenset[Key]:
    """The cells that may not be shown. `counts` names every cell of the table, zeros too.

    Where a column's total and the rest of a row would tell a cell even with all hidden (a table of
    one row), the row alone is protected: its totals are published, those of columns are not.
    """
    table = Crossed(counts, threshold)
    fresh = {key for key in counts if table.small(key)}
    while fresh:
        table.hidden |= fresh
        _hide_around(table, fresh)
        fresh = {key for row in table.rows() for key in _row_needs(table, row)}
    return frozenset(table.hidden)


def _hide_around(table: Crossed, fresh: Iterable[Key]) -> None:
    """Hide what protects these cells, and what protects those."""
    waiting = deque(sorted(fresh))
    while waiting:
        key = waiting.popleft()
        while not protected(table, key) and (others := _next_to_hide(table, key)):
            table.hidden |= others
            waiting.extend(sorted(others))


def _row_needs(table: Crossed, row: str) -> list[Key]:
    """The smallest cell still to be hidden so that a row's total alone tells nothing; or none.

    Two hidden cells, and enough in them that each may be all that a small one may be.
    """
    cells = [key for key in table.counts if key[0] == row and table.counts[key]]
    hidden = [table.counts[key] for key in cells if key in table.hidden]
    safe = not hidden or (len(hidden) >= FEWEST_HIDDEN and sum(hidden) >= table.threshold - 1)
    shown = [key for key in cells if key not in table.hidden]
    if safe or not shown or ("row", row) in table.loose:
        return []
    return [min(shown, key=lambda key: (table.counts[key], key))]


def protected(table: Crossed, key: Key) -> bool:
    """Whether a hidden cell can still be all that it must be able to be. A zero need not."""
    up, down = table.swing(key)
    return not table.counts[key] or (
        _room(table, key, up, more=True) >= up and _room(table, key, down, more=False) >= down
    )


def _next_to_hide(table: Crossed, key: Key) -> set[Key]:
    """What to hide with a cell: what leaves least to be wished, and takes least from the reader."""
    up, down = table.swing(key)
    best: tuple[int, int, list[Key]] | None = None
    for losing, gaining in _circles(table, key):
        fresh = sorted({*losing, *gaining} - table.hidden)
        missing = sum(max(0, up - table.counts[cell]) for cell in losing)
        missing += sum(max(0, down - table.counts[cell]) for cell in gaining)
        found = missing, sum(table.counts[cell] for cell in fresh), fresh
        if fresh and (best is None or found < best):
            best = found
    return set(best[2]) if best else set()


def _circles(table: Crossed, key: Key) -> Iterator[tuple[tuple[Key, ...], tuple[Key, ...]]]:
    """The cells that lose, and those that gain, when the cell gains and no known total changes."""
    row, column = key
    rows = [each for each in table.rows() if each != row]
    columns = sorted({each[1] for each in table.counts} - {column})
    for other in columns:
        if {("column", column), ("column", other)} <= table.loose.keys():
            yield ((row, other),), ()
    for other in rows:
        if {("row", row), ("row", other)} <= table.loose.keys():
            yield ((other, column),), ()
    for there in rows:
        for other in columns:
            yield ((row, other), (there, column)), ((there, other),)


def _room(table: Crossed, key: Key, wanted: int, *, more: bool) -> int:
    """By how much a cell could be more (or less) with every known total kept, up to `wanted`.

    What one cell gains, others of its row and column lose, and so on around: a flow from its row
    to its column through the other hidden cells.
    """
    if not wanted:
        return 0
    flow = _network(table, key, more=more)
    return _most_flow(flow, ("row", key[0]), ("column", key[1]), wanted)


def _network(table: Crossed, key: Key, *, more: bool) -> Flow:
    """What flows from a row to a column a cell loses, at most all it has; back, it gains.

    For a cell that becomes less it is the other way round. A line whose total nobody knows may
    gain up to one under the threshold, and lose what it has: a row all but one.
    """
    flow: Flow = defaultdict(lambda: defaultdict(int))
    for cell in table.hidden - {key}:
        ends = ("row", cell[0]), ("column", cell[1])
        there, back = ends if more else ends[::-1]
        flow[there][back] += table.counts[cell]
        flow[back][there] += PLENTY
    for line, total in table.loose.items():
        gain, loss = table.threshold - 1 - total, total - (line[0] == "row")
        outward, inward = (gain, loss) if (line[0] == "row") == more else (loss, gain)
        flow[line][OUTSIDE] += outward
        flow[OUTSIDE][line] += inward
    return flow


def _most_flow(flow: Flow, source: Node, target: Node, most: int) -> int:
    """The flow from one node to another, no more than `most` (Edmonds and Karp)."""
    found = 0
    while found < most and (path := _path(flow, source, target)):
        step = min(most - found, *(flow[a][b] for a, b in path))
        _push(flow, path, step)
        found += step
    return found


def _push(flow: Flow, path: Iterable[tuple[Node, Node]], step: int) -> None:
    for a, b in path:
        flow[a][b] -= step
        flow[b][a] += step


def _path(flow: Flow, source: Node, target: Node) -> list[tuple[Node, Node]]:
    """A shortest path with room on every step; empty where there is none."""
    came: dict[Node, Node] = {source: source}
    waiting = deque([source])
    while waiting and target not in came:
        node = waiting.popleft()
        for other, room in flow[node].items():
            if room and other not in came:
                came[other] = node
                waiting.append(other)
    return list(_back(came, source, target)) if target in came else []


def _back(came: Mapping[Node, Node], source: Node, target: Node) -> Iterator[tuple[Node, Node]]:
    node = target
    while node != source:
        yield came[node], node
        node = came[node]
