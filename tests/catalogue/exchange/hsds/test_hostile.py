"""Broken and hostile files of HSDS and GeoJSON: a clear fault or refusal, never an exception."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.exchange import zip_guard
from catalogue.exchange.draft import Draft, FileRefused
from catalogue.exchange.formats import PUBLISHED, format_of
from catalogue.exchange.hsds.tables import EMBEDDED, NESTED, tables
from catalogue.labels import DOMAIN
from catalogue.record import Record
from locales.texts import has, text

ORG = b"id,name,description\no,Maison,Accueil\n"
FEW = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NAMES = sorted(
    {column.name for table in tables().values() for column in table.columns}
    | {name for nested in (*NESTED.values(), *EMBEDDED.values()) for name in nested}
    | {"attributes", "contents", "organizations", "services", "features", "type", "geometry"}
    | {"coordinates", "properties", "actor", "place"}
)
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.floats(allow_nan=False), st.text(),
    st.sampled_from(["FeatureCollection", "Feature", "Point", "physical", "WEEKLY", "urn:hcp:ma"]),
)  # fmt: skip
ANY_JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6)
    ),
    max_leaves=40,
)
LIKE_HSDS = st.fixed_dictionaries(
    {}, optional={"organizations": st.lists(ANY_JSON, max_size=3), "services": ANY_JSON}
)
LIKE_POINTS = st.fixed_dictionaries(
    {"type": st.just("FeatureCollection"), "features": st.lists(ANY_JSON, max_size=4)}
)


def told(found: Draft | FileRefused) -> list[str]:
    """The sentences of what is said about a file, which must be there for every code."""
    about = [found] if isinstance(found, FileRefused) else [*found.faults, *found.notices]
    assert all(has(DOMAIN, f"catalogue.fault.{each.code}", "ar") for each in about)
    return [text(DOMAIN, f"catalogue.fault.{each.code}", "fr", **each.values) for each in about]


def read(path: Path) -> Draft | FileRefused:
    try:
        return format_of(path).read(path)
    except FileRefused as refused:
        return refused


@given(data=ANY_JSON | LIKE_HSDS | LIKE_POINTS, ending=st.sampled_from([".json", ".geojson"]))
@FEW
def test_any_json_is_told_about_in_words(tmp_path: Path, data: Any, ending: str) -> None:
    path = tmp_path / f"x{ending}"
    path.write_bytes(orjson.dumps(data))
    told(read(path))


@given(
    name=st.sampled_from([table.path for table in tables().values()]),
    rows=st.text(max_size=200) | st.sampled_from(['id,name\n"', "id\n1,2,3\n", "id,id\n1,2\n"]),
)
@FEW
def test_any_table_is_told_about_in_words(tmp_path: Path, name: str, rows: str) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, rows.encode("utf-8", "surrogatepass"))
        if name != "organizations.csv":
            archive.writestr("organizations.csv", ORG)
    told(read(path))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"not json", "hsds_not_json"),
        (b'{"organizations": [', "hsds_not_json"),
        (b"[" * 100_000 + b"]" * 100_000, "hsds_not_json"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "hsds_not_json"),
        (b"[1e999]", "hsds_not_json"),
        (b"{}\x00", "nul_bytes"),
        (b"%PDF-1.4", "not_a_table"),
        (b"PK\x03\x04", "not_a_table"),
        (b"12", "hsds_no_organizations"),
        (b"{}", None),
        (b"[]", "hsds_no_organizations"),
    ],
)
def test_what_is_no_hsds_is_refused_with_its_own_line(
    content: bytes, code: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    found = read(path)
    assert told(found)
    assert code is None or (isinstance(found, FileRefused) and found.code == code)


def test_wrong_shapes_are_faults_with_their_row_and_column(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    data = {
        "organizations": [{"id": "o", "name": ["Maison"], "description": "d", "phones": "12"}, 7]
    }
    path.write_text(json.dumps(data), encoding="utf-8")
    found = read(path)
    assert isinstance(found, Draft)
    places = [(fault.sheet, fault.row, fault.column, fault.code) for fault in found.faults]
    assert ("organization", 1, "name", "hsds_wrong_type") in places
    assert ("organization", 1, "phones", "hsds_not_a_list") in places
    assert any(code == "hsds_not_an_object" for *_, code in places)


def package(folder: Path, *entries: tuple[str, bytes]) -> Path:
    path = folder / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return path


def test_traps_in_an_archive_are_refused(tmp_path: Path) -> None:
    bomb = package(tmp_path, ("organizations.csv", ORG + b"0" * 80_000_000))
    assert isinstance(found := read(bomb), FileRefused)
    assert found.code == "zip_bomb"
    many = package(tmp_path, *((f"{n}.txt", b"") for n in range(zip_guard.MOST_ENTRIES + 1)))
    assert isinstance(found := read(many), FileRefused)
    assert found.code == "too_many_entries"
    twice = package(tmp_path, ("organizations.csv", ORG), ("a/organizations.csv", ORG))
    assert isinstance(found := read(twice), FileRefused)
    assert found.code == "hsds_not_a_package"
    other = package(tmp_path, ("readme.txt", b"hello"))
    assert isinstance(found := read(other), FileRefused)
    assert found.code == "hsds_not_a_package"


def test_a_formula_in_a_table_is_a_fault(tmp_path: Path) -> None:
    path = package(tmp_path, ("organizations.csv", b"id,name,description\no,=1+1,x\n"))
    found = read(path)
    assert isinstance(found, Draft)
    assert ("organization", 1, "name", "formula") in [
        (fault.sheet, fault.row, fault.column, fault.code) for fault in found.faults
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝"])
def test_no_cell_of_a_package_can_be_run(start: str, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    phone = {"kind": "phone", "value": f"{start}cmd|x"}
    record = Record({"id": "A", "name": {"fr": f"{start}HYPERLINK(1)"}}, {"contact": (phone,)})
    format_of(path).write([record], path)
    with zipfile.ZipFile(path) as archive:
        tabular = [archive.read(name).decode() for name in archive.namelist() if "csv" in name]
    cells = [
        cell.strip('"')
        for rows in tabular
        for line in rows.splitlines()
        for cell in line.split(",")
    ]
    assert [cell for cell in cells if cell.startswith(tuple("=+@＝"))] == []


@pytest.mark.parametrize("ending", PUBLISHED)
def test_a_directory_and_a_missing_file_are_refused(ending: str, tmp_path: Path) -> None:
    (tmp_path / f"d{ending}").mkdir()
    assert isinstance(read(tmp_path / f"d{ending}"), FileRefused)
    assert isinstance(read(tmp_path / f"none{ending}"), FileRefused)
