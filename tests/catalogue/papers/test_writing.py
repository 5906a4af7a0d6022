"""A paper becomes a file of five kinds: whole, the same each time, with every word in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from catalogue.papers.blocks import Paper
from catalogue.papers.writing import ENDINGS, UnknownEnding, made, write
from locales import texts
from tests.catalogue.papers.examples import BOTH, FRENCH, made_up, texts_of
from tests.catalogue.papers.pdf_reader import pdf_pages
from tests.catalogue.papers.readers import docx_words, html_words, xlsx_words

READERS: dict[str, Callable[[bytes], str]] = {
    ".html": html_words,
    ".md": lambda file: file.decode().replace("\\", ""),
    ".docx": docx_words,
    ".xlsx": xlsx_words,
}


def synthetic(paper: Paper) -> str:
    return texts.text("staff", "staff.paper.synthetic", paper.language)


@pytest.mark.parametrize("paper", BOTH, ids=["fr", "ar"])
@pytest.mark.parametrize("ending", READERS)
def test_every_word_of_a_paper_is_in_its_file(ending: str, paper: Paper) -> None:
    said = READERS[ending](made(paper, ending))
    hidden = {"Deux barres : 300 et 120", "شريطان: 300 و120"} if ending == ".xlsx" else set()
    assert [text for text in texts_of(paper) if text not in said and text not in hidden] == []


def test_every_word_of_a_french_paper_is_on_the_pages_of_its_pdf() -> None:
    said = "".join(pdf_pages(made(FRENCH, ".pdf")))
    shown = [text for text in texts_of(FRENCH) if text != "Deux barres : 300 et 120"]
    assert [text for text in shown if "".join(text.split()) not in said] == []


@pytest.mark.parametrize("ending", [".html", ".md", ".docx", ".pdf"])
def test_numbers_are_written_as_morocco_writes_them(ending: str) -> None:
    file = made(FRENCH, ending)
    said = "".join(pdf_pages(file)) if ending == ".pdf" else READERS[ending](file)
    bare = "".join(said.replace("\u202f", "").split())
    assert all(each in bare for each in ("1204", "12,25", "0,5"))


@pytest.mark.parametrize("paper", BOTH, ids=["fr", "ar"])
@pytest.mark.parametrize("ending", READERS)
def test_a_made_up_paper_says_so_and_another_does_not(ending: str, paper: Paper) -> None:
    assert synthetic(paper) in READERS[ending](made(made_up(paper), ending))
    assert synthetic(paper) not in READERS[ending](made(paper, ending))


@pytest.mark.parametrize("paper", BOTH, ids=["fr", "ar"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_paper_gives_the_same_bytes(ending: str, paper: Paper) -> None:
    assert made(made_up(paper), ending) == made(made_up(paper), ending)


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_no_part_of_a_file_tells_the_hour_of_its_making(ending: str) -> None:
    parts = zipfile.ZipFile(io.BytesIO(made(FRENCH, ending))).infolist()
    assert {part.date_time[0] for part in parts} == {1980}


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_paper_of_nothing_is_a_file_all_the_same(ending: str) -> None:
    assert made(Paper("Vide", "fr", (), contents=True, cover=True), ending)


def test_an_ending_that_nobody_writes_is_refused_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnknownEnding, match=r"\.odt"):
        write(FRENCH, tmp_path / "etude.odt")
    assert list(tmp_path.iterdir()) == []


def test_an_ending_in_capitals_is_the_same_ending(tmp_path: Path) -> None:
    write(FRENCH, tmp_path / "ETUDE.MD")
    assert (tmp_path / "ETUDE.MD").read_bytes() == made(FRENCH, ".md")


def test_a_paper_that_cannot_be_made_leaves_the_old_file_alone(tmp_path: Path) -> None:
    target = tmp_path / "etude.pdf"
    write(FRENCH, target)
    before = target.read_bytes()
    broken = replace(FRENCH.blocks[7], image=b"<svg")  # type: ignore[type-var]
    with pytest.raises(Exception, match=r"(?i)svg|image"):
        write(replace(FRENCH, blocks=(broken,)), target)
    assert target.read_bytes() == before
    assert list(tmp_path.iterdir()) == [target]
