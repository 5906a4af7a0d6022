"""Settings: documented, validated, and quiet about secrets."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import opened, parts_of
from bot.figures import Deadline, limits_of, weights_of
from bot.settings import PREFIX, SettingError, Settings, from_environment, operator_language
from bot.stage import StillClock
from casework.referral import DEADLINES
from casework.reintegration import WEIGHTS
from tools.settings_table import page

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)


def test_every_setting_is_documented() -> None:
    assert (ROOT / "docs/settings.md").read_text(encoding="utf-8") == page()


def test_every_setting_has_a_description() -> None:
    assert all(field.description for field in Settings.model_fields.values())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("DATABASE_URL", "mysql://somewhere/x"),
        ("TELEGRAM_API_URL", "ftp://127.0.0.1"),
        ("LOG_LEVEL", "LOUD"),
        ("STAFF_FROM", "25"),
        ("TELEGRAM_PACE", "quick"),
        ("DEADLINES", "a day"),
        ("DEADLINES", '["normal"]'),
        ("DEADLINES", '{"normal": 24}'),
        ("DEADLINES", '{"soon": {"decide": 24}}'),
        ("DEADLINES", '{"normal": {"decide": -1}}'),
        ("DEADLINES", '{"normal": {"answer": 1}}'),
        ("DEADLINES", '{"urgent": {"acknowledge": 100}}'),
        ("CHECK_WEIGHTS", '{"P9": 2}'),
        ("CHECK_WEIGHTS", '{"P1": 0}'),
    ],
)
def test_a_malformed_setting_is_named_without_its_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"{PREFIX}{name}", value)
    with pytest.raises(SettingError) as refused:
        from_environment()
    assert refused.value.name == f"{PREFIX}{name}"
    assert value not in refused.value.why


def test_deadlines_and_weights_are_what_the_operator_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TAWJIH_DEADLINES", '{"urgent": {"decide": 48}}')
    monkeypatch.setenv("TAWJIH_CHECK_WEIGHTS", '{"P1": 2}')
    settings = from_environment()

    limits, weights = limits_of(settings.deadlines), weights_of(settings.check_weights)

    assert limits["urgent"] == replace(DEADLINES["urgent"], decide=timedelta(hours=48))
    assert {name: limits[name] for name in ("normal", "emergency")} == {
        name: DEADLINES[name] for name in ("normal", "emergency")
    }
    assert weights == {**WEIGHTS, "P1": 2.0}


async def test_the_program_counts_by_the_deadlines_that_were_set(tmp_path: Path) -> None:
    settings = Settings(
        database_url=f"sqlite:///{tmp_path / 'a.db'}",
        key_file=tmp_path / "a.key",
        deadlines={"normal": Deadline(decide=100)},
    )
    async with opened(settings, StillClock()) as (store, ring):
        around = parts_of(settings, store, ring).around
    assert around.deadlines["normal"].decide == timedelta(hours=100)


def test_the_clock_is_moved_on_loopback_only(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TAWJIH_CLOCK_FILE", str(tmp_path / "clock"))
    with pytest.raises(SettingError) as refused:
        from_environment()
    assert refused.value.name == "TAWJIH_CLOCK_FILE"
    monkeypatch.setenv("TAWJIH_TELEGRAM_API_URL", "http://127.0.0.1:8081")
    assert from_environment().on_loopback


def test_a_webhook_needs_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAWJIH_TELEGRAM_WEBHOOK_URL", "https://example.org/telegram")
    with pytest.raises(SettingError) as refused:
        from_environment()
    assert refused.value.name == "TAWJIH_TELEGRAM_WEBHOOK_SECRET"


def test_secrets_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAWJIH_TELEGRAM_TOKEN", "123456:very-secret-token")
    assert "very-secret" not in repr(from_environment())


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "fr"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "ar_MA.UTF-8"}, "fr"),
        ({"LANG": "en_US.UTF-8", "TAWJIH_LANG": "fr"}, "fr"),
    ],
)
def test_the_command_line_speaks_the_system_language_else_french(
    environment: dict[str, str], language: str
) -> None:
    assert operator_language(environment) == language
