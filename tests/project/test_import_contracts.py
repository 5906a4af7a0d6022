"""Who may import whom: the contracts of pyproject.toml hold, and would notice if they did not."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.tracked import PRODUCT, ROOT, text

LINT = (
    "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
)


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-c", f"import sys; sys.path.insert(0, '.'); {LINT}"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_code_keeps_the_contracts() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(
    ("module", "line", "allowed"),
    [
        ("bot/app.py", "import casework.desk", True),
        ("casework/desk.py", "import bot.app", False),
        ("casework/desk.py", "import storage.tables", False),
        ("scheduler/jobs.py", "import storage.tables", False),
        ("storage/tables.py", "import casework.desk", True),
        ("catalogue/search.py", "import conversations.engine", False),
        ("conversations/engine.py", "import locales.texts", False),
        ("conversations/engine.py", "import asyncio", False),
        ("locales/texts.py", "import casework.desk", False),
        ("bot/channels/telegram/intake.py", "import telegram", True),
        ("bot/channels/web.py", "import telegram.constants", False),
        ("casework/desk.py", "from telegram import Bot", False),
        ("storage/tables.py", "import sqlalchemy", True),
        ("bot/app.py", "import sqlalchemy.exc", False),
        ("catalogue/search.py", "import rapidfuzz", True),
        ("casework/desk.py", "import rapidfuzz", False),
        ("scheduler/clockwork.py", "import apscheduler", True),
        ("bot/app.py", "import apscheduler", False),
        ("locales/texts.py", "import babel", True),
        ("bot/render.py", "import babel", False),
    ],
)
def test_a_line_in_a_module_keeps_or_breaks_them(
    tmp_path: Path, module: str, line: str, allowed: bool
) -> None:
    sketch(tmp_path)
    (tmp_path / module).parent.mkdir(parents=True, exist_ok=True)
    for folder in (tmp_path / module).parents:
        if folder != tmp_path and tmp_path in folder.parents:
            (folder / "__init__.py").touch()
    (tmp_path / module).write_text(line + "\n")
    done = lint(tmp_path)
    assert (done.returncode == 0) is allowed, done.stdout + done.stderr


def sketch(folder: Path) -> None:
    """The packages, empty, with the modules the lines above name."""
    (folder / "pyproject.toml").write_text(text(ROOT / "pyproject.toml"))
    for package in PRODUCT:
        (folder / package).mkdir()
        (folder / package / "__init__.py").touch()
    for module in ("bot/app", "casework/desk", "conversations/engine", "storage/tables"):
        (folder / f"{module}.py").touch()
    (folder / "locales/texts.py").touch()
