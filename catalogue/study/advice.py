"""The tenth part of a study: what the rules recommend, each sentence with what it stands on."""

from collections.abc import Iterable

from catalogue.mapping.recommendations import recommendation_blocks, recommendations
from catalogue.papers.blocks import Block, Heading, Paragraph
from catalogue.study.subject import Study


def advice(study: Study) -> Iterable[Block]:
    """The recommendations in the order of the rules; no rule says no promise."""
    found = recommendations(study.material)
    yield Heading(study.tell("study.advice"))
    yield Paragraph(study.tell("study.advice.how", n=len(found)))
    partners, every = len(study.evidence.partners), len(study.entries)
    whose = study.count("actors", partners)
    yield Paragraph(study.tell("study.advice.partners", actors=whose, all=every), "strong")
    yield from recommendation_blocks(found, study.material, study.lang)
