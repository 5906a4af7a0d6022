"""The network as a paper: the drawing, and in words and tables what is to be seen in it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from catalogue.labels import DOMAIN, code_label, need_label, place_label
from catalogue.mapping import network as net
from catalogue.mapping.material import Entry, Material
from catalogue.mapping.network import Among, Network, network_of
from catalogue.papers.blocks import (
    Block,
    Column,
    Heading,
    Items,
    Language,
    Paper,
    Paragraph,
    Picture,
    Table,
)
from catalogue.papers.charts.data import Network as Drawing
from catalogue.papers.charts.draw import draw
from locales.texts import text

MOST_LINKED = 10
"""How many of the most linked actors, weak points and ties without return are listed."""
MOST_NAMED = 8
"""So many actors are named in one cell; of the others the number is told."""
ALONE_DRAWN = 12
"""More isolated actors than this are a table's matter: a drawing of them shows nothing."""
LONGEST_LABEL = 26


@dataclass(frozen=True, slots=True)
class Seen:
    """A network and the words to speak of it: names of actors in the paper's language."""

    network: Network
    material: Material
    lang: Language

    def name(self, actor: str) -> str:
        """What an actor is called: its acronym, else its name."""
        entry = self._entries().get(actor)
        if entry is None:
            return actor
        return entry.actor.acronym or entry.record.text("name", self.lang)

    def names(self, actors: Iterable[str]) -> str:
        """Several, in a line; of many the first ones, and how many more."""
        every = [self.name(actor) for actor in actors]
        left = len(every) - MOST_NAMED
        more = [self.say("more", n=left)] if left > 0 else []
        return (" ؛ " if self.lang == "ar" else " ; ").join((*every[:MOST_NAMED], *more))

    def label(self, actor: str) -> str:
        """A name short enough to stand beside its point."""
        name = self.name(actor)
        return name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1].rstrip()}…"

    def say(self, key: str, **values: str | int) -> str:
        """A text of this paper."""
        return text(DOMAIN, f"paper.network.{key}", self.lang, **values)

    def region(self, actor: str) -> str:
        """The region an actor works in, or the words for the whole country."""
        perimeter = self._entries()[actor].actor.perimeter
        if not perimeter:
            return self.say("country")
        return place_label(self.material.places.region_of(perimeter[0]), self.lang)

    def _entries(self) -> Mapping[str, Entry]:
        return {entry.id: entry for entry in self.material.entries}


def network_paper(material: Material, among: Among, lang: Language = "fr") -> Paper:
    """The network of these actors, drawn and told; without a link it says so and for how many."""
    seen = Seen(network_of(material, among), material, lang)
    about = [need_label(among.need, lang)] if among.need else []
    about += [place_label(among.area, lang)] if among.area else []
    return Paper(
        seen.say("title"),
        lang,
        tuple(network_blocks(seen)),
        subtitle=" – ".join(about),
        synthetic=material.synthetic,
        made_on=material.today,
    )


def network_blocks(seen: Seen) -> Iterable[Block]:
    """What a paper says of a network; a study puts the same among its parts."""
    found = seen.network
    if not found.ties:
        yield Paragraph(seen.say("none", told=found.told, all=len(found.actors)), "strong")
        return
    yield Paragraph(_summary(seen))
    yield Picture(_drawn(seen), alt=_summary(seen), caption=seen.say("caption"))
    for heading, block in (
        ("most_linked", _most_linked(seen)),
        ("weak", _weak(seen)),
        ("isolated", _isolated(seen)),
        ("funders", _funders(seen)),
        ("one_way", _one_way(seen)),
        ("strangers", _strangers(seen)),
    ):
        if block is not None:
            yield Heading(seen.say(heading), 2)
            yield block


def _summary(seen: Seen) -> str:
    found = seen.network
    return seen.say(
        "summary",
        actors=len(found.actors),
        ties=len(found.ties),
        groups=len(net.groups(found)),
        isolated=len(net.isolated(found)),
        unconfirmed=len(net.unconfirmed(found)),
    )


def _most_linked(seen: Seen) -> Block:
    degrees = net.degrees(seen.network)
    most = sorted(degrees, key=lambda actor: (-degrees[actor], actor))[:MOST_LINKED]
    columns = (Column(seen.say("actor"), width=3), Column(seen.say("links"), "number"))
    return Table(columns, tuple((seen.name(actor), degrees[actor]) for actor in most))


def _weak(seen: Seen) -> Block | None:
    points = net.weak_points(seen.network)[:MOST_LINKED]
    columns = (Column(seen.say("actor"), width=2), Column(seen.say("cut_off"), width=3))
    rows = tuple((seen.name(each.actor), seen.names(each.cut_off)) for each in points)
    return Table(columns, rows, caption=seen.say("weak_how")) if rows else None


def _isolated(seen: Seen) -> Block | None:
    by_region: dict[str, list[str]] = {}
    for actor in net.isolated(seen.network):
        by_region.setdefault(seen.region(actor), []).append(actor)
    columns = (Column(seen.say("region")), Column(seen.say("how_many"), "number", 0.6),
               Column(seen.say("actors"), width=3))  # fmt: skip
    rows = tuple((region, len(who), seen.names(who)) for region, who in sorted(by_region.items()))
    return Table(columns, rows) if rows else None


def _funders(seen: Seen) -> Block | None:
    told = net.depended_on(seen.network)
    return _items(partial(seen.say, "funder_of"), [(seen.name(actor), n) for actor, n in told])


def _one_way(seen: Seen) -> Block | None:
    ties = net.one_way(seen.network)
    if not ties:
        return None
    some = ties[:MOST_LINKED]
    lines = [seen.say("to", source=seen.name(t.source), target=seen.name(t.target)) for t in some]
    more = [seen.say("more", n=len(ties) - len(some))] if len(ties) > len(some) else []
    return Items((*lines, *more))


def _strangers(seen: Seen) -> Block | None:
    return Items(seen.network.strangers) if seen.network.strangers else None


def _items(say: Callable[..., str], told: Iterable[tuple[str, int]]) -> Items | None:
    lines = tuple(say(actor=actor, n=n) for actor, n in told)
    return Items(lines) if lines else None


def _drawn(seen: Seen) -> bytes:
    found, degrees = seen.network, net.degrees(seen.network)
    weak = {point.actor for point in net.weak_points(found)}
    category = {entry.id: entry.actor.category for entry in seen.material.entries}
    alone = net.isolated(found)
    apart = {*alone[ALONE_DRAWN if len(alone) <= ALONE_DRAWN else 0 :]}
    shown = [actor for actor in found.actors if actor not in apart]
    kinds = sorted({category[actor] for actor in shown})
    drawing: Drawing = {
        "nodes": [
            {
                "id": actor,
                "label": seen.label(actor),
                "kind": category[actor],
                "size": 1 + degrees[actor],
                "critical": actor in weak,
            }
            for actor in shown
        ],
        "edges": [
            {"source": tie.source, "target": tie.target, "kind": tie.kind} for tie in found.ties
        ],
        "kinds": {kind: code_label("category", kind, seen.lang) for kind in kinds if kind},
        "ties": {kind: code_label("as", kind, seen.lang) for kind in net.KINDS},
        "critical": seen.say("weak"),
        "isolated": seen.say("isolated"),
    }
    return draw("network", drawing, rtl=seen.lang == "ar")
