"""Writing that hides its words from a reader by letters hides no danger here."""

import pytest

from catalogue.text import fold, skeleton
from catalogue.understand import reader
from catalogue.writing import gathered, parted


def danger(text: str) -> str | None:
    return reader().read(text).danger_kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("j e v e u x m o u r i r", "suicide"),
        ("je veux m.o.u.r.i.r", "suicide"),
        ("je veux m-o-u-r-i-r", "suicide"),
        ("m o u r i r", "suicide"),
        ("n.m.o.u.t", "suicide"),
        ("S.O.S", "other"),
        ("il me f_r_a_p_p_e", "violence"),
        ("b g h i t n m o u t", "suicide"),
        ("rajli k a y d r e b n i", "violence"),
        ("ب غ ي ت ن م و ت", "suicide"),
        ("راجلي ك ي ض ر ب ن ي", "violence"),
        ("أ ر ي د أ ن أ م و ت", "suicide"),
        ("ز و ج ي ي ض ر ب ن ي", "violence"),
    ],
)
def test_letters_told_apart_are_read_together(text: str, kind: str) -> None:
    assert danger(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("jeveuxmourir", "suicide"),
        ("jeveuxmetuer", "suicide"),
        ("salut jenepeuxplusvivre", "suicide"),
        ("ilmefrappe", "violence"),
        ("monmarimefrappe tous les soirs", "violence"),
        ("ilveutmetuer", "violence"),
        ("bghitnmout", "suicide"),
        ("rajlikaydrebni", "violence"),
        ("بغيتنموت", "suicide"),
        ("راجليكيضربني", "violence"),
        ("أريدأنأموت", "suicide"),
        ("زوجييضربني", "violence"),
    ],
)
def test_words_run_together_are_read_apart(text: str, kind: str) -> None:
    assert danger(text) == kind


def test_words_run_together_ask_and_steer_too() -> None:
    assert [need.code for need in reader().read("jecherchetravail").needs] == ["employment"]
    assert [need.code for need in reader().read("bghitlkhedma").needs] == ["employment"]
    assert reader().read("aidezmoi").control == "help"


@pytest.mark.parametrize(
    "hidden", ["\0", "\x07", "\u200b", "\u200d", "\u202e", "\u2066", "\u00ad", "\ufeff", "\u3164"]
)
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("je veux mourir", "suicide"),
        ("il me frappe", "violence"),
        ("bghit nmout", "suicide"),
        ("بغيت نموت", "suicide"),
        ("أريد أن أموت", "suicide"),
    ],
)
def test_a_sign_nobody_sees_parts_no_word(text: str, kind: str, hidden: str) -> None:
    assert danger(text[:-2] + hidden + text[-2:]) == kind


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("jе vеuх mоurіr", "je veux mourir"),
        ("je veuх mοuriг", "je veux mourir"),
        ("ΙL ΜΕ ΤUΕ", "il me tue"),
        ("Вghіt nмоut", "bghit nmout"),
        ("ｍｏｕｒｉｒ", "mourir"),
        ("𝓂𝑜𝓊𝓇𝒾𝓇", "mourir"),
    ],
)
def test_letters_that_only_look_like_latin_ones_are_read_as_those(text: str, plain: str) -> None:
    assert fold(text) == plain
    assert skeleton(text) == skeleton(plain)


@pytest.mark.parametrize(
    "text",
    [
        "s v p",
        "C I N",
        "il y a t il",
        "Ouarzazate",
        "Errachidia",
        "Benslimane",
        "anticonstitutionnellement",
        "machrou3",
        "الدارالبيضاء",
        "1 2 3 4 5 6",
        "",
    ],
)
def test_names_and_words_are_left_as_they_are(text: str) -> None:
    assert gathered(text) == fold(text)
    assert parted(fold(text)) == fold(text)


@pytest.mark.parametrize("text", ["a" * 5000, "ab " * 3000, "a b " * 3000, "jeveux" * 800])
def test_any_length_is_read_in_bounds(text: str) -> None:
    assert not reader().read(text).danger
