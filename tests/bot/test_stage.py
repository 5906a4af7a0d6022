"""The stage and `tawjih chat`: lines played over the real parts, what is printed and refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.commands.chat import transcript
from casework.errors import OperatorError

ROOT = Path(__file__).resolve().parents[2]


async def played(*lines: str, lang: str = "fr", examples: bool = False) -> str:
    return "\n".join([text async for text in transcript(lines, lang, examples)])


async def test_a_tapped_button_is_shown_by_its_label_and_a_text_as_written() -> None:
    told = await played("1", "!text 1", "hmm")
    assert "person> [✅ 18 ans ou plus]" in told
    assert "person> !text 1" in told
    assert "person> hmm" in told


async def test_the_same_script_gives_the_same_conversation() -> None:
    script = [
        "Je cherche un travail à Béni Mellal", "1", "1", "1", "⏩ Passer toutes ces questions",
        "1", "Nadia", "1", "1", "1", "focal: Accepter", "!clock +3d",
    ]  # fmt: skip
    first = await played(*script, examples=True)
    assert "Association Exemple Tadla a dit oui" in first
    assert await played(*script, examples=True) == first


async def test_what_falls_due_on_the_way_happens_at_its_own_hour() -> None:
    told = await played(
        "Je cherche un travail à Béni Mellal", "1", "1", "1", "⏩ Passer toutes ces questions",
        "1", "Nadia", "1", "1", "2", "focal: Accepter", "!clock +9d", examples=True,
    )  # fmt: skip
    assert "── 2026-11-26 10:00\nTawjih:\n  🔔 Bonjour 👋" in told
    assert "── 2026-11-28 10:00\nTawjih:\n  🔔 Bonjour 👋" in told


async def test_the_clock_does_not_go_back() -> None:
    with pytest.raises(OperatorError) as refused:
        await played("!clock 2026-11-22T10:00")
    assert refused.value.values["n"] == 1


async def test_staff_speak_only_once_they_have_joined() -> None:
    with pytest.raises(OperatorError) as refused:
        await played("salam", "focal: /cases")
    assert (refused.value.key, refused.value.values["n"]) == ("cli.chat.no_such_who", 2)
    assert "Aucun dossier" in await played("!examples", "!examples", "focal: /cases")


async def test_quick_exit_says_that_the_screen_was_cleared() -> None:
    told = await played("Quitter")
    assert told.endswith("Tawjih: 🧹\n  Merci, bonne journée 👋")


@pytest.mark.parametrize(
    ("arguments", "script", "line"),
    [
        ((), "salam\n!nonsense\n", "2"),
        ((), "coordinator: /tasks\n", "1"),
        (("--lang", "de"), "", "de"),
    ],
)
def test_a_wrong_line_is_one_clear_line_and_exit_code_2(
    arguments: tuple[str, ...], script: str, line: str
) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "bot.commands.root", "chat", *arguments],
        input=script, capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert line in ended.stderr
