"""Papers at the command line: in the terminal, as JSON, as files; faults told in one line."""

import asyncio
import json
import zipfile
from pathlib import Path

import pytest

from tests.bot.commands.story import Operator, store_in


async def two_actors(folder: Path) -> None:
    """A database with two actors of which nothing is told."""
    async with store_in(folder):
        pass


def test_a_network_without_links_says_for_how_many(operator: Operator) -> None:
    asyncio.run(two_actors(operator.folder))
    ended = operator.types("catalogue", "network")
    assert "Liens : 0 fiche renseignée sur 2" in ended.stdout
    found = json.loads(operator.types("catalogue", "network", "--json").stdout)
    assert (found["actors"], found["ties"]) == (["court", "ngo"], [])


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".xlsx", ".html", ".md"])
def test_a_paper_is_written_in_the_format_of_its_ending(operator: Operator, ending: str) -> None:
    file = operator.folder / f"reseau{ending}"
    ended = operator.types("catalogue", "network", "--to", str(file), "--lang", "ar")
    assert (ended.returncode, ended.stdout) == (0, "")
    content = file.read_bytes()
    if ending in (".docx", ".xlsx"):
        assert zipfile.is_zipfile(file)
    else:
        assert content.startswith({".pdf": b"%PDF", ".html": b"<!", ".md": b"<div dir"}[ending])


def test_an_unknown_ending_and_a_missing_folder_are_one_line(operator: Operator) -> None:
    ended = operator.types("catalogue", "network", "--to", str(operator.folder / "a.odt"))
    assert ended.returncode == 2
    assert ".odt" in ended.stderr
    ended = operator.types("catalogue", "network", "--to", str(operator.folder / "no" / "a.pdf"))
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1


def test_an_unknown_need_or_area_is_one_line(operator: Operator) -> None:
    for wrong in (("--need", "nothing"), ("--area", "Atlantis")):
        ended = operator.types("catalogue", "network", *wrong)
        assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)


def test_every_command_of_the_group_has_a_help_in_both_languages(operator: Operator) -> None:
    for lang in ("fr", "en"):
        assert "network" in operator.types("catalogue", "--help", lang=lang).stdout
