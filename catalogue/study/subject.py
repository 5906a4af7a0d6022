"""What a study is about, and the words to tell it in: the parts of a study are the other modules.

Everything is read behind one gate (`mapping.seen`): hidden actors, services and sites are in no
part of a study, whoever asks for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from catalogue.labels import DOMAIN, need_label, place_label
from catalogue.mapping.coverage import FIRST_REGIONS, regions_in_order, regions_reached
from catalogue.mapping.evidence import Evidence
from catalogue.mapping.material import Entry, Material
from catalogue.mapping.seen import seen
from catalogue.mapping.wording import name_of, series, short_name
from catalogue.needs import needs
from catalogue.papers.blocks import Language
from catalogue.towns import reaches
from locales.texts import number, text

LONGEST_LABEL = 38
"""Characters of a name beside a bar."""


@dataclass(frozen=True)
class Study:
    """The actors a study speaks of, and its language. `area` is an HCP code, empty for all."""

    material: Material
    lang: Language = "fr"
    area: str = ""

    @classmethod
    def of(cls, material: Material, lang: Language = "fr", area: str = "") -> "Study":
        """A study of what the staff of a mission may see, in an area."""
        shown = seen(material, "staff")
        inside = tuple(e for e in shown if not area or reaches(e.actor, area, material.places))
        ids = frozenset(entry.id for entry in inside)
        scores = tuple(score for score in material.scores if score.actor in ids)
        return cls(replace(material, entries=inside, scores=scores), lang, area)

    # --- words ----------------------------------------------------------------------------------

    def tell(self, key: str, **values: str | int) -> str:
        """A text of the study."""
        return text(DOMAIN, key, self.lang, **values)

    def count(self, unit: str, n: int) -> str:
        """So many of something, in words: *12 acteurs*."""
        return text(DOMAIN, f"study.count.{unit}", self.lang, n=n)

    def number(self, value: float) -> str:
        """A number as it is written here."""
        return number(value, self.lang)

    def share(self, part: int, whole: int) -> str:
        """A part in per cent of a whole."""
        return f"{round(100 * part / whole) if whole else 0} %"

    def need(self, code: str) -> str:
        """A need as it may be named."""
        return need_label(code, self.lang)

    def place(self, code: str) -> str:
        """A place's name."""
        return place_label(code, self.lang)

    def name(self, actor: str) -> str:
        """What an actor is called."""
        entry = self.material.entry(actor)
        return name_of(entry.record, self.lang) if entry else actor

    def short(self, actor: str) -> str:
        """The same, short enough to stand beside a bar."""
        entry = self.material.entry(actor)
        name = short_name(entry.record, self.lang) if entry else actor
        return name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1].rstrip()}…"

    def listed(self, words: Iterable[str], most: int = 6) -> str:
        """Several in one sentence: the first ones, and how many more."""
        every = list(words)
        left = len(every) - most
        more = [self.tell("study.more", n=left)] if left > 0 else []
        return series([*every[:most], *more], self.lang)

    # --- actors ---------------------------------------------------------------------------------

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The actors, none of them hidden."""
        return self.material.entries

    @cached_property
    def evidence(self) -> Evidence:
        """Facts that follow from the actors, each computed once."""
        return Evidence(self.material)

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """The regions of the study (HCP codes), those of the brief first."""
        places = self.material.places
        every = (region.code for region in regions_in_order(places))
        return tuple(code for code in every if not self.area or code == places.region_of(self.area))

    @property
    def first(self) -> tuple[str, ...]:
        """The regions told at length: those of the brief, or the one that was asked for."""
        return tuple(code for code in self.regions if code in FIRST_REGIONS) or self.regions

    @property
    def others(self) -> tuple[str, ...]:
        """The regions told briefly."""
        return tuple(code for code in self.regions if code not in self.first)

    @cached_property
    def _by_region(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for code in regions_reached(entry, self.material.places):
                found.setdefault(code, []).append(entry)
        return found

    def of_region(self, code: str) -> Sequence[Entry]:
        """The actors that count as coverage in a region: by their perimeter, a site or a town."""
        return self._by_region.get(code, [])

    @cached_property
    def national(self) -> Sequence[Entry]:
        """The actors whose perimeter is the whole country, wherever their seat is."""
        return [entry for entry in self.entries if not entry.actor.perimeter]

    @cached_property
    def plain_needs(self) -> tuple[str, ...]:
        """The needs that have a line of their own; sensitive ones are told together."""
        return tuple(code for code, need in needs().items() if not need.sensitive)
