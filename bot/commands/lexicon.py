"""`tawjih lexicon`: whether the words of the catalogue are sound, and how a phrase is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.commands.match import told
from bot.commands.wording import worded
from catalogue.collisions import findings
from catalogue.lexicon import trigger_book, triggers
from catalogue.needs import needs
from catalogue.places import gazetteer
from catalogue.tokens import Token, tokens
from catalogue.understand import reader

app = typer.Typer(add_completion=False, help=worded("cli.lexicon.help"), no_args_is_help=True)


@app.callback()
def described() -> None:
    """Only keeps `check` a word of its own."""


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
    remarks = [
        worded(f"cli.lexicon.{each.code}", **each.values) for each in findings(triggers(), needs())
    ]
    for remark in remarks:
        console.print(remark, markup=False)
    if remarks:
        console.print(worded("cli.lexicon.faults", n=len(remarks)))
        raise typer.Exit(1)
    console.print(worded("cli.lexicon.fine", n=len(triggers())))


def read(phrase: str, console: Console) -> None:
    """How a phrase is read: its words, their keys, what each word takes part in."""
    message = tokens(phrase)
    console.print(words_table(message))
    console.print(signs_table(message))
    for line in told(reader().read(phrase), gazetteer(), explain=True):
        console.print(line, markup=False)


def words_table(message: list[Token]) -> Table:
    """The words of a phrase with their keys."""
    shown = Table(worded("cli.lexicon.word"), worded("cli.lexicon.key"))
    for token in message:
        shown.add_row(token.word, token.key)
    return shown


def signs_table(message: list[Token]) -> Table:
    """Every trigger seen in a phrase, with the words it was seen in."""
    shown = Table(worded("cli.lexicon.sign"), worded("cli.lexicon.speaks_for"), "")
    for sign, need, strength in signs(message):
        shown.add_row(sign, need, strength)
    return shown


def signs(message: list[Token]) -> Iterator[tuple[str, str, str]]:
    """The words seen, the need they speak for, and how strongly."""
    for found in trigger_book().find(message):
        yield found.evidence, found.payload.need, f"{found.payload.strength} {found.quality:.2f}"
