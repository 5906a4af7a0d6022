"""What a chat builder offers instead: a need is read where one of its keywords stands as written.

The keywords are our own phrases, so the difference is how they are heard. Only the peer is here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from catalogue.lexicon import NOTHING, Trigger
from catalogue.text import words

NAME = "the same phrases as keywords, contained as written"


class Keywords:
    """Phrases looked up word for word, without case and accents. Immutable once built."""

    def __init__(self, triggers: Iterable[Trigger]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for trigger in triggers:
            phrase = tuple(words(trigger.phrase))
            if phrase and trigger.need != NOTHING and trigger.strength != "weak":
                self._by_first[phrase[0]].append((phrase, trigger.need))

    def needs(self, text: str) -> frozenset[str]:
        """The needs of which a phrase stands in the text."""
        return frozenset(self._found(tuple(words(text))))

    def _found(self, message: tuple[str, ...]) -> Iterator[str]:
        for start, word in enumerate(message):
            for phrase, need in self._by_first.get(word, ()):
                if message[start : start + len(phrase)] == phrase:
                    yield need
