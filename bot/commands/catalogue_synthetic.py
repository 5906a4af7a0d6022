"""`tawjih catalogue synthetic`: invented actors for the whole country, as files to import.

`--remove` takes those out that a database holds.
"""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import clock_for
from bot.commands.catalogue_exchange import writable
from bot.commands.opening import existing
from bot.commands.wording import worded
from bot.settings import Settings, from_environment
from casework.errors import OperatorError
from casework.invented import invented, remove_invented
from casework.morocco_time import today
from catalogue.exchange import score_file
from catalogue.exchange.formats import format_of
from catalogue.synthetic.assessing import synthetic_scores
from catalogue.synthetic.records import COUNT, synthetic_records

SCORES = "-evaluations"
"""What the name of the file of scores ends with; it is a CSV."""
SEED = 7

app = typer.Typer(add_completion=False)


@app.command(help=worded("cli.study.synthetic"))
def synthetic(
    path: Annotated[Path | None, typer.Argument(help=worded("cli.exchange.path"))] = None,
    *,
    count: Annotated[int, typer.Option(min=1, max=100_000, help=worded("cli.study.count"))] = COUNT,
    seed: Annotated[int, typer.Option(help=worded("cli.study.seed"))] = SEED,
    remove: Annotated[bool, typer.Option("--remove", help=worded("cli.study.remove"))] = False,
) -> None:
    settings = from_environment()
    if remove:
        asyncio.run(removed(settings))
    elif path is None:
        raise OperatorError("cli.study.no_path")
    else:
        made(path, count=count, seed=seed, on=today(clock_for(settings.clock_file).now()))


def made(path: Path, *, count: int, seed: int, on: date) -> None:
    """Write the actors and, beside them, their scores. Raises `OperatorError`."""
    records = synthetic_records(count, seed=seed, on=on)
    scores = path.with_name(f"{path.stem}{SCORES}.csv")
    with writable(path):
        format_of(path).write(records, path)
        score_file.write(synthetic_scores(records, seed=seed, on=on), scores)
    typer.echo(worded("cli.study.invented", n=len(records), path=str(path), scores=str(scores)))


async def removed(settings: Settings) -> None:
    """Say how many invented actors the database holds, then take them out."""
    now = clock_for(settings.clock_file).now()
    async with existing(settings) as store:
        found = await store.read(invented)
        typer.echo(worded("cli.study.removing", n=len(found)))
        await store.write(lambda work: remove_invented(work, now))
    typer.echo(worded("cli.study.removed"))
