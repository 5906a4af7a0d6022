"""Patterns of slots: verbs in all their forms, and what must not set them off."""

import pytest

from catalogue.lexicon import alarm_patterns, classes, trigger_patterns
from catalogue.patterns import Page, parse
from catalogue.text import fold
from catalogue.tokens import tokens
from catalogue.verbs import forms, french_stems, stem_of


def page(text: str) -> Page:
    message = tokens(text)
    return Page(message, classes().see(message))


def kinds(text: str) -> set[str]:
    return {match.payload.kind for match in alarm_patterns().find(page(text))} - {"-"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("rajli kaydrebni", "violence"),
        ("khoya drebni lbare7", "violence"),
        ("راجلي كان كيسلخني", "violence"),
        ("صفعني والدي", "violence"),
        ("il me frape chaque soir", "violence"),
        ("khayfa mn rajli", "violence"),
        ("lpatron chedd liya passeport", "confinement"),
        ("ما خلاونيش نخرج", "confinement"),
        ("elle m'enferme dans la cave", "confinement"),
        ("ils nous obligent à travailler", "confinement"),
        ("bghit n9tel rassi", "suicide"),
        ("لا اريد ان اعيش", "suicide"),
        ("jarna kaydreb wladou", "child"),
        ("طفل وحده في الشارع", "child"),
        ("mon père saigne beaucoup", "other"),
        ("rajli 3tani l3sa", "violence"),
        ("خويا نزل عليا بالمجدول", "violence"),
        ("chi wa7ed bgha menni chi 7aja khayba", "violence"),
        ("kayste3mlouni", "confinement"),
        ("خاصني نخلص الحراك بجسمي", "confinement"),
        ("yarit ma tzaditch", "suicide"),
        ("drari kaychemmo silisyoun", "child"),
    ],
)
def test_a_pattern_hears_a_wording_nobody_listed(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "bghit nakhod passport jdid",
        "j'ai pris mon passeport à la préfecture",
        "il ne me frappe pas",
        "ma kaydrebnich",
        "drebna 3-0 f lmatch",
        "mon mari travaille en Espagne",
        "je cherche du travail pour mes enfants",
        "saken f derb sultan",
        "مات الواليد",
        "كنخدم بالليل",
    ],
)
def test_near_misses_stay_silent(text: str) -> None:
    assert kinds(text) == set()


def test_both_scripts_give_one_stem() -> None:
    wanted = stem_of("ضرب")
    for word in ("kaydrebni", "كيضربني", "ضربوني", "makaydrebnich", "تضربها"):
        assert wanted in {form.stem for form in forms(word)}


def test_a_form_tells_to_whom_by_whom_and_whether_denied() -> None:
    by_stem = {form for form in forms("makaydrebnich") if form.stem == stem_of("ضرب")}
    assert {(form.to, form.denied, form.first) for form in by_stem} == {("me", True, False)}
    assert any(form.first for form in forms("نخرج") if form.stem == stem_of("خرج"))


def test_a_french_verb_is_known_by_its_stem_however_it_ends() -> None:
    for word in ("frappe", "frapait", "frappée", "frappaient"):
        assert "frap" in {stem for stem, _ in french_stems(fold(word))}


def test_every_pattern_names_known_classes() -> None:
    assert alarm_patterns().find(page("")) == []
    assert trigger_patterns().find(page("")) == []


def test_an_unknown_mark_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown"):
        parse("hit+loudly kin", "violence")


def seen(pattern: str, text: str) -> bool:
    return bool(page(text).matches(parse(pattern, None)))


def test_a_slot_after_an_ampersand_may_stand_anywhere() -> None:
    text = "kheddama f dar 3nd wahed lfamille f rabat, klina mzyan lbare7, l3essas m9abel lbab"
    assert seen("domestic & guarded", text)
    assert not seen("domestic guarded", text)


def test_each_class_of_a_slot_may_have_marks_of_its_own() -> None:
    assert seen("kin hit+me|kill", "khoya drebni")
    assert not seen("kin hit+him|kill", "khoya drebni")
    assert seen("kin kill|hit+me", "khoya drebni")


def test_a_verb_may_be_asked_for_in_the_present_only() -> None:
    assert seen("kin hit+now", "khoya kaydreb")
    assert not seen("kin hit+now", "khoya dreb")


def test_the_end_of_a_sentence_parts_more_than_a_comma() -> None:
    assert seen("kin > weapon", "khoya ja, hezz lmous")
    assert not seen("kin > weapon", "khoya ja. jarna ja w hezz lmous")


def test_what_i_do_is_not_done_to_me_and_on_is_not_me() -> None:
    assert not seen("hit+me+they", "je me frappe")
    assert seen("hit+me+they", "on me frappe")


def test_she_or_i_is_read_as_either_in_arabic_letters_only() -> None:
    assert seen("pour+they", "سكبت")
    assert seen("pour+first", "سكبت")
    assert not seen("hit+they", "drebt")
