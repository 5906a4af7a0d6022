"""Danger told in many ways: now and long ago, in earnest and in jest, and what it explains."""

from pathlib import Path

import pytest

from catalogue.understand import Understanding, reader

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "dangers.tsv").read_text(encoding="utf-8").splitlines()[2:]
]
TOLD = [(kind, message) for kind, _, message in ROWS if kind != "-"]
CALM = [message for kind, _, message in ROWS if kind == "-"]


def read(text: str) -> Understanding:
    return reader().read(text)


def needs(text: str) -> set[str]:
    return {need.code for need in read(text).needs}


def test_the_set_is_large_and_in_all_forms() -> None:
    assert len(TOLD) >= 400
    assert len(CALM) >= 100
    assert {form for _, form, _ in ROWS} == {"fr", "ar", "ary", "ary_Latn", "mixed"}


def test_nearly_every_danger_is_heard() -> None:
    missed = [message for _, message in TOLD if not read(message).danger]
    assert len(missed) <= 0.05 * len(TOLD), missed


def test_the_kind_of_danger_is_nearly_always_right() -> None:
    right = [read(message).danger_kind == kind for kind, message in TOLD]
    assert sum(right) >= 0.9 * len(right)


def test_little_that_only_sounds_like_danger_raises_an_alarm() -> None:
    alarmed = [message for message in CALM if read(message).danger]
    assert len(alarmed) <= 0.06 * len(CALM), alarmed


@pytest.mark.parametrize(
    ("message", "need"),
    [
        ("mon ex mari m'a frappé pendant des années, j'ai encore peur", "violence"),
        ("rajli l9dim kan kaydrebni", "violence"),
        ("اعتدى علي رجال في الغابة قبل أشهر", "violence"),
        ("à Dubai le patron a gardé mon passeport 14 mois, je me suis enfuie", "trafficking"),
        ("lpatron kan chadd lina lpasport, daba rje3t l dar", "trafficking"),
        ("كنت خدامة عندهم وكانوا كيحبسوني", "trafficking"),
    ],
)
def test_what_is_over_is_a_need_and_no_danger(message: str, need: str) -> None:
    assert not read(message).danger
    assert need in needs(message)


@pytest.mark.parametrize(
    "message",
    [
        "hadi 3 snin w rajli kaydrebni",
        "mon mari me frappe depuis deux ans",
        "هربت من الضيعة ودابا شادين ليا الباسبور",
        "je suis revenue et il recommence à me frapper",
    ],
)
def test_what_goes_on_is_a_danger_however_long_ago_it_began(message: str) -> None:
    assert read(message).danger


@pytest.mark.parametrize(
    "message",
    [
        "ma mère va me tuer si je rentre avec ces cheveux lol",
        "f pubg drebni wa7d",
        "le coach nous torture à chaque match",
        "قتلني بالضحك هههه",
    ],
)
def test_a_blow_told_with_a_laugh_or_in_a_game_is_none(message: str) -> None:
    assert not read(message).danger


@pytest.mark.parametrize(
    "message",
    [
        "on m'a vendu un terrain qui était déjà vendu à un autre",
        "comen on sinscri au ramed, jé 4 enfan et pas de travaye",
        "le wac il a encor perdu jen ai marre de ce club",
        "je veux plus habiter à Salé",
        "je vais retrouver mon frère à la gare",
        "l'enterrement de mon oncle c'était dimanche",
    ],
)
def test_a_phrase_of_danger_is_heard_with_its_small_words_and_without_a_denial_in_it(
    message: str,
) -> None:
    assert not read(message).danger


@pytest.mark.parametrize("laugh", ["mdrrrrrr", "hhhhhhhh", "hahahahaha", "ptdrrrr"])
def test_a_laugh_may_be_as_long_as_one_likes(laugh: str) -> None:
    assert not read(f"ma femme va me tuer j'ai oublié le pain {laugh}").danger
    assert read("ma femme va me tuer elle a un couteau").danger


def test_despair_told_with_a_laugh_is_still_heard() -> None:
    assert read("bghit nmout mdr").danger_kind == "suicide"


def test_a_danger_explains_the_other_needs_unless_something_is_asked() -> None:
    assert needs("lpatron chedd liya lpasport w ma kaykhellesnich") == {"trafficking"}
    assert "legal_aid" in needs("rajli kaydrebni, bghit mo7ami bach ntelle9")


def test_somebody_hurt_needs_care_and_a_cry_alone_names_no_need() -> None:
    assert needs("mon père est tombé, il ne se réveille pas") == {"health_care"}
    assert needs("au secours") == set()


def test_the_kind_most_is_said_of_is_the_kind_of_the_danger() -> None:
    text = "rajli kaydrebni b ssemta, 3tani l3sa w drari kaychoufo"
    assert read(text).danger_kind == "violence"


SAYINGS = [
    line.split("\t")
    for line in Path(__file__).with_name("sayings.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
][1:]
PLAINLY = [message for told, message in SAYINGS if told == "danger"]
ONLY_A_SAYING = [message for told, message in SAYINGS if told == "-"]


@pytest.mark.parametrize("message", PLAINLY)
def test_fire_no_breath_a_painful_chest_and_who_kills_are_danger(message: str) -> None:
    assert read(message).danger


@pytest.mark.parametrize("message", ONLY_A_SAYING)
def test_a_saying_a_call_or_a_name_is_no_danger(message: str) -> None:
    assert not read(message).danger


@pytest.mark.parametrize(
    "message",
    [
        "quelqu'un touche mon fils",
        "chi rajel kay9is bnti",
        "شي راجل كيقيس بنتي",
        "أستاذ يضرب ابني",
        "le voisin agresse mon enfant",
        "jari kayt3edda 3la wldi",
        "جاري كيتعدى على ولدي",
        "رجل يعتدي على طفلي",
        "kayt3eddaw 3la bnti f lmadrasa",
        "كيتعداو على بنتي فالمدرسة",
        "chi wa7ed kayt3edda 3la bnti",
        "شي واحد كيتعدى على بنتي",
        "quelqu'un agresse ma fille",
        "أحدهم يعتدي على ابنتي",
        "kayt3eddaw 3la wldi",
        "chi rajel kayt3edda 3la weldi",
    ],
)
def test_who_attacks_a_child_is_a_danger_to_a_child(message: str) -> None:
    assert read(message).danger_kind == "child"
