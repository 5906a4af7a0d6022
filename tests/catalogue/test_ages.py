"""The age of a child, and numbers that are none."""

import pytest

from catalogue.ages import can_work, childs_age
from catalogue.tokens import tokens


def has_childs_age(text: str) -> bool:
    message = tokens(text)
    return any(childs_age(message, at) for at in range(len(message)))


@pytest.mark.parametrize(
    "text",
    [
        "un gosse de 9 ans",
        "bnti 3ndha 13 l3am",
        "khoya 3ndo 12 w kaykhdem",
        "ولد عندو ثمن سنين",
        "ابني في السابعة",
        "وهي لم تبلغ السادسة عشرة",
        "عمري 15 mon oncle",
        "j'ai quinze ans",
    ],
)
def test_a_childs_age_is_seen(text: str) -> None:
    assert has_childs_age(text)


@pytest.mark.parametrize(
    "text",
    [
        "depuis 5 ans je cherche",
        "khdemt 11 3am f spanya",
        "3ndi 12 3am d l'experience",
        "عندي 4 دراري",
        "الساعة الثامنة صباحا",
        "في الثامنة عشرة",
        "il a 40 ans",
    ],
)
def test_a_span_an_hour_or_a_grown_up_is_no_childs_age(text: str) -> None:
    assert not has_childs_age(text)


def test_a_toddler_is_not_sent_to_work() -> None:
    assert can_work("9")
    assert not can_work("3")
    assert not can_work("ثلاث")
