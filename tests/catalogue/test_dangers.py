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


PLAINLY = [
    "aidez-nous ça brûle chez nous",
    "y a le feu",
    "le feu dans la chambre",
    "mes vêtements brûlent",
    "7wayji cha3lin",
    "النار فالدار",
    "النار في البيت",
    "nar f dar",
    "je sens une douleur à la poitrine depuis ce matin",
    "mon père a une douleur à la poitrine",
    "baba kaydro sadro",
    "بابا كيضرو صدرو",
    "أبي لديه ألم في صدره",
    "ma mère n'arrive pas à respirer",
    "mama ma9drach tneffes",
    "ماما ما قادراش تنفس",
    "ابني لا يستطيع التنفس",
    "il respire mal",
    "elle ne respire plus",
    "ils veulent tuer mon frère",
    "bghaw y9tlo khouya",
    "بغاو يقتلو خويا",
    "يريدون قتل أخي",
    "on veut m'assassiner",
    "kayhedddouni b l9tel",
    "كيهددوني بالقتل",
    "le mari de ma soeur la tue",
    "mon voisin me tue",
    "راجلي كيقتلني",
    "rajli kay9telni b l3sa",
    "la drogue me tue",
    "je brûle",
    "ma maison brûle",
    "je suis en feu",
    "il y a le feu chez moi",
    "قتلوني",
    "بغاو يقتلوني",
    "bghaw y9tlouni",
    "9tlouni",
    "ils veulent me tuer",
    "douleur à la poitrine",
    "j'ai une douleur dans la poitrine",
    "je respire mal",
    "j'arrive pas à respirer",
    "je n'arrive plus à respirer",
    "ma9derch ntnefess",
    "ma kan9derch ntneffes",
    "ما قادرش نتنفس",
    "لا أستطيع التنفس",
    "كنتحرق",
    "النار شاعلة فالدار",
    "أحترق",
    "l3afia cha3la f dar",
    "kanthre9",
    "صدري كيضرني",
    "الحريق فصدري",
    "ألم في الصدر",
    "sadri kaydarni",
    "kayderni sadri",
    "w9fat 3liya nefs",
    "تقطع فيا النفس",
    "je brûle vif",
    "je brûle aidez moi",
    "mon appartement brûle",
    "notre maison est en feu",
    "la cuisine a pris feu",
    "dar kat7re9",
    "dari kat7re9",
    "الدار كتحرق",
    "البيت يحترق",
    "3afia f dar",
    "العافية شاعلة فالدار",
    "حريق في المنزل",
    "il y a un incendie dans mon immeuble",
    "ghay9tlouni",
    "غادي يقتلوني",
    "سيقتلونني",
    "يريدون قتلي",
    "on veut me tuer",
    "ils vont me tuer",
    "baghyin y9tlouni",
    "mon cœur me fait très mal à la poitrine",
    "mal à la poitrine",
    "oppression dans la poitrine",
    "j'ai une forte douleur thoracique",
    "wja3 f sadri",
    "kay7re9ni sdri",
    "عندي وجع فصدري",
    "أشعر بألم شديد في صدري",
    "ألم حاد في الصدر",
    "je respire difficilement",
    "j'ai du mal à respirer",
    "je n'arrive pas a respirer",
    "j'étouffe",
    "difficulté à respirer",
    "kantneffes b so3oba",
    "كنتنفس بصعوبة",
    "أتنفس بصعوبة",
    "صعوبة في التنفس",
    "لا أقدر أن أتنفس",
    "ma b9itch kantneffes",
    "mon mari me tue",
    "mon mari me tue à petit feu",
    "il me tue",
    "rajli ghadi y9telni",
    "راجلي كيقتلني بالضرب",
    "les voisins veulent me tuer",
    "mon patron me frappe au travail",
    "il me frappe quand il a froid",
    "ils m'ont tué mon frère",
    "tu vas me tuer",
    "il me tue",
    "ils me tuent",
    "n.m.o.u.t",
    "nmout",
    "نموت",
]
ONLY_A_SAYING = [
    "elle m'appelle",
    "je suis mort de peur mdr",
    "ça me tue d'attendre",
    "tu m'as tué",
    "tu me fais mourir de rire",
    "tu vas me tuer avec tes blagues",
    "l'attente me tue",
    "les embouteillages me tuent",
    "zzham 9telni",
    "الزحام قتلني",
    "انتظار النتائج يقتلني",
    "l'examen m'a tué",
    "النوم قتلني",
    "n3as 9telni",
    "jou3 9telni",
    "mal au dos",
    "j'ai mal à la gorge",
    "c'est brûlant ce café",
    "je brûle de te voir",
    "je brûle des calories",
    "j'ai le cœur brisé",
    "les prix nous tuent",
    "le froid me frappe au visage",
    "le bruit nous tue",
    "ce rhume me tue",
    "mes chaussures me tuent",
    "cette chanson me tue",
    "ta blague me tue",
    "les impôts me tuent",
    "sa beauté me tue",
    "ton sourire me tue",
    "dar kat9telni b sda3",
    "had lkhedma kat9telni",
    "had l9raya 9telatni",
    "هاد القراية قتلاتني",
    "هاد السخانة كتقتلني",
    "هذه الرائحة تقتلني",
    "الغيرة تقتلني",
    "الشوق يقتلني",
    "chou9 kay9telni",
    "lghira kat9telni",
    "twe77echtek ghadi y9telni twa7ch",
    "le manque de toi me tue",
    "le sommeil me tue",
    "il m'appelle souvent",
    "عادل المقتول",
    "اسمي عادل المقتول",
    "ça me tue ce bruit",
    "ce bruit me tue",
    "la chaleur me tue",
    "le stress du travail me tue",
    "هاد الصداع قتلني",
    "had sda3 9telni",
    "had lbruit kay9telni",
    "هاد الصداع كيقتلني",
    "هذا الضجيج يقتلني",
    "هذا الحر يقتلني",
    "l7rara 9tlatni",
    "elle m'appelle tous les jours",
    "kay3iyet liya bzaf",
    "كيعيط ليا بزاف",
    "يتصل بي كثيرا",
    "ça me tue de rire",
    "tu me tues",
    "je meurs de faim",
    "je meurs de froid",
    "je meurs d'envie de te voir",
    "je suis mort de fatigue",
    "il me tue ce prof",
    "je brûle d'envie de partir",
    "je brûle les étapes",
    "je me suis brûlé la langue avec le thé",
    "j'ai brûlé le tajine",
    "le soleil brûle",
    "ça brûle quand je mange épicé",
    "7re9t tajine",
    "حرقت الطاجين",
    "la voisine a brûlé ses papiers",
    "je respire enfin",
    "on respire mal dans cette ville",
    "l'air est pur je respire bien",
    "mal au ventre",
    "ils m'ont tué de rire",
    "had lmatch 9telni",
    "قتلوني بالضحك",
    "9telouni b d7ek",
    "الحر كيقتل",
    "ce match m'a tué",
    "ce travail me tue",
    "les factures me tuent",
    "la fatigue me tue",
    "l'ennui me tue",
    "lmelal kay9telni",
    "الملل يقتلني",
    "lghla 9telna",
    "الغلا قتلنا",
    "had ssahd 9telni",
    "الروتين كيقتلني",
    "ces moustiques me tuent",
    "les prix nous tuent",
    "التعب قتلني",
    "lkhdma 9telatni",
    "le froid me tue",
    "lberd 9telni",
    "elle m'appelle tout le temps",
    "il m'appelle toujours le soir",
    "mon frère m'appelle souvent",
    "خويا كيعيط ليا كل نهار",
    "أخي يتصل بي دائما",
    "khouya kay3eyet liya dima",
    "كريم المقتول",
    "Karim Lmeqtoul",
    "smiti Hassan Maqtoul",
    "Mort Chinois",
    "ناصر الدين القاتل",
    "ça me tue",
    "tu me tues",
    "kanmout 3la raja",
    "كنموت على الوداد",
    "kanmout 3lih",
    "كنموت على هاد الأغنية",
]


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
