"""A database in a folder, as an operator has it, with a case in it; no test stands here."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands.root import main
from bot.settings import Settings
from casework.referral import Referral
from catalogue.actor import Actor
from catalogue.record import record_of
from storage.store import Store
from storage.work import Work
from tests.storage.samples import NAME, chat, consent, person, referral

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
ACTORS = (
    Actor("ngo", {"fr": "Association Exemple"}, needs=("food", "violence"), tier="referral"),
    Actor("court", {"fr": "Tribunal Exemple"}, needs=("legal_aid",), tier="information"),
)


def settings(folder: Path) -> Settings:
    """Those of a program without Telegram, whose database is in this folder."""
    return Settings(
        database_url=f"sqlite:///{folder / 'x.db'}",
        key_file=folder / "x.key",
        keys_url=None,
        telegram_token=None,
        clock_file=None,
        base_url="https://tawjih.example",
        bot_username="",
    )


@asynccontextmanager
async def store_in(folder: Path) -> AsyncIterator[Store]:
    """The store of the folder, with two invented actors."""
    store = await Store.at(
        settings(folder).database_url, settings(folder).key_file, starter=map(record_of, ACTORS)
    )
    try:
        yield store
    finally:
        await store.close()


def with_case(work: Work, n: int = 1, **changes: object) -> Referral:
    """A person with a chat, a consent and one case."""
    owner, given = f"p{n}", f"k{n}"
    work.people.add(person(owner))
    work.chats.add(chat(f"c{n}", owner))
    work.people.record(owner, "call_name", NAME, at=NOW)
    work.consents.add(consent(given, owner, actor="ngo"))
    case = referral(f"r{n}", owner, actor="ngo", consent=given, **changes)
    work.referrals.add(case)
    return case


@dataclass(frozen=True)
class Ended:
    """What a command left: its exit code and what it said."""

    returncode: int
    stdout: str
    stderr: str


@dataclass
class Operator:
    """Types commands in a folder; the process is this one, since starting another takes seconds."""

    folder: Path
    environment: pytest.MonkeyPatch
    said: pytest.CaptureFixture[str]

    def types(self, *arguments: str, lang: str = "fr") -> Ended:
        told = {
            "TAWJIH_DATABASE_URL": f"sqlite:///{self.folder / 'x.db'}",
            "TAWJIH_KEY_FILE": str(self.folder / "x.key"),
            "TAWJIH_BASE_URL": "https://tawjih.example",
            "TAWJIH_LANG": lang,
        }
        for name, value in told.items():
            self.environment.setenv(name, value)
        self.said.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        out, err = self.said.readouterr()
        return Ended(int(ended.value.code or 0), out, err)


def found(folder: Path) -> bytes:
    """Every byte of every file of the folder."""
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def told(store: Store) -> None:
    """Three, seven and twelve cases of one region by state, and one of another."""
    await store.write(_cases)


def _cases(work: Work) -> None:
    states = ("requested",) * 3 + ("accepted",) * 7 + ("completed",) * 12
    for n, state in enumerate(states):
        with_case(work, n, state=state, region="05", province="05.091")
    with_case(work, 99, state="expired", region="04")
