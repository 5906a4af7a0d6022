"""docs/hsds.md says what the mapping does, for every field of the schema."""

from __future__ import annotations

from pathlib import Path

from catalogue.exchange.hsds.mapping import placed
from catalogue.exchange.hsds.tables import tables
from catalogue.schema import FIELDS
from tests.catalogue.exchange.hsds.models import TABLES
from tools.hsds_page import page

DOCS = Path(__file__).parents[4] / "docs"


def test_the_page_is_made_of_the_mapping() -> None:
    assert (DOCS / "hsds.md").read_text(encoding="utf-8") == page(), "make docs"


def test_every_field_has_its_place_and_hidden_ones_have_none() -> None:
    assert [each.field for each in placed()] == list(FIELDS)
    assert {each.field.name for each in placed() if each.how == "never"} == {"hidden_services"}


def test_the_places_are_columns_that_hsds_has() -> None:
    known = {
        f"{table.name}.{column.name}" for table in tables().values() for column in table.columns
    }
    told = {
        name
        for each in placed()
        for name in each.where.replace(",", " ").split()
        if "." in name and each.how in ("exact", "shown")
    }
    assert told <= known


def test_the_tables_are_those_of_the_specification() -> None:
    for name, (path, model) in TABLES.items():
        table = tables()[name]
        own = {column.name for column in table.columns}
        assert (table.path, own - set(model.model_fields)) == (path, set())
        required = {each for each, field in model.model_fields.items() if field.is_required()}
        assert {column.name for column in table.columns if column.required} == required
    assert tables().keys() == TABLES.keys()
