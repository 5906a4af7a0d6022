"""A paper's blocks refuse what no file could show."""

import pytest

from catalogue.papers.blocks import Column, Picture, Shaded, Table

COLUMNS = (Column("Région"), Column("Acteurs", "number"))


def test_a_row_has_a_cell_for_each_column() -> None:
    assert Table(COLUMNS, (("Oriental", 4),)).rows == (("Oriental", 4),)
    with pytest.raises(ValueError, match="2 columns"):
        Table(COLUMNS, (("Oriental",),))


def test_a_table_has_columns() -> None:
    with pytest.raises(ValueError, match="columns"):
        Table((), ())


@pytest.mark.parametrize("alt", ["", "  ", "\x00", "…"])
def test_a_picture_says_in_words_what_it_shows(alt: str) -> None:
    with pytest.raises(ValueError, match="words"):
        Picture(b"<svg/>", alt)


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_a_share_is_between_none_and_all(share: float) -> None:
    with pytest.raises(ValueError, match="share"):
        Shaded(3, share)
