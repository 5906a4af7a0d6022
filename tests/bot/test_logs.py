"""The log: one line an event, whoever wrote it, and never a bot token."""

import re
import subprocess
import sys

import pytest

TOKEN = "123456:AAE-secret_secret_secret"
WRITE = f"""
import logging, structlog
from bot import logs
logs.set_up("INFO")
structlog.get_logger("ours").error("row_not_served", row="7", token="{TOKEN}")
logging.getLogger("theirs").info("POST https://api.telegram.org/bot%s/getMe", "{TOKEN}")
logging.getLogger("httpx").info("HTTP Request: whole address")
try:
    raise ValueError("{TOKEN}")
except ValueError:
    logging.getLogger("theirs").exception("failed")
"""


@pytest.fixture(scope="module")
def written() -> str:
    ended = subprocess.run(
        [sys.executable, "-c", WRITE], capture_output=True, text=True, timeout=60, check=True
    )
    return ended.stderr


def test_both_kinds_of_loggers_write_their_events(written: str) -> None:
    assert "Logging error" not in written
    assert re.search(r"event='row_not_served' .*row='7'", written)
    assert "getMe" in written
    assert "ValueError" in written


def test_a_token_is_removed_wherever_it_stands(written: str) -> None:
    assert TOKEN not in written
    assert "secret_secret" not in written


def test_httpx_is_quiet_for_it_logs_whole_addresses(written: str) -> None:
    assert "HTTP Request" not in written
