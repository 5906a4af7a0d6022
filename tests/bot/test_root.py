"""The command line's root: every command loads, and bad input is one line with exit code 2."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot.commands.root import COMMANDS, load


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_table_loads_with_a_help_text(name: str) -> None:
    command = load(name)
    assert command.name == name
    assert command.get_short_help_str()


def tawjih(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot.commands.root", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments", [("nonsense",), ("match", "--nonsense"), ("chat", "--lang", "xx")]
)
def test_bad_input_is_one_line_and_exit_code_two(arguments: tuple[str, ...]) -> None:
    ended = tawjih(*arguments)
    assert ended.returncode == 2
    assert len(ended.stderr.strip().splitlines()) == 1
    assert "Traceback" not in ended.stderr


def test_without_arguments_the_help_lists_every_command() -> None:
    ended = tawjih()
    assert ended.returncode == 0
    assert all(name in ended.stdout for name in COMMANDS)
