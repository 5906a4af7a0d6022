"""Patterns of slots: one line of data hears a verb in all its forms beside the words it goes with.

The language is explained in docs/lexicon.md. Here it is parsed and sought in a message; which
classes and patterns exist is the data's.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from catalogue.phrases import Match
from catalogue.sights import Classes, Sight
from catalogue.tokens import Token, particles

P = TypeVar("P")

# The class of greetings and pleas: beside them a message still says nothing else.
COURTESY = "courtesy"
# At the end of a line: the message says nothing else.
_ALONE = "."
# Words of content that may stand between the slots, and how far a forbidden class is looked for.
_GAP = 4
_NEAR = 4
_WINDOW = 16
# What a new clause between two slots weighs, in words.
_CLAUSE = 2
_MOST_FOUND = 8
_MARKS = frozenset({"me", "him", "other", "they", "first", "not", "any", "now"})


@dataclass(frozen=True, slots=True)
class Slot:
    """What must stand at one place: a word of one of `classes`, with the marks beside it.

    `after` the slot before it, with `next` no word of content between them, and with `apart`
    anywhere in the message.
    """

    classes: tuple[str, ...]
    marks: tuple[frozenset[str], ...]
    order: str

    @property
    def after(self) -> bool:
        """True when it must stand after the slot before it."""
        return self.order in (">", ">>")

    @property
    def next(self) -> bool:
        """True when no word of content may part it from the slot before it."""
        return self.order == ">>"

    @property
    def apart(self) -> bool:
        """True when it may stand anywhere in the message."""
        return self.order == "&"

    def fits(self, sights: Mapping[str, Sight]) -> bool:
        """True when a word, seen as these classes, has what the slot asks for."""
        return any(
            name in sights and _bears(sights[name], marks)
            for name, marks in zip(self.classes, self.marks, strict=True)
        )


def _bears(sight: Sight, marks: frozenset[str]) -> bool:
    if "any" not in marks and sight.denied != ("not" in marks):
        return False
    if "now" in marks and not sight.now:
        return False
    if "me" in marks and sight.to != "me":
        return False
    if "him" in marks and sight.to != "other":
        return False
    if "other" in marks and sight.to == "me":
        return False
    mine = sight.first and not sight.either
    return not ("they" in marks and mine) and ("first" not in marks or sight.first)


@dataclass(frozen=True, slots=True)
class Pattern(Generic[P]):
    """Slots that together mean `payload`.

    Not where a word of `unless` stands near, nor where one of `never` stands anywhere; `alone`
    only where the message says nothing else.
    """

    payload: P
    slots: tuple[Slot, ...]
    unless: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    alone: bool = False

    def classes(self) -> set[str]:
        """Every class the pattern names."""
        return {*self.unless, *self.never, *(name for slot in self.slots for name in slot.classes)}


def parse(line: str, payload: P) -> Pattern[P]:
    """A line of a file of patterns. Raises ValueError for a mark that does not exist."""
    slots, unless, never = list[Slot](), list[str](), list[str]()
    order, alone = "", is_alone(line)
    for part in line.removesuffix(_ALONE).split():
        if part in (">", ">>", "&"):
            order = part
        elif part.startswith("!!"):
            never += part[2:].split("|")
        elif part.startswith("!"):
            unless += part[1:].split("|")
        else:
            slots.append(_slot(part, order))
            order = ""
    return Pattern(payload, tuple(slots), tuple(unless), tuple(never), alone)


def is_alone(line: str) -> bool:
    """Whether the message must say nothing but what a line of a file of patterns says."""
    return line.endswith(f" {_ALONE}")


def _slot(part: str, order: str) -> Slot:
    """A slot of a line: marks at its end are for all its classes, unless others have their own."""
    names, marks = zip(*map(_marked, part.split("|")), strict=True)
    if not any(marks[:-1]):
        marks = (marks[-1],) * len(names)
    if not all(map(_MARKS.issuperset, marks)):
        raise ValueError(f"a mark of {part!r} is unknown")
    return Slot(names, marks, order)


def _marked(choice: str) -> tuple[str, frozenset[str]]:
    name, *marks = choice.split("+")
    return name, frozenset(marks)


class PatternBook(Generic[P]):
    """Patterns, ready to be sought. Immutable once built; raises LookupError for a lost class."""

    def __init__(self, patterns: Iterable[Pattern[P]], classes: Classes) -> None:
        self._patterns = list(patterns)
        self._opening = _by_rarest(self._patterns)
        lost = {name for pattern in self._patterns for name in pattern.classes()} - classes.names
        if lost:
            raise LookupError(f"patterns name unknown classes: {', '.join(sorted(lost))}")

    def find(self, page: "Page") -> list[Match[P]]:
        """Every pattern seen in a message, in the order of the file."""
        present = page.present()
        opened = {number for name in present for number in self._opening.get(name, ())}
        found: list[Match[P]] = []
        for pattern in map(self._patterns.__getitem__, sorted(opened)):
            if present.isdisjoint(pattern.never) and all(
                not present.isdisjoint(slot.classes) for slot in pattern.slots
            ):
                found += page.matches(pattern)
        return found


def _by_rarest(patterns: Sequence[Pattern[P]]) -> Mapping[str, list[int]]:
    """Patterns under the classes of their rarest slot: a want alone opens hardly any."""
    used = Counter(name for pattern in patterns for slot in pattern.slots for name in slot.classes)
    opening: dict[str, list[int]] = defaultdict(list)
    for number, pattern in enumerate(patterns):
        rarest = min(pattern.slots, key=lambda slot: sum(used[name] for name in slot.classes))
        for name in rarest.classes:
            opening[name].append(number)
    return opening


def _together(slots: Sequence[Slot], path: list[int]) -> list[int]:
    """The words taken since the last slot that may stand anywhere."""
    begun = max((i for i, slot in enumerate(slots[: len(path)]) if slot.apart), default=0)
    return path[begun:]


class Page:
    """One message with the classes its words are seen as; read by any number of books."""

    def __init__(self, message: Sequence[Token], seen: Sequence[Mapping[str, Sight]]) -> None:
        self.message = message
        self._seen = seen
        self._content = [0]
        self._where: dict[str, list[int]] = defaultdict(list)
        for at, token in enumerate(message):
            self._content.append(self._content[-1] + (token.word not in particles()))
            for name in seen[at]:
                self._where[name].append(at)

    def present(self) -> set[str]:
        """The classes of which a word is seen."""
        return set(self._where)

    def says_only(self, places: Iterable[int], besides: str) -> bool:
        """True when no word of content stands at other places but those of the class `besides`."""
        said = set(places)
        return all(
            at in said or token.word in particles() or besides in self._seen[at]
            for at, token in enumerate(self.message)
        )

    def matches(self, pattern: Pattern[P]) -> list[Match[P]]:
        """Where a pattern is seen, once for each place it may begin at."""
        found: list[Match[P]] = []
        for start in self._starts(pattern.slots[0]):
            path = self._path(pattern.slots, [start])
            if path and not self._forbidden(pattern.unless, path) and self._whole(pattern, path):
                found.append(self._match(pattern, path))
                if len(found) == _MOST_FOUND:
                    break
        return found

    def _whole(self, pattern: Pattern[P], path: Sequence[int]) -> bool:
        return not pattern.alone or self.says_only(path, COURTESY)

    def _starts(self, slot: Slot) -> list[int]:
        places = {at for name in slot.classes for at in self._where.get(name, ())}
        return [at for at in sorted(places) if self._fits(slot, at)]

    def _fits(self, slot: Slot, at: int) -> bool:
        return slot.fits(self._seen[at])

    def _path(self, slots: Sequence[Slot], path: list[int]) -> list[int]:
        if len(path) == len(slots):
            return path
        for at in self._around(slots[len(path)], path, _together(slots, path)):
            whole = self._path(slots, [*path, at])
            if whole:
                return whole
        return []

    def _around(self, slot: Slot, path: list[int], group: list[int]) -> Iterator[int]:
        """Where the next slot may stand, the nearest to the last one first."""
        last = path[-1]
        first = last + 1 if slot.after else 0 if slot.apart else max(0, last - _WINDOW)
        reach = range(first, len(self._seen) if slot.apart else last + _WINDOW)
        for at in sorted(reach[: len(self._seen) - first], key=lambda at: abs(at - last)):
            if at in path or not self._fits(slot, at):
                continue
            if slot.apart or self._joins(at, slot, group):
                yield at

    def _joins(self, at: int, slot: Slot, group: list[int]) -> bool:
        """Whether a word stands near enough to those the slots before it have taken."""
        if slot.next and self._between(group[-1], at) > 0:
            return False
        return self._between(min(*group, at), max(*group, at)) - len(group) + 1 <= _GAP

    def _between(self, first: int, last: int) -> int:
        """How many words of content stand between two words; a clause begun counts for two."""
        if last <= first:
            return 0
        begun = self.message[last].clause - self.message[first].clause
        return max(0, self._content[last] - self._content[first + 1]) + _CLAUSE * begun

    def _forbidden(self, unless: Sequence[str], path: Sequence[int]) -> bool:
        around = range(max(0, min(path) - _NEAR), min(len(self._seen), max(path) + 1 + _NEAR))
        return any(name in self._seen[at] for name in unless for at in around if at not in path)

    def _match(self, pattern: Pattern[P], path: Sequence[int]) -> Match[P]:
        apart = [i for i, slot in enumerate(pattern.slots) if slot.apart]
        group = path[: apart[0]] if apart else path
        start, end = min(group), max(group) + 1
        evidence = " ".join(token.word for token in self.message[start:end])
        return Match(
            pattern.payload, start, end, len(pattern.slots), 1.0, evidence, frozenset(path)
        )
