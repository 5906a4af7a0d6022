"""What we write in HSDS is HSDS, and comes back as it was, in each language and in both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.exchange.draft import Draft
from catalogue.exchange.hsds import json_file, package_file
from catalogue.exchange.merging import merged
from catalogue.exchange.plan import planned
from catalogue.exchange.seen_by import seen_by
from catalogue.mapping.material import SYNTHETIC
from catalogue.needs import CONFIDENTIAL
from catalogue.record import Change, Record, Row, changes
from catalogue.schema import SPOKEN
from catalogue.starter import starter_records
from catalogue.synthetic.records import synthetic_records
from tests.catalogue.exchange.hsds.checking import check_json, check_package
from tests.catalogue.records import RECORDS

FORMS: dict[str, tuple[Any, Callable[[Path], Any]]] = {
    ".json": (json_file, check_json),
    ".zip": (package_file, check_package),
}
every_form = pytest.mark.parametrize("ending", FORMS)
FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def exchanged(records: Sequence[Record], path: Path, reader: str, *langs: str) -> dict[str, Record]:
    """The records as they are after each language was written, and read into what was there."""
    module, check = FORMS[path.suffix]
    known: dict[str, Record] = {}
    if not seen_by(reader, records):  # type: ignore[arg-type]
        return known
    for lang in langs:
        module.write(records, path, lang=lang, reader=reader)
        check(path)
        draft: Draft = module.read(path)
        told = {notice.code for notice in draft.notices}
        assert (draft.faults, told - {"hsds_confidential"}) == ((), set())
        known = {told.id: merged(known.get(told.id), told) for told in draft.told}
    return known


def promised(reader: str, records: Sequence[Record]) -> list[Record]:
    """What comes back: all that the reader sees but the needs that the file does not name."""
    return [without_unnamed(each) for each in seen_by(reader, records)]  # type: ignore[arg-type]


def without_unnamed(record: Record) -> Record:
    """The record without the neutral code of sensitive needs."""
    parts = {part: tuple(map(named_needs, rows)) for part, rows in record.parts.items()}
    return Record(named_needs(record.values), parts)


def named_needs(row: Row) -> Row:
    named = {
        name: tuple(each for each in value if each != CONFIDENTIAL) if name == "needs" else value
        for name, value in row.items()
        if value != CONFIDENTIAL
    }  # type: ignore[union-attr]
    return {name: value for name, value in named.items() if value != ()}


def without_links(record: Record) -> Record:
    """The record linked to itself alone: the public is told of no actor outside the file."""
    links = tuple({**row, "to": record.id} for row in record.rows("link"))
    parts = {**record.parts, "link": links[:1]} if links else record.parts
    return Record(record.values, parts)


@every_form
@given(record=RECORDS.map(without_links), reader=st.sampled_from(["public", "staff"]))
@FEW
def test_both_languages_bring_a_record_back_as_it_was(
    tmp_path: Path, ending: str, record: Record, reader: str
) -> None:
    expected = promised(reader, [record])
    found = exchanged([record], tmp_path / f"a{ending}", reader, *SPOKEN)
    assert [each.id for each in expected] == list(found)
    for each in expected:
        assert changes(each, found[each.id]) == ()


@every_form
def test_the_starter_catalogue_comes_back(tmp_path: Path, ending: str) -> None:
    expected = promised("public", starter_records())
    found = exchanged(starter_records(), tmp_path / f"a{ending}", "public", *SPOKEN)
    assert [changes(each, found[each.id]) for each in expected] == [()] * len(expected)


@every_form
@given(record=RECORDS.map(without_links), reader=st.sampled_from(["public", "staff"]))
@FEW
def test_our_own_file_changes_nothing_in_the_record_it_was_made_from(
    tmp_path: Path, ending: str, record: Record, reader: str
) -> None:
    module, path = FORMS[ending][0], tmp_path / f"a{ending}"
    if seen_by(reader, [record]):  # type: ignore[arg-type]
        for lang in SPOKEN:
            module.write([record], path, lang=lang, reader=reader)
            assert found_changes([record], module.read(path)) == []


@every_form
@pytest.mark.parametrize("lang", SPOKEN)
@pytest.mark.parametrize("reader", ["public", "staff"])
def test_our_own_file_changes_nothing_in_the_starter_catalogue(
    tmp_path: Path, ending: str, lang: str, reader: str
) -> None:
    module, path = FORMS[ending][0], tmp_path / f"a{ending}"
    module.write(starter_records(), path, lang=lang, reader=reader)
    assert found_changes(starter_records(), module.read(path)) == []


MADE_UP = {"bad_email", "self_link", "ages_crossed", "ends_before"}
"""What an import rightly refuses in records that chance made up: any word as an e-mail."""


def found_changes(records: Sequence[Record], draft: Draft) -> list[Change]:
    """All that an import would change in what is known."""
    known = {each.id: each for each in records}
    found = planned(draft, known)
    assert (found.new, {each.code for each in found.faults} - MADE_UP) == ((), set())
    return [change for each in found.changed for change in (*each.changes, *each.held)]


@every_form
def test_what_was_read_is_written_as_it_was(tmp_path: Path, ending: str) -> None:
    module, check = FORMS[ending]
    path, again = tmp_path / f"a{ending}", tmp_path / f"b{ending}"
    module.write(starter_records(), path, reader="staff")
    told = module.read(path).told
    module.write([merged(None, each) for each in told], again, reader="staff")
    assert check(path) == check(again)


@every_form
def test_the_second_language_adds_to_the_first_and_takes_nothing(
    tmp_path: Path, ending: str
) -> None:
    service = {
        "need": "employment",
        "name": {"fr": "Bilan", "ar": "تقييم"},
        "description": {"fr": "Deux heures", "ar": "ساعتان"},
    }
    record = Record({"id": "A", "name": {"fr": "Un", "ar": "واحد"}}, {"service": (service,)})
    french = exchanged([record], tmp_path / f"a{ending}", "public", "fr")["A"]
    assert french.values["name"] == {"fr": "Un"}
    assert french.rows("service")[0]["description"] == {"fr": "Deux heures"}
    both = exchanged([record], tmp_path / f"a{ending}", "public", "ar", "fr")["A"]
    assert both.rows("service") == (service,)


@every_form
def test_ids_are_the_same_in_every_export(tmp_path: Path, ending: str) -> None:
    module, _ = FORMS[ending]
    for name in ("a", "b"):
        module.write(starter_records()[:20], tmp_path / f"{name}{ending}")
    first, second = (module.read(tmp_path / f"{name}{ending}") for name in ("a", "b"))
    assert first == second


@pytest.mark.slow
@every_form
def test_a_whole_country_is_written_and_read(tmp_path: Path, ending: str) -> None:
    records = synthetic_records(on=date(2026, 11, 24))
    assert records[0].id.startswith(SYNTHETIC)
    found = exchanged(records, tmp_path / f"a{ending}", "public", "fr", "ar")
    assert len(found) == len(seen_by("public", records))
