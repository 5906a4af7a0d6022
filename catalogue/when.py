"""Whether a message tells of what is over: "il y a deux ans", *kan kaydrebni*, قبل سنتين.

Only the time of a telling is read here; what is told, and what follows from it, is not known.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from catalogue.text import fold
from catalogue.tokens import Token

_NUMBER = (
    r"(?:\d+|une?|deux|trois|quatre|cinq|six|sept|huit|dix|quelques|plusieurs|des|jouj|jo[ou]?j"
    r"|tlata|rb3a|khemsa|setta|chi|جوج|شي|ثلاث|ثلاثة|تلاتة|اربع|اربعة|ربع|خمس|خمسة|ست|عدة|بضع)"
)
_SPAN = (
    r"(?:ans?|annees?|mois|3am|3amayn|3amin|snin|sna|chhour|chhar|chhr|chehrayn|chehrin"
    r"|سنة|سنتين|سنوات|سنين|عام|عامين|اعوام|شهر|شهرين|شهور|اشهر)"
)
_LONG_AGO = re.compile(
    rf"\bil y a (?:plus de )?{_NUMBER} {_SPAN}\b"
    rf"|\bpendant (?:{_NUMBER} )?(?:longues )?(?:ans|annees|mois|mon enfance)\b"
    r"|\bquand (?:j ?'?etais|j'avais) |\bdans mon enfance\b|\bautrefois\b|\ba l'epoque\b"
    r"|\bl'(?:annee|an|ete) derniere?\b|\ben (?:19|20)\d\d\b|\bdans le passe\b"
    rf"|\b(?:hadi|hadchi) (?:{_NUMBER} )?{_SPAN}\b(?! (?:w|o|u|ou) (?:ana|rani|hna|7na|howa|hiya))"
    rf"|\b(?:9bel|qbel) {_NUMBER}? ?{_SPAN}\b"
    r"|\b3am (?:hada|lwel|luwel|lfayt|li fat)\b|\bch7al hadi\b"
    r"|\bf so[gh]+ri\b|\b(?:melli|mli|fach) kont sghira?\b"
    rf"|(?:^|\s)(?:و?قبل|هادي) (?:{_NUMBER} )?(?:ال)?{_SPAN}(?!\w| ?و ?(?:انا|راني|حنا|هو|هي))"
    r"|(?:^|\s)(?:في|ف) ?(?:طفولتي|صغري|الماضي)|(?:العام|السنة) (?:الماضي|الماضية|لي فات)"
    r"|(?:^|\s)(?:شحال هادي|سابقا|ملي كنت صغيرة?)"
)
_OVER = re.compile(
    r"\b(?:je me suis (?:enfuie?|sauvee?|echappee?)|j'ai (?:pu |reussi a )?(?:fuir?|m'echapper)"
    r"|(?:je suis|suis|viens de) (?:rentree?r?|revenue?|de retour)|je viens de rentrer"
    r"|hrebt|hrabt|rje3t|rj3t|rja3t|raj3a|nje[uw]t|m'a fait sortir|ont ete arretes)\b"
    r"|(?:^|\s)(?:و)?(?:هربت|نجوت|رجعت|رجعنا|عدت|عدنا|تحررت)(?:\s|$)"
)


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


_WAS = _words(
    "kan kant kano kanou kanu etait etais etaient كان كانت كانو كانوا وكان وكانت وكانو وكانوا"
)
# "I was" says when only right before what was: "someone I used to know threatens me".
_I_WAS = _words("kont kount kent kounna konna knna kenna kunt كنت كنا وكنت كنتي")
_USED_TO = re.compile(r"^[a-z]{3,}(?<!r)(?:ait|aient)$")
_NO_IMPERFECT = _words("fait sait lait plait parait connait satisfait souhait")
_FRESH = _words(
    "daba dba lyoum lyum lbare7 lbareh lbar7 maintenant encore toujours chaque hier matin soir"
    " mazal mazala ba9i ba9a dima دابا اليوم البارح البارحة الان كل ديما مازال مازالت باقي"
)
_PRESENT = re.compile(
    r"^(?:w?ma)?(?:k|t)(?:a|i|e)?(?:n|y|t|i)[a-z0-9]{2,}$|^(?:w?ma)?(?:kay|kat|kan|tay|gha)[a-z0-9]{2,}$"
    r"|^و?(?:ما)?(?:ك|ت)[نيت]\w{2,}$|^و?[يت]\w{3,}(?<!ات)(?<!تو)$"
    r"|^(?:m7bou?sa?|msdoud[aoi]*|mesdouda?|ched+in?|chad+[ai]*n?|7absin?i?|m7assra)$"
    r"|^(?:محبوسة?|محبوسين|محتجزة?|شادي?ن?|شادة|حابس\w*|مسدود\w*)$"
)
_HELPERS = _words("a ai ont ete avait avoir")


@lru_cache(maxsize=256)
def long_ago(text: str) -> bool:
    """True when a text sets what it tells long before today: "il y a deux ans", هادي عامين."""
    return bool(_LONG_AGO.search(fold(text)))


@lru_cache(maxsize=256)
def got_away(text: str) -> bool:
    """True when the person says they escaped or came back from where it happened."""
    return bool(_OVER.search(fold(text)))


def used_to_be(message: Sequence[Token], start: int, end: int) -> bool:
    """True when the words from `start` to `end` tell what used to be: *kan kaydrebni*."""
    words = [token.word for token in message[max(0, start - 2) : end]]
    mine = [token.word for token in message[max(0, start - 1) : start + 1]]
    return any(word in _WAS or _imperfect(word) for word in words) or not _I_WAS.isdisjoint(mine)


def _imperfect(word: str) -> bool:
    return bool(_USED_TO.match(word)) and word not in _NO_IMPERFECT


def goes_on(message: Sequence[Token], start: int, end: int) -> bool:
    """True when the words from `start` to `end`, or those beside them, speak of now."""
    beside = message[max(0, start - 2) : end + 2]
    if any(token.word in _FRESH for token in beside):
        return True
    words = [token.word for token in message[start:end]]
    french = [token.word for token in message[max(0, start - 2) : end]]
    return any(_PRESENT.match(word) for word in words) and _HELPERS.isdisjoint(french)
