"""Grid, fiche, SWOT, capacity and training at the command line: terminal, JSON, files, faults."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from catalogue.assessment import Score
from catalogue.capacity import criteria
from catalogue.papers.writing import ENDINGS
from storage.work import Work
from tests.bot.commands.story import Operator, store_in
from tests.catalogue.mapping.full_actor import HIDDEN, OTHER, SHELTER, guarded

COMMANDS = ("grid", "swot", "capacity", "training")


def objects(operator: Operator, *arguments: str) -> list[dict[str, Any]]:
    ended = operator.types("catalogue", *arguments, "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    return [json.loads(line) for line in ended.stdout.splitlines()]


def test_the_starter_says_for_how_many_a_section_is_empty(operator: Operator) -> None:
    assert "SWOT : 0 fiche renseignée sur 87" in operator.types("catalogue", "swot").stdout
    assert "Capacités : 0 acteur évalué sur 87" in operator.types("catalogue", "capacity").stdout
    training = operator.types("catalogue", "training").stdout
    assert "Besoins de formation : 0 fiche renseignée sur 87" in training
    assert "Attentes : 0 fiche renseignée sur 87" in training


def test_the_grid_is_filtered_sorted_and_has_the_columns_asked_for(operator: Operator) -> None:
    found = objects(
        operator, "grid", "--area", "Oujda", "--category", "ngo", "--sort", "id",
        "--columns", "name,region",
    )  # fmt: skip
    assert 0 < len(found) < 87
    assert [each["id"] for each in found] == sorted(each["id"] for each in found)
    assert {each["region"] for each in found} <= {"", "*", "02"}
    assert set(found[0]) == {"id", "name", "region"}


def test_a_fiche_is_found_by_id_or_name(operator: Operator) -> None:
    by_id = operator.types("catalogue", "fiche", "oim-ma").stdout
    assert "Répertorié" in by_id
    assert operator.types("catalogue", "fiche", "OIM").stdout == by_id


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_paper_is_written_in_every_format(operator: Operator, ending: str) -> None:
    for command in COMMANDS:
        file = operator.folder / f"{command}{ending}"
        ended = operator.types("catalogue", command, "--lang", "ar", "--to", str(file))
        assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
        assert file.stat().st_size > 100


def test_all_fiches_of_an_area_are_one_file(operator: Operator) -> None:
    file = operator.folder / "fiches.html"
    operator.types("catalogue", "fiche", "--all", "--area", "02", "--to", str(file))
    assert file.read_text(encoding="utf-8").count("Répertorié") > 10


@pytest.mark.parametrize(
    "arguments",
    [
        ("grid", "--rung", "best"),
        ("grid", "--sort", "beauty"),
        ("grid", "--columns", "name,hidden_services"),
        ("grid", "--public", "--columns", "strengths"),
        ("grid", "--need", "gold"),
        ("grid", "--area", "Atlantis"),
        ("fiche",),
        ("fiche", "OIM-MA", "--all"),
        ("fiche", "zzzzzz"),
        ("swot", "zzzzzz"),
        ("capacity", "zzzzzz"),
    ],
)
def test_what_is_wrong_is_one_line(operator: Operator, arguments: tuple[str, ...]) -> None:
    ended = operator.types("catalogue", *arguments)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.count("\n") == 1


def written(operator: Operator, work: Callable[[Work], None]) -> None:
    """Something stands in the operator's database."""

    async def write() -> None:
        async with store_in(operator.folder) as store:
            await store.write(work)

    asyncio.run(write())


def test_scores_in_the_database_are_shown_with_their_agreement(operator: Operator) -> None:
    written(operator, _scored)
    file = operator.folder / "capacites.md"
    operator.types("catalogue", "capacity", "ngo", "--to", str(file))
    paper = file.read_text(encoding="utf-8")
    assert "mission Exemple 2026" in paper
    assert "100 % à un point près" in paper
    (found,) = objects(operator, "capacity")
    assert found["scored"] == found["criteria"] == len(criteria())
    assert found["own"]["overall"] == 4
    assert set(found["assessors"]) == {"mission Exemple 2026", "coordinator:05:abcdef"}


def _scored(work: Work) -> None:
    for assessor, score in (
        ("mission Exemple 2026", 2),
        ("coordinator:05:abcdef", 3),
        ("self:ngo", 4),
    ):
        work.assessments.keep(
            Score("ngo", assessor, date(2026, 11, 2), each.code, score) for each in criteria()
        )


def test_what_is_hidden_leaves_by_no_command(operator: Operator) -> None:
    written(operator, _guarded)
    for command in (
        ("grid",), ("grid", "--public"), ("fiche", "FULL-1"), ("fiche", "FULL-1", "--public"),
        ("fiche", "--all"), ("swot",), ("capacity",), ("training",),
    ):  # fmt: skip
        for more in ((), ("--json",), ("--lang", "ar")):
            said = operator.types("catalogue", *command, *more).stdout
            assert not [word for word in HIDDEN if word in said], command
    assert operator.types("catalogue", "fiche", "SHELTER-1").returncode == 2
    found = {each["id"] for each in objects(operator, "grid", "--need", "violence")}
    assert "FULL-1" not in found


def _guarded(work: Work) -> None:
    work.records.write((guarded(), OTHER, SHELTER), by="operator")
