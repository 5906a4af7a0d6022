"""`tawjih person`: what is kept of one person, and its destruction; each asks why and logs it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Annotated, Any

import typer

from bot.app import Parts, parts_of
from bot.commands.opening import existing
from bot.commands.wording import worded
from bot.settings import Settings, from_environment
from casework import access
from casework.ports import Surroundings
from casework.sitting import Sitting
from storage.keys import KeyRing
from storage.store import Store
from storage.work import Work

Rows = dict[str, list[Mapping[str, Any]]]
Reference = Annotated[str, typer.Argument(help=worded("cli.person.reference"))]
Reason = Annotated[str, typer.Option(help=worded("cli.person.reason"))]

app = typer.Typer(add_completion=False, help=worded("cli.person.help"), no_args_is_help=True)


@app.command(help=worded("cli.person.export"))
def export(reference: Reference, reason: Reason) -> None:
    rows = asyncio.run(_export(from_environment(), reference, reason))
    print(json.dumps(rows, ensure_ascii=False, indent=2, default=str))


@app.command(help=worded("cli.person.erase"))
def erase(reference: Reference, reason: Reason) -> None:
    asyncio.run(_erase(from_environment(), reference, reason))
    print(worded("cli.person.erased"))


async def run_export(store: Store, around: Surroundings, reference: str, reason: str) -> Rows:
    """Every row kept of the person of a case, by table. Raises `OperatorError`."""

    def job(work: Work) -> Rows:
        person = access.look(_sitting(work, around), reference, reason)
        found: Rows = {}
        for table, row in work.people.export(person):
            found.setdefault(table, []).append(row)
        return found

    return await store.write(job)


async def run_erase(store: Store, around: Surroundings, reference: str, reason: str) -> None:
    """Destroy the key and the rows of the person of a case. Raises `OperatorError`."""
    await store.write(lambda work: access.erase(_sitting(work, around), reference, reason))


def _sitting(work: Work, around: Surroundings) -> Sitting:
    return Sitting(work, around, around.clock.now())


async def _export(settings: Settings, reference: str, reason: str) -> Rows:
    async with _parts(settings) as parts:
        return await run_export(parts.store, parts.around, reference, reason)


async def _erase(settings: Settings, reference: str, reason: str) -> None:
    async with _parts(settings) as parts:
        await run_erase(parts.store, parts.around, reference, reason)


@asynccontextmanager
async def _parts(settings: Settings) -> AsyncIterator[Parts]:
    async with existing(settings) as store:
        yield parts_of(settings, store, KeyRing.load(settings.key_file))
