"""`make bench`: one JSON object per line, and one failing figure does not hide the others."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks import run


def test_each_figure_is_one_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    figures = [
        {"bench": "match.p50", "value": 1.5, "unit": "ms", "peer": "regex", "ratio": 0.5},
        {"bench": "start.time", "value": 2, "unit": "s", "note": "démarrage à froid"},
    ]
    run.written(figures)
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line) for line in lines] == figures


@pytest.mark.parametrize(
    "figure", [{"bench": "x", "value": 1}, {"bench": "x", "value": 1, "unit": "s", "speed": 2}]
)
def test_a_figure_without_the_common_fields_or_with_others_is_refused(
    figure: dict[str, Any],
) -> None:
    with pytest.raises(ValueError, match="fields of a figure"):
        run.written([figure])


def test_a_benchmark_that_fails_is_told_and_keeps_what_it_had(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run.ran("broken", half_a_benchmark) is False
    said = capsys.readouterr()
    assert '"bench": "first"' in said.out
    assert "benchmark broken failed" in said.err


def half_a_benchmark() -> Iterator[dict[str, Any]]:
    yield {"bench": "first", "value": 1, "unit": "s"}
    raise OSError("no such device")
