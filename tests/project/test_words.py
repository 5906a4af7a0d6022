"""What must not stand in the repository: unfinished work, this machine, a registry, a secret.

Patterns and examples are written so that this file does not hold what it looks for.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.project.tracked import ROOT, name, text, tracked

UNFINISHED = re.compile(r"\b(TO[D]O|FIX[M]E|X{3}|NotImplemented[E]rror)\b|(?i:coming\ssoon)")
MACHINE = re.compile(r"(?<![\w.}-])/(home|root|work|Users)/")
REGISTRY = re.compile(
    r"(?i)py[p]i\.(org|python)|python[h]osted|--(extra-)?index-[u]rl|--find-[l]inks"
)
SECRET = re.compile(r"\b[0-9]{8,10}:[A-Za-z0-9_-]{35}\b|-----BEGIN [A-Z ]*PRIVATE KEY")


@pytest.mark.parametrize("pattern", [UNFINISHED, MACHINE, REGISTRY], ids=["work", "path", "index"])
def test_no_file_holds(pattern: re.Pattern[str]) -> None:
    assert list(_found(pattern, tracked())) == []


def test_no_secret_outside_the_tests_that_plant_one() -> None:
    files = [path for path in tracked() if not name(path).startswith("tests/")]
    assert list(_found(SECRET, files)) == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (UNFINISHED, "# TO" + "DO: later"),
        (UNFINISHED, "raise NotImplemented" + "Error"),
        (UNFINISHED, "Coming " + "soon"),
        (MACHINE, "see /ho" + "me/me/tawjih"),
        (MACHINE, '"/ro' + 'ot/.cache"'),
        (REGISTRY, "https://files.python" + "hosted.org/x"),
        (REGISTRY, "--index-" + "url x"),
        (SECRET, "token=123456789:" + "A" * 35),
    ],
)
def test_the_patterns_find_what_they_are_for(pattern: re.Pattern[str], line: str) -> None:
    assert pattern.search(line)


@pytest.mark.parametrize("line", ["https://example.org/home/x", "{root}/home/"])
def test_an_address_on_the_web_is_not_a_path_of_a_machine(line: str) -> None:
    assert not MACHINE.search(line)


def test_the_changelog_has_a_place_for_what_comes_next() -> None:
    lines = text(ROOT / "CHANGELOG.md").splitlines()
    assert lines[0] == "# Changelog"
    assert "## Unreleased" in lines


def _found(pattern: re.Pattern[str], files: Iterable[Path]) -> Iterable[str]:
    for path in files:
        for number, line in enumerate(text(path).splitlines(), 1):
            if pattern.search(line):
                yield f"{name(path)}:{number}: {line.strip()[:80]}"
