"""`tawjih catalogue`: the group's table of commands. What each does stands in its own module."""

from __future__ import annotations

import typer

from bot.commands.lazy import lazy
from bot.commands.wording import worded

COMMANDS = {
    "list": "bot.commands.catalogue_list",
    "show": "bot.commands.catalogue_list",
    "import": "bot.commands.catalogue_exchange",
    "export": "bot.commands.catalogue_exchange",
    "template": "bot.commands.catalogue_exchange",
    "check": "bot.commands.catalogue_checks",
    "duplicates": "bot.commands.catalogue_checks",
    "grid": "bot.commands.catalogue_papers",
    "fiche": "bot.commands.catalogue_papers",
    "swot": "bot.commands.catalogue_papers",
    "capacity": "bot.commands.catalogue_papers",
    "training": "bot.commands.catalogue_papers",
    "shortlist": "bot.commands.catalogue_choices",
    "gaps": "bot.commands.catalogue_choices",
    "network": "bot.commands.catalogue_network",
    "stale": "bot.commands.catalogue_care",
    "history": "bot.commands.catalogue_care",
    "proposals": "bot.commands.catalogue_care",
    "recommendations": "bot.commands.catalogue_network",
    "report": "bot.commands.catalogue_report",
    "synthetic": "bot.commands.catalogue_synthetic",
}
"""Name → module with an `app` that has a command of that name; loaded when it is called."""

app = typer.Typer(
    cls=lazy(COMMANDS),
    add_completion=False,
    help=worded("cli.catalogue.help"),
    no_args_is_help=True,
)


@app.callback()
def described() -> None:
    """Only makes it a group: its commands are in the table."""
