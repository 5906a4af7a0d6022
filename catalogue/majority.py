"""Whether a message says to be of age or not, but no age: "fou9 18", *majeur*.

Only a whole message says so: among other words it may be of a child or of a law. That one is not
of age must be said of oneself: *mineur* alone may be the answer to whom help is for.
"""

import re

OF_AGE = 18
"""Years, by the law of Morocco (Family Code, article 209)."""


def _any(*choices: str) -> str:
    return f"(?:{'|'.join(choices)})"


_YES = _any("oui", "ouais", "iyeh", "ah", "اه", "ايه", "نعم", "ييه")
_NO = _any("non", "la", "لا")
_SELF = _any(
    *(
        "(?:moi )?je suis",
        "chui",
        "j?suis",
        "j'ai",
        "ana",
        "rani",
        "3a?ndi",
        "fay[ei]?ta?",
        "fo?tt?",
    ),
    *("انا", "راني", "عندي", "عمري", "فايتة?", "فت"),
)
_YEARS = r"(?: ?(?:ans?|l?3am|عاما?|سنة))?"
_MORE = _any(
    *("plus (?:de|que)", "au[ -]dessus de", "deja", "fou?[9q]", "k[bt]a?er m[ea]?n", r"\+", ">"),
    *("فوق(?: من)?", "[اك]?ك[ثتب]ر من"),
)
_LESS = _any(
    *("moins (?:de|que)", "en dessous de", "[9q]el m[ea]?n", "ta[7h]t", "s[gh]+a?er m[ea]?n", "<"),
    *("اقل من", "تحت", "ا?صغر من", "قل من"),
)
_NOT_YET = _any(
    *("(?:je )?(?:n')?ai pas(?: encore)?", "j'ai pas(?: encore)?", "(?:mazal )?ma ?3a?ndich"),
    *("(?:مازال )?ما ?عنديش", "ليس (?:عندي|لدي)", "لم ابلغ(?: بعد)?"),
)
_AND_MORE = r"(?: ?\+| et plus| ou plus| (?:w|wla) kta?e?r| وكثر| وكتر| او اكثر| فما فوق)"
_GROWN = r"(?:une? )?" + _any(
    "majeure?", "adulte", "grande personne", "kbira?", "bal[ei]?gha?", "كبيرة?", "بالغة?", "راشدة?"
)
_AGE = r"(?:1[89]|[2-9]\d)"
_OF_AGE = re.compile(
    rf"(?:(?:{_YES}|{_NO}),? )?(?:{_SELF} )*"
    rf"(?:{_GROWN}|{_MORE} ?{_AGE}{_YEARS}|{_AGE}{_YEARS}{_AND_MORE})[ .!]*"
)
_UNDER_AGE = re.compile(
    rf"(?:{_NO},? )?(?:(?:{_SELF} )+{_LESS} ?18{_YEARS}|(?:{_SELF} )*{_NOT_YET} 18{_YEARS}"
    rf"|(?:je )?(?:ne )?suis pas (?:encore )?{_GROWN}|لست (?:راشدا|راشدة|بالغا|بالغة))[ .!]*"
)


def said_age(folded: str) -> int | None:
    """18 where a whole folded text says to be of age, 17 where it says not to be, else None."""
    if _UNDER_AGE.fullmatch(folded):
        return OF_AGE - 1
    return OF_AGE if _OF_AGE.fullmatch(folded) else None
