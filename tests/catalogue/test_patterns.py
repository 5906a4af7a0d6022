"""Patterns of slots: verbs in all their forms, and what must not set them off."""

import pytest

from catalogue.lexicon import alarm_patterns, classes, trigger_patterns
from catalogue.patterns import Page, PatternBook, parse
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


def seen(text: str, pattern: str) -> bool:
    return bool(PatternBook([parse(pattern, "")], classes()).find(page(text)))


def test_a_sum_of_money_is_a_number_that_is_no_year() -> None:
    assert seen("il me faut 40000 pour ouvrir", "amount")
    assert not seen("revenu en 2019 avec 3 enfants", "amount")


def test_a_word_of_the_name_of_a_place_is_seen_as_one() -> None:
    message = tokens("bus pour Zagora")
    named = Page(message, classes().see(message, named=[range(2, 3)]))
    assert named.matches(parse("vehicle > named_place", ""))


def test_a_class_after_two_marks_may_stand_nowhere() -> None:
    pattern = "project > shop !!bank"
    assert seen("projet de boulangerie", pattern)
    assert not seen("projet de boulangerie, il y a longtemps que je le dis à ma banque", pattern)


def test_an_unknown_mark_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown"):
        parse("hit+loudly kin", "violence")


def test_a_slot_after_an_ampersand_may_stand_anywhere() -> None:
    text = "kheddama f dar 3nd wahed lfamille f rabat, klina mzyan lbare7, l3essas m9abel lbab"
    assert seen(text, "house_maid & guarded")
    assert not seen(text, "house_maid guarded")


def test_each_class_of_a_slot_may_have_marks_of_its_own() -> None:
    assert seen("khoya drebni", "kin hit+me|kill")
    assert not seen("khoya drebni", "kin hit+him|kill")
    assert seen("khoya drebni", "kin kill|hit+me")


def test_a_verb_may_be_asked_for_in_the_present_only() -> None:
    assert seen("khoya kaydreb", "kin hit+now")
    assert not seen("khoya dreb", "kin hit+now")


def test_the_end_of_a_sentence_parts_more_than_a_comma() -> None:
    assert seen("khoya ja, hezz lmous", "kin > weapon")
    assert not seen("khoya ja. jarna ja w hezz lmous", "kin > weapon")


def test_what_i_do_is_not_done_to_me_and_on_is_not_me() -> None:
    assert not seen("je me frappe", "hit+me+they")
    assert seen("on me frappe", "hit+me+they")


def test_she_or_i_is_read_as_either_in_arabic_letters_only() -> None:
    assert seen("سكبت", "pour+they")
    assert seen("سكبت", "pour+first")
    assert not seen("drebt", "hit+they")


def seen_as(text: str, word: str) -> set[str]:
    message = tokens(text)
    at = [token.word for token in message].index(fold(word))
    return set(classes().see(message)[at])


@pytest.mark.parametrize("word", ["zen9a", "fzen9a", "الزنقة", "فالزنقة", "وللزنقة"])
def test_a_noun_is_seen_with_what_is_written_in_one_with_it(word: str) -> None:
    assert "street_strict" in seen_as(f"rani {word}", word)


@pytest.mark.parametrize("word", ["zonages", "ولدي"])
def test_a_word_known_itself_is_not_taken_apart(word: str) -> None:
    assert not seen_as(word, word) & {"street_strict", "had_already"}


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("3ndo 14", {"age_child", "age_teen"}),
        ("عمره 15 و يريد", {"age_child", "age_teen"}),
        ("17 am", {"age_child", "age_teen"}),
        ("5 ans", {"age_child"}),
        ("3ndi 14 drari", set()),
        ("depuis 14 ans", set()),
        ("3ndo 40", set()),
    ],
)
def test_an_age_is_a_number_before_years_or_after_he_has(text: str, ages: set[str]) -> None:
    number = next(token.word for token in tokens(text) if token.word.isdigit())
    assert seen_as(text, number) & {"age_child", "age_teen"} == ages


@pytest.mark.parametrize(("text", "denied"), [("ma kayhder", True), ("kayhder", False)])
def test_ma_before_a_darija_verb_denies_it(text: str, denied: bool) -> None:
    assert classes().see(tokens(text))[-1]["talk_act"].denied is denied
