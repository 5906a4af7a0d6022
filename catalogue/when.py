"""Whether a message tells of what is over: "il y a deux ans", *kan kaydrebni*, قبل سنتين.

Only the time of a telling is read here; what is told, and what follows from it, is not known.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from catalogue.tables import read_pairs
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
    r"|\bc'est (?:vieux|ancien|fini|termine)\b|\btoute mon enfance\b|\bdi[kq] ?sa3a\b|\b[q9]dima\b"
    r"|^ancienne? |\bj(?:e l')?ai ete \w+ (?:enfant|petite?)\b|\bdo?wwe?zt\b"
    r"|\bl'(?:annee|an|ete) derniere?\b|\ben (?:19|20)\d\d\b|\bdans le passe\b"
    rf"|\b(?:hadi|hadchi) (?:{_NUMBER} )?{_SPAN}\b(?! (?:w|o|u|ou) (?:ana|rani|hna|7na|howa|hiya))"
    rf"|\b(?:9bel|qbel) {_NUMBER}? ?{_SPAN}\b"
    r"|\b3am (?:hada|lwel|luwel|lfayt|li fat)\b|\bch7al hadi\b"
    r"|\bf so[gh]+ri\b|\b(?:melli|mli|fach) kont sghira?\b"
    rf"|(?:^|\s)(?:و?قبل|هادي) (?:{_NUMBER} )?(?:ال)?{_SPAN}(?!\w| ?و ?(?:انا|راني|حنا|هو|هي))"
    r"|(?:^|\s)(?:في|ف) ?(?:طفولتي|صغري|الماضي)|(?:العام|السنة) (?:الماضي|الماضية|لي فات)"
    r"|(?:^|\s)(?:شحال هادي|سابقا|ملي كنت صغيرة?|ديك الساعة|دوزت|صغري|فيما مضى)"
)
_OVER = re.compile(
    r"\b(?:je me suis (?:enfuie?|sauvee?|echappee?)|j'ai (?:pu |reussi a )?(?:fuir?|m'echapper)"
    r"|(?:je suis|suis|viens de) (?:rentree?r?|revenue?|de retour)|je viens de rentrer"
    r"|hrebt|hrabt|tfekk?i?t|rej3ouni|rje3ouni|rje3t|rj3t|rja3t|raj3a|nje[uw]t"
    r"|m'a fait sortir|ont ete arretes|(?:elle|il) est (?:rentree?|revenue?))\b"
    r"|(?:^|\s)(?:و)?(?:هربت|نجوت|رجعت|رجعنا|رجعونا|رجعوني|عدت|عدنا|تحررت|تفكيت|افرجوا)(?:\s|$)"
)


_USED_TO = re.compile(r"^[a-z]{3,}(?<!r)(?:ait|aient)$")
_PRESENT = re.compile(
    r"^(?:w?ma)?(?:k|t)(?:a|i|e)?(?:n|y|t|i)[a-z0-9]{2,}$"
    r"|^(?:w?ma)?(?:kay|kat|kan|tay|gha)[a-z0-9]{2,}$"
    r"|^و?(?:ما)?(?:ك|ت)[نيت]\w{2,}$|^و?[يت]\w{3,}(?<!ت)(?<!تو)(?<![اى])$"
    r"|^(?:m7bou?sa?|msdoud[aoi]*|mesdouda?|ched+in?|chad+[ai]*n?|7absin?i?|m7assra)$"
    r"|^(?:محبوسة?|محبوسين|محتجزة?|شادي?ن?|شادة|حابس\w*|مسدود\w*)$"
)


@lru_cache(maxsize=1)
def _parts() -> Mapping[str, frozenset[str]]:
    """The words of `times.tsv`, folded, by the part they play."""
    return {part: frozenset(map(fold, words.split())) for part, words in read_pairs("times.tsv")}


@dataclass(frozen=True, slots=True)
class Tense:
    """One message and when it plays: `long_ago`, or where the person has `got_away` from."""

    message: Sequence[Token]
    long_ago: bool
    got_away: bool

    def used_to_be(self, start: int, end: int) -> bool:
        """True when the words from `start` to `end` tell what used to be: *kan kaydrebni*."""
        words = self._words(start - 4, end)
        # "I was" says when only right before what was: "someone I used to know threatens me".
        mine = self._words(start - 1, start + 1)
        was = any(word in _parts()["was"] or _imperfect(word) for word in words)
        return was or not _parts()["i_was"].isdisjoint(mine)

    def goes_on(self, start: int, end: int) -> bool:
        """True when the words from `start` to `end`, or those beside them, speak of now."""
        if not _parts()["now"].isdisjoint(self._words(start - 2, end + 2)):
            return True
        if not _parts()["helper"].isdisjoint(self._words(start - 2, end)):
            return False
        return any(_PRESENT.match(word) for word in self._words(start, end))

    def _words(self, start: int, end: int) -> list[str]:
        return [token.word for token in self.message[max(0, start) : end]]


def tense_of(text: str, message: Sequence[Token]) -> Tense:
    """When a text, of which `message` is the words, plays."""
    plain = fold(text)
    return Tense(message, bool(_LONG_AGO.search(plain)), bool(_OVER.search(plain)))


def _imperfect(word: str) -> bool:
    return bool(_USED_TO.match(word)) and word not in _parts()["no_imperfect"]
