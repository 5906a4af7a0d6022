"""The time and id ports: what moves, what repeats, what never does."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog

from bot.clock import FileClock, WallClock
from bot.ids import SAYABLE, SecureIds, SeededIds
from bot.logs import Discreet


def test_the_file_clock_jumps_with_the_file_and_runs_on(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    file.write_text("2026-11-22T10:00:00+00:00")
    clock = FileClock(file)
    first = clock.now()
    assert timedelta(0) <= first - datetime(2026, 11, 22, 10, tzinfo=UTC) < timedelta(minutes=1)
    assert clock.now() >= first
    file.write_text("2026-11-25T10:00:00")
    assert clock.now() >= datetime(2026, 11, 25, 10, tzinfo=UTC)


def test_a_clock_file_that_is_gone_does_not_stop_time(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    file.write_text("2030-01-01T00:00:00Z")
    clock = FileClock(file)
    clock.now()
    file.unlink()
    assert clock.now().year == 2030


@pytest.mark.parametrize("half", ["", "2031-0", "\N{SNOWMAN}"])
def test_a_clock_file_half_written_leaves_time_running(tmp_path: Path, half: str) -> None:
    file = tmp_path / "clock"
    file.write_text("2030-01-01T00:00:00Z")
    clock = FileClock(file)
    clock.now()
    file.write_text(half, encoding="utf-8")
    assert clock.now().year == 2030


def test_the_wall_clock_is_utc() -> None:
    assert WallClock().now().utcoffset() == timedelta(0)


def test_references_can_be_said_aloud_and_seeded_ids_repeat() -> None:
    for ids in (SecureIds(), SeededIds()):
        reference = ids.reference()
        assert reference.startswith("TJ-")
        assert len(reference) == 9
        assert set(reference[3:]) <= set(SAYABLE)
        assert len(ids.new()) == 32
        assert len(ids.token()) <= 40
    assert SeededIds(7).new() == SeededIds(7).new() != SeededIds(8).new()


def test_the_token_never_reaches_a_log_line() -> None:
    said = ("http://h/bot123456:AAsecret-x/getMe",)
    record = logging.LogRecord("httpx", logging.INFO, __file__, 1, "POST %s", said, None)
    meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    line = Discreet(processors=[meta, structlog.processors.KeyValueRenderer()]).format(record)
    assert "POST" in line
    assert "AAsecret" not in line
