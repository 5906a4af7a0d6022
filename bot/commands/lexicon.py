"""`tawjih lexicon`: whether the words of the catalogue are sound, and how a phrase is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.commands.explaining import signs_table
from bot.commands.match import told
from bot.commands.missed import answer
from bot.commands.wording import worded
from catalogue.collisions import findings
from catalogue.lexicon import NOTHING, alarm_lines, alarms, class_rows, trigger_lines, triggers
from catalogue.near_phrases import near_phrases
from catalogue.needs import needs
from catalogue.pattern_faults import danger_findings, pattern_findings
from catalogue.places import gazetteer
from catalogue.text import fold
from catalogue.tokens import Token, tokens
from catalogue.understand import reader

app = typer.Typer(add_completion=False, help=worded("cli.lexicon.help"), no_args_is_help=True)


@app.callback()
def described() -> None:
    """Only carries the help text."""


@app.command(help=worded("cli.lexicon.missed"))
def missed(
    since: Annotated[str, typer.Option(metavar="DATE", help=worded("cli.lexicon.since"))] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help=worded("cli.lexicon.missed_json"))
    ] = False,
) -> None:
    answer(since, as_json=as_json)


@app.command(help=worded("cli.lexicon.check"))
def check(
    phrase: Annotated[
        list[str] | None,
        typer.Argument(metavar="PHRASE", help=worded("cli.lexicon.phrase")),
    ] = None,
) -> None:
    console = Console()
    if phrase:
        read(" ".join(phrase), console)
        return
    found = [
        *findings(triggers(), needs()),
        *danger_findings(alarms()),
        *pattern_findings(alarm_lines(), trigger_lines(), needs(), class_rows()),
    ]
    remarks = [worded(f"cli.lexicon.{each.code}", **each.values) for each in found]
    for remark in remarks:
        console.print(remark, markup=False)
    if remarks:
        console.print(worded("cli.lexicon.faults", n=len(remarks)))
        raise typer.Exit(1)
    spoken = [alarm for alarm in alarms() if alarm.kind != NOTHING]
    patterns = len(alarm_lines()) + len(trigger_lines())
    console.print(worded("cli.lexicon.fine", n=len(triggers()) + len(spoken), patterns=patterns))


def read(phrase: str, console: Console) -> None:
    """How a phrase is read: its words, their keys, what each word takes part in."""
    message, understood = tokens(phrase), reader().read(phrase)
    console.print(words_table(message))
    place = fold(understood.place.evidence) if understood.place else ""
    for line in near_lines(token for token in message if token.word not in place.split()):
        console.print(line, markup=False)
    console.print(signs_table(reader().signs(phrase)))
    for line in told(understood, gazetteer(), explain=True):
        console.print(line, markup=False)


def near_lines(message: Iterable[Token]) -> Iterator[str]:
    """For each word the lexicon does not know, the trigger phrases nearest to it, if any are."""
    for token in message:
        near = near_phrases(token)
        if near:
            phrases = ", ".join(f"{phrase} ({need})" for phrase, need in near)
            yield worded("cli.lexicon.near", word=token.word, phrases=phrases)


def words_table(message: list[Token]) -> Table:
    """The words of a phrase with their keys."""
    shown = Table(worded("cli.lexicon.word"), worded("cli.lexicon.key"))
    for token in message:
        shown.add_row(token.word, token.key)
    return shown
