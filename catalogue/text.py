"""One written form for four: French, Arabic, Darija in Arabic and in Latin letters.

Here are the written forms only (folding, words, the skeleton key, the language of a text); what
the words mean belongs to `lexicon` and `understand`.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from catalogue.tables import read_pairs

_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼʹ`´ʿʾ"), "'")
# Letters of other scripts that look like Latin ones, large and small: they hide a word from who
# reads by letters. χ and γ are letters of the key, and stay.
_ALIKE = str.maketrans(
    "АВЕКМНОРСТУХІЈЅԌԚԜЁΑΒΕΖΗΙΚΜΝΟΡΤΥΧаекмнорстухіјѕһԁԛԝёвгαεηικνορτυϲϳ",
    "abekmhopctyxijsgqweabezhikmnoptyxaekmhopctyxijshdqwebraenikvoptucj",
)
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("\u115f\u1160\u3164\uffa0"),
        "ـ": None,
        "ی": "ي",
        "ک": "ك",
        "ھ": "ه",
        "ہ": "ه",
        "ٱ": "ا",
        "œ": "oe",
        "æ": "ae",
        "ß": "ss",
        "ı": "i",
    }
)
_HIDDEN = {"Mn", "Me", "Cf"}
_BLANK = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}

_DIGRAPHS = re.compile(r"tch|kh|gh|rh|ch|sh|ph|th|dh|dj|zh|ou|qu|gu(?=[eiy])|c(?=[eiy])")
_DIGRAPH_KEYS = {
    "tch": "ʃ",
    "kh": "χ",
    "gh": "γ",
    "rh": "γ",
    "ch": "ʃ",
    "sh": "ʃ",
    "ph": "f",
    "th": "t",
    "dh": "d",
    "dj": "ʒ",
    "zh": "ʒ",
    "ou": "w",
    "qu": "q",
    "gu": "g",
    "c": "s",
}
# The letters of the key map to themselves, and none of them can start a digraph above:
# that is what makes the key idempotent.
_KEYS = str.maketrans(
    {
        **dict(zip("abdfgklmnqrstwyz3", "abdfgklmnqrstwyz3", strict=True)),
        "c": "k",
        "e": None,
        "h": "ħ",
        "i": "y",
        "j": "ʒ",
        "o": "w",
        "p": "b",
        "u": "w",
        "v": "f",
        "x": "ʃ",
        "5": "χ",
        "6": "t",
        "7": "ħ",
        "8": "ħ",
        "9": "q",
        **dict.fromkeys("0124ء", None),
        "ا": "a",
        "ى": "a",
        "ة": "a",
        "ب": "b",
        "پ": "b",
        "ت": "t",
        "ث": "t",
        "ج": "ʒ",
        "چ": "ʃ",
        "ح": "ħ",
        "خ": "χ",
        "د": "d",
        "ذ": "d",
        "ر": "r",
        "ز": "z",
        "ژ": "ʒ",
        "س": "s",
        "ش": "ʃ",
        "ص": "s",
        "ض": "d",
        "ط": "t",
        "ظ": "d",
        "ع": "3",
        "غ": "γ",
        "ف": "f",
        "ڤ": "f",
        "ق": "q",
        "ك": "k",
        "گ": "g",
        "ڭ": "g",
        "ݣ": "g",
        "ل": "l",
        "م": "m",
        "ن": "n",
        "ه": "ħ",
        "و": "w",
        "ي": "y",
    }
)
_DOUBLED = re.compile(r"([^\W\d])\1+")
_REPEATED = re.compile(r"(.)\1+")
_INNER_A = re.compile(r"(?<=(.))a(?=(.))")
_WORD = re.compile(r"\d{2,}(?=[^\W\d_])|[^\W_]+")
# "M'diq" and "Ben M'sick" are one word; "m'appelle" is two.
_JOINED_M = re.compile(r"(?<!\w)m'(?=[^\W\d_aeiouyh])")
_ARTICLE_WORDS = frozenset({"al", "el", "l", "es", "ech", "er", "ed", "ez"})
_ARTICLE_KEYS = frozenset({"l", "al"})
# The article glued to a word, a preposition contracted with it before or not: *l9elb*, *flkhdma*,
# *elhout*; بالخدمة, للخدمة. What is left must still be a word.
_GLUED_LATIN = re.compile(r"^(?:[fbd]l|[ae]l)(?=[^aeiouywl])(?=.{3})")
_GLUED_ARABIC = re.compile(r"^(?:[فب]ال|لل)(?=.{3})")
_GLUED_KEY = re.compile(r"^l+(?=[^awyl].{2})")

LANGUAGES = ("fr", "ar", "ary", "ary_Latn")


def fold(text: str) -> str:
    """The text without case, accents, vowel signs, tatweel, controls or marks of direction.

    Compatibility forms become plain ones (NFKC), every kind of digit an ASCII digit, every kind
    of space one blank, Cyrillic and Greek letters the Latin ones they look like. Total and
    idempotent: any string gives a string.
    """
    plain = text.lower() if text.isascii() else _strip(unicodedata.normalize("NFKC", text))
    return " ".join(plain.translate(_CONTROLS).split())


# Line ends and their like part words; a NUL or a bell inside a word is not there.
_CONTROLS = {code: " " if chr(code).isspace() else None for code in [*range(32), 127]}


def _strip(text: str) -> str:
    text = text.translate(_ALIKE).lower().translate(_APOSTROPHES)
    text = "".join(map(_plain, unicodedata.normalize("NFKD", text))).translate(_ALIKE)
    return unicodedata.normalize("NFKC", text.lower().translate(_LETTERS))


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    category = unicodedata.category(char)
    if category in _HIDDEN:
        return ""
    if category in _BLANK:
        return "" if category == "Cc" and not char.isspace() else " "
    return str(unicodedata.decimal(char)) if category == "Nd" else char


def words(text: str) -> list[str]:
    """The folded words of a text in order, numbers included, punctuation left out."""
    return split_folded(fold(text))


def split_folded(folded: str) -> list[str]:
    """The words of a text that `fold` has already seen."""
    return _WORD.findall(_JOINED_M.sub("m", folded))


def skeleton(text: str) -> str:
    """One key for all spellings of the words of a text, in both scripts.

    Both scripts are mapped into one small alphabet of consonants; w, y and ayn (3) are kept, a
    long *a* only where it leads, ends or parts two equal consonants; geminates are single, the
    article is dropped, alone, glued or contracted with a preposition; a negation is one word
    with its verb (*ma 3ndich*); a number stays a number. Idempotent and total.
    """
    plain = [_DOUBLED.sub(r"\1", word) for word in words(text)]
    keys = (_bare_key(word) for word in joined_negations(plain) if word not in _ARTICLE_WORDS)
    return " ".join(key for key in keys if key and key not in _ARTICLE_KEYS)


def joined_negations(parts: Sequence[str]) -> Iterator[str]:
    """Folded words, *ma* and the verb it denies as one: *ma 3ndich* is not having."""
    at = 0
    while at < len(parts):
        pair = parts[at] in ("ma", "ما") and at + 1 < len(parts) and _is_negated(parts[at + 1])
        yield parts[at] + parts[at + 1] if pair else parts[at]
        at += 2 if pair else 1


def _is_negated(word: str) -> bool:
    key = word_key(word)
    return (len(key) > 3 and key.endswith("ʃ")) or key.startswith(("3nd", "bq", "lqy", "kyn"))


@lru_cache(maxsize=65536)
def _bare_key(word: str) -> str:
    """The key of a word without the article glued to it, taken off until none is left."""
    glued = (_GLUED_ARABIC if has_arabic(word) else _GLUED_LATIN).match(word)
    bare = word_key(word[glued.end() :]) if glued else ""
    key = bare if len(bare) > 2 else word_key(word)
    shorter = _GLUED_KEY.sub("", key)
    return shorter if shorter in (word, "") else _bare_key(shorter)


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """The skeleton of one folded word, articles standing alone included."""
    if word.isdigit():
        return word
    word = _DOUBLED.sub(r"\1", word)
    if word.startswith("ال") and len(word) > 3:
        word = word[2:]
    key = _DIGRAPHS.sub(lambda found: _DIGRAPH_KEYS[found[0]], _opened(word)).translate(_KEYS)
    key = _REPEATED.sub(r"\1", key)
    return _INNER_A.sub(lambda found: "a" if found[1] == found[2] else "", key)


def _opened(word: str) -> str:
    """The ends of a Latin word as Arabic writes them: *osra* أسرة, *idara* إدارة, *Assilah*."""
    if word.endswith("ah") and len(word) > 3:
        word = word[:-1]
    if word[0] in "iou" and len(word) > 1 and word[1] not in "aeiouy":
        return "a" + word[1:]
    return word


def has_arabic(text: str) -> bool:
    """True when a letter of the Arabic script occurs."""
    return any("ء" <= char <= "ݿ" for char in text)


@lru_cache(maxsize=1)
def _language_words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for language, word in read_pairs("language_words.tsv"):
        found.setdefault(fold(word), set()).add(language)
    return {word: frozenset(languages) for word, languages in found.items()}


_ARABIZI = re.compile(r"[a-z]?[35679]+[a-z]|[a-z]+[35679]")
_DARIJA_AR = re.compile(r"^(?:كن|كت|كي|تن|غن|غت|مكن|ما?كي)\w{2,}$|^باغ\w+$")
_DENIED_AR = re.compile(r"\bما ?\w{2,}ش\b|\bم(?:كن|كي|عند|بغي|خد|لقي)\w*ش\b")
_DARIJA_LATN = re.compile(r"^(?:kan|kat|kay|ghan|ma)[a-z0-9]{2,}(?:ch)?$|^[nty]?[a-z0-9]+lk?oum$")


def word_languages(word: str) -> frozenset[str]:
    """The languages a folded word speaks for; empty when it says nothing (names, numbers)."""
    known = _language_words().get(word) or _language_words().get(word.removeprefix("و"))
    if known is not None:
        return known
    if word.isdigit():
        return frozenset()
    if has_arabic(word):
        return frozenset({"ary"}) if _DARIJA_AR.match(word) else frozenset()
    if _ARABIZI.search(word) or (word.endswith("ch") and word.startswith("ma") and len(word) > 5):
        return frozenset({"ary_Latn"})
    return frozenset({"ary_Latn"}) if _DARIJA_LATN.match(word) else frozenset()


def language_of(text: str) -> str:
    """'fr', 'ar', 'ary', 'ary_Latn', 'mixed' (two of them carry weight) or 'unknown'."""
    found = words(text)
    if not found:
        return "unknown"
    votes = dict.fromkeys(LANGUAGES, 0.0)
    for word in found:
        speaks = word_languages(word)
        for language in speaks:
            votes[language] += 1 / len(speaks)
    votes["ary"] += len(_DENIED_AR.findall(fold(text)))
    return _verdict(votes, arabic=sum(map(has_arabic, found)), total=len(found))


def _verdict(votes: dict[str, float], *, arabic: int, total: int) -> str:
    # Both scripts carry whole words: neither alone tells how the person writes.
    if min(arabic, total - arabic) >= max(2, total * 0.3):
        return "mixed"
    if arabic * 2 >= total:
        # One word of Darija among Arabic ones makes it Darija: its other words are borrowed.
        return "ary" if votes["ary"] >= max(0.5, votes["ar"] * 0.5) else "ar"
    french, darija = votes["fr"], votes["ary_Latn"]
    if not french and not darija:
        return "unknown"
    if min(french, darija) >= 2 and min(french, darija) * 2.5 >= max(french, darija):
        return "mixed"
    return "fr" if french > darija else "ary_Latn"
