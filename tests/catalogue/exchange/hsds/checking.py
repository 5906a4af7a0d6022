"""Whether a file is HSDS 3.1, by the models; no test stands here."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from catalogue.exchange.guarding import bare
from tests.catalogue.exchange.hsds.models import (
    TABLES,
    TABULAR_REQUIRED,
    Organization,
    Service,
)

Rows = dict[str, list[dict[str, str]]]


def check_json(path: Path) -> dict[str, Any]:
    """The file's data, every organization and service of it looked at."""
    data: dict[str, Any] = json.loads(path.read_bytes())
    for each in data["organizations"]:
        Organization.model_validate(each)
    for each in data["services"]:
        Service.model_validate(each)
    return data


def check_package(path: Path) -> Rows:
    """The rows by table: each looked at, every id once, everything pointed to there."""
    with zipfile.ZipFile(path) as archive:
        described = json.loads(archive.read("datapackage.json"))
        rows = {
            table: list(csv.DictReader(io.StringIO(archive.read(file).decode())))
            for table, (file, _) in TABLES.items()
        }
        assert set(archive.namelist()) == {"datapackage.json", *(f for f, _ in TABLES.values())}
    _check_descriptor(described)
    for table, found in rows.items():
        for row in found:
            _check_row(table, row)
    _check_pointing(described, rows)
    return rows


def _check_descriptor(described: dict[str, Any]) -> None:
    assert described["profile"] == "tabular-data-package"
    resources = {each["name"]: each for each in described["resources"]}
    assert {name: each["path"] for name, each in resources.items()} == {
        table: file for table, (file, _) in TABLES.items()
    }
    for table, (_, model) in TABLES.items():
        for field in resources[table]["schema"]["fields"]:
            known = model.model_fields[field["name"]]
            needed = known.is_required() or field["name"] in TABULAR_REQUIRED.get(table, ())
            assert field["constraints"]["required"] is needed, (table, field["name"])


def _check_row(table: str, row: dict[str, str]) -> None:
    model = TABLES[table][1]
    cells = {name: _typed(model, name, cell) for name, cell in row.items() if cell}
    model.model_validate(cells)
    for column in TABULAR_REQUIRED.get(table, ()):
        assert cells.get(column), (table, column)


def _typed(model: Any, name: str, cell: str) -> Any:
    """A cell as the column's type: a CSV holds text alone."""
    numeric = "float" in str(model.model_fields[name].annotation)
    return float(cell) if numeric else bare(cell)


def _check_pointing(described: dict[str, Any], rows: Rows) -> None:
    ids = {table: [row["id"] for row in found] for table, found in rows.items()}
    for table, known in ids.items():
        assert len(set(known)) == len(known), table
    for each in described["resources"]:
        for key in each["schema"].get("foreignKeys", ()):
            to = set(ids[key["reference"]["resource"]])
            told = {row[key["fields"]] for row in rows[each["name"]]} - {""}
            if key["fields"] != "parent_organization_id":
                assert told <= to, (each["name"], key)
    for row in rows["attribute"]:
        assert row["link_id"] in ids[row["link_entity"]]
