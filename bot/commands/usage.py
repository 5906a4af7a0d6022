"""What was wrong in the words typed at the command line, said in the operator's language.

Typer's own sentences are English and stay behind; what a command refuses is an `OperatorError`.
"""

from __future__ import annotations

import re
from typing import Any

import typer

from bot.commands.wording import known, worded

SAID = {
    "ExtraArgument": re.compile(r"unexpected extra argument\S* \((.*)\)", re.DOTALL),
    "NoSuchCommand": re.compile(r"No such command '(.*)'", re.DOTALL),
    "FlagValue": re.compile(r"Option '(.*)' does not take a value"),
}
"""The faults that Typer tells in words alone, each with what it names."""
OTHER = "cli.usage.UsageError"


def usage(error: typer.TyperException) -> str:
    """One line that names the option, the argument or the command."""
    kind, what = told(error)
    return worded(f"cli.usage.{kind}" if known(f"cli.usage.{kind}") else OTHER, what=what)


def told(error: typer.TyperException) -> tuple[str, str]:
    """The kind of the fault and what it is about."""
    for kind, sentence in SAID.items():
        if found := sentence.search(error.message):
            return kind, found[1]
    what = getattr(error, "option_name", "") or typed(getattr(error, "param", None))
    return type(error).__name__ if what else "UsageError", what or error.message


def typed(param: Any) -> str:
    """An option as it is typed, an argument as the help shows it."""
    if param is None:
        return ""
    name = str(param.opts[0])
    return name if name.startswith("-") else str(param.metavar or name.upper())
