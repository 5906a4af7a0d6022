"""`tawjih`: the root of the command line. Each command is loaded when it is called, not before."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from pathlib import Path

import typer

from bot.commands.lazy import lazy
from bot.commands.usage import usage
from bot.commands.wording import worded
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
SHOWN_HELP = "NoArgsIsHelpError"
"""What Typer, which keeps the class to itself, raises after the help of a group alone."""


root = typer.Typer(cls=lazy(COMMANDS), add_completion=False)


@root.callback(help=worded("cli.root.help"))
def described() -> None:
    """Only carries the help text."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line. Bad input: one line on standard error, exit code 2, no traceback."""
    speak_utf8()
    words = given(arguments or sys.argv[1:]) or ["--help"]
    try:
        code = typer.main.get_command(root).main(words, prog_name="tawjih", standalone_mode=False)
    except typer.TyperException as error:
        if type(error).__name__ == SHOWN_HELP:
            sys.exit(0)
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


def speak_utf8() -> None:
    """Read and write UTF-8 whatever the terminal's code page: bad bytes become marks, not faults.

    A program started with its input closed reads an empty one.
    """
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - open to the end
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A stream that somebody has read from already keeps the encoding it has.
            with contextlib.suppress(io.UnsupportedOperation):
                stream.reconfigure(encoding="utf-8", errors="replace")


def given(arguments: list[str]) -> list[str]:
    """The words typed; bytes that are no UTF-8 become question marks."""
    return [each.encode(errors="replace").decode() for each in arguments]


def fail(line: str, code: int = 2) -> None:
    """Say it in one line and end."""
    print(f"tawjih: {' '.join(line.split())}", file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main()
