"""Where a message tells the age of a child: "un gosse de 9 ans", *3ndha 13 l3am*, في السابعة.

The age a person gives as their own is `facts.stated_age`; how long something lasted is no age.
"""

from collections.abc import Sequence

from catalogue.tokens import Token

_ADULT = 18
_OF_SCHOOL = 5
_OF_TEENS = 9
# Below this a bare number after "has" is more often a number of children.
_LEAST_BARE = 6
_SURE_BARE = 10


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


_SPELLED = _words(
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
    " seb3 seb3a sb3 tmen tmn tmenya tmnya tes3 ts3 tes3a 3echr 3chr 3echra 7dach hdach tnach tenach"
    " teltach tltach tletach rbe3tach rb3tach reb3tach khmestach khmstach khamstach settach stach"
    " sbe3tach sb3tach seba3tach khems khmes sett arba3 rba3"
    " ثلاث ثلاثة تلت اربع اربعة ربع خمس خمسة ست ستة سبع سبعة ثمن تمن ثمان ثماني ثمانية تسع تسعة عشر عشرة"
    " حداش احدعش العشر الثماني التسع السبع الست الخمس طناش اثنا اثنتا تلتاش تلطاش ثلاثة ربعطاش رباعتاش خمسطاش سطاش ستاش سبعطاش"
)
_TODDLER = _words("deux trois quatre ثلاث ثلاثة تلت اربع اربعة ربع الرابعة الثالثة arba3 rba3")
_YEARS = _words(
    "ans an 3am l3am 3wam l3wam snin snine sna عام العام عاما سنة سنوات سنين اعوام عشرة عشر"
)
_LINKS = _words("d de dyal ديال د")
_ORDINALS = _words(
    "الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة الحادية الثانية الثالثة"
    " فالسابعة فالثامنة فالتاسعة فالعاشرة"
)
_TURNED = _words("في ف ابن ابنة بنت ولد ذات ذو تبلغ يبلغ بلغت بلغ تتجاوز يتجاوز اكملت عمرها عمره")
_TEENS = _words("عشرة عشر عشره")
_GROWN = _words("الثامنة التاسعة")
_CLOCK = _words("صباحا مساء ليلا زوالا فجرا الساعة")
_HAS = _words(
    "3ndo 3ndou 3andou 3ando 3endo 3endou 3ndha 3andha 3endha 3ndhom 3omro 3mro 3omrha 3mrha age agee"
    " ages عندو عندها عنده عندهم عمرو عمره عمرها عمرهم وعمره وعمرها وعندو وعندها فيها فيه fiha ذات ذو"
)
_I_HAVE = _words("3ndi 3andi 3endi 3omri 3mri عندي عمري وعندي وعمري ai")
_MY_AGE = _words("3omri 3mri عمري وعمري")
_OF_CHILD = _words(
    "fils fille filles garcon garcons gamin gamine gosse enfant enfants petit petite bebe frere soeur"
    " niece neveu cousin cousine eleve mineur mineure ado weld wld weldi wldi wlidi bent bnt benti"
    " bnti bnita bniti derri derriya dreya dri drari tfel tfla khoya khouya khoha khti khto khtha"
    " sghir sghira howa hiya hwa hya ولد ولدي وليدي بنت بنتي بنتو بنية بنيتة درية دري دراري طفل طفلة"
    " خويا ختي اخي اختي ابن ابنة ابني ابنتي تلميذ تلميذة قاصر قاصرة صغير صغيرة هو هي وهو وهي رضيع"
    " a avait de la un une avoir peut etre doit dyalha dyalo شي chi ghir غير peine encore باقي"
)
_SPANS = _words("depuis pendant hadi هادي منذ apres avant y قبل بعد هذه مدة من mn men")
_WHERE = _words("en dans f fi ف في au a sur d avec kan kanet كنت")
_OF_WORK = _words("experience khibra khebra tajriba lkhibra خبرة الخبرة تجربة metier anciennete")
_AND = _words("w o u ou et و mais")


def can_work(word: str) -> bool:
    """Whether an age is that of a child old enough to be sent to work."""
    return word not in _TODDLER and not (word.isdigit() and int(word[:9]) < _OF_SCHOOL)


def is_teen(word: str) -> bool:
    """Whether an age in figures is that of a child of nine years or more."""
    return word.isdigit() and int(word[:9]) >= _OF_TEENS


def childs_age(message: Sequence[Token], at: int) -> bool:
    """True when the word at a place begins the age of somebody under 18."""
    word = message[at].word
    if word in _ORDINALS:
        return _ordinal(message, at)
    if not (word in _SPELLED or (word.isdigit() and 0 < int(word[:9]) < _ADULT)):
        return False
    before = [token.word for token in message[max(0, at - 3) : at]]
    if not _SPANS.isdisjoint(before[-2:]):
        return False
    unit = _unit(message, at)
    return _told(message, at, unit, before) if unit else _bare(message, at, before)


def _unit(message: Sequence[Token], at: int) -> int:
    """The place of the word for years after a number, 0 when there is none."""
    after = at + 1
    if after < len(message) and message[after].word in _LINKS:
        after += 1
    return after if after < len(message) and message[after].word in _YEARS else 0


def _told(message: Sequence[Token], at: int, unit: int, before: Sequence[str]) -> bool:
    if not _OF_WORK.isdisjoint(token.word for token in message[unit + 1 : unit + 4]):
        return False
    if not (_HAS | _I_HAVE | _OF_CHILD).isdisjoint(before) or before[-1:] in (["ana"], ["انا"]):
        return True
    begins = at == 0 or message[at - 1].clause != message[at].clause
    after = message[unit + 1].word if unit + 1 < len(message) else ""
    return begins and after not in _WHERE


def _bare(message: Sequence[Token], at: int, before: Sequence[str]) -> bool:
    """A number without "years" is an age after "has" where nothing it could count follows."""
    number = message[at].word
    if not number.isdigit() or int(number[:9]) < _LEAST_BARE or not before:
        return False
    ends = at + 1 == len(message) or message[at + 1].clause != message[at].clause
    if before[-1] in _MY_AGE:
        return True
    if before[-1] in _I_HAVE:
        then = ends or (int(number[:9]) >= _SURE_BARE and message[at + 1].word in _AND)
        return then and before[-1] != "ai"
    return before[-1] in _HAS and (ends or message[at + 1].word in _AND)


def _ordinal(message: Sequence[Token], at: int) -> bool:
    around = {token.word for token in message[max(0, at - 1) : at + 3]}
    teen = at + 1 < len(message) and message[at + 1].word in _TEENS
    begun = message[at].word.startswith("ف") or (at > 0 and message[at - 1].word in _TURNED)
    return begun and around.isdisjoint(_CLOCK) and not (teen and message[at].word in _GROWN)
