"""Which texts the source speaks of, read from its syntax; no test stands here."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "casework", "catalogue", "conversations", "locales", "scheduler", "storage")
KEY = re.compile(r"[a-z_]+(\.[A-Za-z0-9_]+)+")
NAMED = re.compile(r"[a-z_]+\\\.")
"""A pattern that begins with a word of its own: one that does not would mean every key."""
PAGES = ("*.html", "*.js")
LABELLED = {"option": 1, "yes_no": 0}
"""Functions whose arguments, from that one on, are the keys of buttons."""


@cache
def trees() -> tuple[ast.Module, ...]:
    """Every module of the program."""
    files = (file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py")))
    return tuple(ast.parse(file.read_text(encoding="utf-8")) for file in files)


def pattern_of(node: ast.expr) -> str | None:
    """A regular expression for the key a constant or an f-string stands for."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value) if KEY.fullmatch(node.value) else None
    if isinstance(node, ast.JoinedStr):
        parts = (
            re.escape(str(each.value)) if isinstance(each, ast.Constant) else r"\w+"
            for each in node.values
        )
        return "".join(parts)
    return None


@cache
def mentioned() -> frozenset[str]:
    """Patterns of all keys the source may mean: constants, and f-strings with a word before."""
    found = {pattern_of(node) for tree in trees() for node in ast.walk(tree) if _is_text(node)}
    named = {each for each in found if each and NAMED.match(each)}
    pages = (file for kind in PAGES for file in (ROOT / "bot").rglob(kind))
    quoted = re.compile(r"""["']([a-z_]+(?:\.[A-Za-z0-9_]+)+)["']""")
    for file in pages:
        named |= {re.escape(key) for key in quoted.findall(file.read_text(encoding="utf-8"))}
    return frozenset(named)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr | ast.Constant)


def calls(name: str) -> Iterator[ast.Call]:
    """Every call of a function or class of that name."""
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) == name:
                yield node


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def keys_in_calls(name: str, first: int, *, many: bool = False) -> set[str]:
    """Patterns of the keys given to a function at that place, or from there on."""
    given = (
        argument
        for call in calls(name)
        for argument in (call.args[first:] if many else call.args[first : first + 1])
    )
    return {pattern for argument in given if (pattern := pattern_of(argument))}


@cache
def button_patterns() -> frozenset[str]:
    """Patterns of the keys of all buttons."""
    tapped = keys_in_calls("option", 1) | keys_in_calls("yes_no", 0, many=True)
    for call in calls("Option"):
        for argument in call.args[1:2]:
            if isinstance(argument, ast.Call) and _name(argument.func) == "Text" and argument.args:
                tapped |= {pattern_of(argument.args[0]) or ""}
    return frozenset(each for each in tapped if NAMED.match(each))
