"""`tawjih catalogue synthetic`: a national catalogue of invented actors, as files to import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.clock import clock_for
from bot.commands.catalogue_exchange import writable
from bot.commands.wording import worded
from bot.settings import from_environment
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
    path: Annotated[Path, typer.Argument(help=worded("cli.exchange.path"))],
    *,
    count: Annotated[int, typer.Option(min=1, max=100_000, help=worded("cli.study.count"))] = COUNT,
    seed: Annotated[int, typer.Option(help=worded("cli.study.seed"))] = SEED,
) -> None:
    day = today(clock_for(from_environment().clock_file).now())
    records = synthetic_records(count, seed=seed, on=day)
    scores = path.with_name(f"{path.stem}{SCORES}.csv")
    with writable(path):
        format_of(path).write(records, path)
        score_file.write(synthetic_scores(records, seed=seed, on=day), scores)
    typer.echo(worded("cli.study.invented", n=len(records), path=str(path), scores=str(scores)))
