"""What the lexicon hears in a message: places, danger, signs of needs, facts. It decides nothing.

The decision between the signs and what the words weigh is `judging`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalogue.alarms import Alarms
from catalogue.by_ear import ByEar, french_words
from catalogue.cry import CALM, Cry, hear_cry
from catalogue.facts import stated_age
from catalogue.found import FoundNeed
from catalogue.lexicon import Trigger, classes
from catalogue.need_signs import Judged, NeedSigns
from catalogue.needs import Need
from catalogue.patterns import Page
from catalogue.phrases import Match
from catalogue.place_names import words_of_names
from catalogue.place_reader import PlaceReader, PlaceReading
from catalogue.places import Gazetteer
from catalogue.tokens import Token, fold_clauses, tokens
from catalogue.worth import weighed
from catalogue.writing import gathered, parted


@dataclass(frozen=True, slots=True)
class Heard:
    """A message with all that was heard in it.

    `needs` are those the lexicon's signs speak for, best first, faint ones included; `judged` are
    the signs with what became of each.
    """

    page: Page
    places: PlaceReading
    age: int | None = None
    cry: Cry = CALM
    needs: tuple[FoundNeed, ...] = ()
    judged: tuple[Judged, ...] = ()

    @property
    def message(self) -> Sequence[Token]:
        """The words of the message."""
        return self.page.message


class Ear:
    """Hears messages by the lexicon and the names of places. Immutable: one is shared by all."""

    def __init__(self, tree: Mapping[str, Need], places: Gazetteer) -> None:
        self._order = {code: number for number, code in enumerate(tree)}
        self._classes, self.alarms, self._signs = classes(), Alarms(), NeedSigns(tree)
        self._places = PlaceReader(places, known=self._signs.knows)
        self._by_ear = ByEar(french_words(), words_of_names(places))

    def hear(self, text: str) -> Heard:
        """All that the lexicon hears in a text; in its words run together only where none speak."""
        plain = self._plain(text)
        heard, apart = self._hear(plain), parted(plain, known=self._knows)
        if heard.cry.kind or apart == plain:
            return heard
        again = self._hear(apart)
        silent = not (heard.needs or heard.places.spans)
        return again if again.cry.kind or (silent and again.needs) else heard

    def _plain(self, text: str) -> str:
        """The folded text, letters told apart put together, French by ear as a school writes it."""
        told = gathered(text)
        # Folding takes the accents that tell *mé* from *me*.
        return told if told != fold_clauses(text) else fold_clauses(self._by_ear.read(text))

    def _knows(self, word: str) -> bool:
        return self._signs.knows(word) or self.alarms.knows(word) or self._classes.knows(word)

    def _hear(self, text: str) -> Heard:
        message = tokens(text)
        places = self._places.read(message)
        page = Page(message, self._classes.see(message, named=places.spans))
        age = stated_age(text)
        named = _only_named(places, message)
        cry = hear_cry(self.alarms, text, page, age=age, named=named)
        judged = tuple(self._signs.hear(page, places.spans, cry))
        return Heard(page, places, age, cry, self._needs(judged, cry), judged)

    def _needs(self, judged: Sequence[Judged], cry: Cry) -> tuple[FoundNeed, ...]:
        counting: dict[str, list[Match[Trigger]]] = defaultdict(list)
        for match, fate in judged:
            if fate == "counts":
                counting[match.payload.need].append(match)
        found = weighed(counting, {cry.need.code} if cry.need else set())
        if cry.need is not None:
            found[cry.need.code] = cry.need
        return tuple(sorted(found.values(), key=lambda n: (-n.score, self._order[n.code])))


def _only_named(places: PlaceReading, message: Sequence[Token]) -> bool:
    # Who answers "where?" with Tidili names a town, and tells of no blow; a cry for help that
    # sounds like a town (SOS) is still one.
    return any(not span.start and span.stop >= len(message) for span in places.spans)
