"""The command line's root: every command loads, and bad input is one line with exit code 2."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from bot.commands.lazy import loaded
from bot.commands.root import COMMANDS, main


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_table_loads_with_a_help_text(name: str) -> None:
    command = loaded(COMMANDS[name], name)
    assert command.name == name
    assert command.get_short_help_str()


def tawjih(
    *arguments: str | bytes, typed: bytes | None = b"", **environment: str
) -> subprocess.CompletedProcess[str]:
    ended = subprocess.run(
        [sys.executable, "-m", "bot.commands.root", *arguments],
        input=typed,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, **environment},
    )
    out, err = ended.stdout.decode(), ended.stderr.decode()
    return subprocess.CompletedProcess(ended.args, ended.returncode, out, err)


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("match", "--nonsense"),
        ("chat", "--lang", "xx"),
        ("staff", "invite", "--role", "focal"),
    ],
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


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("staff", "invite"), "il manque --role"),
        (("catalogue", "show"), "il manque ACTOR"),
        (("catalogue", "nonsense"), "commande inconnue : nonsense"),
        (("demo", "--port", "99999"), "la valeur de --port ne convient pas"),
        (("run", "now"), "un mot de trop : now"),
        (("match", "--json=yes"), "l'option --json ne prend pas de valeur"),
        (("chat", "--lang"), "l'option --lang attend une valeur"),
    ],
)
def test_what_was_typed_wrong_is_named_in_the_operators_language(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    line: str,
) -> None:
    monkeypatch.setenv("TAWJIH_LANG", "fr")
    with pytest.raises(SystemExit) as ended:
        main([*arguments])
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith(f"tawjih: {line}")


def test_a_group_without_a_command_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["staff"])
    assert ended.value.code == 0
    assert "invite" in capsys.readouterr().out


def test_bytes_that_are_no_text_and_narrow_terminals_are_no_fault() -> None:
    ended = tawjih("match", "--json", typed=b"\xff\xfe khdma\n\0\n", PYTHONIOENCODING="ascii")
    assert (ended.returncode, ended.stderr) == (0, "")
    read = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [each["text"] for each in read] == ["\ufffd\ufffd khdma", "\0"]
    assert tawjih("catalogue", "show", b"\xff").returncode == 2


def test_a_closed_input_is_an_empty_one() -> None:
    script = f"exec '{sys.executable}' -m bot.commands.root chat --lang fr <&-"
    ended = subprocess.run(["sh", "-c", script], capture_output=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")
