"""`tawjih catalogue report` and `synthetic`, as an operator types them."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.bot.commands.story import Operator, store_in, with_case


def test_the_study_is_written_and_its_annexes_beside_it(operator: Operator, tmp_path: Path) -> None:
    path = tmp_path / "etude.md"
    ended = operator.types("catalogue", "report", str(path), "--annexes", "--area", "Oriental")
    assert ended.returncode == 0, ended.stderr
    assert "Feuille de route" in path.read_text(encoding="utf-8")
    second = (tmp_path / "etude-annexes.md").read_text(encoding="utf-8")
    assert "Grille des acteurs" in second


def test_a_file_of_another_kind_is_refused_before_the_work(
    operator: Operator, tmp_path: Path
) -> None:
    ended = operator.types("catalogue", "report", str(tmp_path / "etude.odt"))
    assert ended.returncode == 2
    assert ".docx" in ended.stderr
    assert not list(tmp_path.glob("etude*"))


def test_the_invented_catalogue_comes_in_with_its_scores(
    operator: Operator, tmp_path: Path
) -> None:
    asyncio.run(empty(tmp_path))
    path = tmp_path / "inventes.csv"
    ended = operator.types("catalogue", "synthetic", str(path), "--count", "60", "--seed", "3")
    assert ended.returncode == 0, ended.stderr
    assert "60" in ended.stdout
    for name in (path, tmp_path / "inventes-evaluations.csv"):
        ended = operator.types("catalogue", "import", str(name))
        assert ended.returncode == 0, ended.stdout + ended.stderr


def test_the_invented_catalogue_stays_out_of_a_database_that_serves_people(
    operator: Operator, tmp_path: Path
) -> None:
    asyncio.run(with_one(tmp_path))
    path = tmp_path / "inventes.csv"
    assert operator.types("catalogue", "synthetic", str(path), "--count", "5").returncode == 0
    ended = operator.types("catalogue", "import", str(path))
    assert ended.returncode == 2
    assert "SYN-" in ended.stderr


async def empty(folder: Path) -> None:
    """A database in which nobody has been referred to anybody."""
    async with store_in(folder):
        pass


async def with_one(folder: Path) -> None:
    """A database in which a person was referred to a real actor."""
    async with store_in(folder) as store:
        await store.write(with_case)
