"""Golden dialogues: whole conversations, replayed and compared with what a reader has approved.

Each script of `transcripts/<language>/` is played as `tawjih chat --lang <language> < script`
plays it. After a change that is meant, `TAWJIH_GOLDEN=write` rewrites the golden files; read every
difference as the person who lives it before you keep it.
"""

from __future__ import annotations

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.commands.chat import NOTICE, transcript
from catalogue.needs import needs
from locales.texts import LANGUAGES, text
from tests.conftest import GOLDEN
from tests.fakes.members import plain

FOLDER = Path(__file__).parent / "transcripts"
SCRIPTS = sorted(FOLDER.glob("*/*.script"))
APPROVED = sorted(FOLDER.glob("*/*.golden"))
TURN = re.compile(r"^(\w+)> (.*)$", re.MULTILINE)
QUIET = ("!clock", "!examples")
"""What may pass without an answer."""


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def written(script: Path) -> list[str]:
    return script.read_text(encoding="utf-8").splitlines()


def golden(script: Path) -> str:
    return script.with_suffix(".golden").read_text(encoding="utf-8")


def approved(script: Path, told: str) -> bool:
    """Whether this is what was approved; where it shall be rewritten, it is from now on."""
    if os.environ.get(GOLDEN) == "write":
        script.with_suffix(".golden").write_text(told, encoding="utf-8")
    assert golden(script) == told
    return True


@pytest.mark.parametrize("script", SCRIPTS, ids=named)
async def test_the_conversation_is_as_it_was_approved(script: Path) -> None:
    with capture_logs() as logs:
        told = [text async for text in transcript(written(script), script.parent.name)]
    assert [each["event"] for each in logs if each["log_level"] in ("warning", "error")] == []
    assert approved(script, "\n".join(told).lstrip("\n") + "\n")


def test_there_are_enough_conversations_in_every_language() -> None:
    for language in LANGUAGES:
        assert len([each for each in SCRIPTS if each.parent.name == language]) >= 11
    assert [named(each) for each in SCRIPTS] == [named(each) for each in APPROVED]


@pytest.mark.parametrize("script", SCRIPTS, ids=named)
def test_every_script_says_what_it_tells(script: Path) -> None:
    first = written(script)[0]
    assert re.fullmatch(r"# \S.{20,}\.", first)


@pytest.mark.parametrize("script", SCRIPTS, ids=named)
def test_whoever_speaks_is_answered(script: Path) -> None:
    turns = TURN.split(golden(script))[1:]
    for who, said, answer in zip(turns[::3], turns[1::3], turns[2::3], strict=True):
        to = "Tawjih:" if who == "person" else f"Tawjih → {who}:"
        assert to in answer or said.startswith(QUIET), f"{who}> {said} was left without an answer"


@pytest.mark.parametrize("script", SCRIPTS, ids=named)
def test_a_push_tells_a_person_nothing(script: Path) -> None:
    language = {text("person", "push.message", each) for each in LANGUAGES}
    for to, notice in pushes(plain(golden(script))):
        if to == "Tawjih:":
            assert notice in language
        else:
            assert re.fullmatch(r"Tawjih · ([^·]+ · )?TJ-\w{6}|Tawjih · \D+", notice), notice


def pushes(told: str) -> list[tuple[str, str]]:
    """The neutral lines of a conversation, each with the heading of the message it stood for."""
    lines = told.splitlines()
    return [
        (head, line.strip().removeprefix(f"{NOTICE} "))
        for head, line in pairwise(lines)
        if line.strip().startswith(NOTICE)
    ]


@pytest.mark.parametrize("script", SCRIPTS, ids=named)
def test_no_sensitive_need_is_named_outside_a_button_before_it_may_be(script: Path) -> None:
    labels = {
        label.casefold()
        for need in needs().values() if need.sensitive
        for label in need.labels.values()
    }  # fmt: skip
    for head, body in messages(golden(script)):
        if head == "Tawjih:":
            told = " ".join(line for line in body if not line.startswith("[")).casefold()
            assert [label for label in labels if label in told] == []


def messages(told: str) -> list[tuple[str, list[str]]]:
    """Each message of a conversation: its heading and its lines."""
    found: list[tuple[str, list[str]]] = []
    for line in told.splitlines():
        if line.startswith("Tawjih"):
            found.append((line.rstrip(" ✎🧹"), []))
        elif line.startswith("  ") and found:
            found[-1][1].append(line.strip())
    return found
