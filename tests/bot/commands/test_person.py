"""`tawjih person`: access and erasure of one person, each with a reason that is logged."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from bot.app import parts_of
from bot.commands.person import run_erase, run_export
from casework.errors import OperatorError
from casework.ports import Surroundings
from storage.keys import KeyRing
from storage.store import Store
from tests.bot.commands.story import Operator, settings, store_in, with_case
from tests.storage.samples import NAME


def around(folder: Path, store: Store) -> Surroundings:
    own = settings(folder)
    return parts_of(own, store, KeyRing.load(own.key_file)).around


async def test_the_export_holds_what_is_kept_of_them_and_of_nobody_else(tmp_path: Path) -> None:
    async with store_in(tmp_path) as store:
        case = await store.write(with_case)
        await store.write(lambda work: with_case(work, 2))
        rows = await run_export(store, around(tmp_path, store), case.reference, "demande écrite")
    told = json.dumps(rows, default=str, ensure_ascii=False)
    assert NAME in told
    assert case.reference in told
    assert "TJ-R2" not in told
    assert {"person", "fact", "consent", "referral", "chat"} <= rows.keys()


async def test_the_look_is_logged_with_its_reason(tmp_path: Path) -> None:
    async with store_in(tmp_path) as store:
        case = await store.write(with_case)
        await run_export(store, around(tmp_path, store), case.reference, " demande  écrite ")
        lines = await store.read(lambda work: list(work.audit.lines(subject="p1")))
    assert [(line["who"], line["action"], line["reason"]) for line in lines] == [
        ("operator", "person_exported", "demande écrite")
    ]


async def test_the_erased_are_gone_and_the_case_is_counted_still(tmp_path: Path) -> None:
    async with store_in(tmp_path) as store:
        case = await store.write(with_case)
        await run_erase(store, around(tmp_path, store), case.reference, "demande orale")
        assert await store.read(lambda work: work.people.get("p1")) is None
        counts = await store.read(lambda work: work.referrals.counts(("state",), {}))
        assert [(count.by, count.n) for count in counts] == [(("cancelled",), 1)]
        with pytest.raises(OperatorError):
            await run_export(store, around(tmp_path, store), case.reference, "encore")


@pytest.mark.parametrize("reason", ["", "   ", "x" * 201])
async def test_without_a_short_reason_nothing_is_shown_or_erased(
    tmp_path: Path, reason: str
) -> None:
    async with store_in(tmp_path) as store:
        case = await store.write(with_case)
        for job in (run_export, run_erase):
            with pytest.raises(OperatorError):
                await job(store, around(tmp_path, store), case.reference, reason)
        assert await store.read(lambda work: work.people.get("p1")) is not None


def test_the_command_exports_and_erases(operator: Operator) -> None:
    reference = asyncio.run(filled(operator))
    ended = operator.types("person", "export", reference, "--reason", "demande écrite")
    assert ended.returncode == 0, ended.stderr
    assert NAME in json.dumps(json.loads(ended.stdout), ensure_ascii=False)
    assert operator.types("person", "erase", reference, "--reason", "x").returncode == 0
    again = operator.types("person", "export", reference, "--reason", "x")
    assert again.returncode == 2
    assert len(again.stderr.strip().splitlines()) == 1
    assert NAME not in again.stderr


def test_an_export_without_a_reason_is_refused(operator: Operator) -> None:
    ended = operator.types("person", "export", "TJ-AAAAAA")
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr


async def filled(operator: Operator) -> str:
    async with store_in(operator.folder) as store:
        return (await store.write(with_case)).reference
