"""Every text the rules say exists in every language it is read in, with the values it wants."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import casework
from casework.disclosure import HUMAN_KINDS
from casework.referral import MAY
from locales import texts

FOLDER = Path(casework.__file__).parent
KEY = re.compile(r"(staff|told|reason|number|push|case|anywhere|footer)(\.\w+)+")
LONGEST_BUTTON = 40
MADE = (
    *(f"staff.card.state.{state}" for state in ("requested", *MAY)),
    *(f"staff.card.task.{kind}" for kind in (*HUMAN_KINDS, "gap")),
    *(f"number.{number}" for number in ("19", "177", "8350", "0800004747", "2511", "15", "141")),
    *(f"reason.{code}" for code in (
        "offers_need", "near", "same_commune", "same_cercle", "same_province", "same_region",
        "national", "place_unknown", "accredited", "answers_fast", "full_until", "verified_on",
        "to_be_verified", "information_only", "town", "site",
    )),
    *(f"told.relay.{name}" for name in ("from", "place", "when", "text")),
    "staff.card.lift_minor",
    "staff.card.lift_dispute",
)  # fmt: skip
"""Keys that are put together when they are needed."""


def written() -> Iterator[str]:
    """The keys that stand in the code of this package."""
    for path in sorted(FOLDER.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            value = node.value if isinstance(node, ast.Constant) else None
            if isinstance(value, str) and KEY.fullmatch(value) and not value.endswith("_"):
                yield value


def task_kinds() -> Iterator[str]:
    """The kinds of tasks opened in the code: `open_for_…(…, "kind", …)`."""
    for path in sorted(FOLDER.glob("*.py")):
        found = re.findall(r'open_for_\w+\(\s*\w+,\s*"(\w+)"', path.read_text(encoding="utf-8"))
        yield from (f"staff.card.task.{kind}" for kind in found)


@pytest.mark.parametrize("key", sorted({*written(), *MADE, *task_kinds()}))
def test_a_text_exists_in_every_language_it_is_read_in(key: str) -> None:
    domain = texts.domain_of(key)

    assert [lang for lang in texts.DOMAINS[domain] if not texts.has(domain, key, lang)] == []


@pytest.mark.parametrize("key", sorted(k for k in written() if k.startswith("staff.card.")))
def test_a_text_wants_the_same_values_in_both_languages(key: str) -> None:
    wanted = {lang: texts.placeholders("staff", key, lang) for lang in ("fr", "ar")}

    assert wanted["fr"] == wanted["ar"]
