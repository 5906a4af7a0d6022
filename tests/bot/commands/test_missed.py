"""`tawjih lexicon missed`: which written form lacks words for which need, and nobody's words."""

from __future__ import annotations

import asyncio
import io
import json
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from bot.commands import missed
from casework.readings import Noted
from storage.store import Store
from storage.work import Work
from tests.bot.commands.story import Operator, store_in

DAY, BEFORE = date(2026, 11, 23), date(2026, 10, 1)


def _kept(work: Work) -> None:
    for n, noted in (
        (104, Noted(DAY, "fr", "need", "read")),
        (9, Noted(DAY, "ary_Latn", "need", "missed", "", "housing")),
        (3, Noted(DAY, "ar", "need", "missed", "debt")),
        (2, Noted(DAY, "ary", "place", "missed", "several", "commune")),
        (6, Noted(BEFORE, "ary", "need", "marked", "employment", "sensitive")),
        (7, Noted(BEFORE, "fr", "need", "missed", "", "debt")),
    ):
        for _ in range(n):
            work.readings.count(noted)


async def _written(store: Store) -> None:
    await store.write(_kept)


async def test_small_kinds_are_hidden_and_so_is_the_sum_that_would_tell_them(
    tmp_path: Path,
) -> None:
    async with store_in(tmp_path) as store:
        await _written(store)
        found = missed.as_object(await missed.run(store, DAY))
    assert (found["asked"], found["missed"], found["by_staff"]) == (113, None, [])
    assert found["by_person"] == [
        {"form": "ar", "asked": "need", "read": "debt", "meant": "open", "n": "< 5"},
        {"form": "ary", "asked": "place", "read": "several", "meant": "commune", "n": "< 5"},
        {"form": "ary_Latn", "asked": "need", "read": "nothing", "meant": "housing", "n": 9},
    ]


async def test_from_an_earlier_day_more_is_told(tmp_path: Path) -> None:
    async with store_in(tmp_path) as store:
        await _written(store)
        found = missed.as_object(await missed.run(store, BEFORE))
    assert found["asked"] == 120
    assert [(kind["meant"], kind["n"]) for kind in found["by_staff"]] == [("sensitive", 6)]


async def test_a_person_reads_tables_without_a_sensitive_need_in_them(tmp_path: Path) -> None:
    async with store_in(tmp_path) as store:
        await _written(store)
        found = await missed.run(store, BEFORE)
    console = Console(width=120, record=True, file=io.StringIO())
    missed.show(found, console)
    shown = console.export_text()
    assert "ary_Latn" in shown
    assert "housing" in shown
    assert "confidentiel" in shown
    assert "violence" not in shown


def test_the_command_answers_in_json_and_in_words(operator: Operator) -> None:
    asyncio.run(filled(operator))
    ended = operator.types("lexicon", "missed", "--json", "--since", "2026-11-01")
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["since"] == "2026-11-01"
    told = operator.types("lexicon", "missed", "--since", "2026-01-01", lang="en")
    assert "housing" in told.stdout


def test_where_nothing_was_missed_it_says_so(operator: Operator) -> None:
    asyncio.run(filled(operator))
    ended = operator.types("lexicon", "missed", "--since", "2027-01-01")
    assert "Rien" in ended.stdout


@pytest.mark.parametrize("since", ["hier", "2026-13-01"])
def test_what_is_no_day_is_one_line(operator: Operator, since: str) -> None:
    asyncio.run(filled(operator))
    ended = operator.types("lexicon", "missed", "--since", since)
    assert ended.returncode == 2
    assert len(ended.stderr.strip().splitlines()) == 1


async def filled(operator: Operator) -> None:
    async with store_in(operator.folder) as store:
        await _written(store)
