"""An operator at the command line of a program whose database is in a folder of the test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.commands.story import Operator


@pytest.fixture
def operator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Operator:
    return Operator(tmp_path, monkeypatch, capsys)
