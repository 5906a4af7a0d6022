"""The ONE table of papers: a name in an address, and the function that draws it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from catalogue.mapping.assessed import capacity, capacity_of
from catalogue.mapping.choice import Choice
from catalogue.mapping.fiche import fiche, fiches
from catalogue.mapping.gaps import gaps
from catalogue.mapping.gaps_paper import gaps_paper
from catalogue.mapping.grid import grid
from catalogue.mapping.material import Material
from catalogue.mapping.network import Among
from catalogue.mapping.network_paper import network_paper
from catalogue.mapping.readers import Reader
from catalogue.mapping.recommendations import recommendations_paper
from catalogue.mapping.shortlist import shortlist
from catalogue.mapping.shortlist_paper import shortlist_paper
from catalogue.mapping.swot import swot, swot_together
from catalogue.mapping.training import training
from catalogue.papers.blocks import Language, Paper
from catalogue.study.report import report
from catalogue.study.subject import Study


@dataclass(frozen=True, slots=True)
class Subject:
    """What a paper is about: the filter of the list, or one actor, and who reads it."""

    need: str = ""
    area: str = ""
    category: str = ""
    rung: str = ""
    actor: str = ""
    reader: Reader = "public"

    @property
    def choice(self) -> Choice:
        """The filter as papers of many actors take it."""
        return Choice(self.need, self.area, self.category, self.rung, reader=self.reader)


Make = Callable[[Material, Subject, Language], Paper]
FILE, SHEET = (".pdf", ".docx"), (".xlsx", ".pdf", ".docx")


@dataclass(frozen=True, slots=True)
class Output:
    """One kind of paper and the endings of its files.

    `staff`: its content is for those who read staff fields. `need`: it is drawn for one need.
    """

    make: Make
    endings: tuple[str, ...] = FILE
    staff: bool = False
    need: bool = False


def _shortlist(material: Material, about: Subject, lang: Language) -> Paper:
    found = shortlist(material, about.need, about.area or None, reader=about.reader)
    return shortlist_paper(material, found, lang)


def _gaps(material: Material, about: Subject, lang: Language) -> Paper:
    area = about.area or None
    return gaps_paper(gaps(material, about.need, area, reader=about.reader), lang, area=area)


def _network(material: Material, about: Subject, lang: Language) -> Paper:
    return network_paper(material, Among(about.need, about.area or None, about.reader), lang)


OF_LIST: Mapping[str, Output] = MappingProxyType(
    {
        "grid": Output(lambda m, a, lang: grid(m, a.choice, lang), SHEET),
        "fiches": Output(lambda m, a, lang: fiches(m, a.choice, lang)),
        "shortlist": Output(_shortlist, SHEET, need=True),
        "gaps": Output(_gaps, SHEET),
        "network": Output(_network),
        "swot": Output(lambda m, a, lang: swot_together(m, a.choice, lang), staff=True),
        "capacity": Output(lambda m, a, lang: capacity(m, a.choice, lang), SHEET, staff=True),
        "training": Output(lambda m, a, lang: training(m, a.choice, lang), SHEET, staff=True),
        "recommendations": Output(lambda m, a, lang: recommendations_paper(m, lang), staff=True),
        "report": Output(lambda m, a, lang: report(Study.of(m, lang, a.area)), staff=True),
    }
)
"""Papers over the actors of a list, as far as its filter narrows them."""
OF_ACTOR: Mapping[str, Output] = MappingProxyType(
    {
        "fiche": Output(lambda m, a, lang: fiche(m, a.actor, lang, a.reader)),
        "swot": Output(lambda m, a, lang: swot(m, a.actor, lang), staff=True),
        "capacity": Output(lambda m, a, lang: capacity_of(m, a.actor, lang), staff=True),
    }
)
"""Papers of one actor."""
