"""How an actor stands, in sentences: its rung, when its record was confirmed, if it is full."""

from collections.abc import Iterator

from catalogue.actor import Actor
from catalogue.labels import day
from catalogue.mapping.material import Entry, Material
from catalogue.mapping.wording import labels_of, paper_text

INFORMATION = "information"


def status(material: Material, entry: Entry, lang: str) -> str:
    """The status line of a fiche; a sensitive need it was granted by its staff label."""
    return " ".join(_sentences(material, entry.actor, lang))


def _sentences(material: Material, actor: Actor, lang: str) -> Iterator[str]:
    if actor.tier == INFORMATION:
        yield paper_text("paper.fiche.information", lang)
    else:
        yield paper_text(f"paper.fiche.rung.{actor.rung(material.today)}", lang)
    if actor.accredited:
        granted = labels_of(sorted(actor.accredited), lang)
        yield paper_text("paper.fiche.granted", lang, needs=granted)
    yield _confirmed(material, actor, lang)
    yield from _full(material, actor, lang)


def _confirmed(material: Material, actor: Actor, lang: str) -> str:
    """A focal point's yes is what confirms a record (domain.md, Three rungs)."""
    if actor.verified_on is None:
        return paper_text("paper.fiche.unconfirmed", lang)
    fresh = actor.verified(material.today)
    key = "paper.fiche.confirmed" if fresh else "paper.fiche.lapsed"
    return paper_text(key, lang, day=day(actor.verified_on, lang))


def _full(material: Material, actor: Actor, lang: str) -> Iterator[str]:
    if actor.full_until and actor.paused(material.today):
        yield paper_text("paper.fiche.full", lang, day=day(actor.full_until, lang))
    elif actor.without_places(material.today):
        yield paper_text("paper.fiche.no_place", lang)
