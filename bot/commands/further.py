"""The commands of `tawjih catalogue` that stand in modules of their own, imported when called."""

from __future__ import annotations

import importlib
from typing import Any

import typer
from typer.core import TyperGroup

FURTHER = {
    "import": "bot.commands.catalogue_exchange",
    "export": "bot.commands.catalogue_exchange",
    "template": "bot.commands.catalogue_exchange",
    "check": "bot.commands.catalogue_checks",
    "duplicates": "bot.commands.catalogue_checks",
}
"""Command → the module whose `app` has it."""


class Further(TyperGroup):
    """A group with commands of its own and those of the table (decision 0004)."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Its own, then the others in the order of the table."""
        return [*super().list_commands(ctx), *FURTHER]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command; None for an unknown name."""
        if cmd_name not in FURTHER:
            return super().get_command(ctx, cmd_name)
        app = importlib.import_module(FURTHER[cmd_name]).app
        return typer.main.get_group(app).commands[cmd_name]
