"""`tawjih demo` as a process: one line, loopback alone, nothing left behind."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.demo import DemoClock, next_morning
from casework.morocco_time import local

pytestmark = pytest.mark.slow
COMMAND = [sys.executable, "-m", "bot.commands.root", "demo"]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [*COMMAND, "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    with process:
        yield process
        if process.poll() is None:
            process.kill()


def address_in(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
    assert found
    return found[0]


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_one_line_serves_and_ends_leaving_nothing(
    running: subprocess.Popen[str], tmp_path: Path, by: signal.Signals
) -> None:
    address = address_in(running)
    with urllib.request.urlopen(f"{address}/healthz") as answer:
        assert json.load(answer)["database"] == "ok"
    assert len(list(tmp_path.glob("tawjih-demo-*/demo.db"))) == 1
    running.send_signal(by)
    out, err = running.communicate(timeout=20)
    assert (running.returncode, out, err) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_it_answers_to_no_other_name_than_this_machines(running: subprocess.Popen[str]) -> None:
    asked = urllib.request.Request(address_in(running), headers={"Host": "rebound.example"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(asked)
    refused.value.close()
    assert refused.value.code == 421


def test_a_port_in_use_is_one_clear_line_and_exit_code_two() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ended = subprocess.run(
            [*COMMAND, "--port", port], capture_output=True, text=True, timeout=60, check=False
        )
    assert ended.returncode == 2
    assert len(ended.stderr.strip().splitlines()) == 1
    assert port in ended.stderr


def test_a_port_that_is_none_is_refused() -> None:
    ended = subprocess.run(
        [*COMMAND, "--port", "70000"], capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 2
    assert len(ended.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("day", range(21, 29))
def test_it_begins_at_ten_of_a_working_day(day: int) -> None:
    start = next_morning(datetime(2026, 11, day, 22, 15, tzinfo=UTC))
    assert local(start).hour == 10
    assert local(start).weekday() < 4
    assert start.date() >= datetime(2026, 11, day, tzinfo=UTC).date()


def test_its_clock_runs_on_from_where_it_is_moved() -> None:
    start = datetime(2026, 11, 24, 10, tzinfo=UTC)
    clock = DemoClock(start)
    assert timedelta() <= clock.now() - start < timedelta(minutes=1)
    clock.move(start + timedelta(days=3))
    assert timedelta(days=3) <= clock.now() - start < timedelta(days=3, minutes=1)
