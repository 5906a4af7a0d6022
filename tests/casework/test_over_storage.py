"""The same stories over the real storage: sealed, in SQLite, with keys that can be destroyed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from catalogue.record import record_of
from conversations.effects import (
    AnswerCheck,
    AnswerTask,
    CallHuman,
    CloseTask,
    ConfirmDestruction,
    EraseEverything,
    GrantConsent,
    MoveReferral,
    ProtectWith,
    QuickExit,
    RelayToActor,
    RelayToPerson,
    Say,
    ShowCase,
    ShowStatistics,
)
from conversations.messages import say
from storage.store import Store
from tests.casework.world import ACTORS, BENI_MELLAL, Stage


@dataclass
class Stored(Stage):
    """A stage whose transactions are the database's."""

    path: Path = Path()
    runner: asyncio.Runner = field(default_factory=asyncio.Runner)

    def __post_init__(self) -> None:
        opening = Store.at(
            f"sqlite:///{self.path}/t.db",
            self.path / "t.key",
            starter=map(record_of, ACTORS),
            clock=self.clock,
        )
        self.stored = self.runner.run(opening)

    def write(self, work: Callable[[Any], Any]) -> Any:
        return self.runner.run(self.stored.write(work))

    def close(self) -> None:
        self.runner.run(self.stored.close())
        self.runner.close()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stored]:
    stage = Stored(path=tmp_path)
    stage.join("karim", actor="ngo")
    stage.join("samira", "coordinator", region="05")
    stage.tell(needs="employment", place=BENI_MELLAL, call_name="Amina", reach="chat", note="midi")
    yield stage
    stage.close()


def kinds(stage: Stored) -> list[str]:
    return stage.write(lambda uow: [task.kind for task in uow.tasks.open_in("05")])  # type: ignore[no-any-return]


def test_a_case_lives_and_its_person_is_erased(stage: Stored) -> None:
    reference = stage.refer().reference
    stage.send("karim", ShowCase(reference))
    stage.send("karim", MoveReferral(reference, "accepted"), ShowCase(reference))
    stage.send("karim", RelayToPerson(reference, "venez", when="2026-10-06T10:00"))
    stage.send("amina", RelayToActor(reference, "d'accord"))
    assert stage.referral(reference).state == "accepted"

    stage.send("amina", GrantConsent("checks"), AnswerCheck("m1", "P1", "0"))
    stage.send("amina", CallHuman("human"), ProtectWith("zitouna"))
    assert kinds(stage) == ["flag", "human"]
    task = stage.write(lambda uow: uow.tasks.open_in("05")[1])
    stage.send("samira", AnswerTask(task.id, "bonjour"), CloseTask(task.id), ShowStatistics())
    stage.send("amina", QuickExit())
    stage.send("amina", text="zitouna")

    before = stage.owner("amina")
    stage.send("amina", EraseEverything(), Say(say("delete.done")))
    assert stage.owner("amina") != before
    assert stage.facts() == {}
    assert stage.write(lambda uow: uow.people.get(before)) is None
    assert stage.referral(reference).state == "cancelled"

    stage.send("karim", ConfirmDestruction(reference))
    assert stage.referral(reference).destroyed_at is not None


def test_due_rows_run_for_a_year_and_forget_the_person(stage: Stored) -> None:
    case = stage.refer()
    person = stage.owner("amina")
    stage.send("karim", MoveReferral(case.reference, "rejected", outcome="no_capacity"))
    place = stage.chat("amina").place
    assert place is not None
    assert place.step == "offers.next"

    done = stage.after(days=400)

    assert {"note", "retention"} <= set(done)
    assert stage.write(lambda uow: uow.people.get(person)) is None
    assert stage.referral(case.reference).need == "employment"
