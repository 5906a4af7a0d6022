"""The eighth part of a study: who is linked to whom; large networks are drawn region by region."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from catalogue.mapping import network as net
from catalogue.mapping.network import Among, Network, network_of
from catalogue.mapping.network_paper import Seen, network_blocks
from catalogue.papers.blocks import Block, Column, Heading, Paragraph, Picture, Table
from catalogue.study.subject import Study

LARGE = 200
"""More linked actors than this are a cloud on a page: their regions are drawn instead."""
MOST, NAMED = 8, 3
"""Actors in the table of those that hold a network together, and in a sentence about them."""
WIDTH = 0.55


def ties(study: Study) -> Iterable[Block]:
    """The whole where it can be drawn, else the regions told at length."""
    found = study.evidence.network
    yield Heading(study.tell("study.network"))
    yield Paragraph(study.tell("study.network.how"))
    yield Paragraph(study.tell("study.network.known", n=found.told, of=len(found.actors)), "strong")
    if not found.ties:
        yield Paragraph(study.tell("study.network.none"))
    elif len(found.actors) - len(net.isolated(found)) <= LARGE:
        yield from _drawn(study, found)
    else:
        for code in study.first:
            yield Heading(study.place(code), 3)
            yield from _region(study, network_of(study.material, Among("", code)))


def _region(study: Study, found: Network) -> Iterable[Block]:
    """The drawing of a region and, in a sentence, who holds its network together."""
    yield from _picture(study, found)
    points = net.weak_points(found)
    if points:
        names = study.listed([study.name(point.actor) for point in points], NAMED)
        yield Paragraph(study.tell("study.network.weakest", n=len(points), names=names))


def _picture(study: Study, found: Network) -> Iterable[Block]:
    """The sentence and the drawing of a network."""
    for block in islice(network_blocks(Seen(found, study.material, study.lang)), 2):
        yield replace(block, width=WIDTH) if isinstance(block, Picture) else block


def _drawn(study: Study, found: Network) -> Iterable[Block]:
    """The drawing of the whole, then a table of who holds it together."""
    yield from _picture(study, found)
    yield Paragraph(study.tell("study.network.weak", n=len(net.weak_points(found))))
    yield _holding(study, found)


def _holding(study: Study, found: Network) -> Table:
    """The most linked, with how many others would be cut off without them."""
    degrees = net.degrees(found)
    cut = {point.actor: len(point.cut_off) for point in net.weak_points(found)}
    most = sorted(degrees, key=lambda actor: (-degrees[actor], actor))[:MOST]
    columns = (
        Column(study.tell("study.actor"), width=4),
        Column(study.tell("study.network.links"), "number"),
        Column(study.tell("study.network.cut"), "number"),
    )
    return Table(columns, tuple((study.name(a), degrees[a], cut.get(a, 0)) for a in most))
