"""What `tawjih match --explain` and `tawjih lexicon check PHRASE` show of signs and scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from rich.table import Table

from bot.commands.wording import worded
from bot.names import in_language
from catalogue.explain import LeftOut, account
from catalogue.judging import Scale
from catalogue.search import WEIGHTS, Offer, Snapshot
from catalogue.signs import Sign


def distinct(signs: Iterable[Sign]) -> list[Sign]:
    """The signs without those that say the same of the same words; the strongest stays."""
    best: dict[tuple[str, str, bool, str], Sign] = {}
    for sign in signs:
        same = (sign.evidence, sign.speaks_for, sign.pattern, sign.fate)
        if same not in best or sign.worth > best[same].worth:
            best[same] = sign
    return sorted(best.values(), key=lambda sign: (not sign.danger, sign.fate != "counts"))


def signs_table(signs: Iterable[Sign]) -> Table:
    """Every sign: where it was seen, what it speaks for, its worth, what became of it."""
    columns = ("sign", "line", "speaks_for", "strength", "words", "quality", "worth", "fate")
    table = Table(*(worded(f"cli.lexicon.{column}") for column in columns))
    for sign in distinct(signs):
        table.add_row(
            sign.evidence,
            worded("cli.lexicon.pattern", line=sign.line) if sign.pattern else sign.line,
            worded("cli.lexicon.alarm", kind=sign.speaks_for) if sign.danger else sign.speaks_for,
            sign.strength,
            str(sign.words),
            f"{sign.quality:.2f}",
            f"{sign.worth:.2f}",
            worded(f"cli.lexicon.fate_{sign.fate}"),
        )
    return table


def scales_table(scales: Iterable[Scale]) -> Table:
    """How each need was weighed: by itself, by the signs, by the words, and the chance it has."""
    columns = ("need", "by_itself", "signs_weigh", "words_weigh", "words_most", "chance")
    table = Table(*(worded(f"cli.match.{column}") for column in columns))
    for scale in scales:
        weighed = (scale.by_itself, scale.signs, scale.said)
        table.add_row(
            scale.code,
            *(f"{weight:+.1f}" for weight in weighed),
            " · ".join(scale.words),
            f"{scale.chance:.2f}",
        )
    return table


def scores_table(offers: Iterable[Offer], language: str) -> Table:
    """Each part of each score: its weight above, the worth of the actor below."""
    parts = [f"{worded(f'cli.match.part_{name}')} {weight:.2f}" for name, weight in WEIGHTS.items()]
    more = [worded(f"cli.match.{name}") for name in ("sum", "later_need", "variety", "score")]
    table = Table(worded("cli.match.actor"), *parts, *more)
    for offer in offers:
        told = account(offer)
        worths = {part.name: f"{part.worth:.2f}" for part in told.parts}
        table.add_row(
            in_language(offer.name, language) or offer.actor,
            *(worths.get(name, "") for name in WEIGHTS),
            f"{told.sum:.3f}",
            "" if told.later_need == 1 else f"× {told.later_need:.2f}",
            "" if told.variety == 1 else f"× {told.variety:.2f}",
            f"{offer.score:.3f}",
        )
    return table


def left_out_table(groups: Sequence[LeftOut], snapshot: Snapshot, language: str) -> Table:
    """Who is no offer, and why; the hidden are only counted."""
    columns = ("why_left_out", "how_many", "actors")
    table = Table(*(worded(f"cli.match.{column}") for column in columns))
    for group in groups:
        named = " · ".join(_name(snapshot, actor, language) for actor in group.actors)
        table.add_row(worded(f"cli.match.left_{group.why}"), str(group.count), named)
    return table


def _name(snapshot: Snapshot, actor: str, language: str) -> str:
    found = snapshot.actor(actor)
    return (in_language(found.names, language) if found else "") or actor


def sign_object(sign: Sign) -> dict[str, Any]:
    """A sign for `--json --explain`."""
    return asdict(sign)


def account_object(offer: Offer) -> dict[str, Any]:
    """A score for `--json --explain`: the weight and worth of each part, and the factors."""
    told = account(offer)
    return {
        "parts": {
            part.name: {"weight": part.weight, "worth": round(part.worth, 3)} for part in told.parts
        },
        "sum": told.sum,
        "later_need": told.later_need,
        "variety": told.variety,
    }


def left_out_object(group: LeftOut) -> dict[str, Any]:
    """Those left out for one reason, for `--json --explain`."""
    return {"why": group.why, "count": group.count, "actors": list(group.actors)}


def scale_object(scale: Scale) -> dict[str, Any]:
    """How a need was weighed, for `--json --explain`."""
    return {
        "code": scale.code,
        "by_itself": round(scale.by_itself, 3),
        "signs": round(scale.signs, 3),
        "said": round(scale.said, 3),
        "words": list(scale.words),
        "chance": round(scale.chance, 3),
    }
