"""Recommendations drafted from the rules, and the road map they make: sentences and papers.

A draft for those who answer for it: each sentence says what it stands on, and no sentence promises
anything in the name of an organisation.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from catalogue.capacity import dimension_label
from catalogue.labels import DOMAIN, code_label, need_label, place_label
from catalogue.mapping.evidence import Evidence
from catalogue.mapping.material import Material
from catalogue.mapping.rules import HORIZONS, RULES, Found, Rule
from catalogue.mapping.seen import seen
from catalogue.mapping.wording import joined, series, short_name, shortened
from catalogue.papers.blocks import Block, Column, Heading, Language, Paper, Paragraph, Table
from locales.texts import text

NAMED = 6
"""More places or actors than this are counted in a sentence, not named."""
BASIS = 4
"""The same below it, where it says what it stands on."""
LONGEST = 38
"""Characters of an actor's name in a sentence."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A rule that found something, and what it found."""

    rule: Rule
    found: Found

    def said(self, material: Material, lang: str) -> str:
        """What was found, with its numbers."""
        return _sentence(f"catalogue.rule.{self.rule.code}", self.found, material, lang)

    def act(self, material: Material, lang: str) -> str:
        """What is recommended."""
        return _sentence(f"catalogue.rule.{self.rule.code}.act", self.found, material, lang)

    def who(self, lang: str) -> str:
        """The role that would carry it."""
        return text(DOMAIN, f"catalogue.who.{self.rule.who}", lang)

    def indicator(self, lang: str) -> str:
        """By which figure of this program one sees that it is done."""
        return text(DOMAIN, f"catalogue.rule.{self.rule.code}.seen", lang)


def recommendations(material: Material) -> tuple[Recommendation, ...]:
    """What the rules have to say of what staff may see of this catalogue, in their order."""
    evidence = Evidence(replace(material, entries=seen(material, "staff")))
    told = ((rule, rule.find(evidence)) for rule in RULES)
    return tuple(Recommendation(rule, found) for rule, found in told if found is not None)


def _sentence(key: str, found: Found, material: Material, lang: str) -> str:
    named = {name: _named(name, codes, material, lang) for name, codes in found.lists.items()}
    return text(DOMAIN, key, lang, **found.values, **named)


def _named(
    kind: str, codes: Sequence[str], material: Material, lang: str, *, most: int = NAMED
) -> str:
    labels = [_label(kind, code, material, lang) for code in codes[:most]]
    more = len(codes) - most
    if more > 0:
        labels.append(text(DOMAIN, "paper.recommendations.more", lang, n=more))
    return series(labels, lang)


def _label(kind: str, code: str, material: Material, lang: str) -> str:
    if kind == "needs":
        return need_label(code, lang)
    if kind == "places":
        return place_label(code, lang)
    if kind == "training":
        return code_label("training_needs", code, lang)
    if kind == "dimension":
        return dimension_label(code, lang)
    entry = material.entry(code)
    return shortened(short_name(entry.record, lang), LONGEST) if entry else code


def recommendations_paper(material: Material, lang: Language = "fr") -> Paper:
    """The recommendations and the road map, for those who will decide."""
    title = text(DOMAIN, "paper.recommendations.title", lang)
    found = recommendations(material)
    return Paper(
        title,
        lang,
        (*recommendation_blocks(found, material, lang), *roadmap_blocks(found, material, lang)),
        synthetic=material.synthetic,
        made_on=material.today,
    )


def recommendation_blocks(
    found: Sequence[Recommendation], material: Material, lang: Language
) -> Iterable[Block]:
    """Each recommendation: what was found, what to do, what it stands on."""
    yield Paragraph(text(DOMAIN, "paper.recommendations.how", lang), "note")
    for each in found:
        yield Heading(f"{each.rule.code} – {each.act(material, lang)}", 3)
        yield Paragraph(each.said(material, lang))
        if basis := _basis(each, material, lang):
            yield Paragraph(basis, "note")


def _basis(each: Recommendation, material: Material, lang: str) -> str:
    """The actors and places a sentence stands on and does not name itself.

    They stand by their names; all of them and their codes are in `--json`.
    """
    found = {"actors": each.found.actors, "places": each.found.places}
    unsaid = {kind: codes for kind, codes in found.items() if codes != each.found.lists.get(kind)}
    named = [_named(k, codes, material, lang, most=BASIS) for k, codes in unsaid.items() if codes]
    if not named:
        return ""
    return text(DOMAIN, "paper.recommendations.basis", lang, names=joined(named, lang))


def roadmap_blocks(
    found: Sequence[Recommendation], material: Material, lang: Language
) -> Iterable[Block]:
    """The same by horizon: the step, who carries it, by what one sees it done."""
    yield Heading(text(DOMAIN, "paper.recommendations.roadmap", lang), 2)
    columns = tuple(
        Column(text(DOMAIN, f"paper.recommendations.{name}", lang), kind, width)
        for name, kind, width in _COLUMNS
    )
    for horizon in HORIZONS:
        steps = [each for each in found if each.rule.horizon == horizon]
        if steps:
            yield Heading(text(DOMAIN, f"catalogue.horizon.{horizon}", lang), 3)
            rows = (
                (e.rule.code, e.act(material, lang), e.who(lang), e.indicator(lang)) for e in steps
            )
            yield Table(columns, tuple(rows))


_COLUMNS: tuple[tuple[str, Literal["text", "mark"], float], ...] = (
    ("rule", "mark", 0.5),
    ("step", "text", 3.0),
    ("who", "text", 1.4),
    ("indicator", "text", 2.0),
)
