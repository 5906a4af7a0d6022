"""The second part of a study: how it knows what it says, and what it does not claim."""

from collections import Counter
from collections.abc import Iterable

from catalogue.capacity import GRID, criteria
from catalogue.labels import code_label
from catalogue.mapping.choice import RUNGS
from catalogue.mapping.coverage import provinces_in_order
from catalogue.mapping.wording import rung_label
from catalogue.papers.blocks import Block, Column, Heading, Items, Paragraph, Table
from catalogue.study import counts
from catalogue.study.subject import Study

TIERS = ("information", "redirection", "referral")
NOT_CLAIMED = ("complete", "quality", "places", "granted", "people", "causes")
CERTAINTY = ("A", "B", "C")


def method(study: Study) -> Iterable[Block]:
    """Records, rungs, certainty, coverage, scores, and the limits set on purpose."""
    yield Heading(study.tell("study.method"))
    yield Paragraph(study.tell("study.method.living", actors=_actors(study)))
    yield from _rungs(study)
    yield from _certainty(study)
    yield Heading(study.tell("study.method.known"), 2)
    yield Paragraph(study.tell("study.method.known.how"))
    yield counts.known(study, study.tell("study.method.known.caption"))
    yield from _reading(study)
    yield Heading(study.tell("study.method.not"), 2)
    yield Items(tuple(study.tell(f"study.method.not.{each}") for each in NOT_CLAIMED))


def _actors(study: Study) -> str:
    return study.count("actors", len(study.entries))


def _rungs(study: Study) -> Iterable[Block]:
    found = counts.by_rung(study, study.entries)
    yield Heading(study.tell("study.method.rungs"), 2)
    yield Paragraph(study.tell("study.method.rungs.how"))
    columns = (
        Column(study.tell("study.rung")),
        Column(study.tell("study.method.means"), width=4),
        Column(study.tell("study.actors.column"), "number", 0.8),
    )
    rows = tuple(
        (rung_label(rung, study.lang), study.tell(f"study.method.rung.{rung}"), found[rung])
        for rung in reversed(RUNGS)
    )
    yield Table(columns, rows)
    yield Paragraph(study.tell("study.method.tiers"))
    yield Items(tuple(study.tell(f"study.method.tier.{each}") for each in TIERS))


def _certainty(study: Study) -> Iterable[Block]:
    found = Counter(entry.actor.certainty for entry in study.entries)
    yield Heading(study.tell("study.method.certainty"), 2)
    yield Paragraph(study.tell("study.method.certainty.how"))
    columns = (
        Column(study.tell("study.method.mark"), "mark", 0.6),
        Column(study.tell("study.method.means"), width=4),
        Column(study.tell("study.actors.column"), "number", 0.8),
    )
    rows = tuple((m, code_label("certainty", m, study.lang), found[m]) for m in CERTAINTY)
    unsaid = len(study.entries) - sum(found[m] for m in CERTAINTY)
    yield Table(columns, (*rows, ("–", study.tell("study.method.certainty.none"), unsaid)))


def _reading(study: Study) -> Iterable[Block]:
    """How coverage, scores and small numbers are to be read."""
    provinces = len(provinces_in_order(study.material.places))
    yield Heading(study.tell("study.method.read"), 2)
    yield Paragraph(study.tell("study.method.coverage", n=provinces))
    asked, dimensions = len(criteria()), len(GRID)
    yield Paragraph(study.tell("study.method.scores", criteria=asked, dimensions=dimensions))
    yield Paragraph(study.tell("study.method.choice"))
    yield Paragraph(study.tell("study.method.small"))
