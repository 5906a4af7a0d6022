"""Files that are broken, something else, or made to harm: each is refused with its own line."""

from __future__ import annotations

import os
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue.exchange import assembling, zip_guard
from catalogue.exchange.draft import FileRefused
from catalogue.exchange.file_guard import LARGEST
from catalogue.exchange.plan import planned
from catalogue.labels import DOMAIN
from locales.texts import text
from tests.catalogue.exchange.files import codes, read, read_text, text_file, with_entry, workbook

MOST_MEMORY = 200 * 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"
HEAD = (
    b'<?xml version="1.0"?>%s<worksheet '
    b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
TAIL = b"</sheetData></worksheet>"


def raw(ending: str, content: bytes) -> Callable[[Path], Path]:
    def made(folder: Path) -> Path:
        path = folder / f"x{ending}"
        path.write_bytes(content)
        return path

    return made


def plain_book(folder: Path) -> Path:
    return workbook(folder / "x.xlsx", {"Acteurs": [["id", "name_fr"], ["A-1", "Exemple"]]})


def book_with(name: str, content: bytes, *, packed: bool = True) -> Callable[[Path], Path]:
    return lambda folder: with_entry(plain_book(folder), name, content, packed=packed)


def sheet_of(rows: bytes, before: bytes = b"") -> Callable[[Path], Path]:
    return book_with(SHEET, HEAD % before + rows + TAIL)


def many_entries(folder: Path) -> Path:
    path = plain_book(folder)
    with zipfile.ZipFile(path, "a") as archive:
        for n in range(zip_guard.MOST_ENTRIES):
            archive.writestr(f"xl/media/{n}.txt", b"")
    return path


def lying_directory(folder: Path) -> Path:
    """A bomb whose directory says that it is small."""
    path = book_with(SHEET, HEAD % b"" + b" " * 60_000_000 + TAIL)(folder)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        true_size = struct.pack("<L", archive.getinfo(SHEET).file_size)
    for at in range(len(content)):
        if content[at : at + 4] == true_size:
            content[at : at + 4] = struct.pack("<L", 1000)
    path.write_bytes(bytes(content))
    return path


def sparse(folder: Path) -> Path:
    path = folder / "x.csv"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    return path


def directory(folder: Path) -> Path:
    path = folder / "x.csv"
    path.mkdir()
    return path


def truncated(folder: Path) -> Path:
    path = plain_book(folder)
    path.write_bytes(path.read_bytes()[:-700])
    return path


def pipe(folder: Path) -> Path:
    path = folder / "x.csv"
    os.mkfifo(path)
    return path


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
CELL = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'
LONG_ROW = b'<row r="1">' + b"<c/>" * (zip_guard.LONGEST_ROW // 4 + 1000) + b"</row>"

HOSTILE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "an empty file": (raw(".csv", b""), "empty"),
    "an empty workbook": (raw(".xlsx", b""), "empty"),
    "a mark of UTF-8 alone": (raw(".csv", b"\xef\xbb\xbf"), "nothing_in_it"),
    "blank lines": (raw(".csv", b"\n\n ,,\n"), "nothing_in_it"),
    "a header alone": (raw(".csv", b"id,name_fr\n"), "nothing_in_it"),
    "a directory": (directory, "directory"),
    "no file": (lambda folder: folder / "nothing.csv", "no_file"),
    "a name of no file": (lambda folder: folder / ("x" * 300 + ".csv"), "not_opened"),
    "a pipe": (pipe, "not_opened"),
    "over 50 MB": (sparse, "too_large"),
    "a PDF called workbook": (raw(".xlsx", b"%PDF-1.7\n..."), "not_a_table"),
    "a PDF called CSV": (raw(".csv", b"%PDF-1.7\n..."), "not_a_table"),
    "a picture": (raw(".xlsx", b"\x89PNG\r\n\x1a\n...."), "not_a_table"),
    "a photograph": (raw(".csv", b"\xff\xd8\xff\xe0..."), "not_a_table"),
    "a program": (raw(".csv", b"\x7fELF\x02\x01"), "not_a_table"),
    "a database": (raw(".csv", b"SQLite format 3\0"), "not_a_table"),
    "a workbook called CSV": (
        lambda folder: plain_book(folder).rename(folder / "y.csv"), "not_a_table"),
    "a CSV called workbook": (raw(".xlsx", b"id,name_fr\nA,B\n"), "not_a_table"),
    "NUL bytes": (raw(".csv", b"id,name_fr\nA\0,B\n"), "nul_bytes"),
    "NUL letters in UTF-16": (
        raw(".csv", "\ufeffid,name_fr\nA\0,B".encode("utf-16-le")), "nul_bytes"),
    "half a UTF-16 letter": (raw(".csv", b"\xff\xfei\0d\0,"), "not_text"),
    "bytes of no encoding": (raw(".csv", b"id,name_fr\nA,\x81\x8d\xff\n"), "not_text"),
    "a quote that never ends": (raw(".csv", b'id,name_fr\nA,"B\n'), "broken_row"),
    "a cell of a megabyte": (raw(".csv", b"id,name_fr\nA," + b"b" * 1_000_000), "broken_row"),
    "ten thousand columns": (raw(".csv", b"id" + b",x" * 10_000 + b"\nA\n"), "too_many_columns"),
    "an old workbook": (raw(".xlsx", OLE + b"Workbook" * 100), "old_format"),
    "an encrypted workbook": (
        raw(".xlsx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")), "encrypted"),
    "the ending of an old workbook": (raw(".xls", OLE), "old_format"),
    "the ending of OpenDocument": (raw(".ods", b"PK\x03\x04"), "old_format"),
    "OpenDocument called workbook": (
        book_with("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), "old_format"),
    "the ending of a workbook with macros": (raw(".xlsm", b"PK\x03\x04"), "macros"),
    "macros": (book_with("xl/vbaProject.bin", b"..."), "macros"),
    "macros of a sheet": (book_with("xl/macrosheets/sheet1.xml", b"<x/>"), "macros"),
    "links to other files": (
        book_with("xl/externalLinks/externalLink1.xml", b"<x/>"), "external_links"),
    "a text of another program": (raw(".docx", b"PK\x03\x04"), "unknown_ending"),
    "any archive": (book_with("xl/workbook.xml", b"<x/>"), "nothing_in_it"),
    "a bomb": (sheet_of(b" " * 60_000_000), "zip_bomb"),
    "a bomb that lies": (lying_directory, "zip_bomb|broken_archive"),
    "texts of 9 MB where none belong": (
        book_with("xl/styles.xml", os.urandom(9_000_000).hex().encode()), "unpacks_too_large"),
    "a thousand entries": (many_entries, "too_many_entries"),
    "entities that grow": (sheet_of(CELL, LAUGHS), "xml_entities"),
    "an entity from outside": (sheet_of(CELL, OUTSIDE), "xml_entities"),
    "an entity in UTF-16": (
        book_with("docProps/app.xml", LAUGHS.decode().encode("utf-16")), "xml_entities"),
    "a row without end": (
        book_with(SHEET, HEAD % b"" + LONG_ROW + TAIL, packed=False), "row_too_long"),
    "half an archive": (truncated, "broken_archive"),
    "a sheet that is no XML": (book_with(SHEET, b"id,name"), "broken_workbook"),
    "a sheet without rows": (sheet_of(b""), "nothing_in_it"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_with_its_line(name: str, tmp_path: Path) -> None:
    make, code = HOSTILE[name]
    with pytest.raises(FileRefused) as refused:
        read(make(tmp_path))
    assert refused.value.code in code.split("|")
    line = text(DOMAIN, f"catalogue.fault.{refused.value.code}", "fr", **refused.value.values)
    assert line.strip()
    assert "\n" not in line


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 30


@pytest.mark.parametrize("name", ["a bomb", "a bomb that lies", "a row without end", "over 50 MB"])
def test_refusing_takes_little_memory(name: str, tmp_path: Path) -> None:
    path = HOSTILE[name][0](tmp_path)
    tracemalloc.start()
    with pytest.raises(FileRefused):
        read(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MOST_MEMORY


def test_a_sheet_that_claims_a_million_empty_rows_is_read_to_its_end(tmp_path: Path) -> None:
    cell = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%b</t></is></c></row>'
    rows = b'<dimension ref="A1:XFD1048576"/>' + cell % (1, 1, b"id") + cell % (2, 2, b"A-1")
    path = sheet_of(rows + cell % (10**9, 1048576, b"B-1"))(tmp_path)
    assert [told.id for told in read(path).told] == ["A-1"]


@pytest.mark.slow
def test_too_many_rows_are_refused_while_they_are_read(tmp_path: Path) -> None:
    rows = "".join(f"A{n},B\n" for n in range(assembling.MOST_ROWS + 1))
    with pytest.raises(FileRefused) as refused:
        read(text_file(tmp_path / "x.csv", f"id,name_fr\n{rows}"))
    assert refused.value.code == "too_many_rows"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = text_file(tmp_path / "x.csv", "id\nA\n")
    path.chmod(0)
    with pytest.raises(FileRefused) as refused:
        read(path)
    assert refused.value.code == "no_permission"


def test_a_formula_of_a_workbook_is_a_fault_of_its_cell(tmp_path: Path) -> None:
    rows = [["id", "name_fr", "city"], ["A-1", "=1+1", "Rabat"], ["A-2", "B", "=A1"]]
    draft = read(workbook(tmp_path / "x.xlsx", {"Acteurs": rows}))
    assert codes(draft) == [(2, "name_fr", "formula"), (3, "city", "formula")]


def test_a_formula_hides_no_other_fault_and_its_actor_is_named(tmp_path: Path) -> None:
    text = "part,id,name_fr,founded,to,as,need\n,A,=1+1,an deux,,,\nlink,B,,,A,partner,\n"
    draft = read_text(tmp_path, text + ",B,Autre,,,,\nservice,A,,,,,=1\n")
    found = planned(draft, {})
    told = [(each.row, each.column, each.code) for each in found.faults]
    assert told == [
        (2, "name_fr", "formula"),
        (2, "founded", "not_a_number"),
        (5, "need", "formula"),
    ]
    assert found.notices == ()


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(1)", '"\t=1"', "＝1"])
def test_what_a_spreadsheet_would_run_is_a_fault_in_a_csv(cell: str, tmp_path: Path) -> None:
    assert codes(read_text(tmp_path, f"id,city\nA,{cell}\n")) == [(2, "city", "formula")]


@pytest.mark.parametrize("cell", ["+212 5 00 00 00 00", "-3", "'=1+1", "- tiret"])
def test_a_number_of_a_telephone_and_a_dash_are_none(cell: str, tmp_path: Path) -> None:
    draft = read_text(tmp_path, f"id,city\nA,{cell}\n")
    assert draft.faults == ()
    assert draft.told[0].values["city"] == cell.removeprefix("'")


def test_a_cell_over_ten_thousand_letters_is_a_fault(tmp_path: Path) -> None:
    draft = read_text(tmp_path, f"id,note\nA,{'b' * 10_001}\n")
    assert codes(draft) == [(2, "note", "cell_too_long")]


def test_thousands_of_faults_are_counted_and_not_all_kept(tmp_path: Path) -> None:
    draft = read_text(tmp_path, "id,category\n" + "".join(f"A{n},zzz\n" for n in range(3_000)))
    assert len(draft.faults) == 1_001
    assert (draft.faults[-1].code, draft.faults[-1].values["n"]) == ("more_faults", 2_000)
