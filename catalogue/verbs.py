"""Verbs whoever does them and to whomever: Darija and Arabic ones peeled, French ones by stem.

What a verb means is the lexicon's; here a form gives its stem, who does it, to whom, and whether it
is denied.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from catalogue.text import fold, has_arabic, word_key

# Of keys (`catalogue.text.word_key`). Each table: what may stand at that place, outermost first.
_DENIALS = ("", "ma", "m")
_TENSES = ("", "k", "t", "ta", "γ", "γd", "s", "b")
_PERSONS = ("", "n", "y", "t", "a", "at", "an")
_DATIVES = {"": "", "ly": "me", "lya": "me", "lna": "us"}
_DATIVES |= dict.fromkeys(("lk", "lħ", "lħa", "lħm", "lw", "lħwm", "lkm", "lkwm"), "other")
_OBJECTS = {"": "", "ny": "me", "na": "us"}
_OBJECTS |= dict.fromkeys(("k", "km", "kwm", "ħ", "ħa", "ħm", "ħwm", "w"), "other")
_PRESENT = frozenset("nyt")
_SUBJECT_MARKS = "w wa t ty tw wn yn an at a y tm yt aw na"
_SUBJECTS = ("", *_SUBJECT_MARKS.split())
_ENDS = (
    "e es ent ez er ait aient ais ai as a ons ions iez ant ee ees s x t it is ir irait ira iront"
    " era eront erai eras erait eraient i ie ies re rait ra ront nt u us ue ues"
    " isent isait isaient isant isons isez"
)
_FRENCH_ENDS = frozenset(["", *_ENDS.split()])
_ELIDED = frozenset("mtsjldnc")


# *Kay9isha* is *kay9is-ha*, *drebtha* is *drebt-ha*: this h is a letter of its own.
# What bears the article is no verb: الدرب is an alley, not "they hit".
_NOUN = re.compile(r"^[وفبكل]?ال(?=.{3})|^و?لل(?=.{3})")
_HER = re.compile(r"([st])h(a|om|oum)$")
# Subjects beside which *-na* is "us", not "we".
_OTHERS = frozenset({"w", "wn", "wa", "t", "y", "yn"})


def _heads(links: Iterable[str], tenses: Iterable[str]) -> dict[str, set[tuple[bool, str]]]:
    """What may stand before a stem: whether it denies, and the mark of the person."""
    found: dict[str, set[tuple[bool, str]]] = {}
    for link, denial, tense, person in product(links, _DENIALS, tenses, _PERSONS):
        head = link + denial + tense + person
        found.setdefault(head, set()).add((bool(denial), person[-1:]))
    return found


def _tails() -> dict[str, set[tuple[str, str, bool]]]:
    """What may stand after a stem: to whom, the mark of the subject, whether it denies."""
    found: dict[str, set[tuple[str, str, bool]]] = {}
    for subject, pronoun, dative, denial in product(_SUBJECTS, _OBJECTS, _DATIVES, ("", "ʃ")):
        to = _OBJECTS[pronoun] or _DATIVES[dative]
        tail = subject + pronoun + dative + denial
        found.setdefault(tail, set()).add((to, subject, bool(denial)))
        if denial and pronoun == "na":
            # Before *-ch* the key has no a: *makhellanach*.
            short = subject + "n" + dative + denial
            found.setdefault(short, set()).add((to, subject, True))
    return found


_HEADS, _TAILS = _heads(("", "w", "f"), _TENSES), _tails()
# In Latin letters *sa-*, *bi-* and *fa-* begin French words, not Arabic tenses.
_LATIN_HEADS = _heads(("", "w"), [tense for tense in _TENSES if tense not in ("s", "b")])
_LONGEST_HEAD, _LONGEST_TAIL = max(map(len, _HEADS)), max(map(len, _TAILS))


@dataclass(frozen=True, slots=True)
class Form:
    """One way to read a word as a verb: its stem, and `to` me, other or nobody.

    `first` when the person who writes does it, `either` when it may be her as well (كتبت: I wrote,
    she wrote); `denied` for *ma…ch*; `now` for a present or future (*kaydreb*, يضرب).
    """

    stem: str
    to: str = ""
    first: bool = False
    denied: bool = False
    either: bool = False
    now: bool = False


def stem_of(verb: str) -> str:
    """The stem under which a Darija or Arabic verb is known, given in its shortest past form."""
    key = word_key(fold(verb))
    key = key[1:] if key[0] == "a" and len(key) > 3 else key
    return key[:-1] if key[-1] in "ayw" and len(key) > 2 else key


@lru_cache(maxsize=16384)
def forms(word: str) -> tuple[Form, ...]:
    """Every reading of a folded word as a Darija or Arabic verb; the stems may be nobody's."""
    if _NOUN.match(word):
        return ()
    key = word_key(_HER.sub(r"\g<1>7\2", word))
    heads = _HEADS if has_arabic(word) else _LATIN_HEADS
    return tuple(
        _form(
            key[start:end],
            to,
            subject,
            denied=ends or (refused and person != ""),
            person=_hidden_person(key[:start], key[start]) or person,
            arabic=has_arabic(word),
        )
        for start in range(min(len(key) - 1, _LONGEST_HEAD + 1))
        for refused, person in sorted(heads.get(key[:start], ()))
        for end in range(max(start + 2, len(key) - _LONGEST_TAIL), len(key) + 1)
        for to, subject, ends in sorted(_TAILS.get(key[end:], ()))
        # *m-* alone denies only what ends in *-ch*: *mherres* (broken) is a participle.
        if ends or not refused or key.startswith("ma")
        # "Him" and "her" are written with ه, *h*: كتصلح (mends) calls nobody.
        if "ħ" not in key[end:] or "h" in word or "ه" in word
        if _verbal(key[start:end], key[:start], to, subject)
    )


