"""The guides of staff name every command and every action there is, and none that is not."""

import re
from pathlib import Path

import pytest

from conversations.dialogues import coordinator, staff

DOCS = Path(__file__).parents[2] / "docs"
COMMANDS = {"focal-point": staff.COMMANDS, "coordinator": coordinator.COMMANDS}
EVERYDAY = {"start", "help", "language", "desk", "stats"}


def guide(who: str, language: str) -> str:
    return (DOCS / f"guide-{who}.{language}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("who", COMMANDS)
def test_a_guide_names_the_commands_of_its_readers(who: str, language: str) -> None:
    named = set(re.findall(r"`/([a-z]+)`", guide(who, language)))
    assert named <= COMMANDS[who].keys()
    assert COMMANDS[who].keys() - EVERYDAY <= named


@pytest.mark.parametrize("who", COMMANDS)
def test_both_languages_of_a_guide_have_the_same_parts(who: str) -> None:
    def shape(text: str) -> list[str]:
        return [
            line.split()[0] for line in text.splitlines() if re.match(r"#|\||```|\d\.|- ", line)
        ]

    assert shape(guide(who, "fr")) == shape(guide(who, "en"))
