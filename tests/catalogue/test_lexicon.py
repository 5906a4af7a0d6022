"""The data of the lexicon: sound, in all four forms, and careful with sensitive needs."""

import pytest

from catalogue.collisions import findings
from catalogue.lexicon import (
    DANGER_KINDS,
    NOTHING,
    Alarm,
    Trigger,
    alarm_lines,
    alarms,
    class_rows,
    trigger_book,
    trigger_lines,
    triggers,
)
from catalogue.needs import needs
from catalogue.pattern_faults import danger_findings, pattern_findings
from catalogue.text import LANGUAGES
from catalogue.understand import reader


def test_there_are_26_needs_in_three_dimensions_with_labels_in_four_forms() -> None:
    assert len(needs()) == 26
    assert {need.dimension for need in needs().values()} == {"economic", "social", "psychosocial"}
    for need in needs().values():
        assert set(need.labels) == set(LANGUAGES)
        assert set(need.staff_labels) == set(LANGUAGES)
        assert all(need.labels.values())
        assert all(need.staff_labels.values())


def test_a_sensitive_need_has_one_quiet_name_in_each_form() -> None:
    for form in LANGUAGES:
        quiet = {need.staff_labels[form] for need in needs().values() if need.sensitive}
        assert len(quiet) == 1
        assert not quiet & {need.labels[form] for need in needs().values()}


def test_nothing_is_wrong_with_the_lexicon() -> None:
    assert findings(triggers(), needs()) == []


def test_every_kind_of_danger_is_known_in_four_forms() -> None:
    for kind in DANGER_KINDS:
        assert {alarm.form for alarm in alarms() if alarm.kind == kind} == set(LANGUAGES)


def test_the_check_finds_what_is_wrong() -> None:
    wrong = [
        Trigger("no_such_need", "fr", "strong", "mot"),
        Trigger("food", "fr", "loud", "pain"),
        Trigger("addiction", "fr", "strong", "verre"),
        Trigger("housing", "fr", "strong", "toit"),
        Trigger("food", "ar", "strong", "toit"),
    ]
    codes = {finding.code for finding in findings(wrong, needs())}
    assert codes == {
        "unknown_need", "unknown_strength", "lone_sensitive", "missing_form", "collision",
    }  # fmt: skip


def test_nothing_is_wrong_with_danger_patterns_and_classes() -> None:
    assert danger_findings(alarms()) == []
    assert pattern_findings(alarm_lines(), trigger_lines(), needs(), class_rows()) == []


def test_the_check_finds_what_is_wrong_with_words_of_danger() -> None:
    wrong = [
        Alarm("no_such_kind", "fr", "au feu"),
        Alarm("child", "fr", "au secours"),
        Alarm("violence", "fr", "au secours"),
        Alarm("violence", "fr", "au secours"),
    ]
    codes = {finding.code for finding in danger_findings(wrong)}
    assert codes == {"unknown_kind", "missing_form", "collision", "twice"}


def test_the_check_finds_what_is_wrong_with_patterns_and_their_classes() -> None:
    dangers = [Alarm("violence", "", "hit+me child"), Alarm("child", "", "child hit+me")]
    told = [
        Trigger("no_such_need", "", "loud", "ask > job"),
        Trigger("employment", "", "strong", "ask > job"),
    ]
    classes = [("hit", "verb", "ضرب"), ("child", "word", "wld"), ("ask", "word", "bghit")]
    idle = [("idle", "word", "x"), ("calm", "also", "y")]
    found = pattern_findings(dangers, told, needs(), [*classes, *idle])
    assert {(each.code, each.values.get("name", "")) for each in found} == {
        ("collision", ""), ("pattern_need", ""), ("pattern_strength", ""),
        ("class_missing", "job"), ("class_unused", "idle"),
    }  # fmt: skip


def test_slots_in_an_order_of_their_own_are_another_pattern() -> None:
    lines = [Alarm("violence", "", "hit > child"), Alarm("child", "", "child > hit")]
    classes = [("hit", "word", "x"), ("child", "word", "y")]
    assert pattern_findings(lines, (), needs(), classes) == []


def test_a_strong_trigger_is_read_as_its_need() -> None:
    spoken = [t for t in triggers() if t.strength != "weak" and t.need != NOTHING]
    missed = [t for t in spoken if t.need not in _codes(t.phrase)]
    assert len(missed) <= 0.02 * len(spoken), [t.phrase for t in missed][:40]


def _codes(phrase: str) -> set[str]:
    reading = reader().read(phrase)
    return {need.code for need in reading.needs}


def test_every_alarm_is_heard() -> None:
    spoken = [alarm for alarm in alarms() if alarm.kind != NOTHING]
    missed = [alarm.phrase for alarm in spoken if not reader().read(alarm.phrase).danger]
    assert missed == []


@pytest.mark.parametrize("word", ["khdma", "لوراق", "zzzz"])
def test_the_book_knows_its_words(word: str) -> None:
    assert trigger_book().knows(word) is (word != "zzzz")
