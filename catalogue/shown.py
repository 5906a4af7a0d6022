"""What a heard message shows to the weights: its words, and what the lexicon's signs say of it.

The same on the day the weights are learned and on every day they are used.
"""

from collections.abc import Iterator

from catalogue.features import features
from catalogue.hearing import Heard
from catalogue.weights import DANGER
from catalogue.worth import SURE

# What a sign of the lexicon is worth beside all the words together, whose worth is 1.
_SIGN = 0.5
_STRONG = 0.85


def shown(heard: Heard) -> dict[str, float]:
    """Every feature of a message with its worth: words and signs."""
    return {**words_shown(heard), **dict.fromkeys(_signs(heard), _SIGN)}


def words_shown(heard: Heard) -> dict[str, float]:
    """The features of the words alone, but for those that say nothing of a need."""
    return features(heard.message, besides=mute_spans(heard))


def mute_spans(heard: Heard) -> tuple[range, ...]:
    """The words that say nothing of a need: names of places, phrases known to mean nothing."""
    nothing = (range(m.start, m.end) for m, fate in heard.judged if fate == "nothing")
    return (*heard.places.spans, *nothing)


def _signs(heard: Heard) -> Iterator[str]:
    for need in heard.needs:
        yield f"+{need.code}" if need.score >= SURE else f"?{need.code}"
        if need.score >= _STRONG:
            yield f"++{need.code}"
    for match, fate in heard.judged:
        if fate in ("denied", "explained"):
            yield f"-{match.payload.need}"
    if heard.cry.kind:
        yield from (DANGER, DANGER + heard.cry.kind)
    elif heard.cry.need:
        yield f"{DANGER}once"
