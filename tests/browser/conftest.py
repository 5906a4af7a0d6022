"""A real browser before the real program: what it may ask for, and what it must not say."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.conftest import SCREENSHOTS

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
IMAGES = Path(__file__).parents[2] / "docs" / "images"
PATIENCE_MS = 20_000
LOCAL = re.compile(r"(http://127\.0\.0\.1:\d+/|data:|about:blank|blob:)")


# Not of the session: while Playwright is open its loop runs in this thread, and asyncio's cannot.
@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS])
        yield started
        started.close()


@pytest.fixture
def demo_url(tmp_path: Path) -> Iterator[str]:
    """The demonstration in a process of its own; it must end cleanly and leave nothing behind."""
    running = subprocess.Popen(
        [sys.executable, "-m", "bot.commands.root", "demo", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert running.stdout is not None
    with running:
        line = running.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, "the demonstration printed no address"
        yield found[0]
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 0
    assert list(tmp_path.glob("tawjih-demo-*")) == []


@pytest.fixture
def page(browser: Browser, demo_url: str) -> Iterator[Page]:
    """A page that reaches nothing but this machine and complains of nothing."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request", lambda asked: LOCAL.match(asked.url) or complaints.append(f"reached {asked.url}")
    )
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def images(tmp_path: Path) -> Path:
    """Where screenshots go: beside the documentation when they are asked for, else nowhere."""
    return IMAGES if os.environ.get(SCREENSHOTS) else tmp_path
