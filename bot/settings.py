"""One frozen settings object, read from the environment (prefix `TAWJIH_`), validated at start.

Every setting is described here and in docs/settings.md; a test compares the two.
"""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.figures import Deadlines, Weights

PREFIX = "TAWJIH_"
DATABASES = ("sqlite", "sqlite+aiosqlite", "postgresql", "postgresql+asyncpg")
Hour = Annotated[int, Field(ge=0, le=24)]


class SettingError(Exception):
    """A setting cannot be used. `name` is the variable; its value is never repeated."""

    def __init__(self, name: str, why: str) -> None:
        self.name, self.why = name, why
        super().__init__(f"{name}: {why}")


class Settings(BaseSettings):
    """What the operator decides. Secrets are `SecretStr`: never printed, never logged."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    telegram_token: SecretStr | None = Field(
        default=None, description="Token of the Telegram bot; without it Telegram is off."
    )
    telegram_api_url: str = Field(
        default="https://api.telegram.org",
        description="Root of the Bot API; `/bot<token>` and `/file/bot<token>` are appended.",
    )
    telegram_webhook_url: str | None = Field(
        default=None,
        description="Public https address of `/telegram` on this program; unset: long polling.",
    )
    telegram_webhook_secret: SecretStr | None = Field(
        default=None, description="Secret that Telegram repeats in a header of each webhook call."
    )
    telegram_pace: float = Field(
        default=25.0, gt=0, le=30, description="Messages a second to all chats together."
    )
    telegram_chat_pace: float = Field(
        default=1.0, gt=0, le=30, description="Messages a second to one chat, after a short burst."
    )
    database_url: str = Field(
        default="sqlite:///tawjih.db",
        description="SQLAlchemy's form: `sqlite:///file`, `postgresql://user:word@host/name`.",
    )
    key_file: Path = Field(
        default=Path("tawjih.key"),
        description="Key ring that opens the sealed columns; keep it apart from the database.",
    )
    keys_url: str | None = Field(
        default=None,
        description="Where the wrapped personal keys live; unset: beside the database.",
    )
    starter_catalogue: bool = Field(
        default=True, description="Whether a new database begins with the starter catalogue."
    )
    public_catalogue: bool = Field(
        default=True,
        description="Whether `/actors` shows the public part of the catalogue to anybody.",
    )
    host: str = Field(default="127.0.0.1", description="Address on which the web pages are served.")
    port: int = Field(
        default=8080, ge=0, le=65535, description="Port of the web pages; 0 picks a free one."
    )
    base_url: str = Field(
        default="",
        description="Public address of the web pages, for links that the bot sends to staff.",
    )
    bot_username: str = Field(
        default="", description="The bot's name, for links; asked of Telegram when a token is set."
    )
    staff_from: Hour = Field(
        default=9, description="Hour from which coordinators are on (Morocco)."
    )
    staff_until: Hour = Field(
        default=18, description="Hour until which coordinators are on (Morocco)."
    )
    deadlines: Deadlines = Field(
        default={},
        description="JSON, hours by urgency, as far as they differ from the usual ones: "
        '`{"normal": {"acknowledge": 72, "decide": 168, "contact": 336, "expire": 24}}`; also '
        "`urgent`, `emergency`.",
    )
    check_weights: Weights = Field(
        default={},
        description='JSON, weights of the check\'s questions other than 1: `{"P1": 2}`.',
    )
    lang: Literal["", "fr", "en"] = Field(
        default="", description="Language of the command line; unset: the system's, else French."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="How much is logged; texts, names and tokens never are."
    )
    clock_file: Path | None = Field(
        default=None,
        description="For tests: a file with an ISO instant that moves the clock; loopback only.",
    )

    @field_validator("database_url", "keys_url")
    @classmethod
    def _known_database(cls, url: str | None) -> str | None:
        if url is not None and url.partition(":")[0] not in DATABASES:
            raise ValueError("expected sqlite:///… or postgresql://…")
        return url

    @field_validator("telegram_api_url", "telegram_webhook_url", "base_url")
    @classmethod
    def _web_address(cls, url: str | None) -> str | None:
        if url and urlsplit(url).scheme not in ("http", "https"):
            raise ValueError("expected an address that begins with http:// or https://")
        return url.rstrip("/") if url else url

    @model_validator(mode="after")
    def _together(self) -> Settings:
        if self.clock_file is not None and not self.on_loopback:
            raise ValueError("clock_file: accepted only when telegram_api_url is on this machine")
        if self.telegram_webhook_url and self.telegram_webhook_secret is None:
            raise ValueError("telegram_webhook_secret: required with telegram_webhook_url")
        if self.staff_from >= self.staff_until:
            raise ValueError("staff_until: must come after staff_from")
        return self

    @property
    def on_loopback(self) -> bool:
        """Whether the Bot API is on this machine, as in tests."""
        host = urlsplit(self.telegram_api_url).hostname or ""
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"


def from_environment() -> Settings:
    """The settings in force; raises `SettingError`, which names the first malformed one."""
    try:
        return Settings()
    except ValidationError as error:
        raise setting_error(error) from None


def setting_error(error: ValidationError) -> SettingError:
    """The first fault in one line, without the value (it may be a secret)."""
    first = error.errors(include_input=False, include_url=False, include_context=False)[0]
    why = str(first["msg"]).removeprefix("Value error, ")
    if first["loc"]:
        return SettingError(f"{PREFIX}{first['loc'][0]}".upper(), why)
    name, _, rest = why.partition(": ")
    return SettingError(f"{PREFIX}{name}".upper(), rest)


def operator_language(environment: os._Environ[str] | dict[str, str] = os.environ) -> str:
    """`fr` or `en`: `TAWJIH_LANG`, else the system's, else French."""
    for name in (f"{PREFIX}LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = environment.get(name, "")[:2].lower()
        if code in ("fr", "en"):
            return code
    return "fr"
