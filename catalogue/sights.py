"""Classes of words (`classes/*.tsv`) and where they are seen in a message, with who and to whom.

A class gathers the words of all four forms that do one job in a pattern: *hit*, *papers*, *boss*.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from catalogue.ages import can_work, childs_age, is_teen
from catalogue.everyday import ordinary
from catalogue.roots import written_like
from catalogue.text import fold, has_arabic, word_key, word_languages
from catalogue.tokens import Token, common_words, particles
from catalogue.verbs import forms, french_stems, stem_of, undoubled
from catalogue.vocabulary import Vocabulary

# Classes no list can hold: the age of a child, of one who could work (from five years on), of a
# teenager; a sum of money; a word of the name of a place.
AGE_OF_CHILD, AGE_OF_WORK, AGE_OF_TEEN = "age_child", "age_work", "age_teen"
AMOUNT = "amount"
NAMED_PLACE = "named_place"
BUILT_IN = frozenset({AGE_OF_CHILD, AGE_OF_WORK, AGE_OF_TEEN, AMOUNT, NAMED_PLACE})
# A number from here on, in dirhams, is a sum; a year is none, nor the number of a telephone.
_SUM, _YEAR, _TOO_MUCH = 500, range(1930, 2040), 10_000_000
_REMEMBERED = 50_000
# A stem of so few letters of the key is known by the letters it is written with.
_SHORT_STEM = 2


def _folded(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))


def _keys(words: str) -> frozenset[str]:
    return frozenset(map(word_key, _folded(words)))


_ME_BEFORE = _folded("me m nous moi mont mavait jme")
_I_BEFORE = _folded("je j jai nous on g jveux jvais")
_WE, _AM = _folded("on nous"), _folded("suis etais sommes")
_ME_AFTER = _keys("fiya fya 3liya liya biya m3aya menni lina 3lina fina منا بنا بي علي لنا علينا")
_DENIED_BEFORE = _folded("لا لم لن ما ليس ولا ولم ولن وما فلا pas jamais ni")
# Darija *la* is no; French *la* is a pronoun.
_NO = _DENIED_BEFORE | {"la"}
_DENIED_AFTER = _folded("pas plus jamais rien aucun aucune pu")


# The article and the prepositions written in one with a word: *fzen9a*, بالزنقة, وللدار.
_GLUED = {
    True: _folded("و ف ب ل ك د ال وال فال بال كال دال لل ولل وب ول وف"),
    False: _folded("f b d l w fl bl dl wl"),
}
_KEY: dict[str, Callable[[str], str]] = {"verb": stem_of, "fr": undoubled}

# Letters that stand in French words only: *cataracte* is no form of *trek*.
_FRENCH_LETTERS = re.compile(r"c(?!h)|qu|ph|eau|tion")


@dataclass(frozen=True, slots=True)
class Sight:
    """A word seen as one of a class: done `to` me or another, by me (`first`), denied.

    With `either` it may be done by me or by her (كتبت); `now` is a present or future. `kind` is
    the kind of the class: a verb (Darija or Arabic), fr (French) or word.
    """

    kind: str
    to: str = ""
    first: bool = False
    denied: bool = False
    either: bool = False
    now: bool = False


class Classes:
    """All classes of words, indexed. Immutable once built, but for its memory of words."""

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        self.names = set(BUILT_IN)
        self._words = Vocabulary()
        self._of_word: dict[int, set[str]] = defaultdict(set)
        self._of_key: dict[str, dict[str, set[str]]] = {
            kind: defaultdict(set) for kind in ("exact", "noun", "verb", "fr", "also")
        }
        self._short: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._memory: dict[str, dict[str, Sight]] = {}
        for name, kind, members in rows:
            self.names.add(name)
            for member in members.split():
                self._add(name, kind, fold(member))

    def _add(self, name: str, kind: str, member: str) -> None:
        if kind == "word":
            self._of_word[self._words.add(member)].add(name)
            self._of_key["exact"][member].add(name)
            return
        if kind not in self._of_key:
            raise ValueError(f"a class has the unknown kind {kind!r}")
        key = _KEY.get(kind, str)(member)
        if kind == "verb" and len(key) <= _SHORT_STEM:
            self._short[name, key].append(member)
        self._of_key[kind][key].add(name)

    def see(
        self, message: Sequence[Token], *, named: Iterable[range] = ()
    ) -> list[dict[str, Sight]]:
        """For each word of a message the classes it is seen as.

        In the name of a place (`named`, ranges of words) no verb is seen: Oulmès touches nobody.
        """
        places = {at for span in named for at in span}
        alone = [
            _nouns(self._alone(token.word)) if at in places else self._alone(token.word)
            for at, token in enumerate(message)
        ]
        return [
            _placed(sights, message, at) | ({NAMED_PLACE: Sight("word")} if at in places else {})
            for at, sights in enumerate(alone)
        ]

    def knows(self, word: str) -> bool:
        """True when a folded word is of some class."""
        return bool(self._alone(word))

    def _alone(self, word: str) -> dict[str, Sight]:
        known = self._memory.get(word)
        if known is None:
            known = self._read(word)
            if len(self._memory) < _REMEMBERED:
                self._memory[word] = known
        return known

    def _read(self, word: str) -> dict[str, Sight]:
        found: dict[str, Sight] = {}
        # An everyday word is a member only where it is written as one: *pour* is no *peur*.
        if not _everyday(word) or word in self._of_key["also"]:
            self._read_verbs(word, found)
            for number, sure in self._words.readings(word).items():
                if sure >= _sure_enough(word) and _comparable(word, self._words[number]):
                    for name in self._of_word[number]:
                        found.setdefault(name, Sight("word"))
        exact = self._of_key["exact"]
        for name in (*exact.get(word, exact.get(_unjoined(word), ())), *self._nouns_in(word)):
            found.setdefault(name, Sight("word"))
        return found

    def _nouns_in(self, word: str) -> set[str]:
        nouns = self._of_key["noun"]
        if word in nouns:
            return nouns[word]
        return {name for bare in unglued(word) for name in nouns.get(bare, ())}

    def _read_verbs(self, word: str, found: dict[str, Sight]) -> None:
        french = "fr" in word_languages(word) or _only_french(word)
        for form in () if french else forms(word):
            for name in self._of_key["verb"].get(form.stem, ()):
                if not self._may_be(name, form.stem, word):
                    continue
                sight = Sight("verb", form.to, form.first, form.denied, form.either, form.now)
                found[name] = max(found.get(name, sight), sight, key=_telling)
        for stem, me in () if has_arabic(word) else french_stems(word):
            for name in self._of_key["fr"].get(stem, ()):
                found.setdefault(name, Sight("fr", "me" if me else "", now=_finite(word)))

    def _may_be(self, name: str, stem: str, word: str) -> bool:
        written = self._short.get((name, stem))
        return not written or any(written_like(word, verb) for verb in written)


def _finite(word: str) -> bool:
    """Whether a French form may be a present: no infinitive, no participle."""
    return not word.endswith(("er", "ir", "re", "ant", "ee", "ees"))


def _everyday(word: str) -> bool:
    return word in common_words() or _unjoined(word) in common_words()


def _unjoined(word: str) -> str:
    """A word without the "and" written to it: وقال is قال."""
    return word[1:] if word.startswith("و") and len(word) > 3 else word


def _only_french(word: str) -> bool:
    known = word in ordinary("fr") and word not in ordinary("ary_Latn")
    return known or bool(_FRENCH_LETTERS.search(word))


def unglued(word: str) -> list[str]:
    """What may be left of a folded word without the article and the small words glued to it."""
    arabic = has_arabic(word)
    if not arabic and _only_french(word):
        return []
    least = 3 if arabic else 4
    starts = (start for start in _GLUED[arabic] if word.startswith(start))
    return [word[len(start) :] for start in starts if len(word) - len(start) >= least]


def _nouns(sights: dict[str, Sight]) -> dict[str, Sight]:
    return {name: sight for name, sight in sights.items() if sight.kind == "word"}


def _comparable(word: str, known: str) -> bool:
    # A short key says little across scripts: *qt* is "quête" and a cat.
    return has_arabic(word) == has_arabic(known) or len(word_key(known)) > 3


def _sure_enough(word: str) -> float:
    # A slip (0.88) is forgiven in a long word only, an ending taken off not in a short one.
    return 0.88 if len(word) > 7 else 0.955 if len(word) > 4 else 0.975


def _telling(sight: Sight) -> tuple[bool, ...]:
    """Of two readings of a word the one that says more: done to me, denied, by me, to another."""
    return sight.to == "me", sight.denied, sight.first, sight.to == "other", sight.now


def _placed(sights: dict[str, Sight], message: Sequence[Token], at: int) -> dict[str, Sight]:
    """What the words around add: the French pronoun, *fiya* after a verb, a denial."""
    numbers = _number(message, at)
    if numbers:
        return {**sights, **numbers}
    if not sights:
        return sights
    if all(sight.kind == "word" for sight in sights.values()):
        return sights
    before = [token.word for token in message[max(0, at - 2) : at]]
    after = [token.word for token in message[at + 1 : at + 3]]
    return {name: _beside(sight, before, after) for name, sight in sights.items()}


def _beside(sight: Sight, before: list[str], after: list[str]) -> Sight:
    if sight.kind == "word":
        return sight
    first, me = sight.first, sight.to == "me"
    if sight.kind == "fr":
        me = (
            me or not _ME_BEFORE.isdisjoint(before) or before[-1:] == ["ma"] or after[:1] == ["moi"]
        )
        # "On me frappe" is no deed of mine.
        first = not (_I_BEFORE - _WE if me else _I_BEFORE).isdisjoint(before)
        # "Je me suis enfermé": nobody else did.
        first = first or (me and not _AM.isdisjoint(before[-1:]))
    me = me or any(word_key(word) in _ME_AFTER for word in after)
    no = _DENIED_BEFORE if sight.kind == "fr" else _NO
    denied = sight.denied or _denied(before, after, no) or _denied_by_ma(sight, before)
    first = first and not (me and sight.either)
    # What I do is not done to me: *nesbat 3liya* is no "I hit me".
    to = "me" if me and not first else "" if first and sight.to == "me" else sight.to
    return replace(sight, to=to, first=first, denied=denied)


def _denied(before: list[str], after: list[str], no: frozenset[str]) -> bool:
    if before and before[-1] in no:
        return True
    reach = 2 if after and after[0] in particles() else 1
    return not _DENIED_AFTER.isdisjoint(after[:reach])


def _denied_by_ma(sight: Sight, before: list[str]) -> bool:
    # "ma kan3ref": before a Darija verb *ma* is no French possessive.
    return sight.kind == "verb" and before[-1:] == ["ma"]


def _number(message: Sequence[Token], at: int) -> dict[str, Sight]:
    """The ages and sums that begin at a word."""
    word, seen = message[at].word, Sight("word")
    if childs_age(message, at):
        found = {AGE_OF_CHILD: seen}
        found |= {AGE_OF_WORK: seen} if can_work(word) else {}
        return found | ({AGE_OF_TEEN: seen} if is_teen(word) else {})
    if not word.isdigit():
        return {}
    number = int(word[:9])
    return {AMOUNT: seen} if _SUM <= number < _TOO_MUCH and number not in _YEAR else {}
