"""The doctor: says what to mend, changes nothing that is not there, ends with 1 when ill."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.commands.doctor import examined
from bot.settings import Settings
from storage.store import Store


def settings(folder: Path) -> Settings:
    return Settings(
        database_url=f"sqlite:///{folder / 'x.db'}",
        key_file=folder / "x.key",
        keys_url=None,
        telegram_token=None,
        clock_file=None,
    )


def inside(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_where_nothing_is_yet_nothing_is_made(tmp_path: Path) -> None:
    findings = await examined(settings(tmp_path))
    assert all(each.well for each in findings if each.what != "numbers")
    assert not inside(tmp_path)


async def test_a_database_without_a_coordinator_is_said(tmp_path: Path) -> None:
    store = await Store.at(settings(tmp_path).database_url, tmp_path / "x.key")
    await store.close()
    ill = {each.what for each in await examined(settings(tmp_path)) if not each.well}
    assert "staff" in ill
    assert "database" not in ill


@pytest.mark.skipif(os.name != "posix", reason="file modes")
async def test_a_key_that_others_may_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "x.key").write_text("{}")
    (tmp_path / "x.key").chmod(0o644)
    assert "key" in {each.what for each in await examined(settings(tmp_path)) if not each.well}


async def test_a_database_whose_key_is_gone_is_said(tmp_path: Path) -> None:
    store = await Store.at(settings(tmp_path).database_url, tmp_path / "x.key")
    await store.close()
    (tmp_path / "x.key").unlink()
    assert "database" in {each.what for each in await examined(settings(tmp_path)) if not each.well}


def test_an_ill_program_ends_with_one(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "bot.commands.root", "doctor"],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "TAWJIH_DATABASE_URL": "postgresql://x@127.0.0.1:1/none"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert "✗" in ended.stdout
    assert "Traceback" not in ended.stderr
