"""French written by ear is read as a school writes it; what is no French stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.by_ear import ByEar, french_words
from catalogue.french_sound import french_sound, swallowed
from catalogue.place_names import words_of_names
from catalogue.places import gazetteer
from catalogue.understand import reader

BY_EAR = ByEar(french_words(), words_of_names(gazetteer()))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("jé pa de travaye", "j'ai pas de travail"),
        ("jvx ouvrir 1 ptit comerce", "je veux ouvrir 1 petit commerce"),
        ("g bezoin d'un docteur", "j'ai besoin d'un docteur"),
        ("il ma frapé", "il m'a frappé"),
        ("il ma anbrassé", "il m'a embrassé"),
        ("c pa ça", "c'est pas ça"),
        ("kan jsui rentré dital", "quand je suis rentré dital"),
        ("ma seur a perdu lenfant", "ma sœur a perdu l'enfant"),
        ("les papié, le loyé, la retrete", "les papiers, le loyer, la retraite"),
        ("jabite loin de lopital", "j'habite loin de l'hôpital"),
        ("3 moi de retar", "3 mois de retard"),
        ("quand il été petit", "quand il était petit"),
        ("je peu pas, elle peu pas", "je peux pas, elle peut pas"),
        ("g pu de papié", "j'ai plus de papiers"),
        ("les enfan son pas la, on a fin", "les enfant sont pas la, on a faim"),
        ("ya kelkun", "il y a quelqu'un"),
        ("on ma vendu un terin", "on m'a vendu un terrain"),
    ],
)
def test_french_by_ear_is_what_a_school_would_write(written: str, meant: str) -> None:
    assert BY_EAR.read(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "bghit nkhdem f chi lista, o ana mn fes",
        "kan kaydrebni ki l7mar",
        "كان كيضربني مي ما كيبغيش",
        "rajli bo7do f dar, kan fe la gare",
        "bghit credi pr lmachrou3",
        "je l'ai vu à Safi, il me frappait",
        "Fès, Sefrou et Kénitra sont près de chez nous",
        "mon mari a signé, il saigne et il gère la maison de son frère",
        "le 5 k de sucre et 3 g de sel",
        "M. Fandi et madame Lakoul sont venus",
    ],
)
def test_darija_arabic_names_and_good_french_stay_as_they_are(text: str) -> None:
    assert BY_EAR.read(text) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [("papié", "papier"), ("fezé", "faisait"), ("lojement", "logement"), ("farmasi", "pharmacie")],
)
def test_what_sounds_the_same_has_one_key(one: str, other: str) -> None:
    assert french_sound(one) == french_sound(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("moi", "mois"), ("poisson", "boisson"), ("mère", "mer"), ("an", "on"), ("jour", "joue")],
)
def test_only_what_sounds_the_same_has_one_key(one: str, other: str) -> None:
    assert (french_sound(one) == french_sound(other)) is (one == "moi")


def test_an_e_that_is_not_heard_need_not_be_written() -> None:
    assert swallowed("ptit") == swallowed("petit")


@given(st.one_of(st.text(max_size=60), st.text("abcdeéèghijkmnopqrstuvxz' 12", max_size=40)))
def test_any_text_is_read_and_never_lost(text: str) -> None:
    assert bool(BY_EAR.read(text).strip()) == bool(text.strip())


@pytest.mark.parametrize(
    ("text", "needs", "danger"),
    [
        ("jé pa de travaye, je cherche un boulo", {"employment"}, None),
        ("g bezoin d1 docteur pr mon fils", {"health_care"}, None),
        ("jvx ouvrir 1 ptit comerce, kelkun peu maidé", {"business_start_up"}, None),
        ("je dor ds la ru depui 3 jour", {"emergency_shelter"}, None),
        ("le propriétére il veu augmenté le loyé, je cherche une mezon", {"housing"}, None),
        ("mon mari il ma frapé hier", {"violence"}, "violence"),
        ("ils ont garder mon passpor, jé pa le droi de sortir", {"trafficking"}, "confinement"),
    ],
)
def test_needs_and_dangers_are_heard_in_it(text: str, needs: set[str], danger: str | None) -> None:
    reading = reader().read(text)
    assert {need.code for need in reading.needs} == needs
    assert reading.danger_kind == danger


def test_how_long_ago_is_heard_in_it() -> None:
    assert not reader().read("ya 2 ans mon mari me frapé, c fini").danger
