"""The last part of a study: what must be verified before anybody uses it, counted."""

from collections.abc import Callable, Iterable

from catalogue.mapping.material import Entry
from catalogue.papers.blocks import Block, Column, Heading, Items, Paragraph, Table
from catalogue.study.subject import Study

TO_CONFIRM = ("protection", "law", "numbers", "words", "figures")


def limits(study: Study) -> Iterable[Block]:
    """The checks still to be made, each with how many actors it is about."""
    yield Heading(study.tell("study.limits"))
    yield Paragraph(study.tell("study.limits.how"))
    columns = (
        Column(study.tell("study.limits.check"), width=5),
        Column(study.tell("study.actors.column"), "mark"),
    )
    every = len(study.entries)
    rows = tuple(
        (study.tell(f"study.limits.check.{name}"), f"{sum(map(holds, study.entries))}/{every}")
        for name, holds in _checks(study).items()
    )
    yield Table(columns, rows)
    yield Heading(study.tell("study.limits.confirm"), 2)
    yield Items(tuple(study.tell(f"study.limits.confirm.{each}") for each in TO_CONFIRM))
    if study.material.synthetic:
        yield Paragraph(study.tell("study.limits.synthetic"), "strong")


def _checks(study: Study) -> dict[str, Callable[[Entry], bool]]:
    """What is still to be verified, and whether it is so of an actor."""
    today = study.material.today
    return {
        "verified": lambda entry: not entry.actor.verified(today),
        "certainty": lambda entry: entry.actor.certainty == "C",
        "claimed": _claims,
        "staff": lambda entry: entry.actor.visibility == "staff",
        "arabic": lambda entry: entry.record.text("name_ar_status") != "known",
        "contact": lambda entry: not entry.record.rows("contact"),
        "referral": lambda entry: not entry.record.items("referral_method"),
        "places": lambda entry: entry.record.number("places_total") is None,
    }


def _claims(entry: Entry) -> bool:
    return entry.record.text("sensitive_role") == "claimed" and not entry.actor.accredited
