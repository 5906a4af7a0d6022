"""The program that draws: reads JSON, writes the picture, and ends. `charts.draw` starts it."""

from __future__ import annotations

import json
import sys
from typing import Any, BinaryIO

from catalogue.papers.charts.bars import bars, stacked
from catalogue.papers.charts.canvas import saved
from catalogue.papers.charts.matrix import matrix
from catalogue.papers.charts.network import network

DRAWN: dict[str, Any] = {"bars": bars, "stacked": stacked, "matrix": matrix, "network": network}


def main(source: BinaryIO, to: BinaryIO) -> None:
    """Read `{"kind", "data", "rtl", "png"}`, write the picture."""
    told: dict[str, Any] = json.loads(source.read())
    figure = DRAWN[told["kind"]](told["data"], rtl=bool(told["rtl"]))
    to.write(saved(figure, png=bool(told["png"])))


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
