"""How often one may ask for what costs much: so many times within so many seconds."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

KNOWN = 10_000
"""So many askers are remembered; the one that was quiet longest is forgotten first."""


@dataclass(slots=True)
class Throttle:
    """Counts by asker. `clock` gives seconds that only grow."""

    most: int
    seconds: float
    clock: Callable[[], float] = time.monotonic
    _asked: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict)

    def lets(self, asker: str) -> bool:
        """Whether this asker may ask once more now; then it is counted."""
        now = self.clock()
        times = self._asked.pop(asker, None) or deque()
        while times and now - times[0] >= self.seconds:
            times.popleft()
        allowed = len(times) < self.most
        if allowed:
            times.append(now)
        self._asked[asker] = times
        if len(self._asked) > KNOWN:
            self._asked.popitem(last=False)
        return allowed
