"""No file we write holds what a spreadsheet runs (promise P22)."""

import csv
import io
import random
import zipfile
from pathlib import Path

import pytest

from catalogue.exchange.formats import format_of
from catalogue.exchange.guarding import bare, guarded, literal, unmarked
from catalogue.exchange.report_file import write
from catalogue.record import Record

STRINGS = 10_000
RUN = tuple("=+-@\t\r\n＝＋－＠")
PAYLOADS = (
    '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1:A9)", "\t=1+1",
    "\r=1", "'=1", "''=1", "+212 5 00 00 00 00", "-6.35", "-", "'-", "＝1+1", "=\u202e1", "'",
)  # fmt: skip


def strings() -> list[str]:
    chance = random.Random(22)
    letters = "=+-@'\"\t\r,;|!()A1 é ع＝"
    made = ("".join(chance.choices(letters, k=chance.randint(1, 12))) for _ in range(STRINGS))
    return [*PAYLOADS, *made]


def runs(cell: str) -> bool:
    """What a spreadsheet would take for a formula; a negative number alone is a number."""
    plain = cell[1:].replace(".", "", 1).replace(",", "", 1).isdecimal()
    return cell.startswith(RUN) and not (cell.startswith("-") and plain)


def test_ten_thousand_strings_stand_in_a_csv_without_being_run_and_come_back() -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([guarded(text)] for text in strings())
    file.seek(0)
    cells = [row[0] for row in csv.reader(file)]
    assert [cell for cell in cells if runs(cell)] == []
    assert [bare(cell) for cell in cells] == strings()


def test_the_mark_that_empties_a_field_is_not_what_a_text_writes() -> None:
    assert literal("-") == "'-"
    for text in strings():
        assert literal(text) != "-"
        assert unmarked(literal(text)) == text


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_ten_thousand_strings_leave_in_an_export_as_texts(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"x{ending}"
    records = [
        Record({"id": f"A{n}", "name": {"fr": text}, "city": text})
        for n, text in enumerate(strings())
    ]
    format_of(path).write(records, path)
    assert_no_formula(path)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_report_quotes_a_formula_without_running_it(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"x{ending}"
    write(path, ["what"], [[text] for text in strings()])
    assert_no_formula(path)


def assert_no_formula(path: Path) -> None:
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            sheets = [name for name in archive.namelist() if "/worksheets/sheet" in name]
            assert sheets
            for name in sheets:
                held = archive.read(name)
                assert b"<f>" not in held
                assert b"<f " not in held
                assert b"<hyperlink" not in held
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [cell for row in csv.reader(file) for cell in row if runs(cell)] == []
