"""Runs every benchmark and prints its figures, one JSON object a line; it measures nothing itself.

A benchmark is a module of this folder with `lines()`, which yields one dictionary per figure; the
fields are described in benchmarks/README.md.
"""

import importlib
import json
import pkgutil
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

Lines = Callable[[], Iterator[dict[str, Any]]]

REQUIRED = frozenset({"bench", "value", "unit"})
OPTIONAL = frozenset({"peer", "ratio", "note"})


def main() -> int:
    """Print all figures, or those of the modules named on the command line; 1 if one failed."""
    chosen = sys.argv[1:]
    failed = [
        name for name, lines in found() if name in (chosen or [name]) and not ran(name, lines)
    ]
    return 1 if failed else 0


def found() -> Iterator[tuple[str, Lines]]:
    """The benchmarks of this folder, by name."""
    folder = Path(__file__).parent
    for module in sorted(pkgutil.iter_modules([str(folder)]), key=lambda each: each.name):
        loaded = importlib.import_module(f"benchmarks.{module.name}")
        lines = getattr(loaded, "lines", None)
        if lines is not None:
            yield module.name, lines


def ran(name: str, lines: Lines) -> bool:
    """Print one benchmark's figures as they come; a failure is told and stops only this one."""
    try:
        written(lines())
    except Exception:  # noqa: BLE001 - the others' figures are still wanted
        print(f"benchmark {name} failed", file=sys.stderr)
        traceback.print_exc()
        return False
    return True


def written(figures: Iterable[dict[str, Any]]) -> None:
    """Print each figure; raises `ValueError` for one without the fields everybody reads."""
    for figure in figures:
        fields = figure.keys()
        if not fields >= REQUIRED or fields - REQUIRED - OPTIONAL:
            raise ValueError(f"fields of a figure: {sorted(fields)}")
        print(json.dumps(figure, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    sys.exit(main())
