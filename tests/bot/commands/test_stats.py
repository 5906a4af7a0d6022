"""`tawjih stats`: the figures an operator may pass on name nobody."""

from __future__ import annotations

import asyncio
import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from bot.commands import stats
from casework.suppression import PUBLIC
from tests.bot.commands.story import Operator, store_in, told


async def test_small_numbers_and_what_would_give_them_away_are_hidden(tmp_path: Path) -> None:
    async with store_in(tmp_path) as store:
        await told(store)
        found = stats.as_object(await stats.run(store, {"region": "05"}))
    assert found["states"] == {"requested": "< 5", "accepted": "—", "completed": 12}
    assert found["needs"] == {"food": 22}
    assert found["total"] is None


async def test_for_the_public_eleven_is_the_threshold(tmp_path: Path) -> None:
    async with store_in(tmp_path) as store:
        await told(store)
        found = stats.as_object(await stats.run(store, {}, PUBLIC))
    assert found["threshold"] == 11
    assert found["states"]["accepted"] == "< 11"


async def test_the_tables_can_be_read_by_a_person(tmp_path: Path) -> None:
    async with store_in(tmp_path) as store:
        await told(store)
        found = await stats.run(store, {})
    console = Console(width=100, record=True, file=io.StringIO())
    stats.show(found, console)
    shown = console.export_text()
    assert "terminé" in shown
    assert "< 5" in shown


def test_the_command_answers_in_json_and_in_words(operator: Operator) -> None:
    asyncio.run(filled(operator))
    ended = operator.types("stats", "--json", "--region", "05")
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["region"] == "05"
    assert "completed" in operator.types("stats", lang="en").stdout


@pytest.mark.parametrize(
    "arguments", [("--region", "99"), ("--region", "05.091"), ("--public", "--region", "05")]
)
def test_a_region_that_is_none_is_one_line(operator: Operator, arguments: tuple[str, ...]) -> None:
    ended = operator.types("stats", *arguments)
    assert ended.returncode == 2
    assert len(ended.stderr.strip().splitlines()) == 1


async def filled(operator: Operator) -> None:
    async with store_in(operator.folder) as store:
        await told(store)
