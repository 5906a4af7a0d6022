"""Every field, group, part and closed value has words in both languages of the staff."""

import pytest

from catalogue.labels import field_label, group_label, part_label, shown, shown_items
from catalogue.schema import ACTOR, FIELDS, GROUPS, PARTS, field_of
from locales.texts import STAFF_LANGUAGES


@pytest.mark.parametrize("lang", STAFF_LANGUAGES)
def test_every_field_and_closed_value_can_be_read(lang: str) -> None:
    for field in FIELDS:
        assert field_label(field, lang)
        assert all(shown_items(field, value, lang) for value in field.values)
    assert {field.group for field in FIELDS} == set(GROUPS)
    assert all(group_label(group, lang) for group in GROUPS)
    assert all(part_label(part, lang) for part in (ACTOR, *PARTS))


def test_labels_of_one_part_are_told_apart() -> None:
    for part in (ACTOR, *PARTS):
        labels = [field_label(field, "fr") for field in FIELDS if field.part == part]
        assert len(labels) == len(set(labels))


def test_values_are_read_in_the_language_asked_for_or_the_one_there_is() -> None:
    needs = field_of(ACTOR, "needs")
    assert shown(needs, ("food", "trafficking"), "fr") == (
        "Nourriture, vêtements, premiers besoins ; Accompagnement (confidentiel)"
    )
    assert shown(field_of(ACTOR, "name"), {"fr": "Exemple"}, "ar") == "Exemple"
    assert shown(field_of(ACTOR, "perimeter"), ("05",), "ar") == "بني ملال-خنيفرة"
