"""`tawjih`: the root of the command line. Each command is loaded when it is called, not before."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from bot.commands.wording import known, worded
from bot.settings import SettingError
from casework.errors import OperatorError, TawjihError

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
        """The command; an unknown name is the operator's error."""
        if cmd_name not in COMMANDS:
            raise OperatorError("cli.usage.NoSuchCommand", what=cmd_name)
        return load(cmd_name)


root = typer.Typer(cls=Lazy, add_completion=False)


@root.callback(help=worded("cli.root.help"))
def described() -> None:
    """Only carries the help text."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line. Bad input: one line on standard error, exit code 2, no traceback."""
    try:
        code = typer.main.get_command(root).main(
            arguments or sys.argv[1:] or ["--help"], prog_name="tawjih", standalone_mode=False
        )
    except typer.TyperException as error:
        fail(usage(error))
    except typer.Abort:
        sys.exit(130)
    except SettingError as error:
        fail(worded("cli.bad_setting", name=error.name, why=error.why))
    except OperatorError as error:
        fail(worded(error.key, **error.values))
    except TawjihError:
        fail(worded("cli.no_database"))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def usage(error: typer.TyperException) -> str:
    """What was wrong in the words typed, in the operator's language."""
    kind = type(error).__name__
    param = getattr(error, "param", None)
    what = getattr(error, "option_name", None) or getattr(param, "human_readable_name", None)
    key = f"cli.usage.{kind}" if what else "cli.usage.UsageError"
    if not known(key):
        key = "cli.usage.UsageError"
    return worded(key, what=what or error.message)


def fail(line: str, code: int = 2) -> None:
    """Say it in one line and end."""
    print(f"tawjih: {' '.join(line.split())}", file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main()
