"""The eighth part of a study: who is linked to whom; large networks are drawn region by region."""

from collections.abc import Iterable

from catalogue.mapping.network import Among, Network, isolated, network_of
from catalogue.mapping.network_paper import Seen, network_blocks
from catalogue.papers.blocks import Block, Heading, Paragraph
from catalogue.study.subject import Study

LARGE = 200
"""More linked actors than this are a cloud on a page: their regions are drawn instead."""


def ties(study: Study) -> Iterable[Block]:
    """The whole where it can be drawn, else the regions told at length."""
    found = study.evidence.network
    yield Heading(study.tell("study.network"))
    yield Paragraph(study.tell("study.network.how"))
    yield Paragraph(_told(study, found), "strong")
    if not found.ties:
        yield Paragraph(study.tell("study.network.none"))
        return
    if len(found.actors) - len(isolated(found)) <= LARGE:
        yield from network_blocks(Seen(found, study.material, study.lang))
        return
    for code in study.first:
        yield Heading(study.place(code), 2)
        yield from _region(study, code)


def _told(study: Study, found: Network) -> str:
    return study.tell("study.network.known", n=found.told, of=len(found.actors))


def _region(study: Study, code: str) -> Iterable[Block]:
    """The network of a region, its own headings one step lower."""
    found = network_of(study.material, Among("", code))
    for block in network_blocks(Seen(found, study.material, study.lang)):
        yield Heading(block.text, 3) if isinstance(block, Heading) else block
