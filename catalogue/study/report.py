"""The study of the brief as one paper, part after part, and its annexes as another."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from catalogue.mapping.choice import Choice
from catalogue.mapping.fiche import fiches
from catalogue.mapping.grid import grid
from catalogue.mapping.wording import for_staff
from catalogue.papers.blocks import Block, Heading, PageBreak, Paper, Paragraph
from catalogue.study.actors import actors
from catalogue.study.advice import advice
from catalogue.study.capacities import capacities
from catalogue.study.context import context
from catalogue.study.lacks import lacks, marks
from catalogue.study.learning import learning
from catalogue.study.limits import limits
from catalogue.study.mechanism import road_map
from catalogue.study.method import method
from catalogue.study.partners import partners, weights
from catalogue.study.strengths import strengths
from catalogue.study.subject import Study
from catalogue.study.summary import summary
from catalogue.study.ties import ties

PARTS: Mapping[str, Callable[[Study], Iterable[Block]]] = MappingProxyType(
    {
        "summary": summary,
        "context": context,
        "method": method,
        "actors": actors,
        "swot": strengths,
        "capacity": capacities,
        "gaps": lacks,
        "partners": partners,
        "network": ties,
        "training": learning,
        "advice": advice,
        "road": road_map,
        "limits": limits,
    }
)
"""Name → what writes it, in the order of the study; its title is the text `study.NAME`."""
OWN_PAGE = ("context",)
"""Parts that begin on a page of their own: the summary has one to itself."""
GRID_COLUMNS = ("id", "name", "category", "city", "needs", "rung", "certainty")


def report(study: Study, done: Callable[[], None] = lambda: None) -> Paper:
    """The study, numbered; `done` is called after each of its parts (drawing takes seconds)."""
    blocks: list[Block] = []
    for number, (name, part) in enumerate(PARTS.items()):
        blocks += [PageBreak()] if name in OWN_PAGE else []
        blocks += _numbered(part(study), number)
        done()
    return Paper(
        study.tell("study.title"),
        study.lang,
        tuple(blocks),
        subtitle=for_staff(_subtitle(study), study.lang),
        synthetic=study.material.synthetic,
        made_on=study.material.today,
        cover=True,
        contents=True,
    )


def _numbered(blocks: Iterable[Block], number: int) -> Iterable[Block]:
    """The same blocks with the number of their part before its title; the summary has none."""
    for block in blocks:
        first = isinstance(block, Heading) and block.level == 1 and number
        yield Heading(f"{number}. {block.text}", 1) if first else block  # type: ignore[union-attr]


def _subtitle(study: Study) -> str:
    names = study.listed(map(study.place, study.first))
    key = "study.subtitle" if study.others else "study.subtitle.one"
    return study.tell(key, regions=names)


def annexes(study: Study) -> Paper:
    """The grid of all actors and a fiche of each, as a second file."""
    choice = Choice(area=study.area, columns=GRID_COLUMNS)
    table, each = (
        grid(study.material, choice, study.lang),
        fiches(study.material, choice, study.lang),
    )
    return Paper(
        study.tell("study.annexes"),
        study.lang,
        (
            Paragraph(study.tell("paper.staff_only"), "note"),
            Heading(study.tell("study.annexes.rules")),
            *weights(study),
            *marks(study),
            Heading(study.tell("study.annexes.grid")),
            *table.blocks,
            *each.blocks,
        ),
        subtitle=for_staff(study.tell("study.title"), study.lang),
        synthetic=study.material.synthetic,
        made_on=study.material.today,
        cover=True,
        contents=True,
    )
