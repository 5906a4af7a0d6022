"""Settings: documented, validated, and quiet about secrets."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import PREFIX, SettingError, Settings, from_environment, operator_language
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
