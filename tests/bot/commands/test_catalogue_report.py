"""`tawjih catalogue report` and `synthetic`, as an operator types them."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    "line",
    ["ngo,Association Exemple,Fès\n", "part,id,kind,value\ncontact,ngo,web,https://a.example\n"],
)
def test_invented_actors_stay_out_of_a_database_whose_records_are_worked_on(
    line: str, operator: Operator, tmp_path: Path
) -> None:
    asyncio.run(empty(tmp_path))
    real, path = tmp_path / "reels.csv", tmp_path / "inventes.csv"
    real.write_text(line if "part" in line else "id,name_fr,city\n" + line, encoding="utf-8")
    assert operator.types("catalogue", "import", str(real)).returncode == 0
    operator.types("catalogue", "synthetic", str(path), "--count", "5")
    ended = operator.types("catalogue", "import", str(path))
    assert (ended.returncode, "TAWJIH_DATABASE_URL" in ended.stderr) == (2, True)


def test_invented_actors_are_taken_out_and_real_ones_come_in_again(
    operator: Operator, tmp_path: Path
) -> None:
    asyncio.run(empty(tmp_path))
    path, real = tmp_path / "inventes.csv", tmp_path / "reels.csv"
    operator.types("catalogue", "synthetic", str(path), "--count", "20", "--seed", "3")
    for name in (path, tmp_path / "inventes-evaluations.csv"):
        assert operator.types("catalogue", "import", str(name)).returncode == 0
    real.write_text("id,name_fr,city\nngo,Association Exemple,Fès\n", encoding="utf-8")
    refused = operator.types("catalogue", "import", str(real))
    assert "--remove" in refused.stderr
    ended = operator.types("catalogue", "synthetic", "--remove")
    assert (ended.returncode, "20" in ended.stdout) == (0, True), ended.stderr
    listed = operator.types("catalogue", "list", "--json").stdout
    assert ("SYN-" in listed, "ngo" in listed) == (False, True)
    assert operator.types("catalogue", "import", str(real)).returncode == 0


def test_without_a_file_to_be_written_the_command_says_so(operator: Operator) -> None:
    ended = operator.types("catalogue", "synthetic")
    assert (ended.returncode, "--remove" in ended.stderr) == (2, True)


async def empty(folder: Path) -> None:
    """A database in which nobody has been referred to anybody."""
    async with store_in(folder):
        pass


async def with_one(folder: Path) -> None:
    """A database in which a person was referred to a real actor."""
    async with store_in(folder) as store:
        await store.write(with_case)
