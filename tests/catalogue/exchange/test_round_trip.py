"""What is written reads back as it was, in every format that is filled in by people."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from catalogue.exchange.formats import TEMPLATES, format_of, template_format_of
from catalogue.record import Record, as_json
from catalogue.schema import PARTS
from catalogue.starter import starter_records
from tests.catalogue.records import RECORDS

ONE_FOLDER = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def there_and_back(records: list[Record], path: Path) -> list[Record]:
    format_of(path).write(records, path)
    draft = format_of(path).read(path)
    assert draft.faults == ()
    return [Record(told.values, told.parts) for told in draft.told]


@pytest.mark.parametrize("ending", TEMPLATES)
@ONE_FOLDER
@given(record=RECORDS)
def test_a_record_survives_a_file(ending: str, record: Record, tmp_path: Path) -> None:
    back = there_and_back([record], tmp_path / f"x{ending}")
    assert [as_json(each) for each in back] == [as_json(record)]


@pytest.mark.parametrize("ending", TEMPLATES)
def test_the_starter_catalogue_survives_a_file(ending: str, tmp_path: Path) -> None:
    back = there_and_back(list(starter_records()), tmp_path / f"x{ending}")
    assert [as_json(each) for each in back] == [as_json(each) for each in starter_records()]


@pytest.mark.parametrize("ending", TEMPLATES)
def test_a_template_reads_back_as_nothing_but_its_example(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"x{ending}"
    template_format_of(path).template(path)
    draft = format_of(path).read(path)
    assert (draft.told, draft.faults) == ((), ())
    assert [notice.code for notice in draft.notices] == ["example_skipped"]


def test_the_worked_example_is_right_in_itself(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    template_format_of(path).template(path)
    path.write_text(path.read_text("utf-8-sig").replace("EXEMPLE-1", "A-1"), "utf-8")
    draft = format_of(path).read(path)
    assert {told.id for told in draft.told} == {"A-1"}
    assert (draft.faults, draft.told[0].lacking()) == ((), ())
    assert draft.told[0].parts.keys() == set(PARTS)
    assert [score.actor for score in draft.scores] == ["A-1"]