def _hidden_person(head: str, first: str) -> str:
    head = head.removeprefix("w")
    # *Kann3es* is "I sleep": the n of the person is one with that of the stem. سأ is "I shall".
    return "n" if (first == "n" and head in ("k", "γ", "γd")) or head in ("sa", "fsa") else ""


def _verbal(stem: str, head: str, to: str, subject: str) -> bool:
    """Whether a form is a verb at all: *khdma* is a noun, and *had* no form of *hedd*."""
    if not head and (subject == "a" or (len(stem) > 3 and stem[-1] == "a")):
        return False
    if len(stem) > 2 or head not in ("", "w", "f"):
        return True
    return to == "me" or subject in ("w", "at", "wa", "t")


def _form(stem: str, to: str, subject: str, *, denied: bool, person: str, arabic: bool) -> Form:
    ours = False
    # "drbna" is "we hit" as well as "he hit us": us is the object only beside another subject.
    if to == "us":
        to = "me" if person in ("y", "t") or subject in _OTHERS else ""
        ours = not to
    first = ours or person == "n" or (not person and not to and subject in ("t", "yt", "na"))
    either = first and arabic and subject == "t" and not person
    now = person in _PRESENT
    return Form(stem[:-1] if stem[-1:] in ("w", "y", "a") else stem, to, first, denied, either, now)


@lru_cache(maxsize=16384)
def french_stems(word: str) -> tuple[tuple[str, bool], ...]:
    """The stems a folded French form may have, and whether a glued *m* makes me its object."""
    plain = undoubled(word)
    found = [(stem, False) for stem in _cut(plain)]
    if plain[:1] in _ELIDED and len(plain) > 4:
        found += [(stem, plain[0] == "m") for stem in _cut(plain[1:])]
    return tuple(found)


def _cut(word: str) -> list[str]:
    return [word[:size] for size in range(len(word), 2, -1) if word[size:] in _FRENCH_ENDS]


def undoubled(word: str) -> str:
    """A folded word with doubled letters single: people write *frape* as often as *frappe*."""
    return "".join(char for i, char in enumerate(word) if i == 0 or char != word[i - 1])
