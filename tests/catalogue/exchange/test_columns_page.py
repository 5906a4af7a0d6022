"""The page of columns is what the table of fields says."""

from pathlib import Path

from tools.columns_table import page

ROOT = Path(__file__).parents[3]


def test_every_column_is_documented() -> None:
    assert (ROOT / "docs/columns.md").read_text(encoding="utf-8") == page()
