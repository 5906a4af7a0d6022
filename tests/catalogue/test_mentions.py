"""What is only mentioned is not asked for: names of people, of streets, what one has or has had."""

from pathlib import Path

import pytest

from catalogue.understand import reader

TABLE = Path(__file__).with_name("mentions.tsv")
LINES = [
    line.split("\t")
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
][1:]


def told(wanted: str) -> list[str]:
    return [message for kind, _, message in LINES if kind == wanted]


ASKED = [(message, need) for kind, need, message in LINES if kind == "asked"]


@pytest.mark.parametrize("text", told("name"))
def test_a_name_that_is_a_word_asks_for_nothing(text: str) -> None:
    reading = reader().read(text)
    assert (reading.needs, reading.danger) == ((), False)


@pytest.mark.parametrize("text", told("address"))
def test_an_address_that_holds_a_need_asks_for_nothing(text: str) -> None:
    reading = reader().read(text)
    assert (reading.needs, reading.danger) == ((), False)


@pytest.mark.parametrize("text", told("mention"))
def test_what_one_has_or_has_had_is_not_asked_for(text: str) -> None:
    reading = reader().read(text)
    assert (reading.needs, reading.danger) == ((), False)


@pytest.mark.parametrize(("text", "code"), ASKED)
def test_what_is_asked_for_is_heard_though_a_name_or_a_place_stands_by(
    text: str, code: str
) -> None:
    assert code in {need.code for need in reader().read(text).needs}
