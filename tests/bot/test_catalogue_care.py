"""`tawjih catalogue stale`, `history` and `proposals`, entered as an operator enters them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.commands.root import main
from casework.person import StaffMember
from casework.proposal import Proposal, signed
from catalogue.actor import Actor
from catalogue.record import Change, Record, record_of
from catalogue.schema import ACTOR
from storage.store import Store
from storage.work import Work

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
KARIM, NADIA = "a" * 32, "c" * 32
HOURS = Change(ACTOR, "", "hours", None, "Mo-Fr 09:00-16:30")


def actor(name: str, *places: str) -> Actor:
    return Actor(name, {"fr": f"Association Exemple {name}"}, perimeter=places, needs=("housing",))


ACTORS = (actor("OLD", "05.091"), actor("NEW", "06.141"), actor("SOON"))


@dataclass
class House:
    """An operator's database, and what is printed when a command is run on it."""

    path: Path
    capsys: pytest.CaptureFixture[str]

    def write(self, work: Callable[[Work], Any]) -> None:
        async def run() -> None:
            store = await Store.at(
                f"sqlite:///{self.path}/t.db", self.path / "t.key", starter=map(record_of, ACTORS)
            )
            try:
                await store.write(work)
            finally:
                await store.close()

        asyncio.run(run())

    def run(self, *arguments: str) -> tuple[int, str, str]:
        try:
            main(["catalogue", *arguments])
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        told = self.capsys.readouterr()
        return code, told.out, told.err

    def objects(self, *arguments: str) -> list[dict[str, Any]]:
        code, out, _ = self.run(*arguments, "--json")
        assert code == 0
        return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def house(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> House:
    clock = tmp_path / "clock"
    clock.write_text(NOW.isoformat())
    monkeypatch.setenv("TAWJIH_DATABASE_URL", f"sqlite:///{tmp_path}/t.db")
    monkeypatch.setenv("TAWJIH_KEY_FILE", str(tmp_path / "t.key"))
    monkeypatch.setenv("TAWJIH_CLOCK_FILE", str(clock))
    # A clock of its own is for a program whose Bot API is on this machine.
    monkeypatch.setenv("TAWJIH_TELEGRAM_API_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("COLUMNS", "200")
    made = House(tmp_path, capsys)
    made.write(begin)
    return made


def begin(work: Work) -> None:
    """Three records: one verified long ago, one lately, one that soon must be asked about."""
    work.staff.add(StaffMember(KARIM, "focal", "OLD", "", NOW))
    work.staff.add(StaffMember(NADIA, "coordinator", "", "", NOW))
    work.actors.verified("OLD", datetime(2026, 1, 10, tzinfo=UTC).date(), KARIM)
    work.actors.verified("NEW", NOW.date(), "operator")
    work.actors.verified("SOON", datetime(2026, 6, 15, tzinfo=UTC).date(), "operator")
    work.audit.note(NOW, "clock", "record_asked", subject="OLD")
    work.proposals.add(Proposal("p" * 32, "p" * 32, "OLD", NOW, KARIM, "edit", (HOURS,)))


def test_stale_lists_how_long_nobody_stands_by_a_record(house: House) -> None:
    old, soon = house.objects("stale")
    assert old == {
        "actor": "OLD",
        "state": "over",
        "verified_on": "2026-01-10",
        "verified_by": KARIM,
        "days_left": -134,
        "focal_points": 1,
        "asked_on": "2026-11-24",
    }
    assert (soon["actor"], soon["state"], soon["days_left"]) == ("SOON", "ending", 22)
    for area in ("06", "Casablanca"):
        assert [each["actor"] for each in house.objects("stale", "--area", area)] == ["SOON"]


def test_stale_is_a_table_for_people(house: House) -> None:
    code, out, _ = house.run("stale")
    assert code == 0
    assert "dépassé de 134 jours" in out
    assert "point focal aaaaaaaaaaaa" in out


def test_an_unknown_area_or_actor_is_one_line(house: House) -> None:
    for arguments in (("stale", "--area", "zzzz"), ("history", "NOBODY")):
        code, out, told = house.run(*arguments)
        assert (code, out) == (2, "")
        assert len(told.splitlines()) == 1


def test_history_names_who_proposed_and_who_approved(house: House) -> None:
    def change(work: Work) -> None:
        known = work.records.get("OLD")
        assert known is not None
        changed = Record({**known.values, "hours": HOURS.after}, known.parts)
        work.records.write([changed], by=signed(KARIM, NADIA), why=f"edit:{'p' * 32}")

    house.write(change)

    latest = house.objects("history", "OLD")[0]
    assert (latest["by"], latest["approved_by"]) == (KARIM, NADIA)
    assert (latest["why"], latest["proposal"]) == ("edit", "p" * 32)
    assert (latest["field"], latest["after"]) == ("hours", "Mo-Fr 09:00-16:30")
    _, out, _ = house.run("history", "OLD")
    assert "lun – ven 09:00-16:30" in out


def test_proposals_are_listed_and_cannot_be_decided_here(house: House) -> None:
    (told,) = house.objects("proposals")
    assert (told["actor"], told["why"], told["changes"][0]["after"]) == (
        "OLD",
        "edit",
        "Mo-Fr 09:00-16:30",
    )
    _, out, _ = house.run("proposals", "--help")
    assert "seconde personne" in " ".join(out.split())


def test_without_a_database_there_is_nothing_to_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TAWJIH_DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    for command in ("stale", "proposals"):
        code, _, told = House(tmp_path, capsys).run(command)
        assert code == 2
        assert len(told.splitlines()) == 1
