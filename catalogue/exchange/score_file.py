"""Scores as a CSV that the import reads: a row each, beside the file of their actors."""

import csv
from collections.abc import Iterable
from pathlib import Path

from catalogue.assessment import Score
from catalogue.exchange.assessments import COLUMNS, PART, cells_of
from catalogue.exchange.guarding import guarded
from catalogue.exchange.headings import ID
from catalogue.exchange.headings import PART as KIND


def write(scores: Iterable[Score], path: Path) -> None:
    """Write scores; the actor stands in the column of ids. Raises `OSError`."""
    columns = [KIND, ID, *(field.name for field in COLUMNS if field.name != "actor")]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file, lineterminator="\r\n")
        rows.writerow(columns)
        for score in scores:
            cells = {**cells_of(score), KIND: PART, ID: score.actor}
            rows.writerow(guarded(cells.get(column, "")) for column in columns)
