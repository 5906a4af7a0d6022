"""What a message tells of danger, put together: the kind that counts now, and the need it brings.

The signs are `alarms`; what the words weigh beside them is `judging`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.alarms import Alarms, foremost, is_sure, kind_of, present, told
from catalogue.facts import says
from catalogue.found import FoundNeed
from catalogue.lexicon import NEED_OF_DANGER, Alarm
from catalogue.overlaps import longest
from catalogue.patterns import Page
from catalogue.phrases import Match
from catalogue.signs import Fate
from catalogue.when import tense_of

MINOR = 18
WORTH = 0.97
"""The score of the need that a danger brings with it."""


@dataclass(frozen=True, slots=True)
class Cry:
    """What a message tells of danger.

    `kind` is None when there is none now; `need` is what it says of the need, told now or once;
    `spans` are the words it was told in; `listed` when a phrase of the lexicon was heard whole, a
    pattern is all the message, or two patterns say the same; `alike`, where nothing is told, the
    words that only sound so.
    """

    kind: str | None = None
    need: FoundNeed | None = None
    spans: tuple[range, ...] = ()
    listed: bool = False
    alike: tuple[range, ...] = ()


CALM = Cry()


def hear_cry(alarms: Alarms, text: str, page: Page, *, age: int | None, named: bool) -> Cry:
    """The danger a message tells of, or `CALM`; `named`: it is only the name of a place."""
    seen = alarms.seen(page)
    matches = told(seen, page.message, named=named)
    tense = tense_of(text, page.message)
    now = present(matches, tense)
    best = foremost(now or matches)
    if best is not None:
        spans = tuple(range(m.start, m.end) for m in matches if m.payload.need)
        kind = best.payload.kind if now else None
        # One pattern may be chance; two lines that say the same are as good as a phrase.
        lines = {match.payload for match in now if match.payload.kind == kind}
        listed = len(lines) > 1 or any(match.payload.sure for match in now)
        return Cry(kind, need_of(best.payload.need, best.evidence), spans, listed)
    if age is not None and age < MINOR and says("alone", page.message):
        return Cry("child", need_of(NEED_OF_DANGER["child"], str(age)), listed=True)
    return Cry(alike=tuple(range(m.start, m.end) for m in seen if not kind_of(m)))


def signs_of_danger(alarms: Alarms, page: Page, cry: Cry) -> list[tuple[Match[Alarm], Fate]]:
    """Every sign of danger in a message with what became of it."""
    cries = alarms.seen(page)
    kept = longest(cries, kind_of) if cry.kind else []
    return [(match, _fate(match, kept)) for match in cries]


def _fate(match: Match[Alarm], kept: Sequence[Match[Alarm]]) -> Fate:
    if not kind_of(match):
        return "nothing"
    if match not in kept:
        return "covered"
    return "counts" if is_sure(match) else "faint"


def need_of(code: str | None, evidence: str) -> FoundNeed | None:
    """The need a danger speaks for, if it speaks for one."""
    return FoundNeed(code, WORTH, evidence) if code else None
