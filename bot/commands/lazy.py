"""A group of commands that knows them by name and imports each when it is called, not before."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any, ClassVar

import typer
from typer.core import TyperGroup

from casework.errors import OperatorError


class Lazy(TyperGroup):
    """Its table: name → the module whose `app` has the command of that name (or is that group)."""

    commands_of: ClassVar[Mapping[str, str]] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        """All names, in the order of the table."""
        return list(self.commands_of)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command; an unknown name is the operator's error."""
        if cmd_name not in self.commands_of:
            raise OperatorError("cli.usage.NoSuchCommand", what=cmd_name)
        return loaded(self.commands_of[cmd_name], cmd_name)


def lazy(commands: Mapping[str, str]) -> type[Lazy]:
    """The group of this table."""
    return type("Lazy", (Lazy,), {"commands_of": commands})


def loaded(module: str, name: str) -> Any:
    """The command of that name: one of the module's own, its function, or its whole group."""
    source = importlib.import_module(module)
    app = getattr(source, "app", None)
    if app is None:
        app = typer.Typer(add_completion=False)
        app.command(name)(getattr(source, name))
    whole = typer.main.get_command(app)
    command = getattr(whole, "commands", {}).get(name, whole)
    command.name = name
    return command
