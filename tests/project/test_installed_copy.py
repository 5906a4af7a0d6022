"""An installed copy holds all the program needs: its modules, texts, pages, data and migrations."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.project.tracked import PRODUCT, name, tracked


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.Path:
    """The project built from its tracked files alone, without an index."""
    source = tmp_path_factory.mktemp("source")
    for path in tracked():
        target = source / name(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    command = [
        *(sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"),
        *("--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", str(source), "."),
    ]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (built,) = source.glob("tawjih-*.whl")
    return zipfile.Path(built)


def test_every_file_of_the_packages_is_in_it(wheel: zipfile.Path) -> None:
    wanted = {name(path) for path in tracked() if name(path).split("/")[0] in PRODUCT}
    assert sorted(wanted - _names(wheel)) == []


def test_tests_and_tools_are_not(wheel: zipfile.Path) -> None:
    folders = {Path(each).parts[0] for each in _names(wheel)}
    assert {each for each in folders if not each.endswith(".dist-info")} == set(PRODUCT)


def test_it_brings_the_command_and_the_licence(wheel: zipfile.Path) -> None:
    (metadata,) = (each for each in wheel.iterdir() if each.name.endswith(".dist-info"))
    assert "tawjih = bot.commands.root:main" in (metadata / "entry_points.txt").read_text()
    assert {each.name for each in (metadata / "licenses").iterdir()} == {"LICENSE", "NOTICE"}


def _names(wheel: zipfile.Path) -> set[str]:
    return {*wheel.root.namelist()}
