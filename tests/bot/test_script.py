"""Console scripts: who does what, and what is refused."""

from __future__ import annotations

import pytest

from bot.channels.base import Button, Rendered
from bot.channels.console import Screen, Shown, plain
from bot.script import Line, read
from casework.errors import OperatorError


def test_a_plain_line_is_the_person_s() -> None:
    assert list(read(["bghit chi khdma", "", "# a remark"])) == [
        Line(1, "person", "", "bghit chi khdma")
    ]


def test_staff_and_directives_are_told_apart() -> None:
    lines = list(read(["focal: Accepter", "!clock +3d", "focal2: !picture"]))
    assert [(each.who, each.directive, each.text) for each in lines] == [
        ("focal", "", "Accepter"),
        ("person", "clock", "+3d"),
        ("focal2", "picture", ""),
    ]


def test_a_colon_in_a_sentence_is_no_speaker() -> None:
    assert next(read(["mochkil: ma 3ndich lwra9"])).who == "person"


def test_an_unknown_directive_is_refused() -> None:
    with pytest.raises(OperatorError):
        list(read(["!nonsense"]))


def test_a_button_is_found_by_its_words_without_its_picture_or_by_number() -> None:
    rows = ((Button("✅ Oui", "a"), Button("❌ Non", "b")),)
    screen = Screen([Shown("1", Rendered("?", rows, rtl=False, inline=True))])
    assert screen.button("oui") == rows[0][0]
    assert screen.button("2") == rows[0][1]
    assert screen.button("peut-être") is None
    assert plain("\u200f✅ \u2068واخا\u2069") == "واخا"
