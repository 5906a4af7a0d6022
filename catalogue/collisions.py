"""What is wrong or doubtful in the lexicon: phrases two needs claim, needs without words.

Findings are codes with values; their sentences are the command line's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from catalogue.lexicon import NOTHING, STRENGTHS, Trigger
from catalogue.needs import Need
from catalogue.phrases import content_words
from catalogue.text import LANGUAGES, skeleton


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark on the lexicon: a code and the values its sentence needs."""

    code: str
    values: Mapping[str, str]


def findings(triggers: Iterable[Trigger], needs: Mapping[str, Need]) -> list[Finding]:
    """Every remark, in the order of the file; empty for a lexicon nothing is wrong with."""
    known = tuple(triggers)
    return [
        *_unknown(known, needs),
        *_lone_sensitive(known, needs),
        *_missing(known, needs),
        *_claimed_twice(known),
    ]


def _unknown(triggers: tuple[Trigger, ...], needs: Mapping[str, Need]) -> Iterator[Finding]:
    for trigger in triggers:
        if trigger.need not in needs and trigger.need != NOTHING:
            yield Finding("unknown_need", {"phrase": trigger.phrase, "need": trigger.need})
        if trigger.strength not in STRENGTHS:
            values = {"phrase": trigger.phrase, "strength": trigger.strength}
            yield Finding("unknown_strength", values)


def _lone_sensitive(triggers: tuple[Trigger, ...], needs: Mapping[str, Need]) -> Iterator[Finding]:
    """A sensitive need may be read from two content words, or from one that was reviewed."""
    for trigger in triggers:
        need = needs.get(trigger.need)
        if need is None or not need.sensitive or trigger.strength not in ("strong", "alone"):
            continue
        if len(content_words(trigger.phrase)) < 2:
            yield Finding("lone_sensitive", {"phrase": trigger.phrase, "need": trigger.need})


def _missing(triggers: tuple[Trigger, ...], needs: Mapping[str, Need]) -> Iterator[Finding]:
    spoken = {(trigger.need, trigger.form) for trigger in triggers}
    for code in needs:
        for form in LANGUAGES:
            if (code, form) not in spoken:
                yield Finding("missing_form", {"need": code, "form": form})


def _claimed_twice(triggers: tuple[Trigger, ...]) -> Iterator[Finding]:
    claims: dict[str, dict[str, str]] = defaultdict(dict)
    for trigger in triggers:
        if trigger.strength != "weak":
            claims[skeleton(trigger.phrase)].setdefault(trigger.need, trigger.phrase)
    for same in claims.values():
        if len(same) > 1:
            phrase = " / ".join(dict.fromkeys(same.values()))
            yield Finding("collision", {"phrase": phrase, "needs": ", ".join(same)})
