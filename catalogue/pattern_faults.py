"""What is wrong or doubtful in the words for danger, the patterns and their classes.

Findings are codes with values, like those of `collisions`, which looks at the words for needs.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from catalogue.collisions import Finding
from catalogue.lexicon import DANGER_KINDS, NOTHING, STRENGTHS, Alarm, Trigger
from catalogue.needs import Need
from catalogue.patterns import COURTESY, parse
from catalogue.sights import BUILT_IN
from catalogue.text import LANGUAGES, skeleton

_ONLY_EVERYDAY = "also"
"""A class of words that are verbs all the same: it needs no pattern."""


def danger_findings(alarms: Iterable[Alarm]) -> list[Finding]:
    """Unknown kinds, kinds that lack a form, phrases two kinds claim or that stand twice."""
    known = tuple(alarms)
    spoken = {(alarm.kind, alarm.form) for alarm in known}
    missing = ((kind, form) for kind in DANGER_KINDS for form in LANGUAGES)
    return [
        *_unknown_kinds(known),
        *(
            Finding("missing_form", {"need": kind, "form": form})
            for kind, form in missing
            if (kind, form) not in spoken
        ),
        *_claimed_twice(((alarm.kind, alarm.phrase) for alarm in known), skeleton),
        *_twice((alarm.kind, alarm.form, alarm.phrase) for alarm in known),
    ]


def pattern_findings(
    dangers: Iterable[Alarm],
    told: Iterable[Trigger],
    needs: Mapping[str, Need],
    classes: Iterable[Sequence[str]],
) -> list[Finding]:
    """Unknown kinds and needs, lines that say two things, classes missing or without a use.

    `dangers` and `told` are lines of patterns: their phrase is the slots, their form is empty.
    """
    alarms, triggers = tuple(dangers), tuple(told)
    lines = [
        *((alarm.kind, alarm.phrase) for alarm in alarms),
        *((trigger.need, trigger.phrase) for trigger in triggers),
    ]
    return [
        *_unknown_kinds(alarms),
        *_unknown_needs(triggers, needs),
        *_claimed_twice(((alarm.kind, alarm.phrase) for alarm in alarms), _slots),
        *_claimed_twice(((trigger.need, trigger.phrase) for trigger in triggers), _slots),
        *_twice(lines),
        *_classes(lines, classes),
    ]


def _unknown_kinds(alarms: Iterable[Alarm]) -> Iterator[Finding]:
    for alarm in alarms:
        if alarm.kind not in (*DANGER_KINDS, NOTHING):
            yield Finding("unknown_kind", {"phrase": alarm.phrase, "kind": alarm.kind})


def _unknown_needs(triggers: Iterable[Trigger], needs: Mapping[str, Need]) -> Iterator[Finding]:
    for trigger in triggers:
        if trigger.need not in needs and trigger.need != NOTHING:
            yield Finding("pattern_need", {"phrase": trigger.phrase, "need": trigger.need})
        if trigger.strength not in STRENGTHS:
            values = {"phrase": trigger.phrase, "strength": trigger.strength}
            yield Finding("pattern_strength", values)


def _slots(line: str) -> str:
    # Slots may come in any order; with an order of their own the line is another one.
    parts = line.split()
    return line if {">", ">>"} & {*parts} else " ".join(sorted(parts))


def _claimed_twice(
    lines: Iterable[tuple[str, str]], same: Callable[[str], str]
) -> Iterator[Finding]:
    claims: dict[str, dict[str, str]] = defaultdict(dict)
    for means, line in lines:
        claims[same(line)].setdefault(means, line)
    for claimed in claims.values():
        if len(claimed) > 1:
            phrase = " / ".join(dict.fromkeys(claimed.values()))
            yield Finding("collision", {"phrase": phrase, "needs": ", ".join(claimed)})


def _twice(lines: Iterable[tuple[str, ...]]) -> Iterator[Finding]:
    seen: set[tuple[str, ...]] = set()
    for line in lines:
        if line in seen:
            yield Finding("twice", {"phrase": line[-1], "need": line[0]})
        seen.add(line)


def _classes(lines: Iterable[tuple[str, str]], rows: Iterable[Sequence[str]]) -> Iterator[Finding]:
    named = {name for means, line in lines for name in parse(line, means).classes()}
    known, needing = set(BUILT_IN), dict[str, None]()
    for name, kind, *_ in rows:
        known.add(name)
        if kind != _ONLY_EVERYDAY:
            needing[name] = None
    for name in sorted(named - known):
        yield Finding("class_missing", {"name": name})
    for name in needing:
        if name not in named and name != COURTESY:
            yield Finding("class_unused", {"name": name})
