"""`tawjih`: the root of the command line. Each command is loaded when it is called, not before."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from bot.settings import SettingError, operator_language
from casework.errors import OperatorError
from locales.texts import text

COMMANDS = {
    "demo": "bot.commands.demo",
    "run": "bot.commands.run",
    "chat": "bot.commands.chat",
    "match": "bot.commands.match",
    "lexicon": "bot.commands.lexicon",
    "catalogue": "bot.commands.catalogue",
    "staff": "bot.commands.staff",
    "stats": "bot.commands.stats",
    "person": "bot.commands.person",
    "doctor": "bot.commands.doctor",
}
"""Name → module. The module has an `app` (a group) or a function of the command's name."""


def load(name: str) -> Any:
    """The command of that name, as the group wants it."""
    module = importlib.import_module(COMMANDS[name])
    app = getattr(module, "app", None)
    if app is None:
        app = typer.Typer(add_completion=False)
        app.command(name)(getattr(module, name))
    command = typer.main.get_command(app)
    command.name = name
    return command


class Lazy(TyperGroup):
    """A group that knows its commands by name and imports them at need: `match` starts no bot."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command, or None for an unknown name (the group then says so)."""
        return load(cmd_name) if cmd_name in COMMANDS else None


root = typer.Typer(cls=Lazy, add_completion=False)


@root.callback(help=text("operator", "cli.root.help", operator_language()))
def described() -> None:
    """Only carries the help text."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line. Bad input: one line on standard error, exit code 2, no traceback."""
    try:
        code = typer.main.get_command(root).main(
            arguments or sys.argv[1:] or ["--help"], prog_name="tawjih", standalone_mode=False
        )
    except typer.TyperException as error:
        fail(error.format_message())
    except typer.Abort:
        sys.exit(130)
    except SettingError as error:
        fail(worded("cli.bad_setting", name=error.name, why=error.why))
    except OperatorError as error:
        fail(worded(error.key, **error.values))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def worded(key: str, **values: Any) -> str:
    """An operator's text in the operator's language."""
    return text("operator", key, operator_language(), **values)


def fail(line: str, code: int = 2) -> None:
    """Say it in one line and end."""
    print(f"tawjih: {' '.join(line.split())}", file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main()
