"""No command of the catalogue prints a hidden actor, a hidden need or a hidden contact."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from casework.proposal import Proposal
from catalogue.record import Change, Record
from catalogue.schema import ACTOR
from storage.store import Store
from storage.work import Work
from tests.bot.commands.story import NOW, Operator, settings

HIDDEN = {"visibility": "hidden"}
SECRET = "05 SECRET"
OPEN = Record(
    {
        "id": "OPEN",
        "name": {"fr": "Association Exemple"},
        "needs": ("food", "emergency_shelter"),
        "hidden_services": ("emergency_shelter",),
    },
    {"contact": ({"kind": "phone", "value": SECRET, **HIDDEN},)},
)
REFUGE = Record({"id": "REFUGE", "name": {"fr": "Association Exemplaire"}, **HIDDEN})
SECRETS = (SECRET, "REFUGE", "Exemplaire", "emergency_shelter", "Hébergement d'urgence")


@pytest.fixture
def kept(operator: Operator) -> Operator:
    """An operator whose catalogue hides an actor, a need and a contact."""

    async def made() -> None:
        told = settings(operator.folder)
        store = await Store.at(told.database_url, told.key_file, starter=(OPEN, REFUGE))
        try:
            await store.write(proposed)
        finally:
            await store.close()

    asyncio.run(made())
    return operator


def proposed(work: Work) -> None:
    """Changes that wait: of the hidden contact, of the hidden need, of the hidden actor."""
    source = Change("contact", f"phone · {SECRET}", "source", None, SECRET)
    gone = Change("contact", f"phone · {SECRET}", "", dict(OPEN.rows("contact")[0]), None)
    needs = Change(ACTOR, "", "needs", ["food", "emergency_shelter"], ["food"])
    shown = Change(ACTOR, "", "city", None, "Rabat")
    name = Change(ACTOR, "", "name", None, {"fr": "Exemplaire"})
    told = (("OPEN", (source, gone, needs, shown)), ("REFUGE", (name,)))
    for of, (actor, changes) in zip("pq", told, strict=True):
        work.proposals.add(Proposal(of * 32, of * 32, actor, NOW, "operator", "edit", changes))


@pytest.mark.parametrize(
    "words",
    [
        ("list",), ("list", "--json"), ("list", "--name", "Association"),
        ("list", "--need", "emergency_shelter"), ("show", "OPEN"), ("show", "OPEN", "--json"),
        ("check", "--all"), ("check", "--json"), ("proposals",), ("proposals", "--json"),
        ("duplicates",), ("duplicates", "--json"), ("history", "OPEN", "--json"),
    ],
)  # fmt: skip
def test_nothing_hidden_is_printed(kept: Operator, words: tuple[str, ...]) -> None:
    ended = kept.types("catalogue", *words)
    assert ended.returncode in (0, 1)
    assert [each for each in SECRETS if each in ended.stdout] == []


@pytest.mark.parametrize("command", ["show", "history", "fiche"])
@pytest.mark.parametrize("name", ["REFUGE", "refuge"])
def test_a_hidden_actor_is_an_unknown_one(kept: Operator, command: str, name: str) -> None:
    ended = kept.types("catalogue", command, name)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)


def test_that_something_hidden_is_wrong_or_waits_is_told(kept: Operator) -> None:
    assert "(caché)" in kept.types("catalogue", "check", "--all").stdout
    waiting = kept.types("catalogue", "proposals", "--json").stdout.splitlines()
    assert {json.loads(line)["actor"] for line in waiting} == {"OPEN", "(caché)"}
    assert "Rabat" in kept.types("catalogue", "proposals").stdout


def test_the_report_of_an_import_tells_nothing_hidden(kept: Operator, tmp_path: Path) -> None:
    text = (
        "part;id;kind;value;visibility;name_fr;city\n"
        f"contact;OPEN;phone;{SECRET} 2;hidden;;\n"
        "actor;REFUGE;;;;Association Exemplaire;Rabat\n"
    )
    file, report = tmp_path / "a.csv", tmp_path / "report.csv"
    file.write_text(text, encoding="utf-8")
    asked = ("catalogue", "import", str(file), "--dry-run", "--report", str(report))
    for more in ((), ("--json",)):
        ended = kept.types(*asked, *more)
        told = ended.stdout + report.read_text(encoding="utf-8")
        assert ended.returncode == 0
        assert "(caché)" in told
        assert [each for each in SECRETS if each in told] == []
