"""`make setup` and its neighbours: one clear line for a wrong Python, quick where all is ready."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.project.tracked import ROOT, text

# A stand-in for an interpreter: it says its version and keeps a note of what pip was asked.
PYTHON = """\
#!/bin/sh
case "$1 $2" in
"-c import sys;"*) echo {version} ;;
"-c import ensurepip"*) exit 0 ;;
"-m venv") mkdir -p "$4/bin" && cp "$0" "$4/bin/python" ;;
"-m pip") echo "$@" >>"{notes}" ;;
*) exit 64 ;;
esac
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with what setup reads, and nothing installed."""
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools/setup.sh", tmp_path / "tools")
    for name in ("requirements-dev.lock", "pyproject.toml"):
        (tmp_path / name).write_text(f"# {name}\n")
    return tmp_path


def interpreter(folder: Path, version: str) -> Path:
    path = folder / f"python-{version}"
    path.write_text(PYTHON.format(version=version, notes=folder / "notes"))
    path.chmod(0o755)
    return path


def setup(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), **settings}
    command = [str(folder / "tools/setup.sh")]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def asked_of_pip(folder: Path) -> list[str]:
    notes = folder / "notes"
    lines = notes.read_text().splitlines() if notes.exists() else []
    return [line for line in lines if " install " in line]


@pytest.mark.parametrize("version", ["2.7", "3.10", "3.14", "4.0"])
def test_another_python_is_refused_in_one_line(checkout: Path, version: str) -> None:
    done = setup(checkout, PYTHON=str(interpreter(checkout, version)))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert f"is Python {version}; 3.11, 3.12 or 3.13 is needed" in done.stderr
    assert not (checkout / ".venv").exists()


def test_no_python_at_all_is_one_line_too(checkout: Path) -> None:
    tools = checkout / "path"
    tools.mkdir()
    for name in ("dirname", "sh", "cat"):
        (tools / name).symlink_to(shutil.which(name) or name)
    done = setup(checkout, PATH=str(tools))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "Python 3.11, 3.12 or 3.13 is needed" in done.stderr


def test_an_inactive_version_of_a_version_manager_is_passed_over(checkout: Path) -> None:
    path = checkout / "path"
    path.mkdir()
    (path / "python3.13").write_text("#!/bin/sh\necho not active >&2; exit 127\n")
    (path / "python3.13").chmod(0o755)
    interpreter(checkout, "3.12").rename(path / "python3.12")
    done = setup(checkout, PATH=f"{path}:{os.environ['PATH']}")
    assert done.returncode == 0, done.stderr
    assert "3.12" in (checkout / ".venv/.tawjih-ready").read_text()


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_setup_installs_the_lock_with_its_hashes_then_the_project(
    checkout: Path, version: str
) -> None:
    done = setup(checkout, PYTHON=str(interpreter(checkout, version)))
    assert done.returncode == 0, done.stderr
    lock, project = asked_of_pip(checkout)
    assert "--require-hashes --requirement requirements-dev.lock" in lock
    assert "--no-deps --no-build-isolation --no-index --editable ." in project


def test_a_second_setup_does_nothing_until_the_lock_changes(checkout: Path) -> None:
    python = str(interpreter(checkout, "3.11"))
    setup(checkout, PYTHON=python)
    again = setup(checkout, PYTHON=python)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert len(asked_of_pip(checkout)) == 2
    (checkout / "requirements-dev.lock").write_text("# newer\n")
    setup(checkout, PYTHON=python)
    assert len(asked_of_pip(checkout)) == 4


def test_a_venv_made_by_hand_is_kept_and_completed(checkout: Path) -> None:
    kept = checkout / ".venv/bin"
    kept.mkdir(parents=True)
    interpreter(checkout, "3.13").rename(kept / "python")
    (kept / "mine").touch()
    assert setup(checkout).returncode == 0
    assert (kept / "mine").exists()
    assert len(asked_of_pip(checkout)) == 2


def test_a_venv_of_another_python_is_named_and_left_alone(checkout: Path) -> None:
    kept = checkout / ".venv/bin"
    kept.mkdir(parents=True)
    interpreter(checkout, "3.10").rename(kept / "python")
    done = setup(checkout)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "tawjih: .venv holds Python 3.10; 3.11, 3.12 or 3.13 is needed: remove .venv and try again."
    ]
    assert (kept / "python").exists()


def test_make_alone_says_what_there_is_to_type() -> None:
    done = subprocess.run(["make", "-C", str(ROOT)], capture_output=True, text=True, check=True)
    for target in ("setup", "demo", "test", "check", "lock", "licences", "bench"):
        assert f"make {target} " in done.stdout


def test_the_build_machine_calls_what_everybody_calls() -> None:
    script = text(ROOT / ".ci/run")
    assert os.access(ROOT / ".ci/run", os.X_OK)
    assert [line for line in script.splitlines() if line.startswith("make ")] == [
        "make setup",
        "make check",
        "make test",
    ]
