"""Who is linked to whom: the ties that records tell, and what follows from them; no page is here.

The graph is read as records give it. A tie both sides have confirmed counts as one that is told
once. What follows (components, single points of failure) comes from networkx over the ties without
their direction: a referral needs a road, whoever told of it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from catalogue.mapping.material import Entry, Material
from catalogue.mapping.readers import Reader, may_read
from catalogue.record import text_of
from catalogue.towns import reaches

KINDS = ("parent", "partner", "funder", "refers_to")
FEWEST_DEPENDING = 3
"""A funder of fewer actors than this is not one that many depend on."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A link that the record of `source` tells: `kind` is what `target` is to it (`KINDS`)."""

    source: str
    target: str
    kind: str
    need: str = ""
    confirmed: str = "none"


@dataclass(frozen=True, slots=True)
class Network:
    """Actors by id, in order, and the ties between them.

    `strangers` are ids that links name and the catalogue does not hold; `told` is how many of the
    actors tell of any link at all.
    """

    actors: tuple[str, ...]
    ties: tuple[Tie, ...]
    strangers: tuple[str, ...] = ()
    told: int = 0


@dataclass(frozen=True, slots=True)
class WeakPoint:
    """An actor without whom those of `cut_off` are no longer linked to the others."""

    actor: str
    cut_off: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Among:
    """Which actors: those that help with a need, that reach an area (HCP code), that may be read.

    Empty need and area: all.
    """

    need: str = ""
    area: str | None = None
    reader: Reader = "staff"

    def holds(self, entry: Entry, material: Material) -> bool:
        """Whether an actor is among them. Hidden ones never are."""
        actor, need = entry.actor, self.need
        helps = not need or (need in actor.needs and need not in actor.hidden_services)
        seen = may_read(actor.visibility, self.reader)
        return helps and seen and reaches(actor, self.area, material.places)


def network_of(material: Material, among: Among) -> Network:
    """The network of these actors."""
    entries = [entry for entry in material.entries if among.holds(entry, material)]
    ids = {entry.id for entry in entries}
    every = [tie for entry in entries for tie in _ties(entry, among.need)]
    inside = sorted((tie for tie in every if tie.target in ids), key=_order)
    unknown = {tie.target for tie in every} - {entry.id for entry in material.entries}
    told = len({tie.source for tie in every})
    return Network(tuple(sorted(ids)), tuple(inside), tuple(sorted(unknown)), told)


def _ties(entry: Entry, need: str) -> Iterable[Tie]:
    for row in entry.record.rows("link"):
        about = text_of(row, "need")
        if not need or about in ("", need):
            confirmed = text_of(row, "confirmed") or "none"
            yield Tie(entry.id, text_of(row, "to"), text_of(row, "as"), about, confirmed)


def _order(tie: Tie) -> tuple[str, str, str, str]:
    return tie.source, tie.target, tie.kind, tie.need


def _graph(network: Network) -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(network.actors)
    graph.add_edges_from((tie.source, tie.target) for tie in network.ties)
    return graph


def degrees(network: Network) -> Mapping[str, int]:
    """With how many others each actor is linked, whoever told of it."""
    graph = _graph(network)
    return {actor: len(graph[actor]) for actor in network.actors}


def isolated(network: Network) -> tuple[str, ...]:
    """The actors that no link of these ties to another."""
    return tuple(actor for actor, many in degrees(network).items() if not many)


def groups(network: Network) -> tuple[tuple[str, ...], ...]:
    """The sets of actors that are linked with each other, directly or not, the largest first."""
    found = (tuple(sorted(each)) for each in nx.connected_components(_graph(network)))
    return tuple(sorted((each for each in found if len(each) > 1), key=lambda e: (-len(e), e)))


def weak_points(network: Network) -> tuple[WeakPoint, ...]:
    """The single points of failure, the one that cuts off most first.

    Cut off are all but the largest of what is left of its group.
    """
    graph = _graph(network)
    found = [_weak_point(graph, actor) for actor in sorted(nx.articulation_points(graph))]
    return tuple(sorted(found, key=lambda each: (-len(each.cut_off), each.actor)))


def _weak_point(graph: "nx.Graph[str]", actor: str) -> WeakPoint:
    group = graph.subgraph(nx.node_connected_component(graph, actor) - {actor})
    pieces = [tuple(sorted(each)) for each in nx.connected_components(group)]
    rest = sorted(pieces, key=lambda each: (-len(each), each))[1:]
    return WeakPoint(actor, tuple(sorted(one for piece in rest for one in piece)))


def one_way(network: Network) -> tuple[Tie, ...]:
    """The referrals told by one side that its partner does not tell back."""
    refers = [tie for tie in network.ties if tie.kind == "refers_to"]
    both = {(tie.source, tie.target) for tie in refers}
    return tuple(tie for tie in refers if (tie.target, tie.source) not in both)


def depended_on(network: Network) -> Sequence[tuple[str, int]]:
    """The funders of several actors and of how many, most first."""
    counted = Counter(tie.target for tie in network.ties if tie.kind == "funder")
    many = [(actor, n) for actor, n in counted.items() if n >= FEWEST_DEPENDING]
    return sorted(many, key=lambda each: (-each[1], each[0]))


def unconfirmed(network: Network) -> tuple[Tie, ...]:
    """The ties that one side alone tells, or nobody has confirmed."""
    return tuple(tie for tie in network.ties if tie.confirmed != "both")


def density(network: Network) -> float:
    """Which share of all the pairs of actors are linked, 0 to 1."""
    return float(nx.density(_graph(network))) if len(network.actors) > 1 else 0.0
