"""`tawjih match`: how a message is understood and who can help, for a person or a machine."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bot.clock import clock_for
from bot.commands.catalogue_source import snapshot
from bot.commands.explaining import (
    account_object,
    distinct,
    left_out_object,
    left_out_table,
    scale_object,
    scales_table,
    scores_table,
    sign_object,
    signs_table,
)
from bot.commands.wording import worded
from bot.names import in_language
from bot.settings import from_environment
from catalogue.explain import LeftOut, left_out
from catalogue.judging import Scale
from catalogue.needs import needs
from catalogue.places import Gazetteer, gazetteer
from catalogue.search import Offer, Reason, Snapshot
from catalogue.signs import Sign
from catalogue.understand import FoundPlace, Understanding, reader
from locales.texts import LANGUAGES, text
from locales.texts import date as written_date

SHOWN_OFFERS = 10
"""A person reads the first ones; `--json` and `--explain` give them all."""


@dataclass(frozen=True, slots=True)
class Matched:
    """One query, read and answered."""

    reading: Understanding
    offers: tuple[Offer, ...]

    @property
    def codes(self) -> list[str]:
        """The needs, best first."""
        return [need.code for need in self.reading.needs]

    @property
    def place(self) -> str | None:
        """The code of the place, where one was read."""
        return self.reading.place.code if self.reading.place else None

    def signs(self) -> tuple[Sign, ...]:
        """What the reading rests on."""
        return reader().signs(self.reading.text)

    def scales(self) -> tuple[Scale, ...]:
        """How each need was weighed."""
        return reader().scales(self.reading.text)

    def left_out(self, known: Snapshot) -> tuple[LeftOut, ...]:
        """Who is no offer, and why."""
        return left_out(known, self.codes, self.place)


def match(
    texts: Annotated[
        list[str] | None, typer.Argument(metavar="TEXT", help=worded("cli.match.text"))
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=worded("cli.match.json"))] = False,
    explain: Annotated[bool, typer.Option(help=worded("cli.match.explain"))] = False,
) -> None:
    settings = from_environment()
    known, today = snapshot(settings), clock_for(settings.clock_file).now().date()
    lines = texts or (line.rstrip("\r\n") for line in sys.stdin)
    if as_json:
        for line in match_lines(lines, snapshot=known, today=today, explain=explain):
            print(line, flush=True)
    else:
        for matched in answers(lines, snapshot=known, today=today):
            show(matched, Console(), gazetteer(), explain=explain)
            if explain:
                show_why(matched, Console(), known)


match.__doc__ = worded("cli.match.help")


def answers(lines: Iterable[str], *, snapshot: Snapshot, today: date) -> Iterator[Matched]:
    """Each line understood, with every actor that fits what it says."""
    for line in lines:
        read = Matched(reader().read(line), ())
        yield replace(read, offers=snapshot.offers(read.codes, read.place, today=today))


def match_lines(
    lines: Iterable[str], *, snapshot: Snapshot, today: date, explain: bool = False
) -> Iterator[str]:
    """One JSON object per line of input, empty lines included."""
    for matched in answers(lines, snapshot=snapshot, today=today):
        found = as_object(matched, gazetteer())
        if explain:
            found = explained(found, matched, snapshot)
        yield json.dumps(found, ensure_ascii=False)


def explained(found: dict[str, Any], matched: Matched, known: Snapshot) -> dict[str, Any]:
    """The same object with the signs, the parts of each score, and who was left out."""
    offers = [
        shown | {"account": account_object(offer)}
        for shown, offer in zip(found["offers"], matched.offers, strict=True)
    ]
    return found | {
        "offers": offers,
        "signs": [sign_object(sign) for sign in distinct(matched.signs())],
        "scales": [scale_object(scale) for scale in matched.scales()],
        "left_out": [left_out_object(group) for group in matched.left_out(known)],
    }


def as_object(matched: Matched, places: Gazetteer) -> dict[str, Any]:
    """What `--json` promises to other programs."""
    reading = matched.reading
    return {
        "text": reading.text,
        "lang": reading.lang,
        "needs": [
            {"code": need.code, "score": need.score, "evidence": need.evidence}
            for need in reading.needs
        ],
        "place": place_object(reading.place, places) if reading.place else None,
        "places": [place_object(place, places) for place in reading.places],
        "danger": reading.danger,
        "danger_kind": reading.danger_kind,
        "offers": [offer_object(offer, spoken(reading.lang)) for offer in matched.offers],
    }


def place_object(found: FoundPlace, places: Gazetteer) -> dict[str, Any]:
    """A place by its code, names and level. Raises `LookupError` for a code of no place."""
    place = places.get(found.code)
    if place is None:
        raise LookupError(found.code)
    return {
        "code": place.code,
        "name_fr": place.name_fr,
        "name_ar": place.name_ar,
        "level": place.level,
        "score": found.score,
    }


def offer_object(offer: Offer, language: str) -> dict[str, Any]:
    """An offer with its name and reasons in one language."""
    return {
        "actor": offer.actor,
        "service": offer.service,
        "name": in_language(offer.name, language),
        "score": offer.score,
        "distance_km": offer.distance_km,
        "referable": offer.referable,
        "why_not": offer.why_not,
        "reasons": sentences(offer.reasons, language),
    }


def spoken(language: str) -> str:
    """The language read, or French where it is mixed or unknown."""
    return language if language in LANGUAGES else "fr"


def sentences(reasons: Iterable[Reason], language: str) -> list[str]:
    """The reasons in words."""
    return [
        text("person", f"reason.{reason.code}", language, **values(reason, language))
        for reason in reasons
    ]


def values(reason: Reason, language: str) -> dict[str, str | int]:
    """The values of a reason as its sentence takes them; a sensitive need is not named."""
    found: dict[str, str | int] = {}
    for name, value in reason.values.items():
        if name == "need":
            found[name] = need_name(str(value), language)
        elif isinstance(value, date):
            found[name] = written_date(datetime.combine(value, time(12)), language)
        else:
            found["n" if name == "days" else name] = value if isinstance(value, int) else str(value)
    return found


def need_name(code: str, language: str) -> str:
    """The label of a need, or what stands for a sensitive one."""
    need = needs()[code]
    return in_language(need.staff_labels if need.sensitive else need.labels, language)


def show(matched: Matched, console: Console, places: Gazetteer, *, explain: bool) -> None:
    """The reading and the offers, for a person."""
    reading = matched.reading
    console.print(reading.text, style="bold", markup=False)
    for line in told(reading, places, explain=explain):
        console.print(f"  {line}", markup=False)
    if matched.offers:
        kept = matched.offers if explain else matched.offers[:SHOWN_OFFERS]
        console.print(offers_table(kept, spoken(reading.lang)))


def show_why(matched: Matched, console: Console, known: Snapshot) -> None:
    """The signs behind the reading, the parts of each score, and who was left out."""
    language = spoken(matched.reading.lang)
    if signs := matched.signs():
        console.print(signs_table(signs))
    if scales := matched.scales():
        console.print(scales_table(scales))
    if matched.offers:
        console.print(scores_table(matched.offers, language))
    if groups := matched.left_out(known):
        console.print(left_out_table(groups, known, language))


def told(reading: Understanding, places: Gazetteer, *, explain: bool) -> Iterator[str]:
    """What was understood, line by line, each with its evidence."""
    yield worded("cli.match.language", language=reading.lang)
    if reading.danger_kind:
        yield worded("cli.match.danger", kind=reading.danger_kind)
    for need in reading.needs:
        evidence = worded("cli.match.read_as", evidence=need.evidence)
        yield f"{need.code}  {need.score:.2f}  {evidence}"
    if not reading.needs:
        yield worded("cli.match.no_need")
    if reading.unsure and (explain or not reading.needs):
        yield worded("cli.match.unsure", needs=", ".join(reading.unsure))
    yield from placed(reading, places)


def placed(reading: Understanding, places: Gazetteer) -> Iterator[str]:
    """The place, or the candidates, or that there is none."""
    if reading.place is None:
        yield worded("cli.match.several_places" if reading.places else "cli.match.no_place")
    for found in filter(None, (reading.place, *reading.places)):
        path = " › ".join(place.name_fr for place in places.path(found.code))
        evidence = worded("cli.match.read_as", evidence=found.evidence)
        yield f"{worded('cli.match.place')}: {path} ({found.code})  {found.score:.2f}  {evidence}"


def offers_table(offers: Iterable[Offer], language: str) -> Table:
    """The offers as a table, the reasons in the language of the message."""
    columns = ("actor", "service", "score", "distance", "referral", "reasons")
    table = Table(*(worded(f"cli.match.{column}") for column in columns))
    for offer in offers:
        far = "" if offer.distance_km is None else worded("cli.match.km", km=str(offer.distance_km))
        table.add_row(
            in_language(offer.name, language) or offer.actor,
            offer.service,
            f"{offer.score:.2f}",
            far,
            worded(f"cli.match.{offer.why_not or 'referable'}"),
            " · ".join(sentences(offer.reasons, language)),
        )
    return table
